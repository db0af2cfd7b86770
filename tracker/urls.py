"""Addresses of the whole product."""

from django.urls import include, path
from django.views.i18n import set_language

from reports.api.app import addresses
from tracker.accounts.extra import extra_addresses
from tracker.accounts.views import SignInView, sign_out, still_here
from tracker.watching.metrics import metrics

urlpatterns = [
    path("dang-nhap/", SignInView.as_view(), name="login"),
    path("dang-xuat/", sign_out, name="logout"),
    path("con-day/", still_here, name="still_here"),
    path("ngon-ngu/", set_language, name="set_language"),
    path("api/v1/", (addresses(), "ninja", "api")),
    path("metrics", metrics, name="metrics"),
    *extra_addresses(),
    path("", include("reports.urls")),
]

handler500 = "tracker.common.error_pages.server_error"
