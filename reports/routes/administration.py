"""Where units and their people are administered, and units reorganised."""

from django.urls import URLPattern, path

from reports.views.administration import measures, people, reorganisation, units

_UNIT = "quan-tri/don-vi/<slug:unit>/"

urlpatterns: list[URLPattern] = [
    path("don-vi/sap-xep/", reorganisation.reorganisation_form, name="reorganisation"),
    path(
        "don-vi/sap-xep/ap-dung/",
        reorganisation.reorganisation_apply,
        name="reorganisation_apply",
    ),
    path(
        "don-vi/sap-xep/<str:day>/",
        reorganisation.reorganisation_result,
        name="reorganisation_result",
    ),
    path("quan-tri/", units.administration, name="administration"),
    path("quan-tri/ke-thua/", units.successions, name="successions"),
    path("quan-tri/don-vi/them/", units.unit_add, name="unit_add"),
    path("quan-tri/chi-tieu/", measures.measure_list, name="measures"),
    path("quan-tri/chi-tieu/<slug:indicator>/", measures.measure_change, name="measure"),
    path(_UNIT, units.unit_page, name="administration_unit"),
    path(f"{_UNIT}vai-tro/", people.role_give, name="role_give"),
    path("quan-tri/vai-tro/<int:membership>/ket-thuc/", people.role_end, name="role_end"),
]
