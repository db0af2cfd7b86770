"""Figures of earlier periods by file: form, preview, confirmation, refused rows, template."""

from __future__ import annotations

from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from reports.models import Figure, Upload
from tests.reports.figures import bring
from tests.reports.imports.test_figure_preview import LINES, csv_file
from tests.reports.imports.test_tables import workbook


def at(name, *args, **query):
    return reverse(f"figures_{name}", args=["small", *args], query=query)


@pytest.fixture
def office(client, programme, reviewer):
    client.force_login(reviewer)
    return client


@pytest.fixture
def look(office):
    """The preview of a file, after the redirect."""

    def look(*lines, content=None):
        upload = SimpleUploadedFile("so-lieu.csv", content or csv_file(*lines))
        return office.post(at("import"), {"file": upload}, follow=True)

    return look


def seen(answer):
    """What the preview sends back when it is confirmed."""
    context = answer.context
    return {"upload": context["upload"].pk, "mark": context["preview"].mark}


def counts(answer):
    return {tab.key: tab.count for tab in answer.context["preview"].tabs}


def test_a_file_is_previewed_and_nothing_is_stored(look):
    answer = look(*LINES)
    assert answer.redirect_chain[0][1] == 302
    assert counts(answer) == {"tu-choi": 1, "thay-doi": 0, "moi": 6, "giu-nguyen": 0}
    assert [line.place for line in answer.context["lines"]] == ["dòng 8"]
    assert not Figure.objects.exists()


def test_old_and_new_stand_side_by_side(look, programme, reviewer, office):
    bring(programme, reviewer, "urban,42,2024,35,,,,estimate,", "city,42,2025,chưa,,,,official,")
    key = seen(look(*LINES))["upload"]
    (line,) = office.get(at("preview", key, loai="thay-doi")).context["lines"]
    assert (line.before, line.after) == ("35,0\u00a0% (ước thực hiện)", "35,5\u00a0%")
    (line,) = office.get(at("preview", key, loai="giu-nguyen")).context["lines"]
    assert line.after == "Chưa hoàn thành"


def test_a_long_list_comes_in_pages(look, office):
    lines = [f"urban;42;{year};35;;;;;;" for year in range(1990, 2025)]
    lines += [f"urban;42;{year}-Q1;35;;;;;;" for year in range(1990, 2025)]
    key = seen(look(*lines))["upload"]
    answer = office.get(at("preview", key, loai="moi", page=2))
    assert len(answer.context["lines"]) == 20
    assert (
        f"{at('preview', key)}?as_of=2026-11-20&amp;loai=moi&amp;page=1" in answer.content.decode()
    )


def test_confirmed_it_is_stored_once(look, office):
    posted = seen(look(*LINES))
    assert office.post(at("confirm"), posted).url == at("import")
    assert Figure.objects.count() == 6
    assert not Upload.objects.exists()
    assert office.post(at("confirm"), posted).url == at("import")
    assert Figure.objects.count() == 6
    assert counts(look(*LINES)) == {"tu-choi": 1, "thay-doi": 0, "moi": 0, "giu-nguyen": 6}


def test_what_changed_meanwhile_is_previewed_anew(look, office, programme, reviewer):
    posted = seen(look(*LINES))
    bring(programme, reviewer, "urban,42,2024,36,,,,official,")
    answer = office.post(at("confirm"), posted)
    assert (answer.status_code, counts(answer)["thay-doi"]) == (409, 1)
    assert Figure.objects.count() == 1
    assert office.post(at("confirm"), seen(answer)).status_code == 302
    assert Figure.objects.count() == 7


def test_refused_rows_come_back_and_can_be_brought_again(look, office):
    answer = look(content=workbook(("urban", "42", "2024", "trên 40"), ("x", "42", "2024", 1)))
    content = office.get(at("refused", seen(answer)["upload"])).content
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    rows = list(sheet.iter_rows(min_row=5))
    assert [row[0].value for row in rows] == ["urban", "x"]
    assert all("Sheet!" in row[-1].value for row in rows)
    assert rows[0][3].fill.fgColor.rgb.endswith("FBE5E3")
    rows[0][3].value, rows[1][0].value = "40,5", "broadband"
    stream = BytesIO()
    sheet.parent.save(stream)
    again = look(content=stream.getvalue())
    assert counts(again) == {"tu-choi": 0, "thay-doi": 0, "moi": 2, "giu-nguyen": 0}


