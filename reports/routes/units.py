"""Where units are listed, shown and compared."""

from django.urls import URLPattern, path

from reports.views.units import comparison, detail, listing

urlpatterns: list[URLPattern] = [
    path("don-vi/", listing.unit_list, name="units"),
    path("don-vi/so-sanh/", comparison.units_compared, name="units_compared"),
    path("don-vi/so-sanh.csv", comparison.units_compared_csv, name="units_compared_csv"),
    path("don-vi/<slug:unit>/", detail.unit_detail, name="unit"),
]
