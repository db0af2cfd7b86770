"""The same product on PostgreSQL."""

from __future__ import annotations

import json

import pytest


@pytest.mark.postgres
def test_demonstration_is_judged_alike_on_both_databases(manage, postgres_url):
    judged = []
    for url in ("", postgres_url):
        more = {"DATABASE_URL": url} if url else {}
        manage("migrate", "--verbosity=0", **more)
        manage("load_demonstration", **more)
        words = ("assess", "--programme", "ha-tinh-15-ctr-tu", "--format", "json")
        judged.append(json.loads(manage(*words, **more)))
    assert judged[0]["indicators"]
    assert judged[0] == judged[1]
