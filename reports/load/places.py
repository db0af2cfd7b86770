"""An invented province: its bodies and local units."""

from __future__ import annotations

from dataclasses import dataclass

from assignments.units_file import ProvinceEntry, UnitEntry, UnitKind, UnitsFile
from reports.demonstration.seeds import seed
from reports.load.size import Size
from reports.load.words import CITIES, DEPARTMENTS, PROVINCES, place_name
from tracker.common.folding import fold

_SOURCE = "Dữ liệu sinh tự động để đo tải, không phải số liệu thật"


@dataclass(frozen=True)
class Province:
    """A province by its official code and name; everything in it is invented."""

    code: str
    short_name: str

    @property
    def name(self) -> str:
        """The full name."""
        kind = "Thành phố" if self.code in CITIES else "Tỉnh"
        return f"{kind} {self.short_name}"

    @property
    def name_en(self) -> str:
        """The name without accents."""
        return fold(self.short_name).title()

    @property
    def slug(self) -> str:
        """The name as part of a code."""
        return fold(self.short_name).replace(" ", "-")

    @property
    def committee(self) -> str:
        """The provincial Party committee."""
        return "Thành ủy" if self.code in CITIES else "Tỉnh ủy"

    @property
    def office_code(self) -> str:
        """The code of the Party Office, which reviews."""
        return f"{self.code}-vptu"

    @property
    def department_codes(self) -> tuple[str, ...]:
        """The codes of the departments in their order."""
        return tuple(f"{self.code}-{code}" for code, _name, _short in DEPARTMENTS)


def province(number: int) -> Province:
    """The province of that number, from 0."""
    return Province(*PROVINCES[number])


def units_file(size: Size, place: Province) -> UnitsFile:
    """The province itself, the Party Office, the departments and `size.units` local units."""
    office = UnitEntry(
        place.office_code,
        f"Văn phòng {place.committee} {place.short_name}",
        UnitKind.PARTY_BODY,
        f"VP {place.committee}",
    )
    units = [UnitEntry(place.code, place.name, UnitKind.PROVINCE, place.short_name), office]
    units += [
        UnitEntry(f"{place.code}-{code}", name, UnitKind.DEPARTMENT, short)
        for code, name, short in DEPARTMENTS
    ]
    units += [_local_unit(size, place, number) for number in range(size.units)]
    entry = ProvinceEntry(place.code, place.name, place.short_name, place.name_en)
    return UnitsFile(entry, _SOURCE, tuple(units), ())


def _local_unit(size: Size, place: Province, number: int) -> UnitEntry:
    """Every sixth is a ward; codes have five digits as the official ones."""
    chance = seed(str(size.seed), place.code, "unit", str(number))
    is_ward = number % 6 == 0
    name = place_name((number + int(place.code) * 37) % 900)
    return UnitEntry(
        f"{place.code}{number + 1:03}",
        f"{'Phường' if is_ward else 'Xã'} {name}",
        UnitKind.WARD if is_ward else UnitKind.COMMUNE,
        f"{'P.' if is_ward else 'X.'} {name}",
        population=4000 + chance % 40_000,
    )
