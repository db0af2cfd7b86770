"""Whose form it is, and by which right somebody may bring it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from assignments.models import Unit
from assignments.permissions import is_office, own_units, speaks_for_units
from indicators.models import Programme
from reports.imports.form.rows import FormIn
from reports.models import Report, ReportingPeriod
from reports.workflow import Verb, check_can
from tracker.accounts.models import User
from tracker.common.errors import NotAllowedError, SentenceError


class FormPlaceError(SentenceError):
    """The form is of a programme, unit or period into which this person brings nothing here."""


@dataclass(frozen=True)
class Place:
    """A unit in a period, and as what the person writes into its report."""

    period: ReportingPeriod
    unit: Unit
    verb: Verb

    @property
    def key(self) -> tuple[int, int]:
        """What tells it from others of the same programme."""
        return self.period.pk, self.unit.pk


@dataclass(frozen=True)
class Gate:
    """What a person may bring in a programme; made once for all files of an upload."""

    programme: Programme
    by: User
    own: frozenset[int]
    is_office: bool
    units: Mapping[str, Unit]
    periods: Mapping[str, ReportingPeriod]

    def place_of(self, form: FormIn) -> Place:
        """Where the form belongs; FormPlaceError with the reason if not here."""
        if form.programme != self.programme.code:
            raise FormPlaceError(
                _("This form is of another programme (%(code)s). Open that one and bring it there.")
                % {"code": form.programme}
            )
        unit, period = self.units.get(form.unit), self.periods.get(form.period)
        if unit is None:
            raise FormPlaceError(
                _("This form is of a unit that the province does not have (%(code)s).")
                % {"code": form.unit}
            )
        if period is None:
            raise FormPlaceError(
                _("This form is of a period that is not open in this programme (%(period)s).")
                % {"period": form.period}
            )
        return Place(period, unit, self._verb(unit))

    def check(self, place: Place, report: Report) -> None:
        """FormPlaceError, WrongStateError or NotAllowedError unless it can be filled now."""
        check_can(self.by, place.verb, report)

    def _verb(self, unit: Unit) -> Verb:
        if unit.pk in self.own:
            return Verb.FILL
        if self.is_office:
            return Verb.BRING
        raise FormPlaceError(
            _("This form is of %(unit)s, for which you do not report.") % {"unit": unit.name}
        )


def check_can_bring(by: User, programme: Programme) -> None:
    """A unit's people bring their own forms, the Office those of all units."""
    if not speaks_for_units(by, programme):
        raise NotAllowedError(_("Only a unit's people and the Office bring forms."))


def open_gate(programme: Programme, by: User) -> Gate:
    """The gate for this person; five queries."""
    prefetch_related_objects([by], "memberships")
    periods = ReportingPeriod.objects.filter(programme=programme)
    for period in (known := list(periods)):
        period.programme = programme
    return Gate(
        programme=programme,
        by=by,
        own=frozenset(unit.pk for unit in own_units(by, programme)),
        is_office=is_office(by, programme),
        units={unit.code: unit for unit in Unit.objects.filter(province=programme.province_id)},
        periods={str(period.period): period for period in known},
    )
