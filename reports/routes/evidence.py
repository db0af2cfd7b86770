"""Where files beside figures."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
