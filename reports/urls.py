"""Addresses of the dashboard: /p/<programme>/<page>/?as_of=<day>."""

from django.urls import include, path

from reports.routes import (
    account,
    administration,
    entry,
    evidence,
    figures_import,
    help,
    imports,
    jobs,
    meetings,
    oversight,
    review,
    roadmaps,
    search,
    setup,
    tasks,
    units,
)
from reports.routes.files import table_file
from reports.views import documents, downloads, health, home, indicators, matrix, overview

_programme = [
    path("", overview.overview_page, name="overview"),
    table_file("chenh-lech", downloads.gaps, "gaps"),
    table_file("can-chu-y", overview.attention_file, "attention"),
    table_file("nhom-chi-tieu", overview.groups_file, "groups"),
    table_file("thay-doi", overview.changes_file, "changes"),
    path("chi-tieu/", indicators.indicator_list, name="indicators"),
    table_file("chi-tieu", downloads.indicators, "indicators"),
    path("chi-tieu/<slug:indicator>/", indicators.indicator_detail, name="indicator"),
    table_file("chi-tieu/<slug:indicator>/so-lieu", downloads.history, "history"),
    table_file("chi-tieu/<slug:indicator>/lo-trinh", downloads.trajectory, "trajectory"),
    table_file("chi-tieu/<slug:indicator>/don-vi", downloads.contributions, "contributions"),
    table_file("chi-tieu/<slug:indicator>/loai", downloads.classes, "classes"),
    path("ma-tran/", matrix.matrix_page, name="matrix"),
    table_file("ma-tran", downloads.matrix, "matrix"),
    *administration.urlpatterns,
    *units.urlpatterns,
    path("van-ban/", documents.document_page, name="clauses"),
    table_file("van-ban", documents.clauses_file, "clauses"),
    *entry.urlpatterns,
    *figures_import.urlpatterns,
    *review.urlpatterns,
    *oversight.urlpatterns,
    *evidence.urlpatterns,
    *imports.urlpatterns,
    *meetings.urlpatterns,
    *roadmaps.urlpatterns,
    *tasks.urlpatterns,
]

urlpatterns = [
    path("", home.home, name="home"),
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("p/<slug:code>/", include(_programme)),
    *account.personal,
    *review.personal,
    *jobs.personal,
    *help.personal,
    *setup.personal,
    *search.personal,
]
