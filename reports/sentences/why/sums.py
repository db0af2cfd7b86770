"""Lines of arithmetic as text: formula, numbers put in, result; ≈ before what is rounded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from indicators.method.working import Check, Line, Rule, Side, Step
from reports.sentences.account import Account
from tracker.common.decimals import decimal_places, round_half_up

FEWEST_DECIMALS, MOST_DECIMALS = 4, 20
_SIGN = re.compile(r"[A-Za-z]\w*")
_FUNCTIONS = {"min"}
_YEARS = {"t", "t0", "t1"}
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_IN_UNIT = (Rule.FIGURE, Rule.EXPECTED, Rule.YEAR_TOTAL, Rule.EDGE, Rule.AHEAD)


def in_signs(formula: str) -> str:
    """`tol` as δ, `t0` as t₀: how a formula is printed."""
    return _SIGN.sub(lambda found: _sign(found[0]), formula)


def _sign(name: str) -> str:
    return "δ" if name == "tol" else name.translate(_SUBSCRIPTS)


def printed(value: Decimal) -> Decimal:
    """As it is where it has few decimals; else rounded, with four digits that say something."""
    if decimal_places(value) <= FEWEST_DECIMALS:
        return value
    for places in range(FEWEST_DECIMALS, MOST_DECIMALS):
        rounded = round_half_up(value, places)
        if abs(rounded) >= Decimal(1000).scaleb(-places):
            return rounded.normalize()
    return value


def printed_pair(left: Decimal, right: Decimal) -> tuple[Decimal, Decimal]:
    """Both sides of a comparison, with as many decimals as keep it true."""
    for places in range(FEWEST_DECIMALS, MOST_DECIMALS):
        pair = _rounded(left, places), _rounded(right, places)
        if pair[0].compare(pair[1]) == left.compare(right):
            return pair
    return left, right


def _rounded(value: Decimal, places: int) -> Decimal:
    return value if decimal_places(value) <= places else round_half_up(value, places)


def line_text(line: Line, account: Account) -> str:
    """One line of arithmetic."""
    return step_text(line, account) if isinstance(line, Step) else check_text(line, account)


def step_text(step: Step, account: Account) -> str:
    """`E = b + (T − b) × … = 31 + (40 − 31) × … ≈ 34,5357 %`."""
    shown = {name: printed(value) for name, value in step.numbers.items()}
    result = printed(step.result)
    is_exact = result == step.result and shown == dict(step.numbers)
    parts = [_sign(step.symbol), in_signs(step.formula)]
    if not _SIGN.fullmatch(step.formula):
        parts.append(_put_in(step.formula, shown, account))
    unit = _unit(step.rule, account)
    number = f"{bare(result, account)}\u00a0{unit}".rstrip("\u00a0")
    return " = ".join(parts) + (" = " if is_exact else " ≈ ") + number


def _put_in(formula: str, shown: Mapping[str, Decimal], account: Account) -> str:
    def number(found: re.Match[str]) -> str:
        name = found[0]
        if name in _FUNCTIONS:
            return name
        text = _year(shown[name], account) if name in _YEARS else bare(shown[name], account)
        return f"({text})" if shown[name] < 0 else text

    return _SIGN.sub(number, formula)


def bare(value: Decimal, account: Account) -> str:
    """All the decimals that it has, and no unit."""
    return account.format_number(value, decimal_places(value))


def _year(position: Decimal, account: Account) -> str:
    """`2026,75`: a moment on the time axis is no count and has no thousands mark."""
    whole = int(position)
    part = position - whole
    return f"{whole}{account.format_number(part, decimal_places(part))[1:]}" if part else f"{whole}"


def _unit(rule: Rule, account: Account) -> str:
    if rule is Rule.GAP and account.unit.startswith("%"):
        return _("percentage points")
    if rule is Rule.CHANGE:
        return _("%(unit)s a year") % {"unit": account.unit} if account.unit else _("a year")
    return account.unit if rule in _IN_UNIT or rule is Rule.GAP else ""


def check_text(check: Check, account: Account) -> str:
    """`x ≥ T? 36,4 < 40: không`; of plain numbers the relation alone."""
    left, right = printed_pair(check.left.value, check.right.value)
    unit = "\u00a0%" if check.rule is Rule.COVERAGE else ""
    relation = f"{bare(left, account)}{unit} {check.true_sign} {bare(right, account)}{unit}"
    if check.of:
        return _("class %(name)s or better: %(relation)s") % {
            "name": check.of,
            "relation": relation,
        }
    if not check.left.symbol:
        return relation
    question = f"{_side(check.left, account)} {check.sign} {_side(check.right, account)}"
    answer = _("yes") if check.holds else _("no")
    return _("%(question)s? %(relation)s: %(answer)s") % {
        "question": question,
        "relation": relation,
        "answer": answer,
    }


def _side(side: Side, account: Account) -> str:
    return in_signs(side.symbol) if side.symbol else bare(side.value, account)


def is_rounded(line: Line) -> bool:
    """Whether a number of the line is printed with fewer decimals than it has."""
    if isinstance(line, Check):
        pair = (line.left.value, line.right.value)
        return printed_pair(*pair) != pair
    return any(printed(value) != value for value in (*line.numbers.values(), line.result))
