"""Who leads and who coordinates, against tables counted by hand in the two documents."""

from collections import Counter
from datetime import date

import pytest

from assignments.units_file import UnitKind, UnitsFile, parse_units
from indicators.programme_file import ProgrammeSpec, parse_programme

from .samples import FIXTURES

UNITS = FIXTURES.parent / "units"
HA_TINH = parse_programme((FIXTURES / "ha-tinh-15-ctr-tu.yaml").read_bytes(), "ha-tinh")
THANH_HOA = parse_programme((FIXTURES / "thanh-hoa-57-kh-tu.yaml").read_bytes(), "thanh-hoa")
UNITS_OF = {
    HA_TINH.code: parse_units((UNITS / "ha-tinh.yaml").read_text(encoding="utf-8"), "ha-tinh"),
    THANH_HOA.code: parse_units((UNITS / "thanh-hoa.yaml").read_text(encoding="utf-8"), "th"),
}

# Bullets, or one for an item without bullets.
SECTIONS = {
    HA_TINH.code: {"III.1": 3, "III.2": 5, "III.3": 3, "III.4": 8, "III.5": 2, "IV": 6},
    THANH_HOA.code: {
        "1": 7,  # 1.1 a-b, 1.2 a-e
        "2": 1,
        "3": 5,  # 3.1 a-c, 3.2, 3.3
        "4": 7,  # 4.1 a-b, 4.2, 4.3, 4.4, 4.5, 4.6
        "5": 3,  # 5.1 a-b, 5.2
        "6": 9,  # 6.1 a-b, 6.2, 6.3 a-b, 6.4, 6.5 a-c
        "7": 10,  # 7.1 a-c, 7.2, 7.3, 7.4 a-e
        "8": 5,
    },
}

# 1.1 a-b, 2 and 4.4 are given to every provincial body: four each.
# 1.2 a-c, 2, 3.1 a-c, 4.4, 5.2, 6.5 a-c, 7.4 a-e, 8.1 and 8.5 to every local one: nineteen each.
LEADS_THANH_HOA = {
    "38-sxd": 12,  # 4 + 3.1 a-c, 4.1 a-b, 5.1 a-b, 6.2
    "38-skhdt": 11,  # 4 + 3.1 a-c, 3.2, 4.2, 6.1 a-b
    "38-sgtvt": 9,  # 4 + 3.1 a-c, 6.3 a-b
    "38-stnmt": 8,  # 4 + 3.1 a-c, 4.3
    "38-bqlkktns": 8,  # 4 + 3.1 a-c, 8.3
    "38-snv": 7,  # 4 + 7.1 a-c
    "38-stc": 6,  # 4 + 3.3, 8.4
    "38-stttt": 6,  # 4 + 6.4, 7.2
    "38-svhttdl": 5,  # 4 + 7.3
    "38-sct": 5,  # 4 + 8.2
    "38-ttt": 5,  # 4 + 4.5
    "38-vqhkt": 5,  # 4 + 4.6
    "38-syt": 4,
    "38-sgddt": 4,
    "380": 21,  # 19 + 1.2.d, 1.2.e
    "382": 21,  # 19 + 1.2.d, 1.2.e
    "381": 20,  # 19 + 1.2.d
    "407": 20,  # 19 + 1.2.d
    "405": 19,  # Đông Sơn, a district until 1/1/2025
    **{str(code): 19 for code in (*range(384, 405), 406)},
}
COORDINATING_THANH_HOA = {
    "38-sxd": 4,  # 4.6, 6.1 a-b, 6.3.b
    "38-stc": 2,  # 3.2, 6.1.a
    "38-stnmt": 2,  # 3.3, 6.1.b
    "38-stttt": 2,  # 4.6, 6.3.b
    "38-sct": 2,  # 4.2, 6.3.b
    "38-syt": 1,  # 4.2
    "38-sgddt": 1,  # 4.2
    "38-skhdt": 1,  # 8.2
    "38-svhttdl": 1,  # 8.2
    # 5.1 a-b, 6.1.b, 6.3 a-b, 6.4, 7.1 a-c, 7.2
    **{str(code): 10 for code in (380, 381, 382, *range(384, 408))},
}
LEADS_HA_TINH = {
    "42-ddhdnd": 1,  # IV.2
    "42-bcsdubnd": 1,  # IV.3
    "42-ddmttq": 1,  # IV.4
    "42-btg": 1,  # IV.5
    "42-vptu": 1,  # IV.6
    **{str(code): 1 for code in (436, 437, *range(439, 450))},  # IV.1
}
COORDINATING_HA_TINH = {"42-btctu": 1, "42-btg": 1, "42-bdv": 1, "42-ubkttu": 1}  # IV.6
BOTH = [HA_TINH, THANH_HOA]


