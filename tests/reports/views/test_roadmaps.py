"""Local roadmaps in the browser: who sees and does what, faults, other people, queries."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assignments.models import LocalTarget, Roadmap
from indicators.models import Indicator
from reports.forms.roadmap import shown_row
from reports.roadmaps.frame import years_of
from reports.roadmaps.sending import revise
from tests.reports.roadmaps.steps import cell, current, fill, roadmap_in, target

UNIT = ("small", "18073")
PAGES = [
    ("roadmaps", ("small",)),
    ("roadmaps_wholes_file", ("small", "csv")),
    ("roadmap", UNIT),
    ("roadmap_template_file", (*UNIT, "csv")),
]


def at(name, *args):
    return reverse(name, args=args or UNIT)


def row_of(world, code, **typed):
    """An indicator's row as the browser posts it; `value_2030=…` is what was typed."""
    indicator = Indicator.objects.get(code=code)
    cells = LocalTarget.objects.filter(roadmap__unit=world.ward, indicator=indicator)
    shown = shown_row(cells.order_by("roadmap__revision"), years_of(world.programme))
    key = indicator.pk
    fields = {f"e{key}-version": shown.stamp, f"e{key}-note": shown.note}
    for year, goal in shown.goals.items():
        fields[f"e{key}-value-{year}"] = goal.value
        fields[f"e{key}-denominator-{year}"] = goal.denominator
    return fields | {f"e{key}-{name.replace('_', '-')}": text for name, text in typed.items()}


@pytest.fixture
def sign_in(client, world):
    def sign_in(who):
        client.force_login(world[who])
        return client

    return sign_in


@pytest.fixture
def save(sign_in, world):
    """Post one row as the script does."""

    def save(code, who="reporter", fields=None, **typed):
        url = reverse("roadmap_save", args=[*UNIT, Indicator.objects.get(code=code).pk])
        return sign_in(who).post(url, fields or row_of(world, code, **typed))

    return save


@pytest.mark.parametrize(("name", "args"), PAGES)
class TestEveryPage:
    @pytest.mark.parametrize("who", ["reporter", "reviewer", "reader"])
    @pytest.mark.parametrize("state", ["", "draft", "submitted", "approved"])
    def test_shows_itself(self, sign_in, world, name, args, who, state):
        if state:
            roadmap_in(world, state)
        assert sign_in(who).get(at(name, *args)).status_code == 200

    def test_does_not_exist_for_a_stranger(self, sign_in, world, name, args):
        assert sign_in("stranger").get(at(name, *args)).status_code == 404

    def test_sends_a_visitor_to_the_sign_in_page(self, client, world, name, args):
        assert client.get(at(name, *args)).status_code == 302

    def test_takes_no_other_verb(self, sign_in, world, name, args):
        assert sign_in("reader").put(at(name, *args)).status_code == 405

    def test_a_wrong_day_is_a_sentence(self, sign_in, world, name, args):
        assert sign_in("reader").get(at(name, *args), {"as_of": "x"}).status_code == 400

    @pytest.mark.parametrize("who", ["reporter", "reviewer"])
    def test_takes_at_most_twenty_queries(
        self, sign_in, world, name, args, who, django_assert_max_num_queries
    ):
        roadmap_in(world, "submitted")
        client = sign_in(who)
        with django_assert_max_num_queries(20):
            client.get(at(name, *args))


@pytest.mark.parametrize("code", ["42-sxd", "38-vpubnd", "nobody"])
def test_units_without_a_roadmap_have_no_page(sign_in, world, code):
    assert sign_in("reader").get(at("roadmap", "small", code)).status_code == 404


@pytest.mark.parametrize(
    ("who", "state", "sees"),
    [
        ("reporter", "draft", True),
        ("reviewer", "draft", False),
        ("reader", "draft", False),
        ("reviewer", "submitted", True),
        ("reviewer", "returned", True),
        ("reader", "submitted", False),
        ("reader", "approved", True),
    ],
)
def test_who_sees_the_targets(sign_in, world, who, state, sees):
    roadmap_in(world, state)
    rows = sign_in(who).get(at("roadmap")).context["rows"]
    shown = [one.value for row in rows for one in row.cells if one.value]
    assert shown == (["95,0"] if sees else [])


def test_the_province_stands_on_top_of_each_year(sign_in, world):
    page = sign_in("reporter").get(at("roadmap"))
    _housing, broadband = page.context["rows"]
    aims = {one.year: (one.aim, one.is_target) for one in broadband.cells}
    assert (aims[2025], aims[2030]) == (("trên 80%", True), ("phổ cập", True))
    assert aims[2027] == ("88,0", False)
    assert "data-grid" in page.content.decode()


