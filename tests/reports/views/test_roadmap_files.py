"""Local targets by file: preview, confirmation, refusals, and the file to fill."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assignments.models import LocalTarget, Roadmap
from reports.imports import roadmaps
from tests.reports.roadmaps.steps import cell, current, fill, roadmap_in, stored, target

HEADER = "unit;indicator;year;value;denominator"
IMPORT = reverse("roadmap_import", args=["small"])
CONFIRM = reverse("roadmap_confirm", args=["small"])


def file(*lines, header=HEADER):
    return "\n".join([header, *lines])


@pytest.fixture
def sign_in(client, world):
    def sign_in(who):
        client.force_login(world[who])
        return client

    return sign_in


@pytest.fixture
def look(sign_in):
    """The preview of a file."""

    def look(*lines, who="reporter", header=HEADER):
        upload = SimpleUploadedFile("lo-trinh.csv", file(*lines, header=header).encode())
        return sign_in(who).post(IMPORT, {"file": upload})

    return look


def seen(answer):
    """What the page of a preview sends back when it is confirmed."""
    return {"upload": answer.context["upload"].pk, "mark": answer.context["page"].mark}


@pytest.fixture
def confirm(sign_in, look):
    """Preview and store a file; the answer to the second step."""

    def confirm(*lines, who="reporter"):
        return sign_in(who).post(CONFIRM, seen(look(*lines, who=who)))

    return confirm


def test_new_changed_unchanged_refused(look, world):
    cells = [cell("broadband", 2029, 80, 1000), cell("broadband", 2030, 90, 1000)]
    fill(world.programme, world.ward, world["head"], *cells)
    before = stored()
    page = look(
        "18073;broadband;2028;75,5;900",
        "18073;broadband;2029;80;",
        "18073;broadband;2030;91;1.100,5",
        "18073;housing;2030;;",
        "18073;broadband;2031;91;",
    ).context["page"]
    assert [(one.place, one.after) for one in page.new] == [("dòng 2", "75,5\u00a0% / 900")]
    assert [(one.before, one.after) for one in page.changed] == [
        ("90,0\u00a0% / 1.000", "91,0\u00a0% / 1.100,5")
    ]
    assert (page.unchanged, page.empty, page.count) == (1, 1, 2)
    assert [(one.line, one.column) for one in page.refused] == [(6, "year")]
    assert stored() == before


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("999;broadband;2030;90;", "unit"),
        ("18754;broadband;2030;90;", "unit"),
        ("42-sxd;broadband;2030;90;", "unit"),
        ("18073;urban;2030;90;", "indicator"),
        ("18073;nothing;2030;90;", "indicator"),
        ("18073;broadband;x;90;", "year"),
        ("18073;broadband;2022;90;", "year"),
        ("18073;broadband;2030;1.234;", "value"),
        ("18073;broadband;2030;101;", "value"),
        ("18073;broadband;2030;90;-1", "denominator"),
    ],
)
def test_each_fault_has_its_line_and_sentence(look, line, column):
    (refusal,) = look(line).context["page"].refused
    assert (refusal.line, refusal.column, bool(refusal.sentence)) == (2, column, True)


def test_a_cell_twice_with_different_numbers_is_refused_both_times(look):
    page = look(
        "18073;broadband;2030;90;", "18073;housing;2030;34;", "18073;broadband;2030;91;"
    ).context["page"]
    assert [(one.line, one.column) for one in page.refused] == [(2, "unit"), (4, "unit")]
    assert ["4" in page.refused[0].sentence, "2" in page.refused[1].sentence] == [True, True]
    assert page.count == 1


def test_of_a_cell_twice_with_the_same_numbers_the_first_stands(look):
    page = look("18073;broadband;2030;90;", "18073;broadband;2030;90,0;").context["page"]
    assert [(one.line, one.column) for one in page.refused] == [(3, "unit")]
    assert page.count == 1


def test_a_roadmap_that_was_sent_is_refused(look, world):
    roadmap_in(world, "submitted")
    page = look("18073;broadband;2030;90;").context["page"]
    assert (page.count, page.refused[0].column) == (0, "unit")


def test_confirmed_it_is_stored_and_the_same_file_again_changes_nothing(confirm, look, world):
    lines = ("18073;broadband;2030;95;1000", "18073;housing;2030;34,5;", "18073;housing;1;2;")
    assert confirm(*lines).status_code == 302
    assert target(current(world.programme, world.ward), "broadband", 2030).value == 95
    before = stored()
    page = look(*lines).context["page"]
    assert (page.count, page.unchanged) == (0, 2)
    assert confirm(*lines).status_code == 302
    assert stored() == before


def test_the_file_is_read_before_anybody_must_wait(confirm, monkeypatch):
    order = []

    def note(name):
        real = getattr(roadmaps, name)

        def call(*of, **how):
            order.append(name)
            return real(*of, **how)

        monkeypatch.setattr(roadmaps, name, call)

    note("read_table")
    note("drop")
    confirm("18073;broadband;2030;95;1000")
    assert order[-2:] == ["read_table", "drop"]


def test_an_empty_cell_leaves_what_stands_there(confirm, world):
    cells = [cell("broadband", 2030, 90, 1000, note="QĐ 12")]
    fill(world.programme, world.ward, world["head"], *cells)
    confirm("18073;broadband;2030;92;")
    stands = target(current(world.programme, world.ward), "broadband", 2030)
    assert (stands.value, stands.denominator, stands.note) == (92, 1000, "QĐ 12")


def test_the_office_brings_many_units_into_drafts(confirm, world):
    assert confirm("18073;broadband;2030;95;", "18754;broadband;2030;80;", who="reviewer")
    assert list(Roadmap.objects.values_list("unit__code", "state").order_by("unit__code")) == [
        ("18073", "draft"),
        ("18754", "draft"),
    ]


def test_what_changed_since_the_preview_is_looked_at_again(sign_in, look, world):
    posted = seen(look("18073;broadband;2030;95;"))
    fill(world.programme, world.ward, world["head"], cell("broadband", 2030, 90))
    before = stored()
    answer = sign_in("reporter").post(CONFIRM, posted)
    assert (answer.status_code, len(answer.context["page"].changed)) == (409, 1)
    assert stored() == before
    assert sign_in("reporter").post(CONFIRM, seen(answer)).status_code == 302
    assert target(current(world.programme, world.ward), "broadband", 2030).value == 95


def test_a_file_is_stored_once_and_only_by_who_brought_it(sign_in, look):
    posted = seen(look("18073;broadband;2030;95;"))
    assert sign_in("colleague").post(CONFIRM, posted).status_code == 404
    assert sign_in("reporter").post(CONFIRM, posted).status_code == 302
    before = stored()
    again = sign_in("reporter").post(CONFIRM, posted, follow=True)
    assert again.redirect_chain == [(IMPORT, 302)]
    assert stored() == before


@pytest.mark.parametrize(
    "header", ["unit;indicator;value", "unit;indicator;year;nonsense", "unit;unit;indicator;year"]
)
def test_a_file_that_is_no_table_is_a_sentence(look, header):
    answer = look("18073;broadband;2030", header=header)
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"PK\x03\x04", b"x" * 10_485_761])
def test_a_file_that_cannot_be_read_is_a_sentence(sign_in, content):
    upload = SimpleUploadedFile("x.csv", content)
    assert sign_in("reporter").post(IMPORT, {"file": upload}).status_code == 422
    assert not LocalTarget.objects.exists()


def test_without_a_file_or_a_mark(sign_in):
    assert sign_in("reporter").post(IMPORT).status_code == 422
    for posted in ({}, {"upload": "x", "mark": "y"}, {"upload": uuid4()}):
        assert sign_in("reporter").post(CONFIRM, posted).status_code == 400


@pytest.mark.parametrize(("who", "status"), [("reader", 403), ("stranger", 404)])
def test_who_brings_nothing(sign_in, who, status):
    posted = {"upload": uuid4(), "mark": "x"}
    assert sign_in(who).get(IMPORT).status_code == status
    assert sign_in(who).post(CONFIRM, posted).status_code == status
    assert sign_in(who).get(CONFIRM).status_code == 405


def test_the_form_names_the_units_whose_file_can_be_had(sign_in):
    context = sign_in("reporter").get(IMPORT).context
    assert [name for name, _url in context["templates"]] == ["Phường Thành Sen"]


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("value", ["95.5", "12.345", "-3"])
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_file_to_fill_comes_back_as_it_went(sign_in, world, ending, value, language):
    """Every cell has its line; read in again unchanged it changes nothing."""
    fill(world.programme, world.ward, world["head"], cell("housing", 2030, value, 1000))
    template = reverse("roadmap_template_file", args=["small", "18073", ending])
    sign_in("reporter").cookies[settings.LANGUAGE_COOKIE_NAME] = language
    content = sign_in("reporter").get(template).content
    answer = sign_in("reporter").post(IMPORT, {"file": SimpleUploadedFile("x", content)})
    page = answer.context["page"]
    assert (page.count, page.unchanged, page.empty, page.refused) == (0, 1, 15, ())
