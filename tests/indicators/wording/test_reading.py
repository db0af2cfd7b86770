"""Wordings of real documents, and everything that must not be guessed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from indicators.method.facts import Wanted
from indicators.wording import Doubt, Remark, WordingError, read_wording
from tests.meta.sources import ROOT

PROGRAMMES = sorted((ROOT / "fixtures" / "programmes").glob("*.yaml"))
REFUSED = {
    "một số đô thị trung tâm có trung tâm điều hành": Doubt.NO_NUMBER,
    "thành phố giàu đẹp, văn minh, hiện đại kiểu mẫu của cả nước": Doubt.NO_NUMBER,
    "đô thị du lịch, vui chơi, giải trí hàng đầu của cả nước": Doubt.NO_NUMBER,
}
"""The wordings of the two programmes that the words alone do not settle: a vision, a "some"."""


def targets():
    for path in PROGRAMMES:
        for indicator in yaml.safe_load(Path(path).read_text())["indicators"]:
            for target in indicator["targets"]:
                yield indicator, target


@pytest.mark.parametrize("is_told", [True, False], ids=["unit known", "words alone"])
def test_agrees_with_both_real_programmes_wherever_it_understands(is_told):
    refused, different = {}, {}
    for indicator, target in targets():
        words, unit = target["wording"], indicator.get("unit", "") if is_told else ""
        try:
            found = read_wording(words, unit=unit)
        except WordingError as error:
            refused[words] = error.doubt
            continue
        stated = (target["comparator"], *(_exact(target.get(k)) for k in ("value", "low", "high")))
        read = (found.comparator.value, found.value, found.low, found.high)
        if (read, found.classes) != (stated, target.get("classes")):
            different[words] = read
        assert found.due in (None, target.get("due"))  # the clause may name a day that these do not
    assert different == {}
    assert refused == REFUSED


def _exact(number):
    return None if number is None else Decimal(str(number))


@pytest.mark.parametrize(
    ("words", "comparator", "numbers"),
    [
        ("trên 40%", "gt", [40]),
        ("≥ 95 %", "ge", [95]),
        (">= 95%", "ge", [95]),
        ("tối thiểu 10", "ge", [10]),
        ("ÍT NHẤT 10 xã", "ge", [10]),
        ("không dưới 32 m2", "ge", [32]),
        ("85% trở lên", "ge", [85]),
        ("từ 85% trở lên", "ge", [85]),
        ("từ 85%", "ge", [85]),
        ("ít nhất 3 đô thị loại V trở xuống", "ge", [3]),
        ("32 m² sàn trở lên", "ge", [32]),
        ("đạt tối thiểu 34m² vào năm 2030", "ge", [34]),
        ("dưới 1,5 %", "lt", [Decimal("1.5")]),
        ("không quá 5%", "le", [5]),
        ("không trên 5%", "le", [5]),
        ("tối đa 3", "le", [3]),
        ("5% trở xuống", "le", [5]),
        ("giảm còn dưới 3%", "lt", [3]),
        ("dƣới 3%", "lt", [3]),
        ("5% tối đa", "le", [5]),
        ("40 % (tối thiểu)", "ge", [40]),
        ("10 xã là ít nhất", "ge", [10]),
        ("3 xã, nhiều nhất", "le", [3]),
        ("đạt và vượt 40%", "ge", [40]),
        ("đạt, vượt 40%", "ge", [40]),
        ("đạt hoặc vượt 40%", "ge", [40]),
        ("trên 1.234.567 người", "gt", [1234567]),
        ("khoảng 28 m²", "approx", [28]),
        ("trên dưới 40%", "approx", [40]),
        ("khoảng 4,7–5,1 %", "range", [Decimal("4.7"), Decimal("5.1")]),
        ("từ 4,7 đến 5,1%", "range", [Decimal("4.7"), Decimal("5.1")]),
        ("từ 4,7% đến 5,1%", "range", [Decimal("4.7"), Decimal("5.1")]),
        ("khoảng 35-40 %", "range", [35, 40]),
        ("-3 đến 5 %", "range", [-3, 5]),
        ("tren 40 phan tram", "gt", [40]),
        ("trên 1 234 567,5 tấn", "gt", [Decimal("1234567.5")]),
        ("đạt 100%", "full", []),
        ("phủ kín quy hoạch phân khu", "full", []),
    ],
)
def test_comparator_and_numbers(words, comparator, numbers):
    found = read_wording(words)
    assert (found.comparator, list(found.numbers)) == (comparator, numbers)
    assert found.remarks == ()


@pytest.mark.parametrize(
    ("words", "unit", "doubt"),
    [
        (" . ", "", Doubt.EMPTY),
        ("nâng cao chất lượng", "", Doubt.NO_NUMBER),
        ("không có hộ nghèo", "", Doubt.NO_NUMBER),
        ("1.234 tỷ đồng", "tỷ đồng", Doubt.NUMBER),
        ("40²", "%", Doubt.NUMBER),
        ("trên 40% vào năm 2025, trên 45% vào năm 2030", "%", Doubt.SEVERAL),
        ("khoảng 21 đô thị, gồm 02 đô thị loại II", "đô thị", Doubt.SEVERAL),
        ("2 đô thị loại II, 3 đô thị loại II", "", Doubt.SEVERAL),
        ("khoảng trên 40%", "%", Doubt.CONFLICT),
        ("tối thiểu 35-40%", "%", Doubt.CONFLICT),
        ("dưới 40% trở lên", "%", Doubt.CONFLICT),
        ("từ 10 đến 5%", "%", Doubt.CROSSED),
        ("5-5%", "%", Doubt.CROSSED),
        ("trên 40% " + "và " * 200, "%", Doubt.UNKNOWN_WORDS),
        ("trên 40%, khu vực thành thị 60%", "%", Doubt.SEVERAL),
        ("1/3 số xã", "xã", Doubt.SEVERAL),
        ("2 đô thị loại II; 3 thị trấn loại V", "", Doubt.SEVERAL),
        ("năm 2025 hoàn thành cuối năm 2025, trong năm 2025", "", Doubt.SEVERAL),
        ("giảm còn tăng lên 5%", "%", Doubt.CONFLICT),
        ("4,7% - 5,1", "xã", Doubt.UNIT),
        ("5% so cùng kỳ", "%", Doubt.CHANGE),
        ("40% gấp đôi năm trước", "%", Doubt.CONDITION),
        ("tăng 5%", "%", Doubt.CHANGE),
        ("40% so với năm 2020", "%", Doubt.CHANGE),
        ("giai đoạn 2021-2025 đạt 8%", "%", Doubt.PERIOD),
        ("chưa đến 40%", "%", Doubt.UNKNOWN_WORDS),
        ("40% trừ miền núi", "%", Doubt.CONDITION),
        ("40% hoặc 50 xã", "%", Doubt.CONDITION),
        ("75 triệu đồng", "tỷ đồng", Doubt.UNIT),
        ("28 m²", "%", Doubt.UNIT),
        ("phổ cập", "xã", Doubt.UNIT),
        ("hoàn thành trước ngày 31/02/2025", "", Doubt.DATE),
        ("hoàn thành trước ngày 1/1/0001", "", Doubt.DATE),
        ("hoàn thành đầu tháng 6/2025", "", Doubt.DATE),
        ("hoàn thành giữa quý II/2025", "", Doubt.DATE),
        ("triển khai sau ngày 30/6/2025", "", Doubt.DATE),
        ("khởi công quý I/2025, hoàn thành quý IV/2025", "", Doubt.SEVERAL),
        ("đạt năm 20305%", "%", Doubt.UNKNOWN_WORDS),
        ("phổ cập trừ miền núi", "%", Doubt.CONDITION),
        ("hoàn thành nếu được bố trí vốn", "", Doubt.CONDITION),
        ("khởi công hoặc hoàn thành", "", Doubt.CONDITION),
        ("trên 40% tối đa", "%", Doubt.CONFLICT),
        ("40% tối đa một số nơi", "%", Doubt.UNKNOWN_WORDS),
        ("40% lao động hưởng lương tối thiểu", "%", Doubt.UNKNOWN_WORDS),
        ("1.234 người/km²", "người/km²", Doubt.NUMBER),
        ("5 trăm triệu đồng", "triệu đồng", Doubt.UNIT),
        ("4 chục xã", "xã", Doubt.UNIT),
    ],
)
def test_what_is_in_doubt_is_refused(words, unit, doubt):
    with pytest.raises(WordingError) as caught:
        read_wording(words, unit=unit)
    assert caught.value.doubt is doubt


def test_a_lone_dot_parts_thousands_only_where_things_are_counted_whole():
    found = read_wording("520.000 người", wanted=Wanted.HIGHER)
    assert found.value == 520_000
    assert set(found.remarks) == {Remark.THOUSANDS, Remark.PLAIN}
    with pytest.raises(WordingError, match="number"):
        read_wording("520.000 ha")


def test_an_english_point_is_read_and_pointed_out():
    found = read_wording("trên 4.7%")
    assert (found.value, found.remarks) == (Decimal("4.7"), (Remark.DECIMAL_POINT,))


@pytest.mark.parametrize(
    ("wanted", "comparator"),
    [(None, "ge"), (Wanted.HIGHER, "ge"), (Wanted.LOWER, "le"), (Wanted.NEITHER, "approx")],
)
def test_a_number_alone_goes_the_way_that_is_wanted(wanted, comparator):
    found = read_wording("đạt 3%", wanted=wanted)
    assert (found.comparator, found.remarks) == (comparator, (Remark.PLAIN,))


@pytest.mark.parametrize("words", ["100", "đạt 100", "ít nhất 100"])
def test_a_hundred_of_an_indicator_in_percent_is_full_coverage(words):
    assert read_wording(words, unit="%").comparator == "full"
    assert read_wording(words, unit="xã").value == 100


def test_percent_in_letters_is_percent():
    assert read_wording("trên 40%", unit="phần trăm").remarks == ()
    assert read_wording("trên 40 phần trăm", unit="%").unit == "%"


def test_a_hundred_percent_that_should_fall_is_no_full_coverage():
    assert read_wording("100%", wanted=Wanted.LOWER).comparator == "le"


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("hoàn thành trong năm 2025", date(2025, 12, 31)),
        ("hoàn thành trước ngày 30/6/2025", date(2025, 6, 29)),
        ("phê duyệt đến hết ngày 30/6/2025", date(2025, 6, 30)),
        ("hoàn thành quý III/2025", date(2025, 9, 30)),
        ("ban hành trong tháng 2/2028", date(2028, 2, 29)),
        ("hoàn thành trước tháng 6/2025", date(2025, 5, 31)),
        ("hoàn thành trước quý II năm 2025", date(2025, 3, 31)),
        ("hoàn thành trước cuối quý II/2025", date(2025, 6, 29)),
        ("hoàn thành trước tháng 1/2025", date(2024, 12, 31)),
        ("hoàn thành trƣớc ngày 30/6/2025", date(2025, 6, 29)),
        ("năm 2025 hoàn thành trước ngày 30/6/2025", date(2025, 6, 29)),
        ("hình thành không gian đô thị biển trong năm 2025", date(2025, 12, 31)),
        ("trở thành đô thị thông minh", None),
    ],
)
def test_a_milestone_is_due_by_what_its_words_say(words, due):
    found = read_wording(words)
    assert (found.comparator, found.due) == ("milestone", due)


def test_classes_stand_from_the_best():
    found = read_wording("3 đô thị loại III và 02 đô thị loại II")
    assert list(found.classes.items()) == [("II", 2), ("III", 3)]


def test_another_unit_is_remarked_and_a_longer_one_is_the_same():
    assert read_wording("trên 40 thôn", unit="xã").remarks == (Remark.UNIT_DIFFERS,)
    assert read_wording("khoảng 28 m2", unit="m²/người").remarks == ()
    assert read_wording("trên 80% hộ gia đình", unit="%").remarks == ()
