"""Accounts by file: preview, refusals with their cells, and a list of passwords that comes once."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.contrib.auth import authenticate
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assignments.models import Membership
from tracker.accounts.models import User
from tracker.audit.models import Event
from tracker.common.timestamps import now

HEADER = "username,full_name,email,unit,role"
IMPORT = reverse("accounts_import", args=["small"])
CONFIRM = reverse("accounts_confirm", args=["small"])
TWO = ("lan,Chị Lan,lan@x.vn,18073,reporter", "minh,Anh Minh,,42-sxd,head")


@pytest.fixture
def office(client, programme, reviewer):
    client.force_login(reviewer)
    return client


def look(client, *lines, header=HEADER, name="a.csv"):
    content = "\n".join([header, *lines]).encode()
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, content)})


def seen(answer):
    return {"rows": answer.context["rows"]}


def listed(answer):
    """User name → password of the workbook."""
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(at for at, row in enumerate(rows) if sum(map(bool, row)) > 3)
    return {row[1]: row[3] for row in rows[head + 1 :]}


def refusals(answer):
    return [(one.place, one.column) for one in answer.context["found"].refusals]


def test_a_preview_makes_nothing(office):
    answer = look(office, *TWO)
    assert answer.status_code == 200
    assert [line.username for line in answer.context["lines"]] == ["lan", "minh"]
    assert not User.objects.filter(username="lan").exists()
    assert "no-store" in answer["Cache-Control"]


def test_the_accounts_are_made_and_the_passwords_come_as_a_workbook(office):
    answer = office.post(CONFIRM, seen(look(office, *TWO)))
    assert "no-store" in answer["Cache-Control"]
    passwords = listed(answer)
    assert set(passwords) == {"lan", "minh"}
    for username, password in passwords.items():
        user = authenticate(username=username, password=password)
        assert user.one_time_until > now()
    assert Membership.objects.get(user__username="minh").unit.code == "42-sxd"
    assert Event.objects.filter(verb="account.made").count() == 2


def test_twice_makes_nothing_more_and_offers_a_new_list(office):
    sent = seen(look(office, *TWO))
    first = listed(office.post(CONFIRM, sent))
    again = office.post(CONFIRM, sent)
    assert (again.status_code, again.context["unused"]) == (409, 2)
    assert Membership.objects.filter(user__username="lan").count() == 1
    second = listed(office.post(CONFIRM, sent | {"renew": "1"}))
    assert set(second) == set(first)
    assert authenticate(username="lan", password=first["lan"]) is None
    assert authenticate(username="lan", password=second["lan"]) is not None


def test_whoever_has_signed_in_keeps_their_password(office):
    sent = seen(look(office, *TWO))
    first = listed(office.post(CONFIRM, sent))
    User.objects.filter(username="lan").update(last_login=now())
    assert set(listed(office.post(CONFIRM, sent | {"renew": "1"}))) == {"minh"}
    assert authenticate(username="lan", password=first["lan"]) is not None


def test_all_or_none(office):
    sent = seen(look(office, *TWO))
    User.objects.create_user("minh", full_name="Khác")
    assert office.post(CONFIRM, sent).status_code == 409
    assert not User.objects.filter(username="lan").exists()


@pytest.mark.parametrize(
    ("line", "column"),
    [
        (",Lan,,18073,reporter", "username"),
        ("lán,Lan,,18073,reporter", "username"),
        ("lan,,,18073,reporter", "full_name"),
        (f"lan,{'x' * 121},,18073,reporter", "full_name"),
        ("lan,Lan,x@,18073,reporter", "email"),
        ("lan,Lan,,38-vpubnd,reporter", "unit"),
        ("lan,Lan,,,reporter", "unit"),
        ("lan,Lan,,436,reporter", "unit"),
        ("lan,Lan,,18073,trùm", "role"),
        ("lan,Lan,,18073,", "role"),
        ("lan,Lan,,18073,reviewer", "role"),
        ("lan,Lan,,42-vptu,reader", "role"),
    ],
)
def test_a_row_that_cannot_be(office, line, column):
    answer = look(office, line, TWO[1])
    assert [found for _place, found in refusals(answer)] == [column]
    assert [one.username for one in answer.context["lines"]] == ["minh"]
    office.post(CONFIRM, seen(answer))
    assert not User.objects.filter(username="lan").exists()
    assert User.objects.filter(username="minh").exists()


def test_roles_are_known_by_their_names_too(office):
    answer = look(office, "lan,Lan,,18073,Chuyên viên báo cáo", "minh,Minh,,18073,lãnh đạo đơn vị")
    assert refusals(answer) == []
    assert len(answer.context["lines"]) == 2


def test_a_person_with_two_roles_stands_in_two_rows(office):
    answer = look(office, TWO[0], "LAN,Chị Lan,lan@x.vn,18073,head")
    assert [len(line.roles) for line in answer.context["lines"]] == [2]
    office.post(CONFIRM, seen(answer))
    assert Membership.objects.filter(user__username="lan").count() == 2


@pytest.mark.parametrize(
    "line", ["lan,Ai khác,lan@x.vn,18073,head", "lan,Chị Lan,,18073,head", TWO[0]]
)
def test_two_rows_that_contradict_each_other_refuse_the_account(office, line):
    answer = look(office, TWO[0], line)
    assert len(refusals(answer)) == 2
    assert answer.context["lines"] == ()


def test_accounts_that_exist_stay_as_they_are(office, reader):
    answer = look(office, "Reader,Tên mới,,18073,head", *TWO)
    assert [name for _place, name in answer.context["found"].existing] == ["reader"]
    office.post(CONFIRM, seen(answer))
    assert User.objects.get(username="reader").full_name == "Reader"
    assert not reader.memberships.filter(role="head").exists()


def test_a_workbook_is_refused_by_the_address_of_the_cell(office):
    book = openpyxl.Workbook()
    book.active.title = "Tài khoản"
    book.active.append(["Tên đăng nhập", "Họ và tên", "Mã đơn vị", "Vai trò"])
    book.active.append(["lan", "Lan", 18073, "=A1"])
    book.active.append(["minh", "Minh", "nope", "reporter"])
    content = io.BytesIO()
    book.save(content)
    file = SimpleUploadedFile("a.xlsx", content.getvalue())
    answer = office.post(IMPORT, {"file": file})
    assert [place for place, _column in refusals(answer)] == ["Tài khoản!D2", "Tài khoản!C3"]


def test_the_workbook_to_fill_can_be_brought(office):
    answer = office.get(reverse("accounts_template", args=["small"]))
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    sheet = book.worksheets[0]
    row = next(cell.row for cell in sheet["A"] if cell.value) + 1
    head = next(at for at in range(1, 12) if sheet.cell(at, 5).value)
    assert row <= head
    for place, text in enumerate(["lan", "Chị Lan", None, "18073", "Chuyên viên báo cáo"], 1):
        sheet.cell(head + 1, place).value = text
    content = io.BytesIO()
    book.save(content)
    file = SimpleUploadedFile("a.xlsx", content.getvalue())
    found = office.post(IMPORT, {"file": file})
    assert [line.username for line in found.context["lines"]] == ["lan"]
    assert "436" not in [cell.value for cell in book.worksheets[1]["A"]]


@pytest.mark.parametrize(
    "content", [b"", b"username\nlan\n", b"\xff\xfe", HEADER.encode(), b"PK\x03\x04 broken"]
)
def test_a_file_that_is_no_such_table(office, content):
    answer = office.post(IMPORT, {"file": SimpleUploadedFile("a.csv", content)})
    assert (answer.status_code, "found" in answer.context) == (422, False)


def test_too_many_rows(office):
    lines = [f"p{number},P,,18073,reporter" for number in range(501)]
    assert look(office, *lines).status_code == 422


def test_what_was_not_shown_is_not_made(office, client, administrator, stranger):
    sent = seen(look(office, *TWO))
    for rows in ("", "x", sent["rows"][:-3] + "abc"):
        assert office.post(CONFIRM, {"rows": rows}).status_code == 400
    client.force_login(administrator)
    assert client.post(CONFIRM, sent).status_code == 400
    client.force_login(stranger)
    assert client.post(CONFIRM, sent).status_code == 404
    assert not User.objects.filter(username="lan").exists()


def test_whoever_is_no_longer_of_the_office_makes_nothing(office, reviewer):
    sent = seen(look(office, *TWO))
    reviewer.memberships.update(role="reader")
    assert office.post(CONFIRM, sent).status_code == 403
    assert not User.objects.filter(username="lan").exists()


def test_confirming_takes_no_get(office):
    assert office.get(CONFIRM).status_code == 405
