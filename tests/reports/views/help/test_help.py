"""The help: entrance, terms, method, manuals; and the explanations on the pages themselves."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.translation import override

from indicators.method import comparison, criterion
from indicators.method.facts import Comparator
from indicators.method.judgement import Reason, Status
from indicators.method.thresholds import STANDARD, Thresholds
from reports.presenters.help.method import _ladder, _milestones, method_page
from reports.sentences import terms
from reports.sentences.status_words import STATUSES
from reports.sentences.term_words import TERMS
from tests.meta.sources import ROOT
from tests.reports.figures import bring

PAGES = ("help", "help_terms", "help_method")
USED = re.compile(r'{% term "(\w+)" %}|"term": "(\w+)"|term="(\w+)"')


@pytest.fixture
def manuals(tmp_path, settings):
    """One of the four manuals, with everything that a manual may hold."""
    settings.MANUALS_DIR = tmp_path
    (tmp_path / "quan-tri.md").write_text(
        "# Quản trị\n\n## Tạo tài khoản\n\nXem [phương pháp](../method.md), "
        "[người xem](nguoi-xem.md#xem-gì), [lạ](khac.md), [đây](#tạo-tài-khoản).\n\n"
        "<script>alert(1)</script> **đậm** `mã`\n\n![Trang](hinh/a.png)\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n3. ba\n4. bốn\n\n## Tạo tài khoản\n",
        encoding="utf-8",
    )


@pytest.mark.parametrize("name", PAGES)
class TestEveryPage:
    def test_everybody_who_has_signed_in_may_read_it(self, client, stranger, name):
        client.force_login(stranger)
        for language in ("vi", "en"):
            client.cookies["django_language"] = language
            assert client.get(reverse(name)).status_code == 200

    def test_takes_no_post(self, client, reader, name):
        client.force_login(reader)
        assert client.post(reverse(name)).status_code == 405


class TestManuals:
    def test_ones_own_manual_stands_first(self, client, reviewer, administrator):
        for person, slug in ((reviewer, "nguoi-tham-dinh"), (administrator, "quan-tri")):
            client.force_login(person)
            manuals = client.get(reverse("help")).context["manuals"]
            assert (manuals[0][0].slug, manuals[0][1]) == (slug, True)
            assert sum(own for _one, own in manuals) == 1

    def test_what_is_not_there_is_not_listed_and_not_found(self, client, reader, manuals):
        client.force_login(reader)
        listed = [one.slug for one, _own in client.get(reverse("help")).context["manuals"]]
        assert listed == ["quan-tri"]
        for slug in ("nguoi-xem", "README", "khac"):
            assert client.get(reverse("help_manual", args=[slug])).status_code == 404
        assert client.post(reverse("help_manual", args=["quan-tri"])).status_code == 405

    def test_markdown_comes_out_as_plain_and_safe_html(self, client, reader, manuals):
        client.force_login(reader)
        answer = client.get(reverse("help_manual", args=["quan-tri"]))
        page, body = answer.content.decode(), answer.context["page"].body
        assert answer.context["page"].title == "Quản trị"
        assert '<h2 id="tạo-tài-khoản">' in body
        assert '<h2 id="tạo-tài-khoản-1">' in body
        assert 'href="#tạo-tài-khoản-1"' in page
        assert "&lt;script&gt;" in body
        assert "<script>" not in body
        assert f'<a href="{reverse("help_method")}">phương pháp</a>' in body
        assert f'href="{reverse("help_manual", args=["nguoi-xem"])}#xem-g%C3%AC"' in body
        assert "lạ," in body
        assert 'src="/static/huong-dan/a.png" alt="Trang"' in body
        assert '<ol start="3">' in body
        assert '<th scope="col">a</th>' in body

    def test_a_picture_that_was_not_collected_leaves_its_words(self, manuals, monkeypatch):
        from reports.presenters.help import markdown

        def missing(_name):
            raise ValueError

        monkeypatch.setattr(markdown.staticfiles_storage, "url", missing)
        assert "<em>Trang</em>" in markdown.written("![Trang](hinh/b.png)", str).body

    @pytest.mark.parametrize(
        "slug", ["bat-dau", "nguoi-bao-cao", "nguoi-tham-dinh", "nguoi-xem", "quan-tri"]
    )
    def test_the_real_ones_lead_nowhere_wrong(self, client, reader, slug):
        client.force_login(reader)
        answer = client.get(reverse("help_manual", args=[slug]))
        if answer.status_code == 404:
            pytest.skip("not written yet")
        page = answer.content.decode()
        ids = re.findall(r'\bid="([^"]+)"', page)
        assert len(ids) == len(set(ids))
        assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
        assert answer.context["page"].contents


class TestTerms:
    def test_every_term_that_a_page_explains_is_in_the_glossary(self):
        texts = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("reports/**/*.py")]
        used = {
            next(filter(None, found)) for path in texts for found in USED.findall(path.read_text())
        }
        assert {"gap", "status", "attainment", "projection"} <= used
        assert used <= {term.key for term in TERMS}

    def test_a_term_that_is_none_is_an_error(self):
        with pytest.raises(KeyError):
            terms.term("nothing", STANDARD)

    def test_each_stands_once_and_every_status_is_one(self):
        keys = [term.key for term in (*TERMS, *STATUSES)]
        assert len(keys) == len(set(keys))
        assert {str(status) for status in Status} <= set(keys)

    def test_names_stand_as_in_a_vietnamese_dictionary(self):
        names = ["Đóng góp", "Dự báo", "Độ", "Diễn biến", "Em"]
        assert sorted(names, key=terms.by_alphabet) == [
            *("Diễn biến", "Dự báo", "Độ", "Đóng góp", "Em")
        ]

    def test_links_to_the_method_lead_to_its_sections(self, client, reader):
        client.force_login(reader)
        method = client.get(reverse("help_method")).content.decode()
        page = client.get(reverse("help_terms")).content.decode()
        wanted = set(re.findall(rf"{reverse('help_method')}#(\w+)", page))
        assert wanted
        assert wanted <= set(re.findall(r'\bid="([^"]+)"', method))


class TestMethod:
    def test_it_tells_every_rung_and_every_comparator(self):
        told = {one.reason for one in (*_ladder(STANDARD), *_milestones())}
        assert told == set(Reason)
        assert {one.key for one in method_page(STANDARD).readings} == set(Comparator)

    def test_a_changed_number_changes_the_page(self, monkeypatch):
        def values(cuts: Thresholds = STANDARD) -> str:
            with override("en"):
                page = method_page(cuts)
            return " ".join((*(one.value for one in page.settings), page.readings[0].exceeded))

        before = values()
        assert "2\u00a0% of T" in before
        monkeypatch.setattr(criterion, "DEFAULT_TOLERANCE", Decimal("0.03"))
        assert "3\u00a0% of T" in values()
        monkeypatch.setattr(comparison, "CLEARLY_BETTER", Decimal("0.07"))
        assert "by more than 7 % of T" in values()
        assert "0.8 0.5" in values(Thresholds(Decimal("0.8"), Decimal("0.5")))

    def test_the_installations_cut_points_decide_the_examples(self, client, reader, settings):
        client.force_login(reader)

        def statuses() -> dict[str, str]:
            page = client.get(reverse("help_method")).context["page"]
            return {one.key: one.why.status for one in page.examples}

        assert statuses()["trajectory"] == "behind"
        settings.STATUS_ON_TRACK_FROM = "0.85"
        assert statuses()["trajectory"] == "on_track"

    def test_the_examples_show_what_they_are_for(self):
        found = {one.key: one.why.status for one in method_page(STANDARD).examples}
        assert found == {
            "trajectory": "behind",
            "heads": "missed",
            "reach": "met",
            "stay": "behind",
            "about": "missed",
            "flow": "behind",
            "classes": "behind",
            "milestone": "met_late",
        }


def test_each_status_leads_to_its_explanation(client, reader, programme, reviewer):
    bring(programme, reviewer, "urban,42,2025,38.5,,,,official,")
    client.force_login(reader)
    target = reverse("indicator", args=["small", "urban"])
    for name in ("indicators", "overview"):
        assert (
            f"{target}?as_of=2026-11-20#vi-sao"
            in client.get(reverse(name, args=["small"])).content.decode()
        )
    page = client.get(target).content.decode()
    assert page.count('id="vi-sao"') == 1
    assert page.count('<details class="why">') == 2
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("name", ["overview", "indicators", "matrix", "completeness"])
def test_no_term_is_explained_twice_on_a_page(client, reviewer, programme, name):
    client.force_login(reviewer)
    page = client.get(reverse(name, args=["small"])).content.decode()
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
