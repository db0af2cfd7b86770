"""Hypothesis strategies: every programme that a file may state."""

import unicodedata
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from indicators.method.facts import Comparator, Frequency, Kind, Nature, Wanted
from indicators.programme_file import (
    BaselineSpec,
    BodySpec,
    ClauseSpec,
    Collection,
    GroupSpec,
    IndicatorSpec,
    ProgrammeSpec,
    SectionSpec,
    SupersededSpec,
    TargetSpec,
    TaskSpec,
)
from indicators.programme_file.section import is_code

YEARS = (2025, 2030, 2045)
CLASSES = ("I", "II", "III")
_LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn"))
_AWKWARD = st.sampled_from(
    [*" :#-'\"[]{}&*!|>%@`,?\\~=", "Ộ", "ư", "²", "\u00a0", "\ufeff", "😀", " word", " 12", " - "]
)
_WORDS = st.sampled_from(["no", "null", "~", "1e5", "12", "0o7", "1:30", "2022-09-30", "- a", "<<"])


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


def _is_clean(text: str) -> bool:
    return bool(text) and _clean(text) == text


phrases = (
    (st.text(_LETTERS, max_size=30) | st.lists(_AWKWARD, max_size=25).map("".join) | _WORDS)
    .map(_clean)
    .filter(_is_clean)
)
passages = (
    st.lists(phrases | st.sampled_from(["", " a", "  b ", "#"]), min_size=1, max_size=12)
    .flatmap(
        lambda parts: st.sampled_from([" ", "\n", "\n\n", " \n "]).map(lambda g: g.join(parts))
    )
    .map(_clean)
    .filter(_is_clean)
)
slugs = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6}){0,2}", fullmatch=True)
_numbers = st.decimals(0, 100, places=3)
_counts = st.dictionaries(st.sampled_from(CLASSES), st.integers(0, 99), min_size=1)


@st.composite
def _targets(draw: st.DrawFn, kind: Kind) -> TargetSpec:
    """A target of any comparator that suits the kind; its year and clause are set later."""
    base = {"year": 2025, "wording": draw(passages), "clause": "II.1"}
    if kind is Kind.CLASSES:
        return TargetSpec(comparator=Comparator.CLASSES, classes=draw(_counts), **base)
    if kind is Kind.MILESTONE:
        return TargetSpec(comparator=Comparator.MILESTONE, **base)
    if draw(st.booleans()):
        low, high = sorted(draw(st.lists(_numbers, min_size=2, max_size=2, unique=True)))
        return TargetSpec(comparator=Comparator.RANGE, low=low, high=high, **base)
    comparator = draw(st.sampled_from([Comparator.GT, Comparator.LE, Comparator.APPROX]))
    tolerance = draw(_numbers) if comparator is Comparator.APPROX else None
    return TargetSpec(comparator=comparator, value=draw(_numbers), tolerance=tolerance, **base)


@st.composite
def _baselines(draw: st.DrawFn, kind: Kind) -> BaselineSpec:
    has_classes = kind is Kind.CLASSES
    return BaselineSpec(
        year=draw(st.integers(2010, 2024)),
        source=draw(passages),
        nature=draw(st.sampled_from(Nature)),
        value=None if has_classes else draw(_numbers),
        classes=draw(_counts) if has_classes else None,
        definition=draw(st.just("") | phrases),
    )


@st.composite
def _superseded(draw: st.DrawFn, issued_on: date) -> SupersededSpec:
    on = draw(st.dates(min_value=issued_on))
    return SupersededSpec(on, draw(phrases), draw(st.just("") | passages))


@st.composite
def _indicators(
    draw: st.DrawFn, code: str, group: str, clause: str, issued_on: date
) -> IndicatorSpec:
    kind = draw(st.sampled_from(Kind))
    years = sorted(draw(st.sets(st.sampled_from(YEARS), min_size=1)))
    targets = [draw(_targets(kind)) for _year in years]
    baseline = None if kind is Kind.MILESTONE else draw(st.none() | _baselines(kind))
    owners = draw(st.lists(slugs, unique=True, max_size=3))
    return IndicatorSpec(
        code=code,
        name=draw(phrases),
        name_en=draw(st.just("") | phrases),
        group=group,
        unit=draw(st.sampled_from(["%", "m²/người", "1", "- x"])),
        kind=kind,
        wanted=draw(st.sampled_from(Wanted)),
        decimals=draw(st.integers(0, 6)),
        frequency=draw(st.sampled_from(Frequency)),
        collection=draw(st.sampled_from(Collection)),
        classes=CLASSES if kind is Kind.CLASSES else (),
        baseline=baseline,
        targets=tuple(
            TargetSpec(**{**vars(target), "year": year, "clause": clause})
            for target, year in zip(targets, years, strict=True)
        ),
        lead=owners[0] if owners else None,
        coordinating=tuple(owners[1:]),
        definition=draw(st.just("") | passages),
        superseded=draw(st.none() | _superseded(issued_on)),
        minimum=draw(st.none() | st.just(Decimal(0))),
        maximum=draw(st.none() | st.just(Decimal("100.5"))),
    )