def units_of(spec: ProgrammeSpec, name: str) -> list[str]:
    """The codes behind a unit code or the name of a body, on the day of issue."""
    units: UnitsFile = UNITS_OF[spec.code]
    body = {body.name: body for body in spec.bodies}.get(name)
    if body is None:
        return [units.unit(name).code]
    if body.units:
        return [units.unit(code).code for code in body.units]
    kinds = [UnitKind(kind) for kind in body.kinds]
    return [unit.code for unit in units.valid_on(spec.issued_on, kinds)]


def count_leads(spec: ProgrammeSpec) -> Counter[str]:
    names = (name for task in spec.tasks for name in ([task.lead] if task.lead else task.each))
    return Counter(code for name in names for code in units_of(spec, name))


def count_coordinating(spec: ProgrammeSpec) -> Counter[str]:
    names = (name for task in spec.tasks for name in task.coordinating)
    return Counter(code for name in names for code in units_of(spec, name))


@pytest.mark.parametrize("spec", BOTH, ids=lambda spec: spec.code)
def test_tasks_of_each_section(spec):
    assert Counter(task.section for task in spec.tasks) == SECTIONS[spec.code]


def test_there_are_27_tasks_in_ha_tinh_and_47_in_thanh_hoa():
    assert [len(spec.tasks) for spec in BOTH] == [27, 47]


def test_who_leads():
    assert count_leads(THANH_HOA) == LEADS_THANH_HOA
    assert count_leads(HA_TINH) == LEADS_HA_TINH


def test_every_part_is_counted_once_for_each_body():
    """Thanh Hóa: 95 parts of 14 provincial bodies, 19 of each of 27 local ones and 6 more."""
    parts = count_leads(THANH_HOA)

    assert sum(n for code, n in parts.items() if code.startswith("38-")) == 95
    assert sum(n for code, n in parts.items() if code.isdigit()) == 27 * 19 + 4 + 2


def test_who_coordinates():
    assert count_coordinating(THANH_HOA) == COORDINATING_THANH_HOA
    assert count_coordinating(HA_TINH) == COORDINATING_HA_TINH


def test_the_third_part_of_ha_tinh_names_nobody():
    unnamed = {task.section for task in HA_TINH.tasks if not (task.lead or task.each)}

    assert unnamed == {"III.1", "III.2", "III.3", "III.4", "III.5"}
    assert all(task.lead or task.each for task in THANH_HOA.tasks)


@pytest.mark.parametrize("spec", BOTH, ids=lambda spec: spec.code)
def test_every_unit_named_existed_on_the_day_of_issue(spec):
    units = UNITS_OF[spec.code]
    named = {*count_leads(spec), *count_coordinating(spec)}

    assert {code for code in named if not units.unit(code).is_valid_on(spec.issued_on)} == set()


def test_only_three_tasks_are_due():
    assert not any(task.due for task in HA_TINH.tasks)
    assert {task.code: (task.due, task.due_wording) for task in THANH_HOA.tasks if task.due} == {
        "1.2.c": (date(2025, 12, 31), "Đến năm 2025"),
        "1.2.d": (date(2030, 12, 31), "Đến năm 2030"),
        "1.2.e": (date(2045, 12, 31), "Đến năm 2045"),
    }


def test_named_cities_and_towns_lead_their_own_part():
    each = {task.code: task.each for task in THANH_HOA.tasks}

    assert each["1.2.d"] == ("380", "382", "381", "407")
    assert each["1.2.e"] == ("380", "382")
