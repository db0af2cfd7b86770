"""Storing what a programme file states; a changed target becomes an amendment beside the old."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from indicators.content import content, differs, part
from indicators.models import Baseline, Clause, Group, Indicator, Programme, Province, Target
from indicators.programme_file import (
    BaselineSpec,
    IndicatorSpec,
    ProgrammeSpec,
    SupersededSpec,
    TargetSpec,
)
from tracker.accounts.models import User
from tracker.audit.ledger import Subject, record
from tracker.common.errors import SentenceError
from tracker.common.timestamps import now, today


class ReasonNeededError(SentenceError):
    """Targets would change and nobody said why."""


class UnknownProvinceError(SentenceError):
    """The file names a province that is not loaded."""


@dataclass(frozen=True)
class Applied:
    """How many facts of a programme were new, changed, withdrawn and left as they were."""

    new: int = 0
    changed: int = 0
    withdrawn: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether the file said only what was already known."""
        return not (self.new or self.changed or self.withdrawn)


def apply_programme(spec: ProgrammeSpec, *, by: User | None, reason: str = "") -> Applied:
    """Bring the stored programme to what the file states, in one transaction.

    Raises ReasonNeededError if a target or baseline would change without a reason.
    """
    with transaction.atomic():
        return _Application(spec, by, reason.strip()).run()


