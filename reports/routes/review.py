"""Where the Office reviews, asks and answers."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
