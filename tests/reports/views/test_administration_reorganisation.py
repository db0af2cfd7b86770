"""Sắp xếp đơn vị in the browser: rows or pasted lines, a preview, then all of it or nothing."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assignments.memberships import join_unit
from assignments.models import Membership, Succession, Unit, UnitKind
from reports.calendar import open_year
from reports.drafting import open_report
from reports.models import ReportingPeriod
from tests.assignments.small_world import a_task, a_unit, holders, leads, own_part
from tracker.accounts.models import User
from tracker.accounts.roles import Role

HEAD = {"day": "2026-12-01", "basis": "1665/NQ-UBTVQH15", "kind": "split"}
ROWS = {"rows-TOTAL_FORMS": "3", "rows-INITIAL_FORMS": "0"}
TWO = "401;20001;;Xã Một;xã;X. Một\n401;20002;tách;Xã Hai;commune"


@pytest.fixture
def district(programme):
    return a_unit("401", kind=UnitKind.DISTRICT)


@pytest.fixture
def task(programme):
    return a_task(programme, "1")


@pytest.fixture
def person(district):
    user = User.objects.create_user("an", full_name="Chị An")
    join_unit(user=user, unit=district, role=Role.REPORTER, by=None)
    return user


@pytest.fixture
def office(client, reviewer, district):
    client.force_login(reviewer)
    return client


def at(name, *args):
    return reverse(name, args=["small", *args])


def post(office, action="preview", **more):
    return office.post(at("reorganisation"), {**HEAD, **ROWS, "action": action, **more})


def hidden(answer):
    """What the preview sends on."""
    page = answer.context["page"]
    head = answer.context["head"]
    return {**head, "kind": "whole", "mark": page.mark, "lines": answer.context["lines"]}


def apply(office, answer, **choices):
    return office.post(at("reorganisation_apply"), {**hidden(answer), **choices}, follow=True)


def problems(answer):
    assert answer.status_code == 422
    return [sentence for sentence, _anchor in answer.context["problems"]]


def test_from_lines_to_units(office, district, task, person):
    own_part(task, district)
    seen = post(office, lines=TWO)
    assert seen.status_code == 200
    assert not Succession.objects.exists()
    key = f"person-{person.pk}-{district.pk}"
    done = apply(office, seen, **{key: "20002"})
    assert done.redirect_chain[0][0].startswith(at("reorganisation_result", "2026-12-01"))
    one = Unit.objects.get(code="20001")
    assert (one.name, one.short_name, one.kind) == ("Xã Một", "X. Một", UnitKind.COMMUNE)
    assert holders(task) == ["20001", "20002"]
    assert Membership.objects.filter(user=person, unit__code="20002").exists()


def test_from_rows(office, district):
    rows = {
        **{"rows-0-predecessor": "401", "rows-0-successor": "20001", "rows-0-kind": "rename"},
        **{"rows-0-name": "Thị xã", "rows-0-unit_kind": "town"},
    }
    apply(office, post(office, **rows))
    assert Succession.objects.get().kind == "rename"


def test_units_may_be_named_and_what_passes_is_named_too(office, district, task):
    own_part(task, district)
    rows = {"rows-0-predecessor": "đơn vị 401", "rows-0-successor": "20001"}
    new = {"rows-0-name": "Xã Một", "rows-0-unit_kind": "commune"}
    page = post(office, **rows, **new).context["page"]
    assert [(line.old, line.new) for line in page.changes] == [
        ("Đơn vị 401 (401)", "Xã Một (20001)")
    ]
    assert [line.codes for line in page.duties] == [f"{task.code} {task.title}"]


def test_cells_copied_from_excel_with_headings(office, district):
    lines = "Mã trước\tMã sau\tHình thức\tTên mới\tLoại\n401\t20001\tđổi tên\tXã Một\tXã"
    seen = post(office, lines=lines)
    assert [(line.old, line.new) for line in seen.context["page"].changes] == [
        ("Đơn vị 401 (401)", "Xã Một (20001)")
    ]


def test_a_file_is_read_into_the_lines(office, district):
    file = SimpleUploadedFile("units.csv", "\ufeff401,20001,tách,Xã Một,xã".encode())
    answer = post(office, action="file", file=file)
    assert answer.context["head"]["lines"].value() == "401,20001,tách,Xã Một,xã"


@pytest.mark.parametrize("content", [b"\xff\xfa\xe8", b"401\x00", b"x" * 1_100_000])
def test_a_file_that_is_no_text(office, content):
    file = SimpleUploadedFile("units.csv", content)
    assert len(problems(post(office, action="file", file=file))) == 1


def test_more_rows_keep_what_was_typed(office):
    answer = post(office, action="more", **{"rows-1-predecessor": "401", "basis": ""})
    rows = answer.context["rows"]
    assert (len(rows), rows[1]["predecessor"].value()) == (5, "401")
    assert answer.context["problems"] == ()


def test_back_to_the_rows(office, district):
    seen = post(office, lines=TWO)
    answer = office.post(at("reorganisation"), {**hidden(seen), "action": "edit"})
    assert "Xã Hai" in answer.context["head"]["lines"].value()


@pytest.mark.parametrize(
    ("lines", "part"),
    [
        ("401;20001;gộp;Xã Một;xã", "“gộp”"),
        ("401;20001;;Xã Một;làng", "“làng”"),
        ("401;20001;;Xã Một;xã;;có lẽ", "“có lẽ”"),
        ("401;20001;;Xã Một;xã;;;thừa", "7"),
        ("401;499", "499"),
        ('401;"20001', "CSV"),
    ],
)
def test_lines_that_cannot_be(office, district, lines, part):
    assert any(part in one for one in problems(post(office, lines=lines)))
    assert not Succession.objects.exists()


@pytest.mark.parametrize("wrong", [{"day": "mai"}, {"day": ""}, {"basis": ""}, {"kind": "x"}])
def test_a_head_that_cannot_be(office, district, wrong):
    answer = post(office, **{"lines": TWO, **wrong})
    assert len(problems(answer)) == 1
    assert answer.context["head"]["lines"].value() == TWO


def test_each_problem_says_where(office, district):
    rows = {"rows-1-predecessor": "499", "rows-1-successor": "401"}
    found = post(office, lines="498;401", **rows).context["problems"]
    assert [anchor for _sentence, anchor in found] == ["id_rows-1-predecessor", "id_lines"]


def test_a_sole_lead_is_asked_for(office, district, task):
    source = leads(task, district)
    seen = post(office, lines=TWO)
    assert [one.field.html_name for one in seen.context["page"].questions] == [f"lead-{source.pk}"]
    apply(office, seen, **{f"lead-{source.pk}": "20002"})
    assert holders(task) == ["20002"]


@pytest.mark.parametrize("choice", [["20001", "20002"], "499"])
def test_two_leads_or_a_wrong_one(office, district, task, choice):
    source = leads(task, district)
    answer = apply(office, post(office, lines=TWO), **{f"lead-{source.pk}": choice})
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()
    assert not Succession.objects.exists()


def test_what_changed_meanwhile_is_shown_anew(office, district, task):
    seen = post(office, lines=TWO)
    own_part(task, district)
    answer = apply(office, seen)
    assert answer.status_code == 409
    assert not Succession.objects.exists()
    assert apply(office, answer).status_code == 200
    assert holders(task) == ["20001", "20002"]


def test_applied_twice(office, district):
    seen = post(office, lines=TWO)
    apply(office, seen)
    assert apply(office, seen).status_code == 422
    assert Succession.objects.count() == 2


def test_nothing_to_apply(office):
    assert office.post(at("reorganisation_apply"), {}).status_code == 400


def test_open_reports_are_named(office, programme, units, person, district):
    open_year(programme=programme, year=2026, by=None)
    period = ReportingPeriod.objects.get(programme=programme, quarter=4)
    open_report(period=period, unit=district, by=person)
    page = post(office, lines=TWO).context["page"]
    assert [(line.unit, line.what) for line in page.reports] == [
        ("Đơn vị 401", "1-CTr/TU · Quý IV/2026")
    ]


def test_queries_do_not_grow(office, programme, district, django_assert_max_num_queries):
    for number in range(12):
        own_part(a_task(programme, f"t{number}"), district)
        user = User.objects.create_user(f"p{number}", full_name="P")
        join_unit(user=user, unit=district, role=Role.REPORTER, by=None)
    lines = "\n".join(f"401;200{n:02};tách;Xã {n};xã" for n in range(20))
    with django_assert_max_num_queries(20):
        assert post(office, lines=lines).status_code == 200


def test_every_field_has_a_label(office):
    page = office.get(at("reorganisation")).content.decode()
    fields = set(re.findall(r'<(?:input|select|textarea)[^>]*\bid="([^"]+)"', page))
    labels = set(re.findall(r'<label[^>]*\bfor="([^"]+)"', page))
    hidden_ones = set(re.findall(r'<input type="hidden"[^>]*\bid="([^"]+)"', page))
    assert fields - labels - hidden_ones - {"as-of"} == set()
