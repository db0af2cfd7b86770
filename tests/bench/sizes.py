"""How large the measured databases are: one programme of the same shape among more and more."""

from __future__ import annotations

from dataclasses import asdict, dataclass

SEED = 1


@dataclass(frozen=True)
class Shape:
    """What `generate_load` is asked for; `figures` is about how many that gives."""

    name: str
    figures: str
    provinces: int = 1
    programmes: int = 1
    indicators: int = 60
    units: int = 60
    years: int = 10

    @property
    def options(self) -> dict[str, int]:
        """The numbers as options of the command."""
        wanted = ("provinces", "programmes", "indicators", "units", "years")
        return {name: asdict(self)[name] for name in wanted} | {"seed": SEED}

    @property
    def words(self) -> str:
        """The shape for a reader."""
        return (
            f"{self.provinces} × {self.programmes} programmes of {self.indicators} indicators, "
            f"{self.units} local units, {self.years} years: {self.figures} figures"
        )


SHAPES = {
    shape.name: shape
    for shape in (
        Shape("50k", "50 thousand"),
        Shape("1m", "1 million", provinces=10, programmes=2),
        Shape("10m", "10 million", provinces=34, programmes=6),
        Shape("flat", "10 thousand", years=2),
        Shape("deep", "240 thousand", units=300),
        Shape("wide", "40 thousand", indicators=500, units=10, years=5),
    )
}
"""`flat` and `deep` show what a programme's own depth costs, `wide` is for `assess`."""
GROWTH = ("50k", "1m", "10m")
VENDORS = ("sqlite", "postgresql")
"""On both every shape is measured."""
