"""Nhập Excel: what each person finds there."""

from __future__ import annotations

import pytest
from django.urls import reverse

from reports.calendar import lock
from tests.reports.workflow.steps import report_in

HUB = reverse("imports", args=["small"])


def test_a_unit_finds_its_open_reports_and_their_forms(sign_in, world):
    page = sign_in("reporter").get(HUB).context["page"]
    form = reverse("form_file", args=["small", "2026-Q4", "42-sxd"])
    assert form in {one.form_url for one in page.forms}
    assert (page.is_member, page.is_office) == (True, False)


@pytest.mark.parametrize("how", ["submitted", "approved", "locked"])
def test_what_cannot_be_filled_is_not_offered(sign_in, world, how):
    if how == "locked":
        lock(period=world.q4, by=world["reviewer"])
    else:
        report_in(world, how)
    page = sign_in("reporter").get(HUB).context["page"]
    form = reverse("form_file", args=["small", "2026-Q4", "42-sxd"])
    assert form not in {one.form_url for one in page.forms}


def test_the_office_finds_the_other_files(sign_in, world):
    answer = sign_in("reviewer").get(HUB)
    assert (answer.context["page"].is_member, answer.context["page"].is_office) == (False, True)
    assert "roadmaps" in {door.key for door in answer.context["page"].doors}
    assert ".zip" in answer.content.decode()


def test_a_unit_without_local_targets_has_no_door_to_them(sign_in, world):
    memberships = world["reporter"].memberships
    assert [one.key for one in sign_in("reporter").get(HUB).context["page"].doors] == ["roadmaps"]
    memberships.filter(unit=world.ward).delete()
    assert sign_in("reporter").get(HUB).context["page"].doors == ()


@pytest.mark.parametrize("who", ["reporter", "head", "reviewer", "reader"])
def test_the_navigation_shows_it_to_those_who_may(sign_in, world, who):
    links = sign_in(who).get(reverse("overview", args=["small"])).content.decode()
    status = sign_in(who).get(HUB).status_code
    assert (f"{HUB}?as_of" in links, status) == ((False, 403) if who == "reader" else (True, 200))


def test_a_stranger_finds_nothing(sign_in, world):
    assert sign_in("stranger").get(HUB).status_code == 404


def test_it_is_only_read(sign_in, world):
    assert sign_in("reporter").post(HUB).status_code == 405


def test_the_grid_and_my_work_lead_here(sign_in, world):
    client = sign_in("reporter")
    grid = client.get(reverse("report", args=["small", "2026-Q4", "42-sxd"])).content.decode()
    assert f"{HUB}?period=2026-Q4&amp;unit=42-sxd" in grid
    assert HUB in client.get(reverse("my_work", args=["small"])).content.decode()
    page = client.get(HUB, {"period": "2026-Q4", "unit": "42-sxd"})
    assert page.context["form"].initial == {"period": "2026-Q4", "unit": "42-sxd"}