def test_without_refused_rows_there_is_no_such_file(look, office):
    key = seen(look(LINES[0]))["upload"]
    assert office.get(at("refused", key)).status_code == 404


def test_a_file_that_is_not_wanted_is_taken_away(look, office):
    key = seen(look(*LINES))["upload"]
    assert office.post(at("drop", key)).url == at("import")
    assert not Upload.objects.exists()
    for gone in (at("preview", key), at("refused", key)):
        assert office.get(gone).url == at("import")
    assert office.post(at("drop", key)).url == at("import")


def test_the_file_to_fill_is_read_back(look, office):
    book = load_workbook(BytesIO(office.get(at("template")).content))
    filled, _guide, indicators, units = book.worksheets
    for place, text in enumerate(("urban", None, "2024", "38,51"), start=1):
        filled.cell(5, place).value = text
    assert {row[0] for row in indicators.values} >= {"urban", "housing", "towns"}
    assert {row[0] for row in units.values} >= {"42", "436", "18073"}
    stream = BytesIO()
    book.save(stream)
    answer = look(content=stream.getvalue())
    assert counts(answer) == {"tu-choi": 0, "thay-doi": 0, "moi": 1, "giu-nguyen": 0}


@pytest.mark.office
def test_the_file_to_fill_survives_libreoffice(look, office, libreoffice):
    book = load_workbook(BytesIO(office.get(at("template")).content))
    for place, text in enumerate(("urban", "42", "Quý I/2025", "38,51"), start=1):
        book.worksheets[0].cell(5, place).value = text
    stream = BytesIO()
    book.save(stream)
    answer = look(content=libreoffice(stream.getvalue(), "xlsx", "xlsx"))
    assert counts(answer)["moi"] == 1
    assert "38,5" in answer.context["lines"][0].after


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"a;b\n1;2", b"x" * 10_485_761])
def test_a_file_that_is_no_table_is_a_sentence(office, content):
    answer = office.post(at("import"), {"file": SimpleUploadedFile("x.csv", content)})
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert not Upload.objects.exists()


def test_without_a_file_or_a_mark(office):
    assert office.post(at("import")).status_code == 422
    for posted in ({}, {"upload": "x", "mark": "y"}, {"upload": uuid4()}):
        assert office.post(at("confirm"), posted).status_code == 400


def doors(key):
    reading = [at("import"), at("preview", key), at("refused", key), at("template")]
    return reading, [at("confirm"), at("drop", key)]


@pytest.mark.parametrize(
    ("who", "status"), [("reader", 403), ("reporter", 403), ("head", 403), ("stranger", 404)]
)
def test_others_have_no_such_page(client, look, who, status, request):
    posted = seen(look(*LINES))
    client.force_login(request.getfixturevalue(who))
    reading, writing = doors(posted["upload"])
    assert {client.get(path).status_code for path in reading} == {status}
    assert {client.post(path, posted).status_code for path in writing} == {status}
    assert not Figure.objects.exists()


def test_somebody_else_s_file_is_not_there(client, look, administrator):
    posted = seen(look(*LINES))
    client.force_login(administrator)
    reading, writing = doors(posted["upload"])
    assert [client.get(path).status_code for path in reading] == [200, 404, 404, 200]
    assert [client.post(path, posted).status_code for path in writing] == [404, 404]


def test_wrong_verbs(look, office):
    reading, writing = doors(seen(look(*LINES))["upload"])
    assert {office.post(path).status_code for path in reading[1:]} == {405}
    assert {office.get(path).status_code for path in writing} == {405}


def test_the_preview_costs_few_queries(look, office, django_assert_max_num_queries):
    key = seen(look(*LINES))["upload"]
    with django_assert_max_num_queries(20):
        office.get(at("preview", key))
