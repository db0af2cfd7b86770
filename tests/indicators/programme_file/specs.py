"""Hypothesis strategies: every programme that a file may state."""

import unicodedata
from decimal import Decimal

from hypothesis import strategies as st

from indicators.method.facts import Comparator, Frequency, Kind, Nature, Wanted
from indicators.programme_file import (
    BaselineSpec,
    ClauseSpec,
    Collection,
    GroupSpec,
    IndicatorSpec,
    ProgrammeSpec,
    TargetSpec,
)

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
def _indicators(draw: st.DrawFn, code: str, group: str, clause: str) -> IndicatorSpec:
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
        minimum=draw(st.none() | st.just(Decimal(0))),
        maximum=draw(st.none() | st.just(Decimal("100.5"))),
    )


@st.composite
def programmes(draw: st.DrawFn) -> ProgrammeSpec:
    """A whole programme with up to three indicators of any kind."""
    names = draw(st.lists(phrases, min_size=1, max_size=3, unique=True))
    refs = draw(
        st.lists(st.sampled_from(["II.1", "1.2", "12", "1.2.đ", "3-a"]), min_size=1, unique=True)
    )
    codes = draw(st.lists(slugs, min_size=1, max_size=3, unique=True))
    return ProgrammeSpec(
        code=draw(slugs),
        title=draw(passages),
        number=draw(st.just("") | phrases.filter(lambda text: len(text) <= 40)),
        issuer=draw(phrases),
        issued_on=draw(st.dates()),
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
            draw(_indicators(code, draw(st.sampled_from(names)), draw(st.sampled_from(refs))))
            for code in codes
        ),
    )