class _Application:
    """One run of `apply_programme`: compares, writes, counts and records each difference."""

    def __init__(self, spec: ProgrammeSpec, by: User | None, reason: str) -> None:
        self.spec = spec
        self.by = by
        self.reason = reason
        self.counts = {"new": 0, "changed": 0, "withdrawn": 0}

    def run(self) -> Applied:
        programme = self._programme()
        clauses = self._clauses(programme)
        groups = self._groups(programme)
        for position, indicator_spec in enumerate(self.spec.indicators):
            indicator = self._indicator(programme, groups, indicator_spec, position)
            self._baseline(indicator, indicator_spec.baseline)
            self._targets(indicator, indicator_spec.targets, clauses)
        self._retire(programme)
        self._drop_unused(programme)
        return Applied(**self.counts)

    # --- the parts of a programme ---------------------------------------------------------

    def _programme(self) -> Programme:
        spec = self.spec
        province = Province.objects.filter(code=spec.province).first()
        if province is None:
            raise UnknownProvinceError(
                _("Province %(code)s is not loaded; load its units first.")
                % {"code": spec.province}
            )
        programme = Programme.objects.filter(code=spec.code).first() or Programme(code=spec.code)
        wanted = {
            "number": spec.number,
            "title": spec.title,
            "title_en": spec.title_en,
            "short_title": spec.short_title,
            "short_title_en": spec.short_title_en,
            "issuer": spec.issuer,
            "issued_on": spec.issued_on,
            "province": province,
            "interim_year": spec.interim,
            "final_year": spec.final,
            "vision_year": spec.vision,
            "source": spec.source,
            "owners_proposed": spec.owners_proposed,
        }
        self._save(programme, wanted, "programme", spec.code)
        return programme

    def _clauses(self, programme: Programme) -> dict[str, Clause]:
        stored = {clause.ref: clause for clause in programme.clauses.all()}
        for position, spec in enumerate(self.spec.clauses):
            clause = stored.setdefault(spec.id, Clause(programme=programme, ref=spec.id))
            self._save(clause, {"text": spec.text, "position": position}, "clause", spec.id)
        return stored

    def _groups(self, programme: Programme) -> dict[str, Group]:
        stored = {group.name: group for group in programme.groups.all()}
        english = {group.name: group.name_en for group in self.spec.groups}
        named = dict.fromkeys([*english, *(one.group for one in self.spec.indicators)])
        for position, name in enumerate(named):
            group = stored.setdefault(name, Group(programme=programme, name=name))
            wanted = {"name_en": english.get(name, ""), "position": position}
            self._save(group, wanted, "group", name)
        return stored

    def _indicator(
        self, programme: Programme, groups: dict[str, Group], spec: IndicatorSpec, position: int
    ) -> Indicator:
        indicator = Indicator.objects.filter(programme=programme, code=spec.code).first()
        indicator = indicator or Indicator(programme=programme, code=spec.code)
        wanted = {
            "group": groups[spec.group],
            "name": spec.name,
            "name_en": spec.name_en,
            "unit": spec.unit,
            "unit_en": spec.unit_en,
            "counted": spec.counted,
            "counted_en": spec.counted_en,
            "is_flow": spec.is_flow,
            "total_code": spec.total,
            "kind": spec.kind.value,
            "wanted": spec.wanted.value,
            "decimals": spec.decimals,
            "frequency": spec.frequency.value,
            "collection": spec.collection.value,
            "class_order": list(spec.classes),
            "definition": spec.definition,
            "bound_min": spec.minimum,
            "bound_max": spec.maximum,
            "position": position,
            "retired_at": None,
            **_superseded(spec.superseded),
        }
        self._save(indicator, wanted, "indicator", spec.code)
        return indicator

    def _baseline(self, indicator: Indicator, spec: BaselineSpec | None) -> None:
        stored = Baseline.objects.filter(indicator=indicator).first()
        if spec is None:
            if stored is not None:
                self._need_reason(indicator.code)
                self._record("baseline.withdrawn", indicator.code, content(stored), None)
                stored.delete()
                self.counts["withdrawn"] += 1
            return
        wanted = {field.name: getattr(spec, field.name) for field in fields(spec)}
        wanted["classes"] = None if spec.classes is None else dict(spec.classes)
        if stored is not None and differs(stored, wanted):
            self._need_reason(indicator.code)
        baseline = stored or Baseline(indicator=indicator)
        self._save(baseline, wanted, "baseline", indicator.code)

    def _targets(
        self, indicator: Indicator, specs: tuple[TargetSpec, ...], clauses: dict[str, Clause]
    ) -> None:
        stored = {
            target.year: target for target in indicator.targets.filter(in_force_until__isnull=True)
        }
        for spec in specs:
            self._target(indicator, stored.pop(spec.year, None), spec, clauses)
        for target in stored.values():
            self._need_reason(f"{indicator.code} {target.year}")
            self._end(target)
            self._record(
                "target.withdrawn", f"{indicator.code}/{target.year}", content(target), None
            )
            self.counts["withdrawn"] += 1

    def _target(
        self,
        indicator: Indicator,
        stored: Target | None,
        spec: TargetSpec,
        clauses: dict[str, Clause],
    ) -> None:
        wanted = {
            "comparator": spec.comparator.value,
            "value": spec.value,
            "low": spec.low,
            "high": spec.high,
            "classes": None if spec.classes is None else dict(spec.classes),
            "due": spec.due,
            "tolerance": spec.tolerance,
            "wording": spec.wording,
            "clause": clauses[spec.clause],
        }
        if stored is not None and not differs(stored, wanted):
            return
        before, in_force_from = None, None
        if stored is not None:
            self._need_reason(f"{indicator.code} {spec.year}")
            before = content(stored)
            in_force_from = today()
            self._end(stored)
        target = Target.objects.create(
            indicator=indicator,
            year=spec.year,
            in_force_from=in_force_from,
            amendment_reason=self.reason if stored else "",
            recorded_by=self.by,
            **wanted,
        )
        verb = "target.amended" if stored else "target.created"
        self._record(verb, f"{indicator.code}/{spec.year}", before, content(target))
        self.counts["changed" if stored else "new"] += 1

    def _end(self, target: Target) -> None:
        """End a target today; one that began today leaves no day on which it held."""
        Target.objects.filter(pk=target.pk).update(in_force_until=today())

    def _retire(self, programme: Programme) -> None:
        """Indicators that the file no longer holds stay with their history, out of sight."""
        codes = [one.code for one in self.spec.indicators]
        for indicator in programme.indicators.exclude(code__in=codes).filter(retired_at=None):
            self._need_reason(indicator.code)
            indicator.retired_at = now()
            indicator.save(update_fields=["retired_at"])
            self._record("indicator.retired", indicator.code, {}, None)
            self.counts["withdrawn"] += 1

    def _drop_unused(self, programme: Programme) -> None:
        """Clauses and groups that nothing refers to any more and the file no longer holds."""
        refs = [clause.id for clause in self.spec.clauses]
        names = [one.group for one in self.spec.indicators] + [g.name for g in self.spec.groups]
        programme.clauses.exclude(ref__in=refs).filter(targets__isnull=True).delete()
        programme.groups.exclude(name__in=names).filter(indicators__isnull=True).delete()

    # --- writing and recording ------------------------------------------------------------

    def _save(self, row: models.Model, wanted: dict[str, Any], kind: str, key: str) -> None:
        """Store a row if it is new or says something else, and record the difference."""
        is_new = row.pk is None
        before = {} if is_new else part(row, wanted)
        if not is_new and not differs(row, wanted):
            return
        for name, value in wanted.items():
            setattr(row, name, value)
        row.save()
        after = part(row, wanted)
        changed = {name for name in after if before.get(name) != after[name]}
        self._record(
            f"{kind}.{'created' if is_new else 'changed'}",
            key,
            None if is_new else {name: before[name] for name in sorted(changed)},
            {name: after[name] for name in sorted(changed)},
        )
        self.counts["new" if is_new else "changed"] += 1

    def _need_reason(self, what: str) -> None:
        if not self.reason:
            raise ReasonNeededError(
                _("%(what)s would change. Give the reason (--reason), it is kept with the change.")
                % {"what": what}
            )

    def _record(
        self, verb: str, key: str, before: dict[str, Any] | None, after: dict[str, Any] | None
    ) -> None:
        subject = Subject(verb.split(".", 1)[0], key, self.spec.code)
        record(verb, subject, by=self.by, before=before, after=after, reason=self.reason)


def _superseded(spec: SupersededSpec | None) -> dict[str, Any]:
    return {
        "superseded_on": spec.on if spec else None,
        "superseded_basis": spec.basis if spec else "",
        "superseded_note": spec.note if spec else "",
    }
