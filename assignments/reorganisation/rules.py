"""Every rule that a reorganisation must keep, each broken one told in a sentence."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from assignments.models import Succession, SuccessionKind, Unit, UnitKind
from assignments.reorganisation.conflicts import Conflicts
from assignments.reorganisation.rows import Draft, Proposal, ReorganisationError, Row, RowFault
from assignments.units_admin import UnitError, check_code, monitoring_units
from assignments.units_file import MAY_GO_ON
from assignments.units_file import SuccessionKind as FileKind
from indicators.models import Province
from tracker.accounts.models import User
from tracker.common.folding import fold
from tracker.common.labels import day_label
from tracker.common.timestamps import today

EARLIEST = date(2000, 1, 1)
AHEAD = timedelta(days=5 * 366)
MOST_ROWS = 1000


def check_proposal(province: Province, proposal: Proposal, by: User) -> Draft:
    """The proposal as rows to store; ReorganisationError with everything that is wrong in it."""
    codes = {code for row in proposal.rows for code in (row.predecessor, row.successor) if code}
    here = {unit.code: unit for unit in Unit.objects.filter(province=province)}
    for unit in here.values():
        unit.province = province
    elsewhere = Unit.objects.filter(code__in=codes).exclude(province=province)
    checker = _Checker(
        province, proposal, here, frozenset(elsewhere.values_list("code", flat=True))
    )
    checker.check()
    if not by.is_administrator:
        checker.check_office(monitoring_units(province))
    if checker.faults:
        raise ReorganisationError(checker.faults)
    return checker.draft()


@dataclass
class _Checker:
    """Collects faults, so that somebody who pasted seventy lines hears of all at once."""

    province: Province
    proposal: Proposal
    here: Mapping[str, Unit]
    elsewhere: Collection[str]
    faults: list[RowFault] = field(default_factory=list)
    begins: dict[str, Unit] = field(default_factory=dict)

    def check(self) -> None:
        """Every rule, the plain ones first."""
        self._check_whole()
        for place, row in enumerate(self.proposal.rows):
            if row.is_new and row.successor:
                self._begin(place, row)
        sound = {
            place: row for place, row in enumerate(self.proposal.rows) if self._is_sound(place, row)
        }
        units = {**self.here, **self.begins}
        self.faults += Conflicts(self.province, self.proposal, units, sound).found()

    def check_office(self, offices: Collection[int]) -> None:
        """Only an administrator moves a reviewing office, or moves anything into it."""
        for place, row in enumerate(self.proposal.rows):
            for code in (row.predecessor, row.successor):
                unit = self.here.get(code)
                if unit is not None and unit.pk in offices:
                    self._fault(
                        place,
                        _("%(unit)s reviews: only an administrator reorganises it."),
                        unit=self._name(code),
                    )

    def draft(self) -> Draft:
        """The rows to store; only after every check."""
        ends = {}
        for row in self.proposal.rows:
            if not row.lives_on:
                unit = self.here[row.predecessor]
                unit.valid_to = self.proposal.day
                ends[unit.code] = unit
        units = {**self.here, **self.begins}
        successions = tuple(
            Succession(
                predecessor=self.here[row.predecessor],
                successor=units[row.successor] if row.successor else None,
                happened_on=self.proposal.day,
                kind=row.kind,
                legal_basis=self.proposal.basis,
            )
            for row in self.proposal.rows
        )
        begins = tuple(self.begins.values())
        return Draft(self.province, self.proposal, begins, tuple(ends.values()), successions)

    def _fault(self, place: int | None, sentence: str, **values: object) -> None:
        self.faults.append(RowFault(place, sentence % values if values else sentence))

    def _name(self, code: str) -> str:
        unit = self.here.get(code) or self.begins.get(code)
        return f"{unit.name} ({code})" if unit else code

    def _check_whole(self) -> None:
        latest = today() + AHEAD
        if not EARLIEST <= self.proposal.day <= latest:
            self._fault(
                None,
                _("Choose a day from %(first)s to %(last)s."),
                first=day_label(EARLIEST),
                last=day_label(latest),
            )
        if not self.proposal.basis.strip():
            self._fault(None, _("Name the legal basis: the decision with its number and date."))
        if not self.proposal.rows:
            self._fault(None, _("Enter at least one unit and who follows it."))
        if len(self.proposal.rows) > MOST_ROWS:
            self._fault(None, _("At most %(count)d rows at once."), count=MOST_ROWS)

    def _begin(self, place: int, row: Row) -> None:
        """A new unit; where several rows name it, they must say the same of it."""
        code = row.successor
        if code in self.here or code in self.elsewhere:
            self._fault(
                place,
                _("The code %(code)s is taken: leave name and kind empty for an existing unit."),
                code=code,
            )
            return
        known = self.begins.get(code)
        if known is not None:
            said = (row.name or known.name, row.unit_kind or known.kind)
            if said != (known.name, known.kind):
                self._fault(place, _("%(code)s already has another name or kind."), code=code)
            return
        try:
            check_code(code, self.province)
        except UnitError as error:
            self._fault(place, str(error))
        if not row.name or row.unit_kind not in UnitKind.values:
            self._fault(place, _("The new unit %(code)s needs a name and a kind."), code=code)
        elif row.unit_kind == UnitKind.PROVINCE:
            self._fault(place, _("The province itself is not reorganised here."))
        self.begins[code] = Unit(
            code=code,
            province=self.province,
            name=row.name,
            short_name=row.short_name,
            folded_name=fold(row.name),
            kind=row.unit_kind,
            valid_from=self.proposal.day,
        )

    def _is_sound(self, place: int, row: Row) -> bool:
        """The row by itself; its faults are noted."""
        found = len(self.faults)
        self._check_predecessor(place, row)
        self._check_successor(place, row)
        if row.lives_on and FileKind(row.kind.value) not in MAY_GO_ON:
            sentence = _("%(unit)s does not live on after “%(kind)s”.")
            self._fault(place, sentence, unit=self._name(row.predecessor), kind=row.kind.label)
        return len(self.faults) == found

    def _check_predecessor(self, place: int, row: Row) -> None:
        old = row.predecessor
        if not old:
            self._fault(place, _("Name the unit that ends or passes something on."))
        elif old in self.elsewhere:
            self._fault(place, _("%(code)s is a unit of another province."), code=old)
        elif old in self.begins and old not in self.here:
            self._fault(place, _("%(unit)s only begins on that day."), unit=self._name(old))
        elif old not in self.here:
            self._fault(place, _("There is no unit with the code %(code)s."), code=old)
        elif self.here[old].kind == UnitKind.PROVINCE:
            self._fault(place, _("The province itself is not reorganised here."))

    def _check_successor(self, place: int, row: Row) -> None:
        old, new = row.predecessor, row.successor
        if row.kind == SuccessionKind.ENDED and new:
            self._fault(place, _("A unit that ended has no successor: leave it empty."))
        elif row.kind != SuccessionKind.ENDED and not new:
            sentence = _("Say who follows %(unit)s, or choose “ended”.")
            self._fault(place, sentence, unit=self._name(old) or "…")
        elif old and old == new:
            self._fault(place, _("%(unit)s cannot pass into itself."), unit=self._name(old))
        elif new in self.elsewhere and not row.is_new:
            self._fault(place, _("%(code)s is a unit of another province."), code=new)
        elif new in self.here and self.here[new].kind == UnitKind.PROVINCE:
            self._fault(place, _("The province itself is not reorganised here."))
        elif new and not self._is_known(new):
            sentence = _(
                "There is no unit with the code %(code)s. Give its name and kind to found it."
            )
            self._fault(place, sentence, code=new)

    def _is_known(self, code: str) -> bool:
        return code in self.here or code in self.begins or code in self.elsewhere
