"""Tìm kiếm: from every page, what this person may see, with what matched marked."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from assignments.models import Succession, SuccessionKind
from tests.reports.task_cast import three_tasks

SEARCH = reverse("search")


@pytest.fixture
def found(client, programme, reader):
    """The page that a reader of the small world gets for a search."""
    client.force_login(reader)

    def ask(text, **query):
        answer = client.get(SEARCH, {"q": text} | query)
        assert answer.status_code == 200
        return answer

    return ask


def lines(answer):
    return {group.kind: list(group.lines) for group in answer.context["groups"]}


def main_of(answer):
    return re.search("<main.*</main>", answer.content.decode(), re.S)[0]


@pytest.mark.parametrize("who", ["reporter", "head", "reviewer", "reader", "administrator"])
def test_whoever_sees_the_programme_finds_it(client, programme, who, request):
    client.force_login(request.getfixturevalue(who))
    answer = client.get(SEARCH, {"q": "do thi hoa", "programme": "small"})
    assert list(lines(answer)) == ["indicator", "clause"]


def test_a_stranger_finds_nothing_and_nobody_posts(client, programme, stranger, reader):
    client.force_login(stranger)
    assert client.get(SEARCH, {"q": "do thi hoa", "programme": "small"}).status_code == 404
    client.force_login(reader)
    assert client.post(SEARCH).status_code == 405
    assert client.get(SEARCH, {"programme": "none"}).status_code == 404


@pytest.mark.parametrize(
    "query", [{"q": "x" * 101}, {"as_of": "soon"}, {"as_of": "2027-01-01"}, {"as_of": "1999-01-01"}]
)
def test_what_cannot_be_searched_is_said(client, programme, reader, query):
    client.force_login(reader)
    assert client.get(SEARCH, query).status_code == 400


def test_what_matched_is_marked_and_nothing_else(found):
    page = main_of(found("DO THI hoa"))
    assert "Tỷ lệ <mark>đô thị hóa</mark></a>" in page
    assert "1-CTr/TU · Chương trình nhỏ · Đô thị" in page
    page = main_of(found('<b>"&'))
    assert "&lt;b&gt;&quot;&amp;" in page and "<b>" not in page


def test_the_day_goes_with_the_links(found):
    answer = found("do thi hoa", programme="small", as_of="2026-03-01")
    urls = [line.url for group in lines(answer).values() for line in group]
    assert urls == [
        "/p/small/chi-tieu/urban/?as_of=2026-03-01",
        "/p/small/van-ban/?as_of=2026-03-01#clause-II.1",
    ]
    assert 'name="as_of" value="2026-03-01"' in main_of(answer)


def test_a_unit_that_has_ended_names_its_heirs(found, units):
    made = {"predecessor": units["436"], "happened_on": date(2025, 7, 1)}
    for code in ("18073", "18754"):
        Succession.objects.create(**made, successor=units[code], kind=SuccessionKind.SPLIT)
    (line,) = lines(found("thanh pho ha tinh"))["unit"]
    assert line.is_ended
    assert [heir.name for heir in line.heirs] == ["Phường Thành Sen", "Phường Sông Trí"]
    assert line.heirs[0].url.startswith("/p/small/don-vi/18073/?as_of=")


def test_the_passage_says_why_where_the_name_does_not(found, programme, units):
    three_tasks(programme, units)
    (line,) = lines(found("phan khu theo van ban"))["task"]
    shown = "".join(f"[{one.text}]" if one.is_marked else one.text for one in line.beneath.parts)
    assert shown == "Phủ kín quy hoạch [phân khu theo văn bản]."
    assert lines(found("phan khu"))["task"][0].beneath is None


def test_in_english_a_vietnamese_name_that_matched_is_shown_too(found, client):
    client.cookies["django_language"] = "en"
    (line,) = lines(found("do thi hoa"))["indicator"]
    assert (line.name.parts[0].text, line.name.lang) == ("Urbanisation rate", "en")
    assert (line.beneath.parts[-1].text, line.beneath.lang) == ("đô thị hóa", "vi")


@pytest.mark.parametrize(
    ("text", "word"), [("", "Bạn cần tìm gì?"), ("%", "không có từ nào"), ("zzz", "“zzz”")]
)
def test_nothing_to_show_says_what_to_do(found, text, word):
    page = main_of(found(text))
    assert 'class="empty"' in page
    assert 'href="/p/small/chi-tieu/?as_of=2026-11-20"' in page or text == "%"
    assert word in page


@pytest.mark.parametrize(("who", "place"), [("stranger", "/"), ("administrator", "/thiet-lap/")])
def test_who_has_no_programme_is_told_what_to_do(client, who, place, request):
    client.force_login(request.getfixturevalue(who))
    answer = client.get(SEARCH, {"q": "x"}, follow=True)
    assert answer.redirect_chain[-1][0] == place
    assert answer.status_code == 200


def test_more_than_are_shown_are_counted(found, units, monkeypatch):
    monkeypatch.setattr("reports.search.finding.SHOWN", 1)
    (group,) = found("phuong thanh").context["groups"]
    assert group.more == ""
    (group,) = found("phuong").context["groups"]
    assert group.more.startswith("Còn 1 ")


def test_every_page_has_the_box_and_the_search_itself_one_field(client, programme, reader):
    client.force_login(reader)
    overview = client.get(reverse("overview", args=["small"])).content.decode()
    box = re.search('<form class="search-box".*?</form>', overview, re.S)[0]
    assert 'name="programme" value="small"' in box and 'name="as_of" value="2026-11-20"' in box
    assert 'class="search-link" href="/tim-kiem/?programme=small&amp;as_of=2026-11-20"' in overview
    inbox = client.get(reverse("inbox")).content.decode()
    assert "search-box" in inbox and 'name="programme"' not in inbox
    assert client.get(SEARCH).content.decode().count('name="q"') == 1
    client.logout()
    assert "search-box" not in client.get(reverse("login")).content.decode()


def test_queries_do_not_grow_with_what_is_found(found, units, django_assert_max_num_queries):
    found("t")
    with django_assert_max_num_queries(20):
        found("t")
