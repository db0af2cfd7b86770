"""Where units are listed, shown and compared."""

from django.urls import URLPattern, path

from reports.routes.files import table_file
from reports.views.units import comparison, detail, listing

_UNIT = "don-vi/<slug:unit>/"

urlpatterns: list[URLPattern] = [
    path("don-vi/", listing.unit_list, name="units"),
    path("don-vi/so-sanh/", comparison.units_compared, name="units_compared"),
    table_file("don-vi", listing.units_file, "units"),
    table_file("don-vi/so-sanh", comparison.compared_file, "units_compared"),
    path(_UNIT, detail.unit_detail, name="unit"),
    table_file(f"{_UNIT}chi-tieu", detail.unit_indicators_file, "unit_indicators"),
    table_file(f"{_UNIT}nhiem-vu", detail.unit_tasks_file, "unit_tasks"),
    table_file(f"{_UNIT}so-lieu", detail.unit_figures_file, "unit_figures"),
    table_file(f"{_UNIT}bao-cao", detail.unit_reports_file, "unit_reports"),
]
