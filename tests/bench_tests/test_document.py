"""What the document says of what was measured."""

import json

from tests.bench import results
from tests.bench.document import document, misses
from tests.bench_tests.lines import line, numbers, plan, section

GROWN = {"50k": numbers(0.1), "10m": numbers(0.3), "flat": numbers(1), "deep": numbers(2)}
SLOW = line(sizes=GROWN, growth=3.0)
ROW = "| overview, cold | 100 ms | 120 ms | 240 ms | 10 ms | 12.0 | 1.20 | 9 | 1.5 | holds |"


def test_what_holds_is_said_once_at_the_top():
    text = document({"postgresql": section(line(), plans=(plan(scans=False),))})
    assert "**Every limit that was measured holds.**" in text
    assert ROW in text
    assert "No query of any line goes through the figures of other programmes." in text
    assert "50 thousand figures" in text


def test_a_line_that_misses_its_limit_says_so():
    sections = {"sqlite": section(SLOW)}
    assert misses(sections) == ["SQLite: overview, cold: growth 3.00, at most 1.5"]
    text = document(sections)
    assert "**One limit does not hold:**" in text
    assert "**does not hold**: growth 3.00, at most 1.5" in text


def test_the_depth_of_one_programme_stands_in_a_table_of_its_own():
    assert "| overview, cold | 1000 ms | 2000 ms | 2.0 | 10 ms | 9 |" in document(
        {"sqlite": section(SLOW)}
    )


def test_a_query_through_all_figures_is_a_miss():
    sections = {"postgresql": section(line(), plans=(plan(scans=True),))}
    assert misses(sections) == ["PostgreSQL: ledger goes through the figures of others"]
    assert "**Queries that go through the figures of others: ledger.**" in document(sections)


def test_other_sections_are_judged_by_their_own_word():
    made = section()["made"]
    text = {"title": "twenty people", "text": "ratio 3", "holds": False}
    front = {"label": "overview", "metric": "LCP", "value": 3.1, "unit": "s", "limit": 2.5}
    sections = {
        "parts": {"made": made, "texts": [text]},
        "front": {"made": made, "lines": [front, front | {"limit": None}]},
    }
    assert misses(sections) == ["twenty people", "overview: LCP"]
    assert "| overview | LCP | 3.10 s | 2.5 s | **does not hold** |" in document(sections)


def test_a_run_replaces_its_own_section_only(tmp_path, monkeypatch):
    monkeypatch.setattr(results, "STORED", tmp_path / "benchmarks.json")
    results.keep("parts", {"texts": []})
    results.keep("sqlite", {"lines": [1]})
    results.keep("sqlite", {"lines": [2]})
    stored = json.loads((tmp_path / "benchmarks.json").read_text())
    assert stored.keys() == {"parts", "sqlite"}
    assert stored["sqlite"]["lines"] == [2]
    assert stored["sqlite"]["made"].keys() == {"day", "machine", "system", "versions", "busy"}


def test_the_committed_document_is_that_of_the_committed_numbers():
    """Both or none: nothing is shown that was not measured."""
    shown = results.SHOWN.read_text() if results.SHOWN.exists() else None
    assert shown == (document(results.load()) if results.STORED.exists() else None)
