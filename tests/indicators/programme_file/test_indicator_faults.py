"""Faults of the programme, its clauses, groups and indicators: line, key and sentence of each."""

import pytest

from .samples import SAMPLE, assert_fault, broken, faults_of

TY_LE, SO, CO_CAU, MOC = (f"indicators[{c}]" for c in ("ty-le", "so-do-thi", "co-cau", "moc"))
SUPERSEDED = "indicators[phu-kin].superseded"

HEADER = [
    ("  code: vi-du\n", "  code: Ví dụ\n", "programme.code", "is not a code"),
    ("  code: vi-du\n", "  code: [a]\n", "programme.code", "A single value is expected"),
    ("code: vi-du\n", f"code: {'a' * 81}\n", "programme.code", "longer than 80"),
    ("issued_on: 2022-09-30", "issued_on: 30/9/2022", "programme.issued_on", "YYYY-MM-DD"),
    ("issued_on: 2022-09-30", "issued_on: 2022-02-30", "programme.issued_on", "YYYY-MM-DD"),
    ("issuer: Tỉnh ủy", "isuer: Tỉnh ủy", "programme.isuer", "Did you mean “issuer”?"),
    ("province: '42'", "province: Hà Tĩnh", "programme.province", "two digits"),
    ("monitor: 42-vptu", "monitor: 42_vptu", "programme.monitor", "is not a code"),
    ("owners_proposed: true", "owners_proposed: yes", "programme.owners_proposed", "neither true"),
    ("number: 01-CTr/TU", "code: x", "programme.code", "stands twice"),
    ("number: 01-CTr/TU", "number: |-\n    a\n    b", "programme.number", "must be one line"),
    ("interim: 2025", "interim: 2030", "programme.years.interim", "before the final year"),
    ("vision: 2045", "vision: 2030", "programme.years.vision", "after the final year"),
    ("vision: 2045", "vision: 20450", "programme.years.vision", "from 1990 to 2100"),
    ("vision: 2045", "future: 2045", "programme.years.future", "Known here: interim, final"),
]
LISTS = [
    (
        "id: II.2\n",
        "id: II.1\n",
        "clauses[II.1].id",
        "“II.1” already stands on line 20",
        "id: II.1\n    text: Tầm",
    ),
    ("id: II.2\n", "id: II 2\n", "clauses[II 2].id", "not a clause number"),
    ("text: Tầm nhìn.", "text: ''", "clauses[II.2].text", "required"),
    ("  - id: II.2\n    text: Tầm nhìn.", "  - II.2", "clauses[1]", "Keys with values", "- II.2"),
    ("name_en: Land", "nam_en: Land", "groups[Đất đai].nam_en", "Did you mean “name_en”?"),
    ("name_en: Land\n", "name_en: Land\n  - name: Đất đai\n", "groups[Đất đai].name", "already"),
    (
        "- code: moc\n",
        "- code: co-cau\n",
        "indicators[co-cau].code",
        "on line 80",
        "- code: co-cau\n    name: Cột",
    ),
    ("- code: moc\n", "- code: -moc\n", "indicators[-moc].code", "is not a code"),
]
INDICATOR = [
    ("kind: count", "kind: number", f"{SO}.kind", "not one of: value, ratio, count"),
    ("frequency: quarterly", "frequency: monthly", "indicators[phu-kin].frequency", "annual"),
    ("collection: local", "collection: district", f"{TY_LE}.collection", "province, local"),
    ("decimals: 1\n    frequency: annual", "decimals: 7", f"{TY_LE}.decimals", "from 0 to 6"),
    ("    unit: đô thị\n", "    unit_en: x\n", f"{SO}.unit", "required", "- code: so-do-thi"),
    ("unit: đô thị\n", f"unit: {'x' * 41}\n", f"{SO}.unit", "longer than 40"),
    ("name: Cột mốc\n    group: Đất đai", "name: Cột mốc\n    group: Đất", f"{MOC}.group", "mean"),
    ("classes:\n      - I\n", "clases:\n      - I\n", f"{CO_CAU}.clases", "mean “classes”"),
    (
        "      - I\n      - II\n",
        "      - I\n      - I\n      - II\n",
        f"{CO_CAU}.classes",
        "twice",
        "    classes:\n      - I\n      - I",
    ),
    ("    unit: đô thị\n", "    unit: x\n    classes: [I]\n", f"{SO}.classes", "Only an indicator"),
    ("lead: 42-sxd-2025", "lead: Sở Xây dựng", f"{TY_LE}.lead", "is not a code"),
    ("lead: 42-sxd-2025", "lead: 42-snnmt", f"{TY_LE}.coordinating", "cannot also be"),
    (
        "- '380'",
        "- 42-snnmt",
        f"{TY_LE}.coordinating",
        "stands twice in this list",
        "    coordinating:",
    ),
    ("- '380'", "- [a]", f"{TY_LE}.coordinating[1]", "A single value", "- [a]"),
    ("min: 0", "min: 95", f"{TY_LE}.bounds.max", "lies below the lower one"),
    ("max: 90", "maxi: 90", f"{TY_LE}.bounds.maxi", "Did you mean “max”?"),
]

