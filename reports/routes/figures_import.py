"""Where figures of earlier periods are brought by file."""

from django.urls import URLPattern, path

from reports.views import figures_import

_PLACE = "nhap-excel/so-lieu-ky-truoc/"

urlpatterns: list[URLPattern] = [
    path(_PLACE, figures_import.figures_import, name="figures_import"),
    path(f"{_PLACE}ghi/", figures_import.figures_confirm, name="figures_confirm"),
    path(f"{_PLACE}mau.xlsx", figures_import.figures_template, name="figures_template"),
    path(f"{_PLACE}<uuid:key>/", figures_import.figures_preview, name="figures_preview"),
    path(f"{_PLACE}<uuid:key>/bo/", figures_import.figures_drop, name="figures_drop"),
    path(
        f"{_PLACE}<uuid:key>/tu-choi.xlsx",
        figures_import.figures_refused,
        name="figures_refused",
    ),
]