def test_an_approved_roadmap_is_shown_beside_the_draft(sign_in, world):
    revise(roadmap=roadmap_in(world, "approved"), reason="dân số mới", by=world["head"])
    draft = target(current(world.programme, world.ward), "broadband", 2030)
    fill(
        world.programme, world.ward, world["head"], cell("broadband", 2030, 97, seen=draft.version)
    )
    own, others = (sign_in(who).get(at("roadmap")) for who in ("reporter", "reader"))
    assert (own.context["rows"][1].cells[-1].value, bool(own.context["head"].beside)) == (
        "97,0",
        True,
    )
    assert others.context["rows"][1].cells[-1].value == "95,0"
    past = sign_in("reporter").get(at("roadmap"), {"as_of": "2026-11-19"})
    assert past.context["done"] == 0
    assert not past.context["is_writable"]


def test_a_cell_is_saved_and_comes_back(save, world):
    answer = save("broadband", value_2030="95,5%", denominator_2030="1.200,5", note="QĐ 12")
    assert answer.status_code == 200
    text = answer.content.decode()
    assert 'value="95,5"' in text
    assert "2030-1-" in text
    stands = target(current(world.programme, world.ward), "broadband", 2030)
    assert [str(one.normalize()) for one in (stands.value, stands.denominator)] == [
        "95.5",
        "1200.5",
    ]
    assert (stands.note, save("broadband").status_code) == ("QĐ 12", 200)


def test_a_pasted_row_is_saved_as_one(save, world):
    years = {f"value_{year}": str(year - 1940) for year in range(2023, 2031)}
    assert save("broadband", **years).status_code == 200
    assert current(world.programme, world.ward).targets.count() == 8


def test_the_note_holds_for_the_whole_row(save, world):
    save("broadband", value_2029="90", value_2030="95")
    save("broadband", note="Nghị quyết HĐND")
    notes = current(world.programme, world.ward).targets.values_list("note", "version")
    assert list(notes) == [("Nghị quyết HĐND", 2)] * 2


@pytest.mark.parametrize(
    "typed",
    [
        {"value_2030": "1.234"},
        {"value_2030": "101"},
        {"value_2030": "abc"},
        {"denominator_2030": "-1"},
        {"value_2029": "90", "value_2030": "x"},
        {"value_2030": "90", "note": "x" * 1001},
    ],
)
def test_a_fault_is_a_sentence_and_nothing_is_stored(save, world, typed):
    answer = save("broadband", **typed)
    assert answer.status_code == 422
    assert "g-fault" in answer.content.decode()
    assert not LocalTarget.objects.exists()


def test_somebody_else_was_faster(save, world):
    seen = row_of(world, "broadband", value_2030="95")
    save("broadband", who="head", value_2030="94")
    answer = save("broadband", fields=seen)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="94"' in text
    assert "Head" in text
    assert target(current(world.programme, world.ward), "broadband", 2030).value == 94


@pytest.mark.parametrize(("who", "status"), [("reviewer", 403), ("reader", 403), ("stranger", 404)])
def test_only_the_units_people_save(save, sign_in, world, who, status):
    assert save("broadband", who=who, value_2030="95").status_code == status
    assert sign_in(who).post(at("roadmap"), row_of(world, "broadband")).status_code == status
    assert not Roadmap.objects.exists()


def test_wrong_addresses_and_forms(save, sign_in, world):
    urban = Indicator.objects.get(code="urban").pk
    assert sign_in("reporter").post(at("roadmap_save", *UNIT, urban)).status_code == 404
    assert save("broadband", fields={"x": "y"}).status_code == 400
    key = Indicator.objects.get(code="broadband").pk
    assert sign_in("reporter").get(at("roadmap_save", *UNIT, key)).status_code == 405
    assert sign_in("reporter").get(at("roadmap_act")).status_code == 405


def test_a_sent_roadmap_takes_nothing(save, world):
    roadmap_in(world, "submitted")
    answer = save("broadband", value_2030="50")
    assert (answer.status_code, "g-fault" in answer.content.decode()) == (400, True)


def test_without_a_script_the_whole_form_is_saved(sign_in, world):
    fields = row_of(world, "broadband", value_2030="95") | row_of(world, "housing", value_2025="x")
    answer = sign_in("reporter").post(at("roadmap"), fields)
    assert answer.status_code == 422
    assert target(current(world.programme, world.ward), "broadband", 2030).value == 95
    housing = answer.context["rows"][0]
    assert (bool(housing.faults), housing.cells[2].fields[0].text) == (True, "x")
    fields = row_of(world, "housing", value_2025="33")
    assert sign_in("reporter").post(at("roadmap"), fields).status_code == 302


def test_a_cell_takes_at_most_twenty_queries(save, sign_in, world):
    roadmap_in(world, "draft")
    fields = row_of(world, "broadband", value_2030="96", value_2029="90")
    key = Indicator.objects.get(code="broadband").pk
    client = sign_in("reporter")
    with CaptureQueriesContext(connection) as captured:
        assert client.post(at("roadmap_save", *UNIT, key), fields).status_code == 200
    asked = [one["sql"] for one in captured if "SAVEPOINT" not in one["sql"]]
    assert len(asked) <= 20, "\n".join(asked)
