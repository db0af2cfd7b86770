"""One file or a zip of many: what is read, what is junk, what is refused, what is kept."""

from __future__ import annotations

from io import BytesIO
from struct import pack_into
from zipfile import ZIP_DEFLATED, ZIP_LZMA, ZipFile, ZipInfo

import pytest
from django.utils.translation import override

from reports.imports.form import bundle
from reports.imports.form.bundle import BundleError, FileIn, kept_content, read_files
from reports.imports.form.rows import FormIn
from tests.reports.imports.form.cast import zipped
from tests.reports.imports.form.edits import file_of
from tests.tracker.common.sheets.workbooks import far_away


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


def claiming(content, place, code, value):
    """The zip after its directory says something else of every file."""
    changed, at = bytearray(content), -1
    while (at := content.find(b"PK\x01\x02", at + 1)) >= 0:
        pack_into(code, changed, at + place, value)
    return bytes(changed)


@pytest.mark.parametrize(
    ("place", "code", "value", "said"),
    [
        (8, "<H", 1, "locked with a password. Make it without one."),
        (24, "<I", 150 * 1024 * 1024, "would unpack to more than 200 MB."),
        (10, "<H", 12, "packed in an unusual way"),
    ],
)
def test_a_zip_is_told_what_is_wrong_with_a_zip(form, place, code, value, said):
    content = claiming(zipped(a_xlsx=form, b_xlsx=form), place, code, value)
    with override("en"), pytest.raises(BundleError) as caught:
        list(read_files("a.zip", content))
    assert said in str(caught.value)


def test_names_that_differ_in_capitals_are_two_files(form):
    assert read(zipped(a_xlsx=form, A_xlsx=form)) == {"a.xlsx": True, "A.xlsx": True}


def test_of_two_files_of_one_name_nobody_knows_which_one_counts(form):
    content = zipped(a_xlsx=form, b_xlsx=form).replace(b"b.xlsx", b"a.xlsx")
    with pytest.raises(BundleError):
        list(read_files("a.zip", content))


@pytest.mark.parametrize("name", [".", "..", "./.", "//", ".../a.xlsx"])
def test_names_that_are_none(form, name):
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("a.xlsx", form)
        archive.writestr(ZipInfo(name), form)
    assert read(stream.getvalue())["a.xlsx"]


@pytest.mark.parametrize("offset", [2**32, 2**63, 2**64 - 1])
def test_a_file_that_begins_beyond_the_zip_is_damage(form, offset):
    content = far_away(zipped(a_xlsx=form, b_xlsx=form), offset, last=True)
    with pytest.raises(BundleError):
        list(read_files("a.zip", content))


def test_more_files_than_anybody_looks_at(form):
    content = zipped(a_xlsx=form, **{f"b{number}": b"" for number in range(2_000)})
    with override("en"), pytest.raises(BundleError, match="more than 400 files"):
        list(read_files("a.zip", content))


def test_all_forms_together_cost_no_more_than_is_given_to_them(form, monkeypatch):
    content = zipped(**{f"{name}_xlsx": form for name in "abcd"})
    assert len(read(content)) == 4
    monkeypatch.setattr(bundle, "MAX_ELEMENTS", 5_000)
    with override("en"), pytest.raises(BundleError, match="Bring it in parts"):
        list(read_files("a.zip", content))
    monkeypatch.setattr(bundle, "MAX_ELEMENTS", 10_000_000)
    monkeypatch.setattr(bundle, "MAX_UNPACKED", 100_000)
    with override("en"), pytest.raises(BundleError, match="Bring it in parts"):
        list(read_files("a.zip", content))


def test_what_is_kept_is_packed_again(form):
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        archive.writestr("a.xlsx", form + b"\0" * 5_000_000)
        archive.writestr("b.xlsx", b"no workbook")
    content = stream.getvalue()
    files = [FileIn("a.xlsx", FormIn("", "", "")), FileIn("b.xlsx", sentence="no")]
    assert len(kept_content(content, files)) <= len(content)


@pytest.mark.parametrize("fault", ["cut", "nothing", "many", "lzma", "text"])
def test_what_is_no_zip_of_forms_is_one_sentence(form, fault, monkeypatch):
    monkeypatch.setattr(bundle, "MAX_FILES", 2)
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_LZMA if fault == "lzma" else ZIP_DEFLATED) as archive:
        times = {"nothing": 0, "many": 3}.get(fault, 1)
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
