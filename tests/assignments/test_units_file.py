"""The units files of both provinces, and how a broken one is refused."""

from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

from assignments.units_file import (
    COMMUNE_KINDS,
    DISTRICT_KINDS,
    SuccessionKind,
    UnitKind,
    UnitsFile,
    parse_units,
)
from tracker.common.yaml_nodes import FaultyFileError

FIXTURES = Path(__file__).parents[2] / "fixtures" / "units"

GOOD = """\
province: {code: "42", name: Tỉnh Hà Tĩnh, short_name: Hà Tĩnh, name_en: Ha Tinh}
source: thử
units:
  - {code: "42", name: Tỉnh Hà Tĩnh, kind: province}
  - {code: "445", name: Huyện Thạch Hà, kind: district, valid_to: 2025-07-01}
  - {code: "448", name: Huyện Lộc Hà, kind: district, valid_to: 2025-01-01}
  - {code: "18562", name: Xã Thạch Hà, kind: commune, valid_from: 2025-07-01}
successions:
  - {from: "448", to: "445", on: 2025-01-01, kind: whole, basis: nghị quyết}
  - {from: "445", to: "18562", on: 2025-07-01, kind: split, basis: nghị quyết}
"""


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture(scope="module")
def ha_tinh() -> UnitsFile:
    return parse_units((FIXTURES / "ha-tinh.yaml").read_text(encoding="utf-8"), "ha-tinh.yaml")


@pytest.fixture(scope="module")
def thanh_hoa() -> UnitsFile:
    return parse_units((FIXTURES / "thanh-hoa.yaml").read_text(encoding="utf-8"), "thanh-hoa.yaml")


def faults_of(text: str) -> list[tuple[int, str, str]]:
    with pytest.raises(FaultyFileError) as caught:
        parse_units(text, "x.yaml")
    return [(fault.line, fault.key, str(fault.message)) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("day", "ha_tinh_counts", "thanh_hoa_counts"),
    [
        (date(2022, 10, 1), (13, 0), (27, 0)),
        (date(2024, 12, 31), (13, 0), (27, 0)),
        (date(2025, 1, 1), (12, 0), (26, 0)),
        (date(2025, 6, 30), (12, 0), (26, 0)),
        (date(2025, 7, 1), (0, 69), (0, 166)),
    ],
)
def test_counts_on_the_days_that_matter(
    ha_tinh: UnitsFile,
    thanh_hoa: UnitsFile,
    day: date,
    ha_tinh_counts: tuple[int, int],
    thanh_hoa_counts: tuple[int, int],
) -> None:
    for file, counts in ((ha_tinh, ha_tinh_counts), (thanh_hoa, thanh_hoa_counts)):
        found = len(file.valid_on(day, DISTRICT_KINDS)), len(file.valid_on(day, COMMUNE_KINDS))
        assert found == counts


def test_communes_by_kind(ha_tinh: UnitsFile, thanh_hoa: UnitsFile) -> None:
    day = date(2025, 7, 1)
    for file, communes, wards in ((ha_tinh, 60, 9), (thanh_hoa, 147, 19)):
        assert len(file.valid_on(day, [UnitKind.COMMUNE])) == communes
        assert len(file.valid_on(day, [UnitKind.WARD])) == wards


def test_ky_anh_is_three_bodies(ha_tinh: UnitsFile) -> None:
    found = {u.code: u.kind for u in ha_tinh.units if u.name.endswith("Kỳ Anh")}
    assert found == {
        "447": UnitKind.DISTRICT,
        "449": UnitKind.TOWN,
        "18775": UnitKind.COMMUNE,
    }


def test_dong_son_is_a_district_and_later_a_ward(thanh_hoa: UnitsFile) -> None:
    district, ward = thanh_hoa.unit("405"), thanh_hoa.unit("16378")
    assert (district.name, district.valid_to) == ("Huyện Đông Sơn", date(2025, 1, 1))
    assert (ward.name, ward.valid_from) == ("Phường Đông Sơn", date(2025, 7, 1))
    assert [s.to_code for s in thanh_hoa.successions if s.from_code == "405"] == ["380"]


def test_no_code_is_in_both_provinces(ha_tinh: UnitsFile, thanh_hoa: UnitsFile) -> None:
    first, second = ({u.code: u.name for u in f.units} for f in (ha_tinh, thanh_hoa))
    assert not set(first) & set(second)
    assert first["18619"] == second["15724"] == "Xã Đồng Tiến"


@pytest.mark.parametrize("prefix", ["42", "38"])
def test_merged_departments_are_new_units(request: pytest.FixtureRequest, prefix: str) -> None:
    file = request.getfixturevalue({"42": "ha_tinh", "38": "thanh_hoa"}[prefix])
    merged = {
        "sxd-2025": {"sxd", "sgtvt"},
        "stc-2025": {"stc", "skhdt"},
        "snnmt": {"stnmt", "snnptnt"},
        "skhcn-2025": {"skhcn", "stttt"},
        "snv-2025": {"snv", "sldtbxh"},
    }
    for heir, origins in merged.items():
        rows = [s for s in file.successions if s.to_code == f"{prefix}-{heir}"]
        assert {s.from_code for s in rows} == {f"{prefix}-{origin}" for origin in origins}
        assert {(s.on, s.kind) for s in rows} == {(date(2025, 3, 1), SuccessionKind.WHOLE)}


