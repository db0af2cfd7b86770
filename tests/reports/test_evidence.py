"""Files beside figures: who puts, sees and takes them away; file and row together or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reports import evidence as evidence_verbs
from reports.calendar import lock
from reports.evidence import EvidenceError, attach, path_of, remove
from reports.models import Evidence, ReportState
from reports.presenters.evidence import evidence_box
from reports.reviewing import approve_entries, return_entries
from reports.workflow import WrongStateError
from tests.reports.samples import ooxml, pdf
from tests.reports.workflow.steps import entry_of, filled, report_in, stored, update_of
from tracker.audit.models import Event
from tracker.common.errors import NotAllowedError

HTML = b"<!doctype html><script>alert(1)</script>"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    return settings.EVIDENCE_DIR


def upload(content: bytes = b"", name: str = "bao-cao.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or pdf(), "text/html")


def put(report, by, content: bytes = b"", name: str = "bao-cao.pdf", key: str = "") -> Evidence:
    entry = entry_of(report, key) if key else None
    return attach(report=report, entry=entry, upload=upload(content, name), by=by)


def kept(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir()) if folder.exists() else []


def test_a_file_is_stored_under_a_name_that_says_nothing(world, folder):
    evidence = put(filled(world), world["reporter"], name="../Báo cáo.exe")
    path = path_of(evidence.stored_name)
    assert kept(folder) == [str(evidence.stored_name)]
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (pdf(), 0o600)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (evidence.shown_name, evidence.content_type) == ("Báo cáo.pdf", "application/pdf")


def test_the_ledger_holds_name_sum_and_figure(world):
    evidence = put(filled(world), world["reporter"], key="urban")
    event = Event.objects.latest("pk")
    assert event.verb == "evidence.attached"
    assert event.subject_key == f"42-sxd/2026-Q4/1/{evidence.stored_name}"
    assert event.after["sha256"] == evidence.sha256
    assert (event.after["name"], event.after["indicator"]) == ("bao-cao.pdf", "urban")


def test_the_same_file_twice_in_one_place_is_one(world, folder):
    report = filled(world)
    first = put(report, world["reporter"], key="urban")
    again = put(report, world["colleague"], key="urban", name="khac.pdf")
    beside_another = put(report, world["reporter"], key="city")
    assert (again.pk, beside_another.pk != first.pk) == (first.pk, True)
    assert len(kept(folder)) == Evidence.objects.count() == 2


@pytest.mark.parametrize(
    "content", [HTML, b"MZ" + bytes(99), pdf()[:9] + HTML, ooxml("docx", {"a/vbaProject.bin": "x"})]
)
def test_a_hostile_file_leaves_nothing(world, folder, content):
    report = filled(world)
    before = stored()
    with pytest.raises(EvidenceError):
        put(report, world["reporter"], content)
    assert (stored(), kept(folder)) == (before, [])


def test_an_empty_file(world):
    with pytest.raises(EvidenceError):
        attach(
            report=filled(world),
            entry=None,
            upload=SimpleUploadedFile("a.pdf", b""),
            by=world["reporter"],
        )


@pytest.mark.parametrize("is_honest", [True, False])
def test_a_file_larger_than_the_limit(world, folder, settings, is_honest):
    """Also one that says of itself that it is small."""
    settings.UPLOAD_MAX_BYTES = 100
    file = upload(pdf("x" * 200))
    if not is_honest:
        file.size = 50
    with pytest.raises(EvidenceError):
        attach(report=filled(world), entry=None, upload=file, by=world["reporter"])
    assert kept(folder) == []


def test_no_more_than_so_many_files_for_a_report(world, folder, settings):
    settings.EVIDENCE_MAX_FILES = 2
    report = filled(world)
    first, _second = (put(report, world["reporter"], pdf(f"{n}")) for n in range(2))
    with pytest.raises(EvidenceError, match="2"):
        put(report, world["reporter"], pdf("3"))
    assert len(kept(folder)) == 2
    remove(evidence=first, by=world["reporter"])
    assert put(report, world["reporter"], pdf("3")).pk


def test_files_that_were_taken_away_fill_the_disk_only_so_far(world, folder, settings):
    settings.EVIDENCE_MAX_FILES = 2
    report = filled(world)
    for number in range(6):
        remove(evidence=put(report, world["reporter"], pdf(f"{number}")), by=world["reporter"])
    before = stored()
    with pytest.raises(EvidenceError, match="6"):
        put(report, world["reporter"], pdf("7"))
    assert (stored(), len(kept(folder))) == (before, 6)


def test_a_failed_row_leaves_no_file(world, folder, monkeypatch):
    report = filled(world)
    before = stored()

    def fail(*_words, **_more):
        raise RuntimeError("the ledger is gone")

    monkeypatch.setattr(evidence_verbs, "record", fail)
    with pytest.raises(RuntimeError):
        put(report, world["reporter"])
    assert (stored(), kept(folder)) == (before, [])


@pytest.mark.parametrize("step", ["write", "rename"])
def test_a_failed_file_leaves_no_row(world, folder, monkeypatch, step):
    report = filled(world)
    before = stored()

    def fail(*_words):
        raise OSError(28, "No space left on device")

    if step == "write":
        monkeypatch.setattr(evidence_verbs.os, "fsync", fail)
    else:
        monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(EvidenceError):
        put(report, world["reporter"])
    assert (stored(), kept(folder)) == (before, [])


def test_only_who_may_fill_may_add_and_take_away(world, folder):
    report = filled(world)
    evidence = put(report, world["reporter"])
    before = stored()
    for name in ("reviewer", "reader", "stranger"):
        with pytest.raises(NotAllowedError):
            put(report, world[name], pdf(name))
        with pytest.raises(NotAllowedError):
            remove(evidence=evidence, by=world[name])
    assert (stored(), len(kept(folder))) == (before, 1)


@pytest.mark.parametrize("state", ["submitted", "approved"])
def test_a_report_that_was_sent_keeps_its_files(world, state):
    evidence = put(filled(world), world["reporter"])
    report = report_in(world, state)
    before = stored()
    with pytest.raises(WrongStateError):
        put(report, world["reporter"], pdf("neu"))
    with pytest.raises(WrongStateError):
        remove(evidence=Evidence.objects.get(pk=evidence.pk), by=world["reporter"])
    assert stored() == before


def test_a_period_locked_after_the_page_was_read(world, folder):
    report = filled(world)
    lock(period=world.q4, by=world["reviewer"])
    with pytest.raises(WrongStateError):
        put(report, world["reporter"])
    assert kept(folder) == []


def test_files_of_an_approved_figure_stay(world):
    evidence = put(filled(world), world["reporter"], key="urban")
    report = report_in(world, ReportState.SUBMITTED)
    urban, city = entry_of(report, "urban"), entry_of(report, "city")
    approve_entries(report=report, keys=[urban.pk], by=world["reviewer"])
    return_entries(report=world.report(), reasons={city.pk: "?"}, by=world["reviewer"])
    with pytest.raises(WrongStateError):
        remove(evidence=Evidence.objects.get(pk=evidence.pk), by=world["reporter"])
    with pytest.raises(WrongStateError):
        put(world.report(), world["reporter"], pdf("neu"), key="urban")
    assert put(world.report(), world["reporter"], pdf("neu"), key="city").pk


def test_a_figure_of_another_report(world):
    other = filled(world, world.ward)
    entry = entry_of(other, "housing")
    with pytest.raises(EvidenceError):
        attach(report=filled(world), entry=entry, upload=upload(), by=world["reporter"])


def test_what_is_taken_away_stays_in_store(world, folder):
    evidence = put(filled(world), world["reporter"])
    remove(evidence=evidence, by=world["head"])
    before = stored()
    remove(evidence=Evidence.objects.get(pk=evidence.pk), by=world["head"])
    assert stored() == before
    assert (kept(folder), evidence.removed_by) == ([str(evidence.stored_name)], world["head"])
    assert Event.objects.latest("pk").verb == "evidence.removed"


def test_the_box_lists_files_in_few_queries(world, django_assert_max_num_queries):
    report = filled(world)
    for number in range(5):
        put(report, world["reporter"], pdf(f"{number}"), key="urban")

    def link(name, *args, **query):
        return reverse(name, args=["small", *args], query=query)

    with django_assert_max_num_queries(5):
        box = evidence_box(world.report(), world["reporter"], link)
    assert (len(box.items), len(box.choices)) == (5, 4)
    assert {item.url.partition("?")[2] for item in box.items} == {"inline=1"}
    assert evidence_box(report, world["reader"], link).upload_url == ""
    assert {item.remove_url for item in evidence_box(report, world["reader"], link).items} == {""}


def test_one_file_beside_each_task_and_not_twice_in_one_place(world_with_tasks):
    world = world_with_tasks
    report = filled(world)
    update, entry = update_of(report, "1.1"), entry_of(report, "urban")
    places = [{}, {"entry": entry}, {"update": update}, {"update": update}]
    for place in places:
        attach(report=report, upload=upload(), by=world["reporter"], **place)
    rows = Evidence.objects.order_by("pk").values_list("entry", "task_update")
    assert list(rows) == [(None, None), (entry.pk, None), (None, update.pk)]
    assert Event.objects.filter(verb="evidence.attached").latest("pk").after["task"] == "1.1"


def test_beside_one_line_only_and_not_beside_an_approved_task(world_with_tasks):
    world = world_with_tasks
    report = report_in(world, ReportState.SUBMITTED)
    update, entry = update_of(report, "1.1"), entry_of(report, "urban")
    approve_entries(report=report, keys=[], updates=[update.pk], by=world["reviewer"])
    return_entries(report=world.report(), reasons={entry.pk: "?"}, by=world["reviewer"])
    put = {"report": world.report(), "upload": upload(), "by": world["reporter"]}
    with pytest.raises(EvidenceError):
        attach(entry=entry_of(report, "urban"), update=update_of(report, "1.1"), **put)
    with pytest.raises(WrongStateError):
        attach(update=update_of(report, "1.1"), **put)
    assert not Evidence.objects.exists()
