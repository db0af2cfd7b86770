"""What a reorganisation would do to duties, local targets and people; nothing is stored here."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from assignments.duties import Passing, open_duties, plan_passing
from assignments.models import (
    Membership,
    Part,
    Roadmap,
    RoadmapState,
    Succession,
    SuccessionKind,
    Unit,
)
from assignments.reorganisation.rows import Draft
from tracker.accounts.models import User
from tracker.accounts.roles import Role


@dataclass(frozen=True)
class RoadmapPassing:
    """Local targets of a unit that ends; without an heir they must be set anew."""

    source: Roadmap
    heir: Unit | None


@dataclass(frozen=True)
class Mover:
    """A person of a unit that ends, and the units they may go to."""

    user: User
    unit: Unit
    roles: tuple[Role, ...]
    candidates: tuple[Unit, ...]

    @property
    def key(self) -> str:
        """What identifies the decision about them."""
        return f"{self.user.pk}-{self.unit.pk}"

    @property
    def default(self) -> str:
        """The code of the only heir; nowhere if there are several or none."""
        return self.candidates[0].code if len(self.candidates) == 1 else ""


@dataclass(frozen=True)
class Decisions:
    """Who leads each duty, and where each person goes; "" is nobody, nowhere."""

    leads: Mapping[int, str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """Everything that would change, before anything is chosen."""

    draft: Draft
    passings: tuple[Passing, ...]
    roadmaps: tuple[RoadmapPassing, ...]
    movers: tuple[Mover, ...]

    @property
    def questions(self) -> tuple[Passing, ...]:
        """Sole leads with several heirs: one must be chosen."""
        return tuple(one for one in self.passings if one.needs_choice)

    @property
    def offices_left(self) -> tuple[Passing, ...]:
        """Programmes that nobody would review: their monitor ends and nobody follows it."""
        return tuple(
            one for one in self.passings if one.source.part == Part.MONITOR and not one.candidates
        )

    @property
    def mark(self) -> str:
        """The same for two plans that would do the same to the same rows."""
        draft = self.draft
        parts: list[object] = [draft.proposal]
        parts += [("ends", unit.code, unit.valid_from) for unit in draft.ends]
        parts += [
            ("heir", one.successor.pk, one.successor.valid_from, one.successor.valid_to)
            for one in draft.successions
            if one.successor is not None
        ]
        parts += [_passing_mark(one) for one in self.passings]
        parts += [
            ("roadmap", one.source.pk, one.source.revision, one.heir and one.heir.code)
            for one in self.roadmaps
        ]
        parts += [
            ("person", one.key, sorted(one.roles), [unit.code for unit in one.candidates])
            for one in self.movers
        ]
        return hashlib.sha256("\n".join(map(repr, parts)).encode()).hexdigest()


def plan_of(draft: Draft) -> Plan:
    """Five queries, whatever the number of units."""
    duties = list(open_duties(draft.ends))
    return Plan(
        draft=draft,
        passings=plan_passing(draft.steps, duties),
        roadmaps=tuple(_roadmaps(draft)),
        movers=tuple(_movers(draft)),
    )


def _passing_mark(one: Passing) -> tuple[object, ...]:
    source = one.source
    heirs = [row.successor.code for row in one.candidates if row.successor]
    due: date | None = source.due
    return "duty", source.pk, source.unit_id, source.part, source.is_own_part, due, heirs


def _roadmaps(draft: Draft) -> list[RoadmapPassing]:
    """An approved roadmap passes only to a new unit that is the old one: the whole, and alone.

    One that is still in work passes to nobody.
    """
    latest: dict[tuple[int, int, bool], Roadmap] = {}
    rows = Roadmap.objects.filter(unit__in=draft.ends).select_related("unit", "programme")
    for row in rows.order_by("unit__code", "programme", "revision"):
        latest[row.unit_id, row.programme_id, row.state == RoadmapState.APPROVED] = row
    heirs = _sole_heirs(draft.successions, {unit.code for unit in draft.begins})
    return [
        RoadmapPassing(row, heirs.get(row.unit_id) if is_approved else None)
        for (_unit, _programme, is_approved), row in latest.items()
    ]


def _sole_heirs(rows: Sequence[Succession], begun: set[str]) -> dict[int, Unit]:
    """Key of each unit that passed whole into a new unit with no other predecessor → that unit."""
    into = Counter(row.successor.code for row in rows if row.successor is not None)
    return {
        row.predecessor.pk: row.successor
        for row in rows
        if row.successor is not None
        and row.kind in (SuccessionKind.WHOLE, SuccessionKind.RENAME)
        and into[row.successor.code] == 1
        and row.successor.code in begun
        and row.successor.is_local
    }


def _movers(draft: Draft) -> list[Mover]:
    roles: dict[tuple[User, Unit], list[Role]] = defaultdict(list)
    rows = Membership.objects.filter(unit__in=draft.ends, user__is_active=True)
    for row in rows.select_related("user", "unit").order_by("unit__code", "user__username"):
        roles[row.user, row.unit].append(Role(row.role))
    heirs = draft.heirs
    return [
        Mover(user, unit, tuple(held), heirs.get(unit.pk, ()))
        for (user, unit), held in roles.items()
    ]
