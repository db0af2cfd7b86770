"""A directory as an installation may add it: one password for everybody who has an account."""

from __future__ import annotations

from django.contrib.auth.backends import ModelBackend
from django.http import HttpResponse
from django.urls import path

from tracker.accounts.models import User


class Directory(ModelBackend):
    """Lets in whom the directory knows; accounts stay ours."""

    def authenticate(self, request, username=None, password=None, **kwargs):
        if password == "directory-2026":
            return User.objects.filter(username=username).first()
        return None


urlpatterns = [path("tro-lai/", lambda _request: HttpResponse("here"), name="directory_return")]
