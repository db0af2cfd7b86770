"""The very numbers of the answers, against a second programme, drafts and what was retired."""

from __future__ import annotations

from datetime import date

import pytest

from assignments.programme.loading import load_programme
from indicators.models import Indicator, Programme
from indicators.programme_file import parse_programme
from reports.api import tokens
from reports.models import Figure
from reports.task_progress import record_progress
from tests.programmes import SMALL
from tests.reports.figures import bring
from tests.reports.task_cast import LATE, RUNNING, three_tasks
from tracker.accounts.models import Scope
from tracker.common.timestamps import now

OTHER = SMALL.replace("code: small", "code: other").replace("1-CTr/TU", "2-CTr/TU")
FIGURES = (
    "urban,42,2025,38.51,,,,official,",
    "housing,18073,2025,,3100,100,,official,",
    "towns,42,2025,2,,,II,official,",
)


@pytest.fixture
def ask(client, programme, reader):
    """The answer to a token that may read everything."""
    secret = tokens.issue(owner=reader, name="IOC", scopes=tuple(Scope), days=30, by=None)[1]

    def ask(path: str, code: str = "small", status: int = 200, **headers: str):
        sent = {"Authorization": f"Bearer {secret}", **headers}
        answer = client.get(f"/api/v1/programmes/{code}/{path}", headers=sent)
        assert answer.status_code == status
        return answer

    return ask


@pytest.fixture
def figures(programme, reviewer) -> None:
    """Figures of each shape, and as many of another programme."""
    load_programme(parse_programme(OTHER, "other.yaml"), by=None)
    bring(programme, reviewer, *FIGURES)
    other = Programme.objects.get(code="other")
    bring(other, reviewer, *(line.replace("38.51", "99.99") for line in FIGURES))


def items(answer) -> list[dict[str, object]]:
    return answer.json()["items"]


def test_a_figure_of_each_shape(ask, figures):
    shown = {one["indicator"]: one for one in items(ask("figures"))}
    urban, housing, towns = (shown[code] for code in ("urban", "housing", "towns"))
    assert (urban["unit"], urban["period"], urban["value"]) == ("42", "2025", "38.51")
    assert (urban["nature"], urban["numerator"], urban["class_code"]) == ("official", None, "")
    assert (housing["unit"], housing["value"]) == ("18073", None)
    assert (housing["numerator"], housing["denominator"]) == ("3100", "100")
    assert (towns["class_code"], towns["value"], towns["done_on"]) == ("II", "2", None)
    assert urban["known_on"] == Figure.objects.get(pk=urban["id"]).known_on.isoformat()


def test_a_milestone_has_its_day(ask, programme, reviewer):
    Figure.objects.create(
        indicator=programme.indicators.get(code="city"),
        unit_id=Figure._meta.get_field("unit").related_model.objects.get(code="42").pk,
        year=2026,
        quarter=0,
        done_on=date(2026, 5, 4),
        nature="official",
        known_on=date(2026, 5, 5),
        recorded_by=reviewer,
        approved_at=now(),
        approved_by=reviewer,
    )
    (city,) = items(ask("figures"))
    assert (city["indicator"], city["done_on"], city["value"]) == ("city", "2026-05-04", None)


def test_each_programme_has_its_own(ask, figures):
    mine, theirs = (items(ask("figures", code)) for code in ("small", "other"))
    assert len(mine) == len(theirs) == len(FIGURES)
    assert not {one["id"] for one in mine} & {one["id"] for one in theirs}
    assert [one["value"] for one in theirs if one["indicator"] == "urban"] == ["99.99"]


def test_a_draft_is_nobody_s_to_read(ask, programme, reviewer, figures):
    bring(programme, reviewer, "urban,42,2026,77.7,,,,estimate,", approve=False)
    assert Figure.objects.filter(approved_at=None).exists()
    assert "77.7" not in {one["value"] for one in items(ask("figures"))}


