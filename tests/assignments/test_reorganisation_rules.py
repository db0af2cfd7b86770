"""What cannot be is refused with a sentence each, all of them at once, and nothing is stored."""

from datetime import date

import pytest
from django.utils import translation

from assignments.models import Succession, SuccessionKind, Unit, UnitKind
from assignments.reorganisation.applying import plan_reorganisation
from assignments.reorganisation.rows import Proposal, ReorganisationError, Row
from tests.assignments.small_world import a_unit, follow

K = SuccessionKind
DAY = date(2026, 11, 1)
EARLIER, LATER = date(2026, 6, 1), date(2027, 6, 1)
ABROAD = "38-vpubnd"


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def province(programme):
    """401 and 402 exist; 403 ended in June into 402; 404 ends and 405 begins next year."""
    for code in ("401", "402", "403", "404"):
        a_unit(code, kind=UnitKind.DISTRICT)
    a_unit("405", since=LATER)
    follow(Unit.objects.get(code="403"), Unit.objects.get(code="402"), on=EARLIER, kind=K.WHOLE)
    follow(Unit.objects.get(code="404"), Unit.objects.get(code="405"), on=LATER, kind=K.WHOLE)
    return programme.province


def found(code="20001", old="401", kind=K.SPLIT, **more):
    said = {"name": f"Xã {code}", "unit_kind": UnitKind.COMMUNE} | more
    return Row(old, code, kind, **said)


def said(province, by, *rows, day=DAY, basis="Nghị quyết"):
    with pytest.raises(ReorganisationError) as caught:
        plan_reorganisation(province=province, proposal=Proposal(day, basis, rows), by=by)
    return [(fault.place, fault.sentence) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([Row("", "402", K.WHOLE)], "Name the unit that ends or passes something on."),
        ([Row("499", "402", K.WHOLE)], "There is no unit with the code 499."),
        ([Row("401", "499", K.WHOLE)], "There is no unit with the code 499. Give its name"),
        ([Row("401", ABROAD, K.WHOLE)], f"{ABROAD} is a unit of another province."),
        ([Row(ABROAD, "401", K.WHOLE)], f"{ABROAD} is a unit of another province."),
        ([Row("401", "401", K.WHOLE)], "Đơn vị 401 (401) cannot pass into itself."),
        ([Row("401", "", K.WHOLE)], "Say who follows Đơn vị 401 (401), or choose “ended”."),
        ([Row("401", "402", K.ENDED)], "A unit that ended has no successor"),
        ([Row("401", "405", K.WHOLE)], "Đơn vị 405 (405) did not exist on"),
        ([Row("401", "403", K.WHOLE)], "Đơn vị 403 (403) did not exist on"),
        ([Row("403", "402", K.WHOLE)], "Đơn vị 403 (403) has ended already"),
        ([Row("404", "402", K.WHOLE)], "Đơn vị 404 (404) is to end on"),
        ([Row("405", "402", K.WHOLE)], "Đơn vị 405 (405) did not exist on"),
        ([Row("42", "402", K.WHOLE)], "The province itself is not reorganised here."),
        ([Row("401", "42", K.WHOLE)], "The province itself is not reorganised here."),
        ([found("402")], "The code 402 is taken"),
        ([found(ABROAD)], f"The code {ABROAD} is taken"),
        ([found("x y")], "“x y” is not a code"),
        ([found("38-sxd")], "The code must start with the province's: 42."),
        ([found(name="")], "The new unit 20001 needs a name and a kind."),
        ([found(unit_kind="")], "The new unit 20001 needs a name and a kind."),
        ([found(unit_kind="province")], "The province itself is not reorganised here."),
        ([found(kind=K.WHOLE, lives_on=True)], "Đơn vị 401 (401) does not live on after"),
    ],
)
def test_one_row_that_cannot_be(province, administrator, rows, sentence):
    answers = said(province, administrator, *rows)
    assert any(text.startswith(sentence) for _place, text in answers), answers
    assert Succession.objects.count() == 2


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([Row("401", "402", K.SPLIT)] * 2, "This succession stands twice."),
        (
            [Row("401", "402", K.PARTIAL, lives_on=True), Row("402", "401", K.PARTIAL)],
            "Đơn vị 402 (402) already comes after Đơn vị 401 (401): a circle.",
        ),
        (
            [found(), found("20002", lives_on=True)],
            "Đơn vị 401 (401) lives on in one row and ends in another.",
        ),
        (
            [found(kind=K.WHOLE), found("20002", kind=K.WHOLE)],
            "Đơn vị 401 (401) can pass as a whole, or be renamed, into one unit only.",
        ),
        (
            [found(), Row("401", "", K.ENDED)],
            "Đơn vị 401 (401) has successors in other rows: it did not just end.",
        ),
        (
            [found(kind=K.RENAME), found(old="402", kind=K.RENAME)],
            "Xã 20001 (20001) has several predecessors: then none of them was renamed.",
        ),
        ([found(), found(old="402", name="Xã khác")], "20001 already has another name or kind."),
        ([found(), Row("20001", "402", K.WHOLE)], "Xã 20001 (20001) only begins on that day."),
        (
            [Row("401", "402", K.WHOLE), Row("402", "20001", K.WHOLE), found("20001", old="401")],
            "Đơn vị 402 (402) did not exist on 01/11/2026.",
        ),
    ],
)
def test_rows_that_contradict_each_other(province, administrator, rows, sentence):
    answers = said(province, administrator, *rows)
    assert sentence in [text for _place, text in answers], answers


def test_a_circle_with_what_is_stored(province, administrator):
    """402 came after 403; a unit 402 passes into cannot have been its predecessor's."""
    Unit.objects.filter(code="403").update(valid_to=None)
    sentence = "Đơn vị 402 (402) already comes after Đơn vị 403 (403): a circle."
    answers = said(province, administrator, Row("402", "403", K.WHOLE))
    assert (0, sentence) in answers


@pytest.mark.parametrize("day", [date(1999, 12, 31), date(2062, 1, 1)])
def test_a_day_that_is_a_slip(province, administrator, day):
    answers = said(province, administrator, found(), day=day)
    assert answers[0] == (None, answers[0][1])
    assert answers[0][1].startswith("Choose a day from")


def test_a_basis_and_rows_are_needed(province, administrator):
    answers = said(province, administrator, basis=" ")
    assert [place for place, _text in answers] == [None, None]


def test_everything_wrong_is_told_at_once(province, administrator):
    rows = [Row("499", "402", K.WHOLE), Row("401", "498", K.WHOLE), found()]
    assert {place for place, _text in said(province, administrator, *rows)} >= {0, 1}


def test_a_day_before_what_is_known_already_is_no_fault(province, administrator):
    """405 ends into 380, entered after 380 itself became wards: the chain is followed."""
    row = Row("401", "403", K.WHOLE)
    plan_reorganisation(
        province=province, proposal=Proposal(date(2026, 5, 1), "NQ", (row,)), by=administrator
    )
