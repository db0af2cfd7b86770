"""Where a unit's people fill and send their reports."""

from django.urls import URLPattern, path

from reports.views.entry import cell, check, grid, task_cell, work

_PLACE = "bao-cao/<str:period>/<slug:unit>/"

urlpatterns: list[URLPattern] = [
    path("viec-cua-toi/", work.my_work, name="my_work"),
    path(_PLACE, grid.report_grid, name="report"),
    path(f"{_PLACE}o/<int:entry>/", cell.entry_save, name="entry_save"),
    path(f"{_PLACE}nhiem-vu/<int:update>/", task_cell.update_save, name="update_save"),
    path(f"{_PLACE}kiem-tra/", check.report_check, name="report_check"),
    path(f"{_PLACE}thao-tac/", check.report_act, name="report_act"),
    path(f"{_PLACE}gia-han/", work.extension_ask, name="extension_ask"),
]
