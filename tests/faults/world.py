"""A small province in an empty database, and the keys of everybody's session.

`python -m tests.faults.world` migrates, fills and prints as JSON what the tests have to know. It
goes by the real clock: the first quarter of a year has always begun.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from assignments.models import Unit
    from indicators.models import Programme
    from reports.models import Report
    from tracker.accounts.models import User

WARDS, FIGURES = 8, 5
HEAD = """\
programme:
  code: faults
  number: 1-CTr/TU
  title: Chương trình thử lỗi
  issuer: Tỉnh ủy
  issued_on: 2022-09-30
  province: '42'
  monitor: 42-vptu
  years: {interim: 2025, final: 2090}
  source: Văn bản thử
clauses:
- {id: II.1, text: Đến năm 2090 phổ cập.}
indicators:
"""
INDICATOR = """\
- code: figure{number}
  name: Chỉ tiêu {number}
  group: Hạ tầng
  unit: '%'
  kind: ratio
  wanted: higher
  decimals: 1
  frequency: quarterly
  collection: local
  targets:
  - {{year: 2090, comparator: gt, value: 80, wording: trên 80%, clause: II.1}}
"""


def build() -> dict[str, object]:
    """Fill the database; sessions by person, and the cells that each reporter may save."""
    from reports.calendar import open_year
    from reports.drafting import open_report
    from reports.models import ReportingPeriod
    from reports.notices import NotificationKind, notify
    from tracker.common.timestamps import today

    programme, wards = _province()
    open_year(programme=programme, year=today().year, by=None)
    period = ReportingPeriod.objects.get(programme=programme, quarter=1)
    people = _people(wards)
    notify(people.values(), NotificationKind.LEAD_GIVEN, subject="Chỉ tiêu 1", words="", url="/")
    cells = []
    for number, ward in enumerate(wards):
        reporter = people[f"reporter{number}"]
        report = open_report(period=period, unit=ward, by=reporter)
        cells += [_cell(report, key, reporter) for key in report.entries.values_list("pk", "id")]
    return {
        "sessions": {name: _session(person) for name, person in people.items()},
        "cells": cells,
        "period": str(period.period),
        "programme": programme.pk,
    }


def _province() -> tuple[Programme, list[Unit]]:
    from assignments.models import Unit, UnitKind
    from assignments.programme.loading import load_programme
    from indicators.models import Programme, Province
    from indicators.programme_file import parse_programme

    province = Province.objects.create(code="42", name="Tỉnh Hà Tĩnh", short_name="Hà Tĩnh")
    rows = [
        ("42", "Tỉnh Hà Tĩnh", UnitKind.PROVINCE),
        ("42-vptu", "Văn phòng", UnitKind.PARTY_BODY),
    ]
    rows += [(f"1800{number}", f"Phường {number}", UnitKind.WARD) for number in range(WARDS)]
    units = [
        Unit.objects.create(province=province, code=code, name=name, kind=kind, folded_name=name)
        for code, name, kind in rows
    ]
    text = HEAD + "".join(INDICATOR.format(number=number) for number in range(FIGURES))
    load_programme(parse_programme(text, "faults.yaml"), by=None)
    return Programme.objects.get(code="faults"), units[2:]


def _people(wards: list[Unit]) -> dict[str, User]:
    from assignments.actions import join_unit
    from assignments.models import Unit
    from tracker.accounts.models import User
    from tracker.accounts.roles import Role

    places = [(f"reporter{number}", ward, Role.REPORTER) for number, ward in enumerate(wards)]
    places.append(("reviewer", Unit.objects.get(code="42-vptu"), Role.REVIEWER))
    people = {}
    for name, unit, role in places:
        people[name] = User.objects.create_user(name, "secret-2026-pass", full_name=name.title())
        User.objects.filter(username=name).update(email=f"{name}@example.vn")
        join_unit(user=people[name], unit=unit, role=role, by=None)
    return people


def _cell(report: Report, entry: tuple[int, ...], reporter: User) -> dict[str, object]:
    from django.urls import reverse

    period = report.period
    place = [period.programme.code, str(period.period), report.unit.code]
    return {
        "entry": entry[0],
        "url": reverse("entry_save", args=[*place, entry[0]]),
        "grid": reverse("report", args=place),
        "by": reporter.username,
    }


def _session(person: User) -> str:
    """The key of a session as the sign-in page makes it."""
    from django.contrib.auth import login
    from django.http import HttpRequest

    from tracker.accounts.sessions import SessionStore

    request = HttpRequest()
    request.session = SessionStore()
    login(request, person, backend="tracker.accounts.backends.AccountBackend")
    request.session.save()
    return str(request.session.session_key)


def main() -> None:
    """Migrate, fill, print."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    print(json.dumps(build()))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    django.setup()
    main()
