"""The quarter's form on its way in: upload, preview, confirmation, refused rows."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from indicators.method.facts import Nature
from indicators.models import Programme
from reports.actions import record_figures
from reports.calendar import lock
from reports.entries import FigureEntry
from reports.models import Upload
from tests.reports.imports.form.cast import form_file, typed_into, zipped
from tests.reports.imports.form.edits import edited, row
from tests.reports.views.imports.conftest import address
from tests.reports.workflow.steps import entry_of, fill, report_in, stored
from tracker.common.periods import Period

URBAN, TOWNS, CITY = ("urban", "value"), ("towns/II", "value"), ("city", "value")


def section(answer):
    (one,) = answer.context["page"].forms
    return one


def test_the_preview_tells_each_fate_with_its_cell(send, world):
    form_file(world)
    fill(world.report(), "urban", world["reporter"], value=Decimal("41.2"))
    content = form_file(world, {URBAN: "41,3", TOWNS: "2", CITY: "hôm qua"})
    before = stored()
    answer = send(content)
    one = section(answer)
    (changed,), (new,), (refused,) = one.changed, one.new, one.refused
    assert [(c.before, c.after) for c in changed.changes] == [("41,2\u00a0%", "41,3\u00a0%")]
    assert "!" in changed.where
    assert new.changes[0].after.startswith("2")
    assert (refused.says, "!" in refused.where) == ("hôm qua", True)
    assert (answer.status_code, stored()) == (200, before)
    assert Upload.objects.count() == 1


def test_soft_checks_are_hints_and_hold_nothing_up(send, world):
    indicator = world.programme.indicators.get(code="urban")
    last = FigureEntry(
        indicator, world.department, Period(2025), Nature.OFFICIAL, value=Decimal("40.5")
    )
    record_figures(programme=world.programme, entries=[last], by=world["reviewer"], approve=True)
    (line,) = section(send(form_file(world, {URBAN: "81"}))).new
    assert len(line.hints) == 1
    assert "100" in line.hints[0]  # +100 %


def test_confirmed_it_stands_in_the_grid(confirm, client, world):
    answer = confirm(form_file(world, {URBAN: "41,3"}))
    assert answer.url == reverse("report", args=["small", "2026-Q4", "42-sxd"])
    assert entry_of(world.report(), "urban").value == Decimal("41.3")
    assert Upload.objects.count() == 0


def test_a_second_click_says_that_it_is_stored(confirm, client, send, world):
    content = form_file(world, {URBAN: "41,3"})
    mark = send(content).context["page"].mark
    where = address("form_confirm")
    assert client.post(where, {"mark": mark}).status_code == 302
    before = stored()
    again = client.post(where, {"mark": mark}, follow=True)
    assert again.redirect_chain[0][0] == reverse("imports", args=["small"])
    assert (again.status_code, stored()) == (200, before)


def test_what_moved_is_previewed_anew(send, client, world):
    mark = send(form_file(world, {URBAN: "41,3"})).context["page"].mark
    fill(world.report(), "urban", world["colleague"], value=Decimal(44))
    answer = client.post(address("form_confirm"), {"mark": mark})
    assert (answer.status_code, len(section(answer).conflicts)) == (409, 1)
    assert section(answer).conflicts[0].theirs.startswith("Colleague")
    assert entry_of(world.report(), "urban").value == 44


def test_a_ticked_conflict_takes_the_value_of_the_file(send, client, world):
    content = form_file(world, {URBAN: "41,3"})
    fill(world.report(), "urban", world["colleague"], value=Decimal(44))
    answer = send(content)
    (conflict,) = section(answer).conflicts
    assert 'name="take"' in answer.content.decode()
    assert "checked" not in answer.content.decode().partition('name="take"')[2][:200]
    mark = answer.context["page"].mark
    client.post(address("form_confirm"), {"mark": mark, "take": conflict.key})
    assert entry_of(world.report(), "urban").value == Decimal("41.3")


def test_the_refused_rows_come_back_and_can_be_brought_again(send, client, confirm, world):
    send(form_file(world, {URBAN: "trên 40", TOWNS: "2"}))
    answer = client.get(address("form_refused", "2026-Q4", "42-sxd"))
    assert answer["Content-Disposition"].endswith('-can-sua.xlsx"')
    texts = [
        str(cell.value)
        for sheet in load_workbook(BytesIO(answer.content)).worksheets
        for line in sheet.iter_rows()
        for cell in line
    ]
    assert "trên 40" in texts
    assert any("“trên 40”" in text for text in texts)
    assert not any(text.endswith("|towns/II") for text in texts)
    Upload.objects.all().delete()
    confirm(typed_into(answer.content, {URBAN: "40,5"}))
    assert entry_of(world.report(), "urban").value == Decimal("40.5")


@pytest.mark.parametrize("where", [("2026-Q4", "18073"), ("2026-Q3", "42-sxd")])
def test_refused_rows_of_another_place_are_not_there(send, client, world, where):
    send(form_file(world, {URBAN: "trên 40"}))
    assert client.get(address("form_refused", *where)).status_code == 404


@pytest.mark.parametrize(
    "content", [b"", b"abc", b"PK\x03\x04zzzz", b"\xd0\xcf\x11\xe0" + b"0" * 99]
)
def test_what_cannot_be_read_is_a_sentence_and_not_kept(send, world, content):
    answer = send(content)
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert Upload.objects.count() == 0


def test_no_file_at_all(client, sign_in, world):
    answer = sign_in("reporter").post(reverse("form_upload", args=["small"]))
    assert answer.status_code == 422


def test_a_file_that_is_too_large(send, world, settings):
    settings.UPLOAD_MAX_BYTES = 1000
    answer = send(b"x" * (11 * 1024 * 1024))
    assert (answer.status_code, Upload.objects.count()) == (422, 0)


@pytest.mark.parametrize("how", ["locked", "submitted", "signing"])
def test_a_report_that_is_closed_is_one_sentence(send, world, how):
    content = form_file(world, {URBAN: "41,3"})
    if how == "locked":
        lock(period=world.q4, by=world["reviewer"])
    else:
        report_in(world, how)
    answer = send(content)
    assert (answer.status_code, len(answer.context["form"].errors["file"])) == (422, 1)
    assert Upload.objects.count() == 0


def test_a_form_of_another_unit(send, world):
    content = form_file(world, {URBAN: "41,3"})
    world["head"].memberships.filter(unit=world.department).delete()
    assert "Sở Xây dựng" in str(send(content, who="head").context["form"].errors["file"])


def test_a_form_of_another_programme(send, world):
    programmes = Programme.objects.filter(pk=world.programme.pk)
    programmes.update(code="other")
    content = form_file(world, {URBAN: "41,3"})
    programmes.update(code="small")
    assert "other" in str(send(content).context["form"].errors["file"])


def test_a_form_of_another_own_unit_is_previewed_and_said_to_be(send, world):
    content = form_file(world, {("broadband", "value"): "81"}, world.ward)
    page = send(content, period="2026-Q4", unit="42-sxd").context["page"]
    assert world.ward.name in page.notice
    assert send(content, period="2026-Q4", unit="18073").context["page"].notice == ""


def test_only_who_brought_the_file_sees_it(send, sign_in, world):
    mark = send(form_file(world, {URBAN: "trên 40"})).context["page"].mark
    refused = address("form_refused", "2026-Q4", "42-sxd")
    for who in ("colleague", "reviewer", "stranger"):
        client = sign_in(who)
        assert client.get(address("form_preview")).status_code == 404
        assert client.post(address("form_confirm"), {"mark": mark}).status_code == 404
        assert client.get(refused).status_code == 404
    assert sign_in("reader").get(address("form_preview")).status_code == 403
    assert sign_in("reporter").get(address("form_preview")).status_code == 200


def test_after_a_day_the_file_is_gone_and_the_next_upload_takes_it_away(send, client, world):
    content = form_file(world, {URBAN: "41,3"})
    send(content)
    where = address("form_preview")
    old = Upload.objects.get()
    Upload.objects.update(uploaded_at=old.uploaded_at - timedelta(hours=25))
    assert client.get(where).url == reverse("imports", args=["small"])
    send(content)
    assert not Upload.objects.filter(pk=old.pk).exists()
    assert Upload.objects.count() == 1


def test_wrong_verbs_and_a_missing_mark(send, client, world):
    send(form_file(world, {URBAN: "41,3"}))
    assert client.get(reverse("form_upload", args=["small"])).status_code == 405
    assert client.post(address("form_preview")).status_code == 405
    assert client.get(address("form_confirm")).status_code == 405
    assert client.post(address("form_confirm"), {"mark": "x"}).status_code == 400


@pytest.mark.parametrize("who", ["reader", "stranger"])
def test_wrong_people(send, world, who):
    answer = send(form_file(world, {URBAN: "41,3"}), who=who)
    assert answer.status_code == (403 if who == "reader" else 404)
    assert Upload.objects.count() == 0


def test_the_office_previews_a_zip_by_unit(send, client, world):
    department = form_file(world, {URBAN: "41,3"})
    ward = form_file(world, {("broadband", "value"): "81"}, world.ward)
    content = zipped(sxd_xlsx=department, phuong_xlsx=ward, hong_xlsx=b"abc")
    page = send(content, who="reviewer", name="tat-ca.zip").context["page"]
    assert {one.unit for one in page.forms} == {"Sở Xây dựng", "Phường Thành Sen"}
    assert ([one.name for one in page.refusals], page.count) == (["hong.xlsx"], 2)
    answer = client.post(address("form_confirm"), {"mark": page.mark})
    assert answer.url == reverse("imports", args=["small"])
    assert entry_of(world.report(world.ward), "broadband").value == 81


def test_only_units_for_which_the_office_brings_are_told(send, client, world):
    world["double"].memberships.filter(unit=world.department).delete()
    department = form_file(world, {URBAN: "41,3"})
    ward = form_file(world, {("broadband", "value"): "81"}, world.ward)
    mark = send(zipped(a_xlsx=department, b_xlsx=ward), "double", "a.zip").context["page"].mark
    answer = client.post(address("form_confirm"), {"mark": mark}, follow=True)
    (said,) = [str(one) for one in answer.context["messages"]]
    assert [word for word in said.split() if word.isdigit()] == ["2", "1"]


def test_with_nothing_ticked_nothing_is_stored_and_the_file_waits(send, client, world):
    content = form_file(world, {URBAN: "41,3"})
    fill(world.report(), "urban", world["colleague"], value=Decimal(44))
    page = send(content).context["page"]
    before = stored()
    answer = client.post(address("form_confirm"), {"mark": page.mark})
    assert (answer.status_code, len(answer.context["messages"])) == (422, 1)
    assert (stored(), Upload.objects.count()) == (before, 1)
    key = section(answer).conflicts[0].key
    client.post(address("form_confirm"), {"mark": page.mark, "take": [key]})
    assert entry_of(world.report(), "urban").value == Decimal("41.3")


def test_many_stray_cells_make_no_long_page(send, world):
    def scribble(book):
        sheet = book.worksheets[0]
        for number in range(70):
            sheet.cell(row(sheet, "urban"), 30 + number).value = "x"

    one = section(send(edited(form_file(world), scribble)))
    assert len(one.refused) == 50
    assert "20" in one.refused[-1].sentence


def test_a_zip_of_nothing_that_can_be_brought_is_not_kept(send, world):
    answer = send(zipped(a_xlsx=b"abc", b_xlsx=b"def"), who="reviewer", name="a.zip")
    assert (answer.status_code, len(answer.context["refusals"])) == (422, 2)
    assert Upload.objects.count() == 0


def test_nobody_keeps_more_than_five_files(send, world):
    content = form_file(world, {URBAN: "41,3"})
    for _time in range(7):
        send(content)
    assert Upload.objects.filter(uploaded_by=world["reporter"]).count() == 5
