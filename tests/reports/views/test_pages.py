"""Every page: works, wrong verb, stranger, wrong input, and no more queries with more rows."""

import pytest
from django.urls import reverse

from tests.reports.figures import bring

PAGES = [
    ("overview", ()),
    ("indicators", ()),
    ("indicator", ("urban",)),
    ("indicator", ("housing",)),
    ("indicator", ("towns",)),
    ("indicator", ("city",)),
    ("matrix", ()),
    ("units", ()),
    ("unit", ("42-sxd",)),
    ("unit", ("436",)),
    ("clauses", ()),
]


@pytest.fixture
def figures(programme, reviewer):
    bring(
        programme,
        reviewer,
        "urban,42,2022,31,,,,official,",
        "urban,42,2023,33,,,,official,",
        "urban,42,2024,35.5,,,,illustrative,",
        "urban,42,2025,38.5,,,,estimate,",
        "housing,436,2024,,3000,100,,official,",
        "housing,447,2024,,300,10,,official,",
        "housing,18073,2025,,3100,100,,official,",
        "towns,42,2025,2,,,II,official,",
        "city,42,2025,chưa,,,,official,",
        "broadband,18073,2026-Q3,,90,100,,official,",
    )


def address(name, args, **query):
    from urllib.parse import urlencode

    return reverse(name, args=["small", *args]) + (f"?{urlencode(query)}" if query else "")


@pytest.mark.parametrize(("name", "args"), PAGES)
class TestEveryPage:
    def test_shows_itself_to_whoever_may_see_it(self, client, reader, figures, name, args):
        client.force_login(reader)
        assert client.get(address(name, args)).status_code == 200

    def test_is_there_before_any_figure(self, client, reader, programme, name, args):
        client.force_login(reader)
        assert client.get(address(name, args)).status_code == 200

    def test_does_not_exist_for_a_stranger(self, client, stranger, programme, name, args):
        client.force_login(stranger)
        assert client.get(address(name, args)).status_code == 404

    def test_sends_a_visitor_to_the_sign_in_page(self, client, programme, name, args):
        response = client.get(address(name, args))
        assert response.status_code == 302
        assert response.url.startswith(reverse("login"))

    def test_takes_no_post(self, client, reader, programme, name, args):
        client.force_login(reader)
        assert client.post(address(name, args)).status_code == 405

    @pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "2030-01-01", "1999-01-01"])
    def test_answers_a_wrong_day_with_a_sentence(self, client, reader, programme, name, args, day):
        client.force_login(reader)
        response = client.get(address(name, args, as_of=day))
        assert response.status_code == 400
        assert "<h1>" in response.content.decode()

    def test_takes_at_most_twenty_queries(
        self, client, reader, figures, name, args, django_assert_max_num_queries
    ):
        client.force_login(reader)
        with django_assert_max_num_queries(20):
            client.get(address(name, args))


@pytest.mark.parametrize(
    ("name", "args"), [("indicator", ("nothing",)), ("unit", ("nothing",)), ("unit", ("38",))]
)
def test_what_does_not_exist_is_not_found(client, reader, programme, name, args):
    client.force_login(reader)
    assert client.get(address(name, args)).status_code == 404


def test_a_number_links_to_its_clause(client, reader, figures):
    client.force_login(reader)
    page = client.get(address("overview", ())).content.decode()
    clauses = client.get(address("clauses", ())).content.decode()
    assert "#clause-II.1" in page
    assert 'id="clause-II.1"' in clauses


def test_the_overview_counts_and_says_what_is_missed(client, reader, figures):
    client.force_login(reader)
    page = client.get(address("overview", ())).context["page"]
    assert sum(tile.count for tile in page.tiles) == 5
    assert [row.code for row in page.attention][:1] == ["towns"]


def test_filters_narrow_the_list_and_its_file(client, reader, figures):
    client.force_login(reader)
    page = client.get(address("indicators", (), group="Hạ tầng", q="thanh pho"))
    assert [row.code for row in page.context["listing"].table.data] == ["city"]
    file = client.get(address("indicators_file", ("csv",), group="Hạ tầng", q="thanh pho"))
    lines = file.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert lines[2].startswith("city;")


@pytest.mark.parametrize(
    "query", [{"status": "nonsense"}, {"group": "x"}, {"sort": "-nothing"}, {"q": "x" * 500}]
)
def test_a_filter_that_does_not_exist_narrows_nothing(client, reader, figures, query):
    client.force_login(reader)
    assert client.get(address("indicators", (), **query)).context["listing"].count == 5


def test_illustrative_figures_are_marked_on_the_page_and_in_the_file(client, reader, figures):
    client.force_login(reader)
    assert client.get(address("overview", ())).context["shell"].illustrative
    file = client.get(address("trajectory_file", ("urban", "csv"))).content.decode("utf-8-sig")
    assert "minh họa" in file.splitlines()[0]


def test_a_past_day_shows_what_was_known_then(client, reader, figures):
    client.force_login(reader)
    page = client.get(address("indicator", ("urban",), as_of="2024-06-30")).context["page"]
    assert page.row.value == "33,0\u00a0%"
    assert "as_of=2024-06-30" in page.row.url


def test_english_is_a_switch_not_a_guess(client, reader, figures):
    client.force_login(reader)
    there = address("indicator", ("urban",))
    guess = client.get(there, headers={"accept-language": "en"})
    assert guess.context["page"].row.name == "Tỷ lệ đô thị hóa"
    client.post(reverse("set_language"), {"language": "en", "next": there})
    page = client.get(there).context["page"]
    assert (page.row.name, page.row.value) == ("Urbanisation rate", "38.5\u00a0%")


def test_the_entrance_leads_to_the_overview_with_the_day_in_the_address(client, reader, programme):
    client.force_login(reader)
    assert client.get("/").url == address("overview", (), as_of="2026-11-20")


def test_the_entrance_leads_who_reports_to_their_work(client, reporter, programme):
    client.force_login(reporter)
    assert client.get("/").url == reverse("my_work", args=[programme.code])


def test_the_entrance_says_so_where_there_is_no_programme(client, stranger, programme):
    client.force_login(stranger)
    assert client.get("/").status_code == 200


def test_an_administrator_sees_every_programme(client, administrator, programme):
    client.force_login(administrator)
    assert client.get(address("overview", ())).status_code == 200


def test_the_policy_allows_nothing_inline_and_no_other_host(client, reader, figures):
    client.force_login(reader)
    response = client.get(address("overview", ()))
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "script-src 'self'" in policy


def test_the_matrix_shows_a_units_own_percentage(client, reader, figures):
    client.force_login(reader)
    page = client.get(address("matrix", ())).context["page"]
    shown = {line.unit.name: [cell.value for cell in line.cells] for line in page.lines}
    assert "90,0" in shown["Phường Thành Sen"]