def test_every_commune_has_a_parent_district(ha_tinh: UnitsFile, thanh_hoa: UnitsFile) -> None:
    for file, in_several in ((ha_tinh, 5), (thanh_hoa, 4)):
        parents: dict[str, set[SuccessionKind]] = {}
        for row in file.successions:
            if row.to_code and row.to_code.isdigit() and len(row.to_code) == 5:
                parents.setdefault(row.to_code, set()).add(row.kind)
        communes = {u.code for u in file.units if u.kind in COMMUNE_KINDS}
        assert set(parents) == communes
        assert sum(kinds == {SuccessionKind.PARTIAL} for kinds in parents.values()) == in_several


def test_values_are_text_and_dates(ha_tinh: UnitsFile) -> None:
    ward = ha_tinh.unit("18073")
    assert (ward.name, ward.short_name, ward.population) == (
        "Phường Thành Sen",
        "P. Thành Sen",
        90983,
    )
    assert str(ward.area_km2) == "28.23"


def test_good_file_is_read() -> None:
    file = parse_units(GOOD, "x.yaml")
    assert file.province.code == "42"
    with pytest.raises(KeyError):
        file.unit("999")


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "words"),
    [
        ('"445", name', '"448", name', 6, "units[2].code", "twice"),
        ("kind: commune", "kind: hamlet", 7, "units[3].kind", "is not one of"),
        ('"18562", name', '"18562a", name', 7, "units[3].code", "not a code"),
        ("valid_from: 2025-07-01", "valid_from: 1/7/2025", 7, "units[3].valid_from", "not a date"),
        ("valid_from: 2025-07-01", "valid_from: 2025-02-30", 7, "units[3].valid_from", "not a"),
        ("valid_from: 2025-07-01", "from: 2025-07-01", 7, "units[3].from", "Unknown key"),
        ("kind: province", "kind: district", 3, "units", "Exactly one unit"),
        ('to: "445"', 'to: "999"', 9, "successions[0].to", "There is no unit"),
        ('from: "448"', 'from: "999"', 9, "successions[0].from", "There is no unit"),
        ('to: "445"', 'to: "18562"', 9, "successions[0].to", "did not exist"),
        ("on: 2025-07-01", "on: 2025-08-01", 10, "successions[1].from", "did not exist"),
        ("on: 2025-01-01", "on: 2024-06-01", 9, "successions[0].from", "must end on"),
        ('to: "445", ', "", 9, "successions[0].to", "required"),
        ("kind: whole", "kind: ended", 9, "successions[0].to", "leave this key out"),
        ("basis: nghị quyết}\n  - {from: \"445\"", "basis: }\n  - {from: \"445\"", 9,
         "successions[0].basis", "required"),
        ("source: thử", "source: thử\nother: 1", 3, "other", "Unknown key"),
        ("kind: commune, ", "kind: commune, kind: ward, ", 7, "units[3].kind", "twice"),
    ],
)  # fmt: skip
def test_fault_names_line_key_and_reason(
    old: str, new: str, line: int, key: str, words: str
) -> None:
    assert old in GOOD
    faults = faults_of(GOOD.replace(old, new, 1))
    assert any(f[:2] == (line, key) and words in f[2] for f in faults), faults


def test_unit_must_end_after_it_began() -> None:
    text = GOOD.replace("kind: commune,", "kind: commune, valid_to: 2025-07-01,")
    assert (7, "units[3].valid_to") in {f[:2] for f in faults_of(text)}


def test_department_belongs_to_its_province() -> None:
    text = GOOD.replace(
        "successions:", "  - {code: 38-sxd, name: Sở, kind: department}\nsuccessions:"
    )
    assert [f[:2] for f in faults_of(text)] == [(8, "units[4].code")]


def test_ended_unit_needs_a_successor_or_the_word_ended() -> None:
    lines = [line for line in GOOD.splitlines() if '"448", to' not in line]
    faults = faults_of("\n".join(lines))
    assert [(f[0], f[1]) for f in faults] == [(8, "successions")]


def test_circle_is_refused() -> None:
    text = """\
province: {code: "42", name: Tỉnh, short_name: Tỉnh, name_en: X}
units:
  - {code: "42", name: Tỉnh, kind: province}
  - {code: "445", name: A, kind: district}
  - {code: "446", name: B, kind: district}
successions:
  - {from: "445", to: "446", on: 2025-01-01, kind: partial, basis: x}
  - {from: "446", to: "445", on: 2025-02-01, kind: partial, basis: x}
  - {from: "446", to: "446", on: 2025-03-01, kind: partial, basis: x}
  - {from: "445", to: "446", on: 2025-01-01, kind: functions, basis: x}
"""
    faults = faults_of(text)
    assert [(f[0], f[1]) for f in faults] == [
        (8, "successions[1].to"),
        (9, "successions[2].to"),
        (10, "successions[3].from"),
    ]


def test_all_faults_are_told_at_once() -> None:
    text = GOOD.replace("kind: commune", "kind: hamlet").replace("on: 2025-01-01", "on: soon")
    assert {f[0] for f in faults_of(text)} >= {7, 9}
