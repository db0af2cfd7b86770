"""Where a unit's people fill and send their reports."""

from django.urls import URLPattern, path

from reports.routes.files import table_file
from reports.views.entry import cell, check, form, grid, lines, task_cell, work

_PLACE = "bao-cao/<str:period>/<slug:unit>/"

urlpatterns: list[URLPattern] = [
    path("viec-cua-toi/", work.my_work, name="my_work"),
    table_file("viec-cua-toi", lines.my_work_file, "my_work"),
    table_file(f"{_PLACE}so-lieu", lines.report_lines_file, "report_lines"),
    path(_PLACE, grid.report_grid, name="report"),
    path(f"{_PLACE}o/<int:entry>/", cell.entry_save, name="entry_save"),
    path(f"{_PLACE}nhiem-vu/<int:update>/", task_cell.update_save, name="update_save"),
    path(f"{_PLACE}kiem-tra/", check.report_check, name="report_check"),
    path(f"{_PLACE}thao-tac/", check.report_act, name="report_act"),
    path(f"{_PLACE}bieu-mau.xlsx", form.form_download, name="form_file"),
    path(f"{_PLACE}gia-han/", work.extension_ask, name="extension_ask"),
]
