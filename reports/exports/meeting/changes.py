"""What is different between the papers of two meetings. Pure: two contents in, lines out."""

from __future__ import annotations

from reports.exports.meeting import marks
from reports.exports.meeting.content import ChangeLine, IndicatorLine, MeetingContent


def changes(before: MeetingContent, after: MeetingContent) -> tuple[ChangeLine, ...]:
    """Indicators whose status or latest figure differs, came or went; by code.

    Changes of status first, the worst now at the head; then figures, in the order of the document.
    """
    old = {line.code: line for line in before.lines}
    new = {line.code: line for line in after.lines}
    found = [_change(old.get(code), line) for code, line in new.items()]
    found += [_change(line, None) for code, line in old.items() if code not in new]
    severity = {code: line.severity for code, line in (old | new).items()}
    told = [one for one in found if _is_different(one)]
    return tuple(sorted(told, key=lambda one: _order(one, severity)))


def _is_different(one: ChangeLine) -> bool:
    return one.before != one.after or one.before_status != one.after_status


def _order(one: ChangeLine, severity: dict[str, int]) -> tuple[bool, int]:
    """Sorting is stable, so that equals stay in the order of the document."""
    is_status = one.before_status != one.after_status
    return not is_status, severity[one.code] if is_status else 0


def _change(old: IndicatorLine | None, new: IndicatorLine | None) -> ChangeLine:
    known = new or old
    assert known is not None  # noqa: S101 - a change has at least one side
    return ChangeLine(
        code=known.code,
        name=known.name,
        before=_dated(old),
        after=_dated(new),
        before_status=old.status if old else "",
        before_label=old.status_label if old else "",
        after_status=new.status if new else "",
        after_label=new.status_label if new else "",
    )


def _dated(line: IndicatorLine | None) -> str:
    """`38,5 % (Quý III/2026; ước)`; "" where the indicator did not exist or had no figure."""
    if line is None:
        return ""
    return marks.dated(line.latest.text, line.latest_period, line.latest.mark)
