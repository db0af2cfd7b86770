"""Where the table of a page or a chart is had as a file."""

from __future__ import annotations

from reports.charts.tables import TableLinks
from reports.presenters.rows import Link


def table_links(link: Link, name: str, *args: str, **query: str) -> TableLinks:
    """Both addresses of a table; `link` is the desk's, `name` without its _file."""
    csv, xlsx = (link(f"{name}_file", *args, ending, **query) for ending in ("csv", "xlsx"))
    return TableLinks(csv, xlsx)
