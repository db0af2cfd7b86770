"""Which backups stay: counted by hand for a year of nights."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tracker.operations.retention import Keeping, backups, name_of, superfluous

LAST = datetime(2026, 11, 20, 2, 30)  # noqa: DTZ001 - as names of files have it


def name(moment: datetime) -> str:
    return name_of(moment, is_encrypted=True)


def nights(count: int) -> dict[Path, datetime]:
    """One backup each night, the last on 20 November 2026, a Friday."""
    moments = [LAST - timedelta(days=days) for days in range(count)]
    return {Path(name(moment)): moment for moment in moments}


def kept(found: dict[Path, datetime], keeping: Keeping) -> list[str]:
    gone = set(superfluous(found, keeping))
    return sorted(f"{found[path]:%m-%d}" for path in found if path not in gone)


def test_names_are_those_that_people_and_programs_look_for(tmp_path):
    assert name(LAST) == "lotrinh-2026-11-20T0230.tar.age"
    plain = tmp_path / name_of(LAST, is_encrypted=False)
    plain.touch()
    assert plain.name == "lotrinh-2026-11-20T0230.tar"
    assert backups(tmp_path) == {plain: LAST}


def test_a_year_of_nights_leaves_days_weeks_and_months():
    days = ["11-20", "11-19", "11-18", "11-17", "11-16", "11-15", "11-14"]
    sundays = ["11-08", "11-01"]  # the newest of the two weeks after are days above
    months = ["10-31", "09-30", "08-31", "07-31", "06-30", "05-31", "04-30", "03-31", "02-28"]
    before = ["01-31", "12-31"]  # the twelfth: November's newest is a day above
    assert kept(nights(365), Keeping()) == sorted([*days, *sundays, *months, *before])


def test_of_an_earlier_day_the_newest_stays_and_of_the_last_24_hours_all():
    # today 02:30, 01:30; yesterday 03:30 and, too old, 02:30, 01:30; the day before
    moments = [LAST - timedelta(hours=hours) for hours in (0, 1, 23, 24, 25, 49)]
    found = {Path(name(moment)): moment for moment in moments}
    assert superfluous(found, Keeping(2, 0, 0)) == list(found)[:2:-1]


def test_what_was_made_before_an_upgrade_outlives_the_backup_that_the_night_had_missed():
    before, after = LAST.replace(hour=14, minute=17), LAST.replace(hour=14, minute=21)
    found = {Path(name(moment)): moment for moment in (before, after)}
    assert superfluous(found, Keeping()) == []


def test_a_pause_takes_nothing_away():
    """Who comes back after months without a backup still has seven days of the time before."""
    old = {path: moment - timedelta(days=200) for path, moment in nights(7).items()}
    assert superfluous(old, Keeping(7, 0, 0)) == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Ten nights, and files that are none of ours."""
    for path in nights(10):
        (tmp_path / path.name).touch()
    for other in ("notes.txt", "lotrinh-2026-13-45T0230.tar", "lotrinh-2020-01-01T0000.tar.part"):
        (tmp_path / other).touch()
    (tmp_path / "lotrinh-2020-01-01T0000.tar").mkdir()
    return tmp_path


def thin(folder: Path, *words: str) -> str:
    output = StringIO()
    call_command("thin_backups", str(folder), *words, stdout=output)
    return output.getvalue()


def test_only_backups_are_deleted_and_each_is_named(folder):
    others = {path.name for path in folder.iterdir()} - {path.name for path in backups(folder)}
    said = thin(folder, "--daily", "2", "--weekly", "0", "--monthly", "0")
    assert said.count("\n- ") + said.startswith("- ") == 8
    left = {path.name for path in folder.iterdir()}
    assert left == others | {name(LAST), name(LAST - timedelta(days=1))}


def test_a_dry_run_deletes_nothing(folder):
    before = sorted(folder.iterdir())
    assert name(LAST - timedelta(days=9)) in thin(folder, "--dry-run", "--daily", "1")
    assert sorted(folder.iterdir()) == before


@pytest.mark.parametrize("words", [("--daily", "0"), ("--weekly", "-1")])
def test_nothing_can_be_told_to_keep_nothing(folder, words):
    before = sorted(folder.iterdir())
    with pytest.raises(CommandError):
        thin(folder, *words)
    assert sorted(folder.iterdir()) == before


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CommandError):
        thin(tmp_path / "nowhere")
