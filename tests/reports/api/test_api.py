"""What a machine reads is what the pages show, and nothing that its owner may not see."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.core.management.base import CommandError

from assignments.people.tokens import revoke
from reports.api import tokens
from reports.assessment import assess_programme
from reports.models import Figure
from reports.presenters.assessment_json import as_json
from reports.queries.task_counts import task_counts
from tests.reports.figures import bring
from tests.reports.task_cast import three_tasks
from tracker.accounts.models import ApiToken, Scope, User
from tracker.audit.models import Event

TODAY = date(2026, 11, 20)
PROGRAMME = "/api/v1/programmes/small"
EACH = {
    "/api/v1/programmes": Scope.PROGRAMMES,
    PROGRAMME: Scope.PROGRAMMES,
    f"{PROGRAMME}/indicators": Scope.PROGRAMMES,
    f"{PROGRAMME}/targets": Scope.PROGRAMMES,
    f"{PROGRAMME}/units": Scope.PROGRAMMES,
    f"{PROGRAMME}/figures": Scope.FIGURES,
    f"{PROGRAMME}/assessment": Scope.ASSESSMENTS,
    f"{PROGRAMME}/tasks": Scope.TASKS,
}


@pytest.fixture
def ask(client, programme, reader):
    """Ask with a token of the reader, or of `owner`; `scopes` are what it may read."""

    def ask(path: str, *scopes: Scope, owner=reader, **headers: str):
        chosen = scopes or tuple(Scope)
        _token, secret = tokens.issue(owner=owner, name="IOC", scopes=chosen, days=30, by=None)
        return client.get(path, headers={"Authorization": f"Bearer {secret}", **headers})

    return ask


@pytest.fixture
def figures(programme, reviewer) -> None:
    lines = [
        f"urban,42,{year}-Q{quarter},{year - 1990}.5" for year in (2024, 2025) for quarter in (1, 3)
    ]
    bring(programme, reviewer, *lines)


@pytest.mark.parametrize("path", EACH)
def test_each_answers_whom_its_scope_lets_in(ask, path):
    assert ask(path, EACH[path]).status_code == 200
    others = [scope for scope in Scope if scope is not EACH[path]]
    refused = ask(path, *others)
    assert refused.status_code == 403
    assert refused.json()["detail"]


@pytest.mark.parametrize("path", [path for path in EACH if "small" in path])
def test_a_stranger_s_token_finds_nothing(ask, stranger, path):
    assert ask(path, owner=stranger).status_code == 404


def test_a_stranger_s_list_is_their_own(ask, stranger):
    assert ask("/api/v1/programmes", owner=stranger).json() == []


@pytest.mark.parametrize("path", EACH)
def test_a_session_or_nothing_is_no_token(client, programme, reader, path):
    assert client.get(path).status_code == 401
    client.force_login(reader)
    assert client.get(path).status_code == 401


@pytest.mark.parametrize("path", EACH)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client, programme, path, method):
    assert getattr(client, method)(path).status_code == 405


def test_the_judgement_is_that_of_the_pages(ask, programme, figures):
    found = ask(f"{PROGRAMME}/assessment?as_of=2025-12-31").json()
    assert found == json.loads(json.dumps(as_json(assess_programme(programme, date(2025, 12, 31)))))
    assert any(one["value"] for one in found["indicators"])


def test_figures_come_in_pages_without_a_gap_or_a_double(ask, programme, figures):
    seen, after = [], 0
    while after is not None:
        page = ask(f"{PROGRAMME}/figures?limit=3&after={after}").json()
        assert len(page["items"]) <= 3
        seen += page["items"]
        after = page["next"]
    stored = Figure.objects.order_by("pk")
    assert [one["id"] for one in seen] == [one.pk for one in stored]
    assert {one["value"] for one in seen} == {"34.5", "35.5"}
    assert {one["period"] for one in seen} == {"2024-Q1", "2024-Q3", "2025-Q1", "2025-Q3"}


def test_figures_are_those_known_on_the_day(ask, figures):
    found = ask(f"{PROGRAMME}/figures?as_of=2024-06-30").json()["items"]
    assert [one["period"] for one in found] == ["2024-Q1"]


def test_tasks_have_the_four_counts_of_the_pages(ask, programme, units):
    three_tasks(programme, units)
    found = ask(f"{PROGRAMME}/tasks").json()
    shown = task_counts(programme, TODAY)
    assert found["counts"]["running"] == shown.counts.running
    assert found["counts"]["unassigned"] == shown.unassigned
    assert sum(len(task["leads"]) for task in found["tasks"]) == shown.counts.total > 0


@pytest.mark.parametrize("query", ["as_of=2026-11-21", "as_of=yesterday", "limit=0", "limit=9999"])
def test_what_makes_no_sense_is_refused_in_words(ask, query):
    answer = ask(f"{PROGRAMME}/figures?{query}")
    assert answer.status_code in (400, 422)
    assert answer.json()["detail"]


def test_what_has_not_changed_is_not_sent_again(ask, figures):
    first = ask(f"{PROGRAMME}/figures")
    again = ask(f"{PROGRAMME}/figures", **{"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == first["ETag"]


@pytest.mark.parametrize("path", [path for path in EACH if path != "/api/v1/programmes"])
def test_for_what_has_not_changed_nothing_is_computed(ask, path, django_assert_max_num_queries):
    tag = ask(path)["ETag"]
    with django_assert_max_num_queries(10):  # of them 6 for the token that `ask` makes
        assert ask(path, **{"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("path", [path for path in EACH if path != "/api/v1/programmes"])
def test_who_may_not_read_it_learns_nothing_of_it(ask, path, stranger):
    tag = {"If-None-Match": ask(path)["ETag"]}
    other = next(scope for scope in Scope if scope != EACH[path])
    assert ask(path, other, **tag).status_code == 403
    assert ask(path, owner=stranger, **tag).status_code == 404


def test_tomorrow_it_may_have_changed(ask):
    tag = ask(f"{PROGRAMME}/assessment")["ETag"]
    with time_machine.travel("2026-11-21T12:00:00+07:00", tick=False):
        asked = ask(f"{PROGRAMME}/assessment", **{"If-None-Match": tag})
    assert asked.status_code == 200


def test_the_number_of_queries_is_fixed(ask, figures, django_assert_max_num_queries):
    for path in EACH:
        with django_assert_max_num_queries(16):
            ask(path)


def test_every_address_is_described_for_machines(client):
    described = client.get("/api/v1/openapi.json").json()
    wanted = {path.replace("small", "{code}") for path in EACH}
    assert set(described["paths"]) == wanted
    assert all(path["get"]["summary"] for path in described["paths"].values())


class TestTokens:
    def test_a_secret_is_not_kept(self, reader):
        token, secret = tokens.issue(
            owner=reader, name="IOC", scopes=[Scope.FIGURES], days=1, by=reader
        )
        assert secret not in str(vars(ApiToken.objects.get(pk=token.pk)))
        assert tokens.recognise(secret) == token
        assert Event.objects.filter(verb="token.issued", subject_key=str(token.pk)).count() == 1

    def test_an_ended_one_opens_nothing(self, reader, administrator):
        token, secret = tokens.issue(
            owner=reader, name="IOC", scopes=[Scope.FIGURES], days=1, by=reader
        )
        for _twice in range(2):
            revoke(token=token, by=administrator)
        assert tokens.recognise(secret) is None
        assert Event.objects.filter(verb="token.revoked").count() == 1

    @pytest.mark.parametrize("change", [{"expires_on": date(2026, 11, 19)}, {"digest": "x"}])
    def test_an_expired_or_foreign_one_is_unknown(self, reader, change):
        token, secret = tokens.issue(
            owner=reader, name="IOC", scopes=[Scope.FIGURES], days=1, by=reader
        )
        ApiToken.objects.filter(pk=token.pk).update(**change)
        assert tokens.recognise(secret) is None

    def test_who_may_not_sign_in_reads_nothing_either(self, reader):
        _token, secret = tokens.issue(
            owner=reader, name="IOC", scopes=[Scope.FIGURES], days=1, by=reader
        )
        reader.is_active = False
        reader.save()
        assert tokens.recognise(secret) is None

    @pytest.mark.parametrize("wrong", [{"name": " "}, {"scopes": []}, {"days": 0}, {"days": 400}])
    def test_one_without_bounds_is_not_issued(self, reader, wrong):
        right = {"name": "IOC", "scopes": [Scope.FIGURES], "days": 1}
        with pytest.raises(tokens.TokenError):
            tokens.issue(owner=reader, by=None, **(right | wrong))
        assert not ApiToken.objects.exists()

    def test_the_command_prints_it_once(self, reader):
        out = StringIO()
        call_command("api_token", "READER", name="IOC", scopes=["tasks"], stdout=out, stderr=out)
        secret = out.getvalue().split()[-1]
        found = tokens.recognise(secret)
        assert found is not None
        assert found.scopes == ["tasks"]
        with pytest.raises(CommandError):
            call_command("api_token", "nobody", name="IOC", scopes=["tasks"])

    def test_the_command_lists_and_ends_them(self, reader, head):
        for owner in (reader, head):
            tokens.issue(owner=owner, name="IOC", scopes=[Scope.TASKS], days=1, by=owner)
        token, others = reader.tokens.get(), head.tokens.get()
        out = StringIO()
        call_command("api_token", "reader", stdout=out)
        assert out.getvalue().split() == [str(token.pk), "IOC", "tasks", "2026-11-21", "-"]
        call_command("api_token", "reader", revoke=token.pk)
        assert ApiToken.objects.filter(revoked_at=None).get() == others
        for number in (token.pk, others.pk):
            with pytest.raises(CommandError):
                call_command("api_token", "reader", revoke=number)

    def test_a_demonstration_account_reads_only_in_a_demonstration(self, reader, settings):
        issued = {"name": "IOC", "scopes": [Scope.FIGURES], "days": 1}
        token, secret = tokens.issue(owner=reader, by=None, **issued)
        User.objects.filter(pk=reader.pk).update(is_demonstration=True)
        assert tokens.recognise(secret) is None
        settings.DEMONSTRATION = True
        assert tokens.recognise(secret) == token
