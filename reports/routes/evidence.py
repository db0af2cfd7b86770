"""Where files beside figures are fetched, added and taken away."""

from django.urls import URLPattern, path

from reports.views import evidence

urlpatterns: list[URLPattern] = [
    path("minh-chung/<uuid:name>/", evidence.evidence_file, name="evidence"),
    path("minh-chung/<uuid:name>/xoa/", evidence.evidence_remove, name="evidence_remove"),
    path(
        "bao-cao/<str:period>/<slug:unit>/minh-chung/",
        evidence.evidence_attach,
        name="evidence_attach",
    ),
]
