"""The preview of a reorganisation: what would end and begin, and what would pass to whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assignments.duties import Passing
from assignments.models import Assignment, Part, Unit
from assignments.reorganisation.plan import Plan
from reports.forms.administration import DecisionForm
from reports.models import Report
from reports.presenters.administration.notices import notices
from reports.presenters.rows import Link
from tracker.common.labels import day_label, period_label
from tracker.common.periods import Period

MOST_TITLED = 5
"""So many tasks of a line are named with their titles; of more the numbers stand."""


@dataclass(frozen=True)
class ChangeLine:
    """One row of the reorganisation in words."""

    old: str
    old_url: str
    fate: str
    kind: str
    new: str
    is_new: bool


@dataclass(frozen=True)
class DutyLine:
    """What one unit hands over in one programme, and to whom."""

    unit: str
    programme: str
    parts: tuple[str, ...]
    codes: str
    heirs: str


@dataclass(frozen=True)
class Question:
    """A sole lead, or a person, with the choices."""

    what: str
    about: str
    unit: str
    field: BoundField


@dataclass(frozen=True)
class Line:
    """Two things side by side and a word about them."""

    what: str
    unit: str
    words: str


@dataclass(frozen=True)
class PlanPage:
    """Everything on the preview."""

    day: str
    basis: str
    summary: str
    notices: tuple[str, ...]
    changes: tuple[ChangeLine, ...]
    duties: tuple[DutyLine, ...]
    questions: tuple[Question, ...]
    roadmaps: tuple[Line, ...]
    people: tuple[Question, ...]
    staying: tuple[Line, ...]
    reports: tuple[Line, ...]
    mark: str


def plan_page(plan: Plan, form: DecisionForm, reports: Sequence[Report], link: Link) -> PlanPage:
    """Build the preview; `form` holds the choices."""
    draft = plan.draft
    return PlanPage(
        day=day_label(draft.proposal.day),
        basis=draft.proposal.basis,
        summary=_summary(plan),
        notices=tuple(notices(plan)),
        changes=tuple(_changes(plan, link)),
        duties=tuple(_duties(plan.passings)),
        questions=tuple(_question(one, form) for one in plan.questions),
        roadmaps=tuple(_roadmaps(plan)),
        people=tuple(_people(plan, form)),
        staying=tuple(
            Line(one.user.full_name, one.unit.name, _roles(one.roles))
            for one in plan.movers
            if not one.candidates
        ),
        reports=tuple(
            Line(_report(one), one.unit.name, str(one.get_state_display())) for one in reports
        ),
        mark=plan.mark,
    )


def _summary(plan: Plan) -> str:
    ends, begins = len(plan.draft.ends), len(plan.draft.begins)
    duties = len(plan.passings)
    parts = (
        ngettext("%(count)d unit ends", "%(count)d units end", ends) % {"count": ends},
        ngettext("%(count)d unit begins", "%(count)d units begin", begins) % {"count": begins},
        ngettext("%(count)d open duty passes on", "%(count)d open duties pass on", duties)
        % {"count": duties},
    )
    return " · ".join(parts)


def _changes(plan: Plan, link: Link) -> Iterable[ChangeLine]:
    begun = {unit.code for unit in plan.draft.begins}
    ended = {unit.code for unit in plan.draft.ends}
    for row in plan.draft.successions:
        old, new = row.predecessor, row.successor
        yield ChangeLine(
            old=named(old),
            old_url=link("unit", old.code),
            fate=_("ends") if old.code in ended else _("lives on"),
            kind=str(row.get_kind_display()),
            new=named(new) if new else "",
            is_new=new is not None and new.code in begun,
        )


def named(unit: Unit) -> str:
    """Name and code: names repeat."""
    return f"{unit.name} ({unit.code})"


def part_name(row: Assignment) -> str:
    """The part in words: who leads what."""
    if row.part == Part.MONITOR:
        return _("reviews the programme")
    leads = row.part == Part.LEAD
    if row.indicator_id is not None:
        return _("leads the indicators") if leads else _("coordinates the indicators")
    if row.is_own_part:
        return _("leads its own part of the tasks")
    return _("leads the tasks") if leads else _("coordinates the tasks")


def _duties(passings: Iterable[Passing]) -> Iterable[DutyLine]:
    """One line for each unit, programme, part and heirs: what is handed over, a few with titles."""
    grouped: dict[tuple[str, str, str, str], list[Assignment]] = defaultdict(list)
    for one in sorted(passings, key=lambda passing: (passing.source.unit.code, passing.source.pk)):
        row = one.source
        key = (named(row.unit), row.programme.number, part_name(row), _heirs(one))
        grouped[key].append(row)
    for (unit, programme, part, heirs), rows in grouped.items():
        counted = f"{part} ({len(rows)})" if len(rows) > 1 else part
        name = _titled if len(rows) <= MOST_TITLED else subject_name
        said = "; ".join(filter(None, map(name, rows)))
        yield DutyLine(unit, programme, (counted,), said, heirs)


def subject_name(row: Assignment) -> str:
    """The number of a task, the name of an indicator; nothing for a monitor."""
    if row.indicator is not None:
        return row.indicator.display_name
    return row.task.code if row.task is not None else ""


def _heirs(one: Passing) -> str:
    if one.needs_choice:
        return _("to be chosen above")
    heirs = [row.successor.label for row in one.heirs if row.successor is not None]
    return ", ".join(heirs) or _("nobody")


def _titled(row: Assignment) -> str:
    """With the title of a task behind its number."""
    title = row.task.display_title if row.task is not None else ""
    return f"{subject_name(row)} {title}".strip()


def _question(one: Passing, form: DecisionForm) -> Question:
    row = one.source
    return Question(
        what=_titled(row) or row.programme.number,
        about=f"{row.programme.number} · {part_name(row)}",
        unit=row.unit.name,
        field=form[f"lead-{row.pk}"],
    )


def _people(plan: Plan, form: DecisionForm) -> Iterable[Question]:
    for one in plan.movers:
        if one.candidates:
            about = f"{one.user.username} · {_roles(one.roles)}"
            yield Question(one.user.full_name, about, one.unit.name, form[f"person-{one.key}"])


def _roles(roles: Iterable[object]) -> str:
    return ", ".join(str(getattr(role, "label", role)) for role in roles)


def _roadmaps(plan: Plan) -> Iterable[Line]:
    for one in plan.roadmaps:
        words = (
            _("pass to %(unit)s") % {"unit": named(one.heir)}
            if one.heir
            else _("do not pass: the new units set theirs anew")
        )
        what = f"{one.source.programme.number} ({one.source.get_state_display()})"
        yield Line(what, one.source.unit.name, words)


def _report(row: Report) -> str:
    period: Period = row.period.period
    return f"{row.period.programme.number} · {period_label(period)}"
