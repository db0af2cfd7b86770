"""`python -m tests.bench.front`: the front end alone; ends with 1 if a limit does not hold.

With an address it measures the server there, which must hold the demonstration.
"""

from __future__ import annotations

import sys

from tests.bench.front import run, table


def main(server: str = "") -> int:
    """Measure, print the table."""
    lines = run(server=server)
    print(table(lines))
    return 0 if all(line.holds for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))