ENDED = [
    ("'on': 2026-01-01", "on: 2022-09-29", f"{SUPERSEDED}.on", "was issued, 2022-09-30."),
    ("'on': 2026-01-01", "on: 1/1/2026", f"{SUPERSEDED}.on", "not a date YYYY-MM-DD"),
    ("'on': 2026-01-01", "since: 2026-01-01", f"{SUPERSEDED}.on", "required", "since:"),
    ("basis: Nghị quyết 111", "basis: ''", f"{SUPERSEDED}.basis", "This key is required."),
    ("basis: Nghị quyết 111", "base: x", f"{SUPERSEDED}.base", "Did you mean “basis”?"),
]


@pytest.mark.parametrize("case", [*HEADER, *LISTS, *INDICATOR, *ENDED])
def test_fault_names_its_file_line_key_and_reason(case):
    assert_fault(*case)


@pytest.mark.parametrize("key", ["programme", "clauses", "indicators"])
def test_a_missing_part_is_named_at_the_start(key):
    faults = faults_of(f"\n{SAMPLE}".replace(f"\n{key}:\n", "\nother:\n"))

    assert ("This key is required.", 2) in [(f.sentence, f.line) for f in faults if f.key == key]


@pytest.mark.parametrize("key", ["clauses", "indicators"])
def test_an_empty_list_is_refused(key):
    (fault,) = [fault for fault in faults_of(f"a: 1\n{key}: []\n") if fault.key == key]

    assert (fault.line, fault.sentence) == (2, "At least one entry is needed.")


def test_every_required_key_of_an_indicator_is_asked_for():
    text = "indicators:\n  - code: a\n"
    asked = {f.key for f in faults_of(text) if f.key.startswith("indicators[a].")}

    assert asked == {
        f"indicators[a].{key}" for key in ("name", "group", "kind", "targets", "wanted")
    }


def test_what_an_indicator_may_leave_out():
    """Only classes and milestones need not say what is wanted."""
    stated = (
        "    wanted: higher\n    decimals: 0\n    frequency: annual\n    collection: province\n"
    )

    assert [fault.key for fault in faults_of(SAMPLE.replace(stated, ""))] == [f"{SO}.wanted"]


def test_a_group_need_not_be_listed_where_the_file_lists_none():
    assert not faults_of(broken("groups:\n  - name: Đất đai\n    name_en: Land\n\n", ""))


def test_all_faults_are_found_at_once_in_the_order_of_lines():
    text = SAMPLE.replace("code: vi-du", "code: Ví dụ").replace("value: 40", "value: x")

    assert [fault.key for fault in faults_of(text.replace("due: 2030-12-31", "due: soon"))] == [
        "programme.code",
        f"{TY_LE}.targets[2025].value",
        f"{MOC}.targets[2030].due",
    ]


def test_years_out_of_order_are_the_only_fault():
    (fault,) = faults_of(broken("final: 2030", "final: 2024"))

    assert fault.key == "programme.years.interim"


def test_a_sentence_is_written_when_it_is_read():
    (fault,) = faults_of(broken("value: 40\n", "value: x\n"))

    assert not isinstance(fault.message, str)
    assert fault.sentence == "“x” is not a number such as 4.7."


def test_a_long_wrong_value_is_cut():
    (fault,) = faults_of(broken("value: 40\n", f"value: {'x' * 9000}\n"))

    assert len(fault.sentence) < 400


@pytest.mark.parametrize(
    ("owner", "total"), [("co-cau", "ty-le"), ("co-cau", "none"), ("so-do-thi", "so-do-thi")]
)
def test_only_classes_have_a_total_and_it_is_a_count(owner, total):
    text = SAMPLE.replace(f"- code: {owner}\n", f"- code: {owner}\n    total: {total}\n", 1)
    assert [fault.key for fault in faults_of(text)] == [f"indicators[{owner}].total"]
