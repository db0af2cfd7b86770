"""Where a unit's people fill and send their reports."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
