"""Faults of bodies, sections and tasks: line, key and sentence of each."""

import pytest

from .samples import SAMPLE, assert_fault, broken, faults_of

ALL, SOME = "bodies[UBND các huyện]", "bodies[Các ban]"
PLAN, SPREAD, WATCH = "tasks[III.1]", "tasks[III.2.a]", "tasks[2]"

BODY = [
    (
        "name: Các ban\n",
        "name: UBND các huyện\n",
        f"{ALL}.name",
        "stands on line",
        "name: UBND các huyện\n    units",
    ),
    ("name: Các ban\n", "name: cac-ban\n", "bodies[cac-ban].name", "look like the code of a unit"),
    ("note: Kể cả", "notes: Kể cả", f"{ALL}.notes", "Did you mean “note”?"),
    ("      - 42-bdv\n", "      - 42-btg\n", f"{SOME}.units", "stands twice", "    units:"),
    ("      - 42-bdv\n", "      - Ban Dân vận\n", f"{SOME}.units", "not a code", "    units:"),
    ("      - town\n", "      - thị xã\n", f"{ALL}.kinds", "not a kind such as city", "    kinds:"),
    (
        "    units:\n      - 42-btg\n      - 42-bdv\n",
        "    units: [42-btg]\n    kinds: [city]\n",
        f"{SOME}.kinds",
        "either units or kinds, not both",
    ),
    (
        "    units:\n      - 42-btg\n      - 42-bdv\n",
        "    note: Ba ban.\n",
        f"{SOME}.units",
        "A body needs units or kinds.",
        "- name: Các ban",
    ),
]
SECTION = [
    (
        "number: '4'",
        "number: III",
        "sections[III].number",
        "already stands",
        "number: III\n    title: Tổ",
    ),
    ("number: '4'", "number: 4 4", "sections[4 4].number", "not a clause number"),
    ("title: Tổ chức", "title: ''", "sections[4].title", "This key is required."),
    ("title_en: Work", "titel_en: Work", "sections[III].titel_en", "mean “title_en”?"),
]
TASK = [
    (
        "code: III.2.a",
        "code: III.1",
        f"{PLAN}.code",
        "already stands",
        "code: III.1\n    section: III\n    title: Tuyên",
    ),
    ("code: III.2.a", "code: III-2", "tasks[III-2].code", "not the code of a task such as 1.1.a"),
    ("code: III.2.a", "number: 1", "tasks[1].code", "required", "number: 1"),
    ("section: '4'", "section: IIII", f"{WATCH}.section", "Did you mean “III”?"),
    ("section: '4'", "section: 9", f"{WATCH}.section", "no section “9” in this file"),
    ("section: '4'", "part: '4'", f"{WATCH}.section", "required", "- code: '2'"),
    ("title: Giám sát", "titl: Giám sát", f"{WATCH}.titl", "Did you mean “title”?"),
    ("title: Giám sát", "title: ''", f"{WATCH}.title", "This key is required."),
    ("title: Giám sát", f"title: {'x' * 91}", f"{WATCH}.title", "longer than 90"),
    ("text: Tăng cường giám sát.", "text: ''", f"{WATCH}.text", "This key is required."),
]
OWNERS = [
    ("lead: 42-sxd\n", "lead: Sở Xây dựng\n", f"{PLAN}.lead", "is not a code"),
    ("lead: 42-sxd\n", "lead: Các ban\n", f"{PLAN}.lead", "Write it under “each”."),
    ("lead: 42-sxd\n", "lead: 42-stnmt\n", f"{PLAN}.coordinating", "cannot also be"),
    (
        "lead: 42-sxd\n",
        "lead: 42-sxd\n    each: [42-stc]\n",
        f"{PLAN}.each",
        "exactly one lead, or each body leads its own part",
    ),
    (
        "      - 42-vptu\n",
        "      - 42-vptu\n    coordinating: [Các ban]\n",
        f"{SPREAD}.coordinating",
        "The lead “Các ban” cannot also be",
    ),
    (
        "- 42-stnmt\n      - U",
        "- UBND\n      - U",
        f"{PLAN}.coordinating",
        "neither",
        "    coordinating:\n      - UBND\n",
    ),
    ("      - 42-vptu\n", "      - Các bạn\n", f"{SPREAD}.each", "mean “Các ban”?", "    each:"),
    ("      - 42-vptu\n", "      - Sở\n", f"{SPREAD}.each", "nor a body of this", "    each:"),
    ("      - 42-vptu\n", "      - Các ban\n", f"{SPREAD}.each", "stands twice", "    each:"),
    ("    each:\n", "    each: all\n    other:\n", f"{SPREAD}.each", "A list is expected"),
]
DUE = [
    ("due: 2026-12-31", "due: 2022-09-29", f"{PLAN}.due", "was issued, 2022-09-30."),
    ("due: 2026-12-31", "due: 2026", f"{PLAN}.due", "not a date YYYY-MM-DD"),
    ("    due: 2026-12-31\n", "", f"{PLAN}.due", "need the date", "- code: III.1\n"),
    (
        "    due_wording: trong năm 2026\n",
        "",
        f"{PLAN}.due_wording",
        "needs the words",
        "- code: III.1\n",
    ),
    ("due_wording: trong", "due_wording: Trong", f"{PLAN}.due_wording", "neither in the text nor"),
]


@pytest.mark.parametrize("case", [*BODY, *SECTION, *TASK, *OWNERS, *DUE])
def test_fault_names_its_file_line_key_and_reason(case):
    assert_fault(*case)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("due_wording: trong năm 2026", "due_wording: đến năm 2026"),
        (
            "text: Trình kế hoạch trong năm 2026.",
            "text: |-\n      Trình kế hoạch trong\n      năm 2026.",
        ),
        ("due: 2026-12-31", "due: 2022-09-30"),
        ("    lead: 42-sxd\n", ""),
        ("code: III.2.a", "code: III.2.đ"),
    ],
)
def test_what_a_task_may_say(old, new):
    """The heading may give the date, also on the day of issue; nobody need be named."""
    assert not faults_of(broken(old, new))


def test_every_required_key_of_a_task_is_asked_for():
    asked = {fault.key for fault in faults_of("tasks:\n  - product: x\n")}

    assert {f"tasks[0].{key}" for key in ("code", "section", "title", "text")} <= asked


@pytest.mark.parametrize("key", ["bodies", "sections", "tasks"])
def test_a_part_must_be_a_list_of_keys_with_values(key):
    start = SAMPLE[: SAMPLE.index("\nbodies:\n")]

    assert [(f.key, f.sentence) for f in faults_of(f"{start}\n{key}: all\n")] == [
        (key, "A list is expected here.")
    ]
    assert [(f.key, f.sentence) for f in faults_of(f"{start}\n{key}:\n  - word\n")] == [
        (f"{key}[0]", "Keys with values are expected here.")
    ]
