"""Where the help is read; of no programme, for everybody who has signed in."""

from django.urls import URLPattern, path

from reports.views.help import pages

personal: list[URLPattern] = [
    path("tro-giup/", pages.help_hub, name="help"),
    path("tro-giup/thuat-ngu/", pages.help_terms, name="help_terms"),
    path("tro-giup/phuong-phap/", pages.help_method, name="help_method"),
    path("tro-giup/huong-dan/<slug:slug>/", pages.help_manual, name="help_manual"),
]
