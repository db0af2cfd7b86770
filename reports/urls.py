"""Addresses of the dashboard: /p/<programme>/<page>/?as_of=<day>."""

from django.urls import include, path

from reports.routes import (
    administration,
    entry,
    evidence,
    oversight,
    review,
    roadmaps,
    tasks,
    units,
)
from reports.views import documents, downloads, health, home, indicators, matrix, overview

_programme = [
    path("", overview.overview_page, name="overview"),
    path("chenh-lech.csv", downloads.gaps, name="gaps_csv"),
    path("chi-tieu/", indicators.indicator_list, name="indicators"),
    path("chi-tieu.csv", downloads.indicators, name="indicators_csv"),
    path("chi-tieu/<slug:indicator>/", indicators.indicator_detail, name="indicator"),
    path("chi-tieu/<slug:indicator>/lo-trinh.csv", downloads.trajectory, name="trajectory_csv"),
    path("chi-tieu/<slug:indicator>/don-vi.csv", downloads.contributions, name="contributions_csv"),
    path("chi-tieu/<slug:indicator>/loai.csv", downloads.classes, name="classes_csv"),
    path("ma-tran/", matrix.matrix_page, name="matrix"),
    path("ma-tran.csv", downloads.matrix, name="matrix_csv"),
    *administration.urlpatterns,
    *units.urlpatterns,
    path("van-ban/", documents.document_page, name="clauses"),
    *entry.urlpatterns,
    *review.urlpatterns,
    *oversight.urlpatterns,
    *evidence.urlpatterns,
    *roadmaps.urlpatterns,
    *tasks.urlpatterns,
]

urlpatterns = [
    path("", home.home, name="home"),
    path("health/", health.health, name="health"),
    path("p/<slug:code>/", include(_programme)),
    *review.personal,
]