_names = phrases.filter(lambda text: not is_code(text))
_kinds = st.from_regex(r"[a-z]{1,5}(_[a-z]{1,5})?", fullmatch=True)
_titles = phrases.filter(lambda text: len(text) <= 90)
_task_codes = st.from_regex(r"[IV1-9]{1,3}(\.[1-9a-eđ]){0,2}", fullmatch=True)


@st.composite
def _bodies(draw: st.DrawFn, name: str) -> BodySpec:
    """A body of units or of kinds."""
    has_kinds = draw(st.booleans())
    members = draw(st.lists(_kinds if has_kinds else slugs, min_size=1, max_size=3, unique=True))
    return BodySpec(
        name=name,
        units=() if has_kinds else tuple(members),
        kinds=tuple(members) if has_kinds else (),
        note=draw(st.just("") | passages),
    )


@st.composite
def _tasks(
    draw: st.DrawFn, code: str, sections: list[str], bodies: list[str], issued_on: date
) -> TaskSpec:
    """A task with one lead, with many or with none; due where its own words say so."""
    parties = [*bodies, *draw(st.lists(slugs, max_size=4, unique=True))]
    units = [party for party in parties if is_code(party)]
    lead = draw(st.none() | st.sampled_from(units)) if units else None
    others = draw(st.lists(st.sampled_from(parties), unique=True)) if parties else []
    each = () if lead else tuple(others[: draw(st.integers(0, len(others)))])
    text = draw(passages)
    due = draw(st.none() | st.dates(issued_on, issued_on + timedelta(days=9000)))
    return TaskSpec(
        code=code,
        section=draw(st.sampled_from(sections)),
        text=text,
        title=draw(_titles),
        title_en=draw(st.just("") | _titles),
        heading=draw(st.just("") | phrases),
        lead=lead,
        each=each,
        coordinating=tuple(one for one in others if one != lead and one not in each),
        due=due,
        due_wording=text.split()[0] if due else "",
        product=draw(st.just("") | phrases),
    )


@st.composite
def _work(draw: st.DrawFn, issued_on: date) -> dict[str, object]:
    """The bodies, sections and tasks of a programme; without tasks there may be none at all."""
    names = draw(st.lists(_names, max_size=2, unique=True))
    numbers = draw(st.lists(st.sampled_from(["1", "III.1", "IV"]), min_size=1, unique=True))
    codes = draw(st.lists(_task_codes, max_size=3, unique=True))
    return {
        "bodies": tuple(draw(_bodies(name)) for name in names),
        "sections": tuple(SectionSpec(number, draw(phrases)) for number in numbers),
        "tasks": tuple(draw(_tasks(code, numbers, names, issued_on)) for code in codes),
    }


@st.composite
def programmes(draw: st.DrawFn) -> ProgrammeSpec:
    """A whole programme with up to three indicators of any kind."""
    names = draw(st.lists(phrases, min_size=1, max_size=3, unique=True))
    refs = draw(
        st.lists(st.sampled_from(["II.1", "1.2", "12", "1.2.đ", "3-a"]), min_size=1, unique=True)
    )
    codes = draw(st.lists(slugs, min_size=1, max_size=3, unique=True))
    issued_on = draw(st.dates(max_value=date(9900, 1, 1)))
    return ProgrammeSpec(
        code=draw(slugs),
        title=draw(passages),
        number=draw(st.just("") | phrases.filter(lambda text: len(text) <= 40)),
        issuer=draw(phrases),
        issued_on=issued_on,
        province=draw(st.from_regex(r"[0-9]{2}", fullmatch=True)),
        monitor=draw(slugs),
        interim=2025,
        final=2030,
        vision=2045,
        source=draw(st.just("") | passages),
        owners_proposed=draw(st.booleans()),
        groups=tuple(GroupSpec(name) for name in names),
        clauses=tuple(ClauseSpec(ref, draw(passages)) for ref in refs),
        indicators=tuple(
            draw(
                _indicators(
                    code, draw(st.sampled_from(names)), draw(st.sampled_from(refs)), issued_on
                )
            )
            for code in codes
        ),
        **draw(_work(issued_on)),
    )
