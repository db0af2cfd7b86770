"""The file of Thanh Hóa against a table written by hand from section 1.2 of the directive."""

from datetime import date

from indicators.method.facts import Comparator, Kind, Nature
from indicators.programme_file import Collection, parse_programme

from .samples import FIXTURES

SPEC = parse_programme((FIXTURES / "thanh-hoa-57-kh-tu.yaml").read_bytes(), "thanh-hoa")

MASTER_PLANS = "100% các đô thị"
ZONING = "phủ kín hoàn toàn quy hoạch phân khu"
SMART = "trở thành đô thị thông minh"
VISION_THANH_HOA = "thành phố giàu đẹp, văn minh, hiện đại kiểu mẫu của cả nước"
VISION_SAM_SON = "đô thị du lịch, vui chơi, giải trí hàng đầu của cả nước"
FULL, MILESTONE = Comparator.FULL, Comparator.MILESTONE
END_2030 = date(2030, 12, 31)

TABLE = [
    ("phu-quy-hoach-chung", "38-sxd-2025", 2025, FULL, None, "1.2.c", MASTER_PLANS),
    ("phan-khu-thanh-hoa", "380", 2025, FULL, None, "1.2.c", ZONING),
    ("phan-khu-sam-son", "382", 2025, FULL, None, "1.2.c", ZONING),
    ("phan-khu-bim-son", "381", 2025, FULL, None, "1.2.c", ZONING),
    ("phan-khu-nghi-son", "407", 2025, FULL, None, "1.2.c", ZONING),
    ("thong-minh-thanh-hoa", "380", 2030, MILESTONE, END_2030, "1.2.d", SMART),
    ("thong-minh-sam-son", "382", 2030, MILESTONE, END_2030, "1.2.d", SMART),
    ("thong-minh-bim-son", "381", 2030, MILESTONE, END_2030, "1.2.d", SMART),
    ("thong-minh-nghi-son", "407", 2030, MILESTONE, END_2030, "1.2.d", SMART),
    ("tam-nhin-thanh-hoa", "380", 2045, MILESTONE, None, "1.2.e", VISION_THANH_HOA),
    ("tam-nhin-sam-son", "382", 2045, MILESTONE, None, "1.2.e", VISION_SAM_SON),
]


def test_the_file_holds_the_dated_goals_of_section_1_2_and_no_other():
    found = [
        (i.code, i.lead, t.year, t.comparator, t.due, t.clause, t.wording)
        for i in SPEC.indicators
        for t in i.targets
    ]

    assert found == TABLE


def test_the_programme():
    assert (SPEC.code, SPEC.number, SPEC.province) == ("thanh-hoa-57-kh-tu", "57-KH/TU", "38")
    assert (SPEC.issued_on, SPEC.monitor) == (date(2022, 3, 30), "38-vpubnd")
    assert SPEC.years == (2025, 2030, 2045)


def test_only_the_master_plans_are_collected_from_local_units():
    local = [i.code for i in SPEC.indicators if i.collection is Collection.LOCAL]

    assert local == ["phu-quy-hoach-chung"]


def test_no_baseline_claims_to_be_official():
    natures = {i.baseline.nature for i in SPEC.indicators if i.baseline}
    with_baseline = {i.kind for i in SPEC.indicators if i.baseline}

    assert natures == {Nature.ILLUSTRATIVE}
    assert with_baseline == {Kind.RATIO}
