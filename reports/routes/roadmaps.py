"""Where local targets are set, approved and added up."""

from django.urls import URLPattern, path

from reports.views.roadmaps import cell, importing, programme, sheet

_UNIT = "lo-trinh/<slug:unit>/"

urlpatterns: list[URLPattern] = [
    path("lo-trinh/", programme.roadmaps, name="roadmaps"),
    path("lo-trinh.csv", programme.roadmaps_csv, name="roadmaps_csv"),
    path("lo-trinh/nhap-tep/", importing.roadmap_import, name="roadmap_import"),
    path("lo-trinh/nhap-tep/ghi/", importing.roadmap_confirm, name="roadmap_confirm"),
    path(_UNIT, sheet.roadmap_sheet, name="roadmap"),
    path(f"{_UNIT}o/<int:indicator>/", cell.roadmap_save, name="roadmap_save"),
    path(f"{_UNIT}thao-tac/", sheet.roadmap_act, name="roadmap_act"),
    path(f"{_UNIT}mau.csv", importing.roadmap_template, name="roadmap_template"),
]
