"""From an empty database to the first quarter, by the pages of the set-up."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assignments.models import Unit
from assignments.programme.spec import spec_of
from indicators.models import Programme, Target
from indicators.plain_table import PlainRow
from indicators.programme_file import dump_programme, parse_programme
from reports.models import DraftKind, ReportingPeriod, SetupDraft
from reports.setup.drafts import MOST_ROWS, put_rows
from tests.programmes import SMALL
from tracker.accounts.models import User
from tracker.audit.models import Event

TASKS, UNITS, WAYS = reverse("setup"), reverse("setup_units"), reverse("setup_programme")
PROVINCE = {"code": "42", "name": "Tỉnh Hà Tĩnh", "short_name": "Hà Tĩnh"}
HEAD = {
    **{"number": "15-CTr/TU", "title": "Chương trình", "issuer": "Tỉnh ủy", "province": "42"},
    **{"issued_on": "2022-09-30", "monitor": "Văn phòng Tỉnh ủy", "interim": 2025, "final": 2030},
}
TABLE = (
    "Chỉ tiêu;ĐVT;Giá trị gốc;Năm gốc;Mục tiêu 2025;Mục tiêu 2030;Đơn vị chủ trì;Điều khoản",
    "Đô thị hóa;;;;;;;",
    "Tỷ lệ đô thị hóa;%;21,52;2018;trên 40%;trên 45%;Sở Xây dựng;II.1",
    "Đất xây dựng đô thị;%;;;khoảng 4,7-5,1%;;42-sxd;II.1",
)


@pytest.fixture
def admin(client, administrator):
    client.force_login(administrator)
    return client


def file(*lines, name="bang.csv"):
    return SimpleUploadedFile(name, "\n".join(lines).encode())


def states(client):
    return [step.state.value for step in client.get(TASKS).context["steps"]]


def begun(client):
    """The draft of a new programme."""
    client.post(reverse("setup_table_begin"), HEAD)
    return SetupDraft.objects.get(kind=DraftKind.TABLE)


def brought(client, *lines):
    """A draft with the rows of a table."""
    draft = begun(client)
    url = reverse("setup_table_upload", args=[draft.pk])
    answer = client.post(url, {"version": 1, "file": file(*lines)})
    draft.refresh_from_db()
    return draft, answer


def stored(client, draft, **said):
    return client.post(reverse("setup_table", args=[draft.pk]), {"version": draft.version, **said})


def test_an_administrator_of_nothing_is_led_to_the_set_up(admin):
    assert admin.get("/").url == TASKS
    assert states(admin) == ["open", *["waiting"] * 4]


def test_from_nothing_to_the_first_quarter(admin, administrator):
    office = {"office_code": "42-vptu", "office_name": "Văn phòng Tỉnh ủy"}
    added = admin.post(reverse("setup_province"), PROVINCE | office)
    unit = {"code": "42-sxd", "kind": "department", "name": "Sở Xây dựng"}
    assert admin.post(added.url, unit).status_code == 302
    assert set(Unit.objects.values_list("code", flat=True)) == {"42", "42-vptu", "42-sxd"}
    draft, _answer = brought(admin, *TABLE)
    assert not Programme.objects.exists()
    assert stored(admin, draft).url == TASKS
    programme = Programme.objects.get()
    assert (programme.code, programme.indicators.count()) == ("ha-tinh-15-ctr-tu", 2)
    assert not SetupDraft.objects.exists()
    admin.post(reverse("setup_year", args=[programme.code]))
    assert [str(one.period) for one in ReportingPeriod.objects.all()] == ["2026-Q4"]
    assert Event.objects.get(verb="calendar.begun").actor == administrator
    assert states(admin) == ["done", "done", "open", "done", "open"]
    assert admin.get(reverse("overview", args=[programme.code])).status_code == 200


def test_the_programme_of_a_table_is_that_of_its_file(admin, units):
    draft, _answer = brought(admin, *TABLE)
    stored(admin, draft)
    text = dump_programme(spec_of(Programme.objects.get()))
    first = parse_programme(text, "x").indicators[0]
    assert (first.lead, first.group, first.targets[1].wording) == (
        *("42-sxd", "Đô thị hóa"),
        "trên 45%",
    )


def test_the_same_table_again_changes_nothing_and_another_needs_a_reason(admin, units):
    draft, _answer = brought(admin, *TABLE)
    stored(admin, draft)
    again, _answer = brought(admin, *TABLE)
    page = admin.get(reverse("setup_table", args=[again.pk])).context["page"]
    assert not page.can_store
    url = reverse("setup_table_upload", args=[again.pk])
    admin.post(
        url,
        {
            "version": again.version,
            "file": file(*TABLE[:2], TABLE[2].replace("45", "46"), TABLE[3]),
        },
    )
    again.refresh_from_db()
    stored(admin, again)
    assert not Target.objects.filter(value=46).exists()
    stored(admin, again, reason="Nghị quyết mới")
    assert Target.objects.get(value=46).amendment_reason == "Nghị quyết mới"


def test_refused_cells_are_named_and_nothing_can_be_stored(admin, units):
    draft, _answer = brought(admin, *TABLE, "Nhà ở;m²;;;nâng cao;;Sở X;")
    page = admin.get(reverse("setup_table", args=[draft.pk])).context["page"]
    (refused,) = [one for one in page.rows if one.is_refused]
    assert [(one.where, one.value) for one in refused.faults] == [
        ("dòng 5", "nâng cao"),
        ("dòng 5", "Sở X"),
    ]
    assert (page.refused, page.can_store) == (1, False)
    assert stored(admin, draft).status_code == 400
    assert not Programme.objects.exists()


def test_cells_copied_from_a_table_are_read_like_a_file(admin, units):
    url = reverse("setup_table_upload", args=[begun(admin).pk])
    cells = "\r\n".join(line.replace(";", "\t") for line in TABLE)
    neither = admin.post(url, {"version": 1, "pasted": " "})
    both = admin.post(url, {"version": 1, "pasted": cells, "file": file(*TABLE)})
    assert (neither.status_code, both.status_code) == (422, 422)
    assert "file" in neither.context["file_form"].errors
    assert cells.splitlines()[2] in both.content.decode()
    admin.post(url, {"version": 1, "pasted": cells})
    rows = SetupDraft.objects.get(kind=DraftKind.TABLE).rows
    assert [row["cells"]["name"] for row in rows] == ["Tỷ lệ đô thị hóa", "Đất xây dựng đô thị"]


def test_a_row_is_looked_at_saved_changed_and_thrown_away(admin, units):
    draft = begun(admin)
    add = reverse("setup_row_add", args=[draft.pk])
    row = {"name": "Tỷ lệ", "unit": "%", "target_2025": "khoảng 4,7–5,1 %", "version": 1}
    looked = admin.post(add, row | {"look": "1"})
    assert "4,7" in looked.context["row"].years[0].target.sentence
    live = admin.post(reverse("setup_understood", args=[draft.pk]), row)
    assert live.context["row"].years == looked.context["row"].years
    draft.refresh_from_db()
    assert draft.rows == []
    admin.post(add, row)
    draft.refresh_from_db()
    change = reverse("setup_row", args=[draft.pk, 1])
    assert admin.get(change).context["form"]["target_2025"].value() == "khoảng 4,7–5,1 %"
    admin.post(change, row | {"target_2025": "trên 5%", "version": draft.version})
    draft.refresh_from_db()
    assert draft.rows[0]["targets"]["2025"] == "trên 5%"
    drop = reverse("setup_row_drop", args=[draft.pk, 1])
    admin.post(drop, {"version": draft.version - 1})
    draft.refresh_from_db()
    assert len(draft.rows) == 1
    admin.post(drop, {"version": draft.version})
    draft.refresh_from_db()
    assert draft.rows == []


def test_two_windows_do_not_overwrite_each_other(admin, units):
    draft, _answer = brought(admin, *TABLE)
    row = {"name": "Tỷ lệ", "unit": "%", "target_2025": "trên 5%", "version": 1}
    answer = admin.post(reverse("setup_row_add", args=[draft.pk]), row)
    assert answer.status_code == 422
    assert len(SetupDraft.objects.get().rows) == 2


def test_a_row_too_many_comes_back_with_a_sentence(admin, units):
    draft = begun(admin)
    put_rows(draft=draft, rows=[PlainRow({"name": "a"}, {})] * MOST_ROWS, version=1)
    row = {"name": "Tỷ lệ", "unit": "%", "target_2025": "trên 5%", "version": draft.version}
    answer = admin.post(reverse("setup_row_add", args=[draft.pk]), row)
    assert (answer.status_code, answer.context["form"]["name"].value()) == (422, "Tỷ lệ")


def test_a_programme_file_is_looked_at_and_stored(admin, units):
    upload = file(SMALL, name="small.yaml")
    page = admin.post(reverse("setup_file"), {"file": upload})
    assert not Programme.objects.exists()
    assert dict(admin.get(page.url).context["page"].groups) == {"Đô thị": 2, "Hạ tầng": 3}
    assert admin.post(page.url, {"version": "x"}).status_code == 422
    admin.post(page.url, {"version": 1})
    assert Programme.objects.get().code == "small"
    broken = file(SMALL.replace("value: 40", "value: x"), name="small.yaml")
    answer = admin.post(reverse("setup_file"), {"file": broken})
    assert (answer.status_code, SetupDraft.objects.count()) == (422, 0)
    assert "small.yaml" in str(answer.context["form"].errors)


def test_a_table_must_not_wipe_what_a_programme_holds_besides(admin, programme):
    draft, _answer = brought(admin, *TABLE)
    draft.head["code"] = "small"
    draft.save()
    page = admin.get(reverse("setup_table", args=[draft.pk])).context["page"]
    assert "small" in page.refusal
    stored(admin, draft, reason="x")
    assert programme.indicators.filter(retired_at=None).count() == 5
    assert SetupDraft.objects.filter(pk=draft.pk).exists()


def test_units_by_file_and_by_table(admin, db):
    text = (
        "province: {code: '42', name: Tỉnh Hà Tĩnh, short_name: Hà Tĩnh, name_en: Ha Tinh}\n"
        "units:\n- {code: '42', name: Tỉnh Hà Tĩnh, kind: province}\n"
    )
    page = admin.post(UNITS, {"file": file(text, name="u.yaml")})
    assert not Unit.objects.exists()
    admin.get(page.url)
    assert admin.post(page.url, {"version": 1}).url == TASKS
    table = file("Mã;Tên", "42-vptu;Văn phòng Tỉnh ủy", "18073;Phường Thành Sen")
    page = admin.post(reverse("setup_units_table"), PROVINCE | {"file": table})
    admin.post(page.url, {"version": 1})
    assert Unit.objects.get(code="18073").kind == "ward"
    wrong = admin.post(reverse("setup_units_table"), PROVINCE | {"file": file("Mã;Tên", "x;Y")})
    assert (wrong.status_code, Unit.objects.count()) == (422, 3)


@pytest.mark.parametrize("kind", [{"file": ""}, {}])
def test_wrong_input_comes_back_with_a_sentence(admin, units, kind):
    for url in (UNITS, reverse("setup_units_table"), reverse("setup_file")):
        assert admin.post(url, kind).status_code == 422
    for url in (reverse("setup_table_begin"), reverse("setup_province")):
        assert admin.post(url, {"number": ""}).status_code == 422
    vision = HEAD | {"interim": "", "vision": "2045"}
    assert "interim" in admin.post(reverse("setup_table_begin"), vision).context["form"].errors


def test_drafts_are_their_owners_and_the_set_up_is_for_administrators(
    client, admin, units, reviewer
):
    draft, _answer = brought(admin, *TABLE)
    pages = [reverse("setup_table", args=[draft.pk]), reverse("setup_discard", args=[draft.pk])]
    other = User.objects.create_user("other", full_name="O", is_administrator=True)
    client.force_login(other)
    assert [client.post(url).status_code for url in pages] == [404, 404]
    client.force_login(reviewer)
    for url in (TASKS, UNITS, WAYS, *pages):
        assert client.get(url).status_code in (404, 405)
    assert SetupDraft.objects.filter(pk=draft.pk).exists()


def test_a_draft_is_thrown_away_and_the_wrong_verb_is_refused(admin, units):
    draft = begun(admin)
    url = reverse("setup_discard", args=[draft.pk])
    assert admin.get(url).status_code == 405
    assert admin.post(url).url == WAYS
    assert not SetupDraft.objects.exists()
    assert admin.post(TASKS).status_code == 405


def test_workbooks_to_fill_are_there(admin, units):
    draft = begun(admin)
    for url in (
        reverse("setup_units_template"),
        reverse("setup_table_template", args=[draft.pk]),
    ):
        assert admin.get(url).content.startswith(b"PK")


def test_the_head_of_a_draft_is_put_right_and_the_code_follows_the_number(admin, units):
    draft = begun(admin)
    url = reverse("setup_table_head", args=[draft.pk])
    assert admin.get(url).context["form"]["final"].value() == 2030
    admin.post(url, HEAD | {"number": "16-CTr/TU", "version": 1})
    draft.refresh_from_db()
    assert (draft.head["code"], draft.name) == ("ha-tinh-16-ctr-tu", "16-CTr/TU")
    admin.post(url, HEAD | {"version": 1})
    draft.refresh_from_db()
    assert draft.name == "16-CTr/TU"
