"""Addresses of the whole product."""

from django.contrib.auth import views as auth_views
from django.urls import include, path
from django.views.i18n import set_language

from tracker.accounts.views import SignInView

urlpatterns = [
    path("dang-nhap/", SignInView.as_view(), name="login"),
    path("dang-xuat/", auth_views.LogoutView.as_view(), name="logout"),
    path("ngon-ngu/", set_language, name="set_language"),
    path("", include("reports.urls")),
]
