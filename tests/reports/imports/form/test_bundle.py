"""One file or a zip of many: what is read, what is junk, what is refused, what is kept."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest

from reports.imports.form import bundle
from reports.imports.form.bundle import BundleError, kept_content, read_files
from tests.reports.imports.form.cast import zipped
from tests.reports.imports.form.edits import file_of


@pytest.fixture(scope="module")
def form():
    return file_of()


def read(content, name="a.zip"):
    return {one.name: one.form is not None for one in read_files(name, content)}


def test_a_single_form_is_read_by_itself(form):
    assert read(form, "một tệp.xlsx") == {"một tệp.xlsx": True}


def test_folders_and_junk(form):
    junk = {"__MACOSX__._a_xlsx": b"x", ".DS_Store": b"x", "b/Thumbs.db": b"x", "~$a.xlsx": b"x"}
    names = {"xã/Phường A_xlsx": form, "b/desktop.ini": b"x", **junk}
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for name, content in names.items():
            archive.writestr(
                name.replace("__MACOSX__", "__MACOSX/").replace("_xlsx", ".xlsx"), content
            )
        archive.writestr("trống/", b"")
    assert read(stream.getvalue()) == {"xã/Phường A.xlsx": True}


def test_a_bad_file_among_good_ones_is_told_and_not_kept(form):
    inner = zipped(c_xlsx=form)
    content = zipped(a_xlsx=form, b_xlsx=b"no workbook", c_zip=inner)
    files = list(read_files("a.zip", content))
    assert {one.name for one in files if one.sentence} == {"b.xlsx", "c_zip"}
    kept = kept_content(content, files)
    assert read(kept) == {"a.xlsx": True}
    assert kept_content(kept, list(read_files("a.zip", kept))) == kept


@pytest.mark.parametrize("fault", ["cut", "nothing", "many", "large", "lzma", "text"])
def test_what_is_no_zip_of_forms_is_one_sentence(form, fault, monkeypatch):
    monkeypatch.setattr(bundle, "MAX_FILES", 2)
    monkeypatch.setattr(bundle, "MAX_UNPACKED", len(form) * 3 // 2)
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_LZMA if fault == "lzma" else ZIP_DEFLATED) as archive:
        times = {"nothing": 0, "many": 3, "large": 2}.get(fault, 1)
        for number in range(times):
            archive.writestr(f"{number}.xlsx", form if fault != "many" else b"x")
        archive.writestr("a/", b"")
    content = stream.getvalue()[:-40] if fault == "cut" else stream.getvalue()
    if fault in ("cut", "text"):
        content = b"text" if fault == "text" else content
        (one,) = read_files("a.zip", content)
        assert one.sentence
        return
    with pytest.raises(BundleError):
        list(read_files("a.zip", content))
