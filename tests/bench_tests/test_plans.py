"""Whether a plan goes through all figures, as each database words it; and as SQLite really does."""

import pytest
from django.db import connection

from reports.models import Figure
from tests.bench.plans import explained, heaviest, looked_at, scans_figures
from tests.bench.replay import bare, noted, statements_of

OUTER = 'SELECT 1 FROM "reports_figure" WHERE "reports_figure"."id" = 1'
INNER = 'SELECT 1 WHERE EXISTS(SELECT 1 FROM "reports_figure" U0 WHERE U0."id" = 1)'


THROUGH_A_KEY = """\
Limit (actual rows=1001 loops=1)
  ->  Nested Loop (actual rows=420 loops=3)
        ->  Index Scan using reports_figure_pkey on reports_figure (actual rows=100 loops=3)
              Index Cond: (id > 0)
              Rows Removed by Filter: 20
        ->  Index Scan using x on indicators_indicator (actual rows=9 loops=1000)
              Rows Removed by Filter: 7"""


def test_rows_that_were_looked_at_are_counted_found_or_not():
    assert looked_at(THROUGH_A_KEY) == 3 * (100 + 20)
    assert looked_at("Seq Scan on reports_entry (actual rows=5 loops=1)") == 0


@pytest.mark.parametrize(
    ("plan", "figures", "scans"),
    [
        ("Seq Scan on reports_figure", 10**6, True),
        ("  ->  Parallel Seq Scan on reports_figure u0", 10**6, True),
        ("Index Scan using figure_one_current on reports_figure", 10**6, False),
        ("Bitmap Heap Scan on reports_figure", 10**6, False),
        ("Seq Scan on reports_figureplan", 10**6, False),
        (THROUGH_A_KEY, 3600, False),
        (THROUGH_A_KEY, 3599, True),
    ],
)
def test_postgres_says_so(plan, figures, scans):
    assert scans_figures("postgresql", OUTER, plan, figures) == scans


@pytest.mark.parametrize(
    ("sql", "plan", "scans"),
    [
        (OUTER, "SCAN reports_figure", True),
        (OUTER, "SCAN reports_figure USING COVERING INDEX x", True),
        (OUTER, "SEARCH reports_figure USING INDEX x (indicator_id=?)", False),
        (INNER, "CORRELATED SCALAR SUBQUERY 1\n  SCAN U0", True),
        (INNER, "SEARCH U0 USING INTEGER PRIMARY KEY", False),
        (OUTER, "SEARCH reports_figure USING INTEGER PRIMARY KEY (rowid>?)", True),
        (OUTER, "SEARCH reports_figure USING INTEGER PRIMARY KEY (rowid=?)", False),
        (OUTER, "SCAN reports_entry", False),
    ],
)
def test_sqlite_says_so_by_the_name_in_the_query(sql, plan, scans):
    assert scans_figures("sqlite", sql, plan, 0) == scans


def test_a_real_scan_is_found(db):
    def all_notes():
        return list(Figure.objects.filter(note="x"))

    found = explained({"notes": statements_of(all_notes)})
    assert [one.label for one in found] == ["notes"]
    assert found[0].plan
    assert found[0].scans or connection.vendor == "postgresql"  # which scans no empty table


def test_the_same_query_is_explained_once_and_writing_ones_never(db):
    with noted() as sent:
        for number in (1, 2):
            list(Figure.objects.filter(pk=number))
        Figure.objects.filter(pk=1).update(note="x")
    assert len(sent) == 3
    found = explained({"page": sent})
    assert len(found) == 1
    assert heaviest(found) == found


def test_what_was_sent_can_be_sent_again_bare(programme):
    sent = statements_of(lambda: list(programme.indicators.filter(code="urban")))
    assert [one.reads for one in sent] == [True]
    assert len(sent[0].send()) == 1
    assert [one.sql for one in statements_of(bare(sent))] == [one.sql for one in sent]
