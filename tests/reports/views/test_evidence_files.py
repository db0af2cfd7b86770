"""Files beside figures by way of their addresses: who gets them, and how they are served."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import now

from reports.evidence import attach, path_of, remove
from reports.models import Evidence, Report, ReportState
from tests.reports.samples import HONEST, pdf, png
from tests.reports.workflow.steps import entry_of, filled, report_in

HTML = b"<!doctype html><script>alert(1)</script>"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> Path:
    settings.EVIDENCE_DIR = tmp_path / "evidence"
    return settings.EVIDENCE_DIR


def upload(content: bytes = b"", name: str = "bao-cao.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or pdf(), "text/html")


def put(report, by, content: bytes = b"", name: str = "bao-cao.pdf") -> Evidence:
    return attach(report=report, entry=None, upload=upload(content, name), by=by)


def address(evidence: Evidence, name: str = "evidence") -> str:
    return reverse(name, args=["small", evidence.stored_name])


def status(client, where: str) -> int:
    answer = client.get(where)
    if answer.streaming:
        answer.getvalue()  # read to its end the file is closed
    return answer.status_code


MAY_SEE = {
    "draft": {"reporter", "head", "colleague", "double"},
    "signing": {"reporter", "head", "colleague", "double"},
    "submitted": {"reporter", "head", "colleague", "double", "reviewer", "second_reviewer"},
    "returned": {"reporter", "head", "colleague", "double", "reviewer", "second_reviewer"},
    "approved": {"reporter", "head", "colleague", "double", "reviewer", "second_reviewer"}
    | {"reader"},
}


@pytest.mark.parametrize("state", MAY_SEE)
def test_who_may_fetch_a_file(client, world, state):
    evidence = put(filled(world), world["reporter"])
    moment, by = now(), world["reviewer"]
    done = {"returned_at": moment, "returned_by": by, "approved_at": moment, "approved_by": by}
    Report.objects.update(state=state, **done)
    answers = {}
    for name, person in world.people.items():
        client.force_login(person)
        answers[name] = status(client, address(evidence))
    assert {name for name, status in answers.items() if status == 200} == MAY_SEE[state]
    assert set(answers.values()) <= {200, 404}


def test_an_administrator_sees_what_is_approved(client, world, administrator):
    evidence = put(filled(world), world["reporter"])
    client.force_login(administrator)
    assert status(client, address(evidence)) == 404
    Report.objects.update(state="approved", approved_at=now(), approved_by=world["reviewer"])
    assert status(client, address(evidence)) == 200


@pytest.mark.parametrize("extension", HONEST)
@pytest.mark.parametrize("wish", ["", "?inline=1"])
def test_how_a_file_is_served(client, world, extension, wish):
    evidence = put(filled(world), world["reporter"], HONEST[extension], f"Báo cáo.{extension}")
    client.force_login(world["reporter"])
    answer = client.get(address(evidence) + wish)
    assert answer.getvalue() == HONEST[extension]
    is_shown = bool(wish) and extension in ("pdf", "png", "jpg", "webp")
    assert answer["Content-Type"] == evidence.content_type
    assert answer["Content-Disposition"].startswith("inline" if is_shown else "attachment")
    assert f"B%C3%A1o%20c%C3%A1o.{extension}" in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer["Cache-Control"] == "private, no-store"


def test_a_pdf_that_is_also_html_is_never_html(client, world):
    """A whole PDF with a page of HTML inside is a PDF, and only that."""
    polyglot = pdf().replace(b"1 0 obj", HTML + b"1 0 obj")
    evidence = put(filled(world), world["reporter"], polyglot, "trang.html")
    client.force_login(world["reporter"])
    answer = client.get(address(evidence) + "?inline=1")
    assert answer.getvalue() == polyglot
    assert answer["Content-Type"] == "application/pdf"
    assert "trang.pdf" in answer["Content-Disposition"]


def test_what_is_not_there_is_404(client, world, folder):
    evidence = put(filled(world), world["reporter"])
    client.force_login(world["reporter"])
    assert status(client, reverse("evidence", args=["small", uuid.uuid4()])) == 404
    path_of(evidence.stored_name).unlink()
    assert status(client, address(evidence)) == 404
    remove(evidence=evidence, by=world["reporter"])
    assert status(client, address(evidence)) == 404


def post(client, world, data, **headers):
    where = reverse("evidence_attach", args=["small", "2026-Q4", "42-sxd"])
    return client.post(where, data, headers=headers)


def test_a_file_is_added_without_javascript(client, world):
    report = filled(world)
    client.force_login(world["reporter"])
    entry = entry_of(report, "urban")
    answer = post(client, world, {"file": upload(), "about": f"e{entry.pk}"})
    assert answer.status_code == 302
    assert answer.url.endswith(f"#evidence-e{entry.pk}")
    assert Evidence.objects.get().entry == entry


def test_with_htmx_the_list_comes_back(client, world):
    report = filled(world)
    client.force_login(world["reporter"])
    entry = entry_of(report, "urban")
    data = {"file": upload(name="<b>đậm</b>.pdf"), "about": f"e{entry.pk}"}
    answer = post(client, world, data, **{"HX-Request": "true"})
    assert answer.status_code == 200
    assert f'id="evidence-e{entry.pk}"' in answer.content.decode()
    assert "<b>đậm" not in answer.content.decode()


@pytest.mark.parametrize("data", [{}, {"file": HTML}, {"file": b""}])
def test_what_is_refused_is_said_in_the_list(client, world, data):
    filled(world)
    client.force_login(world["reporter"])
    sent = {name: SimpleUploadedFile("a.pdf", content) for name, content in data.items()}
    answer = post(client, world, sent, **{"HX-Request": "true"})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert post(client, world, sent).status_code == 302
    assert not Evidence.objects.exists()


def test_a_huge_file_is_cut_off_on_its_way_and_said(client, world, settings, folder):
    settings.UPLOAD_MAX_BYTES = 200_000
    filled(world)
    client.force_login(world["reporter"])
    huge = SimpleUploadedFile("a.pdf", pdf("x" * 4_000_000))
    answer = post(client, world, {"file": huge}, **{"HX-Request": "true"})
    assert answer.status_code == 422
    assert not folder.exists()


@pytest.mark.parametrize(("name", "status"), [("reviewer", 403), ("reader", 404)])
def test_others_cannot_add(client, world, name, status):
    filled(world)
    client.force_login(world[name])
    assert post(client, world, {"file": upload()}).status_code == status
    assert not Evidence.objects.exists()


def test_an_entry_of_another_report_is_404(client, world):
    entry = entry_of(filled(world, world.ward), "housing")
    filled(world)
    client.force_login(world["reporter"])
    assert post(client, world, {"file": upload(), "about": f"e{entry.pk}"}).status_code == 404


def test_a_file_is_taken_away_twice_without_harm(client, world):
    evidence = put(filled(world), world["reporter"], png(), "ảnh.png")
    client.force_login(world["reporter"])
    for _click in range(2):
        assert client.post(address(evidence, "evidence_remove")).status_code == 302
    assert status(client, address(evidence)) == 404


@pytest.mark.parametrize(("name", "status"), [("reviewer", 404), ("stranger", 404)])
def test_others_cannot_take_away(client, world, name, status):
    evidence = put(filled(world), world["reporter"])
    client.force_login(world[name])
    assert client.post(address(evidence, "evidence_remove")).status_code == status
    assert Evidence.objects.get().removed_at is None


def test_the_office_sees_but_does_not_take_away(client, world):
    evidence = put(filled(world), world["reporter"])
    report_in(world, ReportState.SUBMITTED)
    client.force_login(world["reviewer"])
    assert client.post(address(evidence, "evidence_remove")).status_code == 403


@pytest.mark.parametrize("name", ["evidence_attach", "evidence_remove"])
def test_a_get_changes_nothing(client, world, name):
    args = ["2026-Q4", "42-sxd"] if name == "evidence_attach" else [uuid.uuid4()]
    client.force_login(world["reporter"])
    assert client.get(reverse(name, args=["small", *args])).status_code == 405


def test_a_file_beside_a_task(client, world_with_tasks):
    world = world_with_tasks
    report = filled(world)
    client.force_login(world["reporter"])
    update = report.task_updates.get()
    data = {"file": upload(), "about": f"u{update.pk}"}
    answer = post(client, world, data)
    assert answer.url.endswith(f"#evidence-u{update.pk}")
    assert Evidence.objects.get().task_update == update
    box = client.get(reverse("report_check", args=["small", "2026-Q4", "42-sxd"])).context["box"]
    assert [item.about for item in box.items] == ["1.1 Lập quy hoạch chung"]
    assert f"u{update.pk}" in dict(box.choices)


def test_a_task_of_another_report_is_404(client, world_with_tasks):
    world = world_with_tasks
    filled(world)
    other = filled(world, world.ward).task_updates.get()
    client.force_login(world["reporter"])
    for about, status in ((f"u{other.pk}", 404), ("u0", 302), ("x1", 302)):
        assert post(client, world, {"file": upload(), "about": about}).status_code == status
    assert not Evidence.objects.exists()
