"""Observations from nothing: by command, and each night what is missing."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override

from reports.integrity.observations import kept_observations
from reports.jobs.work.check import check_integrity
from reports.models import JobKind, ObservationBasis, ProvinceObservation
from tests.reports.jobs.work.night import ended
from tests.reports.observing.deeds import not_kept, wrong

COLUMNS = [
    field.attname for field in ProvinceObservation._meta.concrete_fields if not field.primary_key
]


def rows():
    found = ProvinceObservation.objects.order_by("indicator", "year", "quarter", "known_on")
    return list(found.values_list(*COLUMNS))


def rebuilt(**options) -> str:
    out = StringIO()
    with override("en"):
        call_command("rebuild_observations", stdout=out, **options)
    return out.getvalue()


def test_from_nothing_it_is_as_it_was(kept):
    before = rows()
    ProvinceObservation.objects.all().delete()
    ObservationBasis.objects.all().delete()
    assert rebuilt() == "small: 5 indicators, 3 observations.\n"
    assert (rows(), not_kept(kept), wrong(kept)) == (before, set(), [])


def test_a_second_run_changes_nothing(kept):
    before = rows()
    rebuilt(programme="small")
    assert rows() == before


def test_only_what_is_missing(kept):
    keys = set(ProvinceObservation.objects.values_list("pk", flat=True))
    ObservationBasis.objects.filter(indicator__code="broadband").update(digest="")
    assert rebuilt(missing=True) == "small: 1 indicators, 1 observations.\n"
    assert len(keys & set(ProvinceObservation.objects.values_list("pk", flat=True))) == 2
    assert rebuilt(missing=True) == ""


def test_a_programme_that_does_not_exist(kept):
    with pytest.raises(CommandError):
        rebuilt(programme="nowhere")


def test_the_night_makes_what_is_missing(kept, settings, tmp_path):
    settings.EVIDENCE_DIR = tmp_path
    ObservationBasis.objects.all().delete()
    assert ended(JobKind.CHECK, check_integrity).outcome == {"findings": []}
    assert not_kept(kept) == set()


class TestProof:
    """A row that somebody changed at the database is found, named and not used any more."""

    @pytest.mark.parametrize(
        ("code", "change"),
        [
            ("broadband", {"numerator": "131.000000"}),
            ("broadband", {"covered": "179.000000"}),
            ("urban", {"value": "33.000001"}),
            ("urban", {"known_on": "2026-11-19"}),
            ("urban", {"until": "2026-11-21"}),
            ("urban", {"nature": "estimate"}),
            ("broadband", {"reporting": 3}),
        ],
    )
    def test_it_is_found(self, kept, code, change):
        assert list(kept_observations()) == []
        changed = ProvinceObservation.objects.filter(indicator__code=code).order_by("-year")[:1]
        ProvinceObservation.objects.filter(pk=changed.get().pk).update(**change)
        (sentence,) = kept_observations()
        assert code in sentence
        assert not_kept(kept) == {code}

    def test_one_that_vanished(self, kept):
        ProvinceObservation.objects.filter(year=2023).delete()
        assert len(list(kept_observations())) == 1

    def test_one_too_many(self, kept):
        row = ProvinceObservation.objects.get(year=2023)
        row.pk, row.year = None, 2020
        row.save()
        with override("en"):
            (sentence,) = kept_observations()
        assert sentence.startswith("urban, ")

    def test_after_the_night_it_is_right_again(self, kept):
        before = rows()
        ProvinceObservation.objects.filter(year=2023).update(value="1")
        list(kept_observations())
        rebuilt(missing=True)
        assert (rows(), list(kept_observations())) == (before, [])
