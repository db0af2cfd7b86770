"""`python -m tests.bench.scale OUT.json NAME=DATABASE_URL …`: one kind of database at its sizes.

A process of its own, because the settings know one kind of database.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import django

from tests.bench.databases import environment


def main(out: str, *named: str) -> int:
    """Measure at every size, write the results as JSON."""
    urls = dict(one.split("=", 1) for one in named)
    os.environ |= environment(next(iter(urls.values())))
    django.setup()
    from tests.bench import measuring

    results = measuring.measured(urls, lambda line: print(line, flush=True))
    Path(out).write_text(json.dumps(results, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
