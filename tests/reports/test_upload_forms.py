"""Forms that take a file: how large it may be is asked when it comes."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from reports.forms.imports import FormFileForm
from reports.forms.table_file import TableFileForm


@pytest.mark.parametrize("kind", [FormFileForm, TableFileForm])
@pytest.mark.parametrize(("size", "is_taken"), [(1000, True), (1001, False)])
def test_the_largest_file_is_that_of_the_settings(settings, kind, size, is_taken):
    settings.UPLOAD_MAX_BYTES = 1000
    form = kind({}, {"file": SimpleUploadedFile("a.xlsx", b"x" * size)})
    assert form.is_valid() is is_taken
