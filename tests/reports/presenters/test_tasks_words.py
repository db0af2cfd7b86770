"""What the pages of tasks say: sums, sentences, the five clear things, and the history."""

from datetime import date

import pytest
from django.utils.translation import gettext as _
from django.utils.translation import override

from assignments.assigning import add_coordinating, assign_lead, remove_coordinating
from assignments.clarity import name_responsible, set_product
from assignments.models import Assignment, Inheritance, Part, Succession, SuccessionKind
from reports.presenters.tasks.clarity import clarity_lines, missing_words
from reports.presenters.tasks.history import history
from reports.presenters.tasks.listing import count_of_units, few_names
from reports.presenters.tasks.states import days_text, state_counts, state_sentence, sum_text
from reports.queries.task_story import story_of
from reports.queries.tasks import programme_tasks
from reports.task_extensions import ask_more_time, decide_more_time, set_deadline
from reports.task_states import FourCounts, TaskStanding, TaskState
from tests.conftest import TODAY
from tests.reports.task_cast import DONE, RUNNING, lead, lead_of, record, three_tasks

LATER = date(2027, 3, 1)
REAL = FourCounts(done_on_time=1310, done_late=429, running=1812, overdue=175, due_soon=20)


@pytest.fixture
def tasks(programme, units):
    return three_tasks(programme, units)


def link(name, *args, **query):
    return "/".join([name, *args])


def told(task, row, user, *, shows_open=True, day=TODAY):
    names = {"18073": "Phường Thành Sen", "42-sxd": "Sở Xây dựng"}
    story = story_of(task, row, day, user, of_office=shows_open)
    return history(story, day, link, names, shows_open=shows_open)


def test_the_sum_as_every_report_prints_it():
    assert sum_text(REAL).endswith(" 3.726 = 1.310 + 429 + 1.812 + 175")


def test_the_counts_of_several_are_worst_first():
    assert [one.key for one in state_counts(REAL)] == [
        TaskState.OVERDUE,
        TaskState.RUNNING,
        TaskState.DONE_LATE,
        TaskState.DONE_ON_TIME,
    ]
    assert state_counts(FourCounts()) == ()


def test_sentences_of_the_state():
    with override("en"):
        assert state_sentence(REAL, 47, 1) == (
            "47 tasks, 3,726 when each lead's part is counted. 175 are overdue and not completed. "
            "20 are due within 30 days. 1 task has no lead."
        )
        assert state_sentence(FourCounts(running=1), 1, 0).endswith("None is overdue.")
        assert state_sentence(FourCounts(), 0, 0).startswith("0 tasks")


@pytest.mark.parametrize(
    ("standing", "text"),
    [
        (TaskStanding(TaskState.OVERDUE, days_late=1), "1 day late"),
        (TaskStanding(TaskState.RUNNING, days_left=0), "due today"),
        (TaskStanding(TaskState.RUNNING, days_left=5), "5 days left"),
        (TaskStanding(TaskState.RUNNING), ""),
    ],
)
def test_days(standing, text):
    with override("en"):
        assert days_text(standing) == text


def test_few_units_are_named_many_are_counted(units):
    some = [units[code] for code in ("42", "42-vptu", "42-sxd")]
    assert few_names(some[:2]) == "Tỉnh Hà Tĩnh, Văn phòng Tỉnh ủy"
    assert few_names(some).endswith("1 đơn vị khác") or "1" in few_names(some)
    assert few_names(some * 5) == count_of_units(15)


def test_the_five_clear_things(programme, tasks, reporter):
    one, two, none = programme_tasks(programme, TODAY).tasks
    assert [line.is_clear for line in clarity_lines(one, one.duties[0])] == [False, *[True] * 4]
    assert [line.is_clear for line in clarity_lines(two, None)] == [False, True, True, False, True]
    assert [line.is_clear for line in clarity_lines(none, None)] == [
        *(False, True, False, False, False)
    ]
    assert all(bool(line.mending) != line.is_clear for line in clarity_lines(none, None))
    assert missing_words(one.task, one.duties[0]) == _("Clear person")
    name_responsible(assignment=lead_of(tasks["1.1"]), person=reporter, by=reporter)
    (facts,) = programme_tasks(programme, TODAY, codes=["1.1"]).tasks
    assert clarity_lines(facts, facts.duties[0])[0].text == reporter.full_name


