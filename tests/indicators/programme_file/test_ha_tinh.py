"""The file of Hà Tĩnh against a table written by hand from part II of 15-CTr/TU."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from indicators.method.facts import Comparator, Kind, Nature, Wanted
from indicators.programme_file import Collection, IndicatorSpec, TargetSpec, parse_programme

from .samples import FIXTURES

SPEC = parse_programme((FIXTURES / "ha-tinh-15-ctr-tu.yaml").read_bytes(), "ha-tinh")
GT, GE, APPROX, RANGE = Comparator.GT, Comparator.GE, Comparator.APPROX, Comparator.RANGE
FULL, MILESTONE, CLASSES = Comparator.FULL, Comparator.MILESTONE, Comparator.CLASSES
INDICATORS = {indicator.code: indicator for indicator in SPEC.indicators}


@dataclass(frozen=True)
class Row:
    """One target: its numbers as text ("40", "4.7-5.1", "II 2, III 1", a date, "" for none)."""

    code: str
    year: int
    comparator: Comparator
    numbers: str
    clause: str
    wording: str


TABLE = [
    Row("do-thi-hoa", 2025, GT, "40", "II.1", "trên 40%"),
    Row("do-thi-hoa", 2030, GT, "45", "II.1", "trên 45%"),
    Row("dat-xay-dung-do-thi", 2025, RANGE, "4.7-5.1", "II.1", "khoảng 4,7-5,1%"),
    Row("dat-xay-dung-do-thi", 2030, RANGE, "5.1-5.5", "II.1", "khoảng 5,1-5,5%"),
    Row("so-do-thi", 2025, APPROX, "21", "II.2", "khoảng 21 đô thị"),
    Row("so-do-thi", 2030, APPROX, "34", "II.2", "khoảng 34 đô thị"),
    Row(
        "co-cau-do-thi",
        2025,
        CLASSES,
        "II 2, III 1, IV 10, V 8",
        "II.2",
        "02 đô thị loại II, 01 đô thị loại III, 10 đô thị loại IV, 08 đô thị loại V",
    ),
    Row(
        "co-cau-do-thi",
        2030,
        CLASSES,
        "II 2, III 2, IV 12, V 18",
        "II.2",
        "02 đô thị loại II, 02 đô thị loại III, 12 đô thị loại IV, 18 đô thị loại V",
    ),
    Row("phu-quy-hoach", 2025, FULL, "", "II.2", "100% các đô [thị]"),
    Row("do-thi-loai-3-ha-tang", 2025, FULL, "", "II.2", "tối thiểu 100% đô thị loại III trở lên"),
    Row(
        "mo-rong-tp-ha-tinh",
        2030,
        MILESTONE,
        "",
        "II.3",
        "Mở rộng không gian đô thị thành phố Hà Tĩnh",
    ),
    Row(
        "tp-ky-anh",
        2030,
        MILESTONE,
        "",
        "II.3",
        "hình thành thành phố công nghiệp Kỳ Anh trong tương lai",
    ),
    Row(
        "tp-hong-linh",
        2030,
        MILESTONE,
        "2030-12-31",
        "II.3",
        "đến năm 2030 trở thành thành phố phía Bắc của tỉnh",
    ),
    Row("dat-giao-thong", 2025, RANGE, "13.3-16", "II.4", "khoảng 13,3-16%"),
    Row("dat-giao-thong", 2030, RANGE, "16-20", "II.4", "16-20%"),
    Row("cay-xanh", 2025, RANGE, "5-7", "II.4", "khoảng 5-7m²"),
    Row("cay-xanh", 2030, RANGE, "7-9", "II.4", "khoảng 7-9m²"),
    Row("san-nha-o", 2025, GE, "32", "II.4", "tối thiểu 32m²"),
    Row("san-nha-o", 2030, GE, "34", "II.4", "tối thiểu 34m²"),
    Row("cap-quang", 2025, GT, "80", "II.5", "trên 80% hộ gia đình"),
    Row("cap-quang", 2030, FULL, "", "II.5", "phổ cập"),
    Row("mang-4g-5g", 2025, FULL, "", "II.5", "phổ cập"),
    Row("dien-thoai-thong-minh", 2025, FULL, "", "II.5", "phổ cập"),
    Row("mang-5g", 2030, FULL, "", "II.5", "phổ cập"),
    Row("thanh-toan-dien-tu", 2025, GT, "50", "II.5", "trên 50%"),
    Row("thanh-toan-dien-tu", 2030, GT, "90", "II.5", "trên 90%"),
    Row(
        "trung-tam-dieu-hanh",
        2025,
        MILESTONE,
        "2025-12-31",
        "II.5",
        "một số đô thị trung tâm có trung tâm điều hành",
    ),
    Row("tram-thu-phat-song", 2030, RANGE, "35-40", "II.5", "35-40%"),
    Row("kinh-te-do-thi", 2025, APPROX, "75", "II.6", "khoảng 75%"),
    Row("kinh-te-do-thi", 2030, APPROX, "85", "II.6", "khoảng 85%"),
]


def numbers_of(target: TargetSpec) -> str:
    if target.classes:
        return ", ".join(f"{name} {count}" for name, count in target.classes.items())
    if target.low is not None:
        return f"{target.low}-{target.high}"
    return str(target.due or target.value or "")


def row_of(indicator: IndicatorSpec, target: TargetSpec) -> Row:
    return Row(
        indicator.code,
        target.year,
        target.comparator,
        numbers_of(target),
        target.clause,
        target.wording,
    )


def test_the_file_holds_every_target_of_part_two_and_no_other():
    found = [
        row_of(indicator, target) for indicator in SPEC.indicators for target in indicator.targets
    ]

    assert sorted(found, key=repr) == sorted(TABLE, key=repr)


def test_the_programme():
    assert (SPEC.code, SPEC.number, SPEC.province) == ("ha-tinh-15-ctr-tu", "15-CTr/TU", "42")
    assert (SPEC.issued_on, SPEC.monitor) == (date(2022, 9, 30), "42-vptu")
    assert (SPEC.years, SPEC.owners_proposed) == ((2025, 2030, 2045), True)


def test_which_way_is_better_and_where_figures_arise():
    neither = {i.code for i in SPEC.indicators if i.wanted is not Wanted.HIGHER}
    local = {i.code for i in SPEC.indicators if i.collection is Collection.LOCAL}

    assert neither == {"dat-xay-dung-do-thi"}
    assert local == {"dat-giao-thong", "cay-xanh", "san-nha-o", "cap-quang", "thanh-toan-dien-tu"}
    assert INDICATORS["co-cau-do-thi"].classes == ("I", "II", "III", "IV", "V")


def test_only_published_baselines_count_as_official():
    official = {
        i.code: (i.baseline.year, i.baseline.value or i.baseline.classes)
        for i in SPEC.indicators
        if i.baseline and i.baseline.nature is Nature.OFFICIAL
    }

    assert official == {
        "do-thi-hoa": (2018, Decimal("21.52")),
        "so-do-thi": (2018, Decimal(16)),
        "co-cau-do-thi": (2018, {"III": 1, "IV": 2, "V": 13}),
    }


def test_every_other_baseline_is_marked_as_illustrative():
    others = [i for i in SPEC.indicators if i.baseline and i.baseline.nature is not Nature.OFFICIAL]
    without = {i.code for i in SPEC.indicators if not i.baseline and i.kind is not Kind.MILESTONE}

    assert {i.baseline.nature for i in others} == {Nature.ILLUSTRATIVE}
    assert {i.baseline.source for i in others} == {"số liệu minh họa"}
    assert {i.baseline.year for i in others} == {2021}
    assert without == {"tram-thu-phat-song"}


def test_the_classes_alone_are_superseded():
    (superseded,) = [i.superseded for i in SPEC.indicators if i.superseded]

    assert INDICATORS["co-cau-do-thi"].superseded is superseded
    assert (superseded.on, superseded.basis) == (date(2026, 1, 1), "Nghị quyết 111/2025/UBTVQH15")
    assert "31/12/2025" in superseded.note


@pytest.mark.parametrize("indicator", SPEC.indicators, ids=lambda indicator: indicator.code)
def test_every_indicator_is_explained_and_has_a_lead(indicator):
    assert indicator.lead
    assert indicator.name_en
    assert indicator.definition
    if indicator.kind is Kind.RATIO:
        assert "(tử số)" in indicator.definition
        assert "(mẫu số)" in indicator.definition
