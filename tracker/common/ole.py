"""The table of contents of a compound file (Office 1997–2003), [MS-CFB]. Pure; reads no stream."""

from __future__ import annotations

from collections.abc import Iterator
from struct import unpack_from

_SECTOR_SHIFTS = (9, 12)
_LAST_SECTOR = 0xFFFFFFFA
"""Numbers from here on are marks: free, end of chain, a sector of the table itself."""
_ENTRY = 128


class OleError(Exception):
    """The bytes are no whole compound file."""


def ole_names(content: bytes) -> set[str]:
    """The names of all storages and streams; OleError where the tables break off or go round."""
    (shift,) = unpack_from("<H", content, 0x1E)
    if shift not in _SECTOR_SHIFTS:
        raise OleError
    size = 1 << shift
    table = _allocation_table(content, size)
    (first,) = unpack_from("<I", content, 0x30)
    names = set()
    for sector in _chain(first, table):
        for offset in range(0, size, _ENTRY):
            names.add(_entry_name(_sector(content, sector, size), offset))
    return names - {""}


def _allocation_table(content: bytes, size: int) -> list[int]:
    """For every sector the one that follows it."""
    table: list[int] = []
    for sector in _table_sectors(content, size):
        table += unpack_from(f"<{size // 4}I", _sector(content, sector, size))
    return table


def _table_sectors(content: bytes, size: int) -> Iterator[int]:
    """The sectors of the allocation table: 109 named in the header, the rest in a chain."""
    yield from (s for s in unpack_from("<109I", content, 0x4C) if s < _LAST_SECTOR)
    (following,) = unpack_from("<I", content, 0x44)
    seen: set[int] = set()
    while following < _LAST_SECTOR:
        if following in seen:
            raise OleError
        seen.add(following)
        *sectors, following = unpack_from(f"<{size // 4}I", _sector(content, following, size))
        yield from (sector for sector in sectors if sector < _LAST_SECTOR)


def _chain(sector: int, table: list[int]) -> Iterator[int]:
    seen: set[int] = set()
    while sector < _LAST_SECTOR:
        if sector in seen or sector >= len(table):
            raise OleError
        seen.add(sector)
        yield sector
        sector = table[sector]


def _sector(content: bytes, number: int, size: int) -> bytes:
    start = (number + 1) * size
    found = content[start : start + size]
    if len(found) < size:
        raise OleError
    return found


def _entry_name(sector: bytes, offset: int) -> str:
    """The name of one entry; "" for an unused one."""
    length, kind = unpack_from("<HB", sector, offset + 64)
    if not kind or not 2 <= length <= 64:
        return ""
    return sector[offset : offset + length - 2].decode("utf-16-le", "replace")