def test_the_history_tells_every_deed(tasks, units, reporter, reviewer):
    task, row = tasks["1.1"], lead_of(tasks["1.1"])
    record(row, RUNNING, reviewer)
    wish = ask_more_time(assignment=row, reason="Chờ vốn", wanted_until=LATER, by=reporter)
    decide_more_time(wish=wish, granted_until=None, answer="Chưa được", by=reviewer)
    set_deadline(assignment=lead_of(task), due=LATER, reason="KL 12", by=reviewer)
    name_responsible(assignment=lead_of(task), person=reporter, by=reporter)
    joined = add_coordinating(subject=task, unit=units["18073"], by=reviewer, reason="KL 13")
    remove_coordinating(assignment=joined, by=reviewer, reason="KL 14")
    set_product(task=task, product="Đề án", by=reviewer, reason="KL 15")
    lines = told(task, lead_of(task), reviewer)
    words = " ".join(f"{line.what} {line.words}" for line in lines)
    for said in ("40 %", "Chờ vốn", "Chưa được", "KL 12", "KL 13", "KL 14", "KL 15", "Đề án"):
        assert said in words
    assert len(lines) == 8


def test_completion_and_the_office_s_move(tasks, units, reviewer):
    task, row = tasks["1.1"], lead_of(tasks["1.1"])
    new = assign_lead(
        subject=task, unit=units["18073"], by=reviewer, reason="KL 16", instead_of=row
    )
    record(new, DONE, reviewer)
    lines = told(task, lead_of(task), reviewer)
    assert any("01/06/2025" in line.what for line in lines)
    assert any("Sở Xây dựng" in line.what and line.words == "KL 16" for line in lines)


def test_a_lead_that_nobody_took_over_names_the_basis(tasks, units, reader):
    ended = date(2025, 7, 1)
    row = lead(tasks["2.1"], units["436"], valid_to=ended)
    Inheritance.objects.create(source=row, passed_on=ended)
    Succession.objects.create(
        predecessor=units["436"],
        happened_on=ended,
        kind=SuccessionKind.ENDED,
        legal_basis="1665/NQ-UBTVQH15",
    )
    (line,) = told(tasks["2.1"], row, reader)
    assert (line.day, line.basis) == ("01/07/2025", "1665/NQ-UBTVQH15")


def test_an_heir_of_the_same_name_is_formed_anew(tasks, units, reader):
    old = Assignment.objects.create(
        programme=tasks["2.1"].programme,
        task=tasks["2.1"],
        unit=units["436"],
        part=Part.LEAD,
        valid_to=date(2025, 7, 1),
    )
    units["18073"].name = units["436"].name
    units["18073"].save()
    new = lead(tasks["2.1"], units["18073"], valid_from=date(2025, 7, 1))
    event = Succession.objects.create(
        predecessor=units["436"],
        successor=units["18073"],
        happened_on=date(2025, 7, 1),
        kind=SuccessionKind.WHOLE,
    )
    Inheritance.objects.create(source=old, heir=new, succession=event, passed_on=date(2025, 7, 1))
    with override("en"):
        (line,) = told(tasks["2.1"], new, reader)
    assert line.what == "Thành phố Hà Tĩnh was formed anew and took it over"


def test_an_open_request_is_told_to_those_who_deal_with_it(tasks, reporter, reader):
    row = lead_of(tasks["1.1"])
    ask_more_time(assignment=row, reason="Chờ vốn", wanted_until=LATER, by=reporter)
    assert told(tasks["1.1"], row, reader, shows_open=False) == ()
    assert len(told(tasks["1.1"], row, reporter)) == 1