def test_a_retired_indicator_is_gone(ask, figures):
    Indicator.objects.filter(code="urban").update(retired_at=now())
    assert {one["indicator"] for one in items(ask("figures"))} == {"housing", "towns"}
    assert "urban" not in {one["code"] for one in ask("indicators").json()}


def test_figures_of_one_indicator(ask, figures):
    assert [one["indicator"] for one in items(ask("figures?indicator=towns"))] == ["towns"]
    assert items(ask("figures?indicator=nobody")) == []


def test_indicators_with_their_owners(ask, programme):
    shown = {one["code"]: one for one in ask("indicators").json()}
    assert list(shown) == ["urban", "housing", "towns", "city", "broadband"]
    urban = shown["urban"]
    assert (urban["lead"], urban["coordinating"]) == ("42-sxd", [])
    assert (urban["name_en"], urban["unit"], urban["decimals"]) == ("Urbanisation rate", "%", 1)
    assert (urban["kind"], urban["wanted"], urban["frequency"]) == ("ratio", "higher", "annual")
    assert (shown["towns"]["classes"], shown["towns"]["lead"]) == (["II", "III"], None)


def test_targets_of_each_shape(ask, programme):
    text = SMALL.replace(
        "    comparator: gt\n    value: 45\n", "    comparator: range\n    low: 45\n    high: 50\n"
    )
    load_programme(parse_programme(text, "small.yaml"), by=None, reason="sửa")
    shown = {(one["indicator"], one["year"]): one for one in ask("targets").json()}
    urban, wide = shown["urban", 2025], shown["urban", 2030]
    assert (urban["comparator"], urban["value"], urban["low"]) == ("gt", "40", None)
    assert (wide["comparator"], wide["value"]) == ("range", None)
    assert (wide["low"], wide["high"]) == ("45", "50")
    assert shown["towns", 2025]["classes"] == {"II": 2, "III": 1}
    assert (shown["city", 2030]["due"], shown["city", 2030]["clause"]) == ("2030-12-31", "II.2")
    assert urban["wording"] == "trên 40%"


def test_units_with_their_days(ask, programme):
    shown = {one["code"]: one for one in ask("units").json()}
    assert "38" not in shown
    district, ward = shown["447"], shown["18073"]
    assert (district["valid_from"], district["valid_to"]) == (None, "2025-07-01")
    assert (ward["valid_from"], ward["valid_to"]) == ("2025-07-01", None)
    assert (ward["name"], ward["kind"]) == ("Phường Thành Sen", "ward")


def test_tasks_with_how_far_they_are(ask, programme, units, reviewer):
    tasks = three_tasks(programme, units)
    own = {one.unit.code: one for task in tasks.values() for one in task.assignments.all()}
    told = {own["42-sxd"]: RUNNING, own["18073"]: LATE}
    record_progress(assignments=told, by=reviewer)
    shown = {one["code"]: one for one in ask("tasks").json()["tasks"]}
    (department,) = shown["1.1"]["leads"]
    assert (department["unit"], department["progress"]) == ("42-sxd", 40)
    assert (department["due"], department["is_due_soon"]) == ("2026-12-01", True)
    ward, other = shown["1.2"]["leads"]
    assert (ward["progress"], ward["done_on"]) == (100, "2026-03-01")
    assert (other["unit"], other["progress"], other["done_on"]) == ("18754", None, None)
    assert shown["1.1"]["coordinating"] == ["42-vptu"]
    assert shown["2.1"]["leads"] == []


@pytest.mark.parametrize("path", ["indicators", "targets", "figures", "assessment", "tasks"])
def test_a_day_long_before_the_programme_is_refused_as_on_the_pages(ask, path):
    assert ask(f"{path}?as_of=2019-12-31", status=400).json()["detail"]
    ask(f"{path}?as_of=2020-01-01")


def test_what_has_changed_is_sent_again(ask, programme, reviewer, figures):
    first = ask("figures")
    bring(programme, reviewer, "urban,42,2025,39,,,,official,")
    again = ask("figures", **{"If-None-Match": first["ETag"]})
    assert again["ETag"] != first["ETag"]
    assert "39" in {one["value"] for one in items(again)}
