"""The steps on the pages of files that come in."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reports.models import Upload


@pytest.fixture
def sign_in(client, world):
    def sign_in(who):
        client.force_login(world[who])
        return client

    return sign_in


@pytest.fixture
def send(sign_in):
    """Post a file to be looked at."""

    def send(content, who="reporter", name="bao-cao.xlsx", **more):
        file = SimpleUploadedFile(name, content)
        return sign_in(who).post(reverse("form_upload", args=["small"]), {"file": file, **more})

    return send


def address(name, *args):
    """The address of a step of the one upload that waits."""
    return reverse(name, args=["small", Upload.objects.get().pk, *args])


@pytest.fixture
def confirm(sign_in, send):
    """Look at a file and store it; the answer to the second step."""

    def confirm(content, who="reporter", **more):
        mark = send(content, who).context["page"].mark
        return sign_in(who).post(address("form_confirm"), {"mark": mark, **more})

    return confirm
