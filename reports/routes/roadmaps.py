"""Where local targets are set, approved and added up."""

from django.urls import URLPattern, path

from reports.routes.files import table_file
from reports.views.roadmaps import cell, importing, programme, sheet

_UNIT = "lo-trinh/<slug:unit>/"

urlpatterns: list[URLPattern] = [
    path("lo-trinh/", programme.roadmaps, name="roadmaps"),
    table_file("lo-trinh", programme.wholes_file, "roadmaps_wholes"),
    table_file("lo-trinh-don-vi", programme.shares_file, "roadmaps_shares"),
    table_file("lo-trinh-trang-thai", programme.standings_file, "roadmaps_standings"),
    path("lo-trinh/nhap-tep/", importing.roadmap_import, name="roadmap_import"),
    path("lo-trinh/nhap-tep/ghi/", importing.roadmap_confirm, name="roadmap_confirm"),
    path(_UNIT, sheet.roadmap_sheet, name="roadmap"),
    table_file(f"{_UNIT}lo-trinh", sheet.roadmap_file, "roadmap"),
    path(f"{_UNIT}o/<int:indicator>/", cell.roadmap_save, name="roadmap_save"),
    path(f"{_UNIT}thao-tac/", sheet.roadmap_act, name="roadmap_act"),
    table_file(f"{_UNIT}mau", importing.roadmap_template, "roadmap_template"),
]
