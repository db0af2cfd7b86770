"""Thiết lập: from an empty database to the first quarter."""

from django.urls import URLPattern, path

from reports.views.setup import drafts, files, programme, province, rows, tasks, units

_TABLE = "thiet-lap/chuong-trinh/bang/<uuid:draft>/"
_FILE = "thiet-lap/chuong-trinh/tep/<uuid:draft>/"
_UNITS = "thiet-lap/don-vi/tep/<uuid:draft>/"

personal: list[URLPattern] = [
    path("thiet-lap/", tasks.setup_page, name="setup"),
    path("thiet-lap/lich/<slug:code>/", tasks.open_first_year, name="setup_year"),
    path("thiet-lap/don-vi/", units.units_page, name="setup_units"),
    path("thiet-lap/don-vi/bang/", units.units_table, name="setup_units_table"),
    path("thiet-lap/don-vi/mau.xlsx", units.units_template, name="setup_units_template"),
    path(_UNITS, units.units_draft, name="setup_units_draft"),
    path("thiet-lap/tinh/", province.province_begin, name="setup_province"),
    path("thiet-lap/tinh/<slug:province>/", province.unit_add, name="setup_unit_add"),
    path("thiet-lap/chuong-trinh/", programme.programme_page, name="setup_programme"),
    path("thiet-lap/chuong-trinh/tep/", files.file_upload, name="setup_file"),
    path(_FILE, files.file_draft, name="setup_file_draft"),
    path("thiet-lap/chuong-trinh/bang/", programme.table_begin, name="setup_table_begin"),
    path(_TABLE, drafts.table_draft, name="setup_table"),
    path(f"{_TABLE}dau-muc/", programme.table_head, name="setup_table_head"),
    path(f"{_TABLE}nap/", drafts.table_upload, name="setup_table_upload"),
    path(f"{_TABLE}mau.xlsx", drafts.table_template, name="setup_table_template"),
    path(f"{_TABLE}chi-tieu/", rows.row_add, name="setup_row_add"),
    path(f"{_TABLE}cach-hieu/", rows.row_understood, name="setup_understood"),
    path(f"{_TABLE}chi-tieu/<int:number>/", rows.row_change, name="setup_row"),
    path(f"{_TABLE}chi-tieu/<int:number>/bo/", rows.row_drop, name="setup_row_drop"),
    path("thiet-lap/nhap/<uuid:draft>/bo/", programme.draft_discard, name="setup_discard"),
]
