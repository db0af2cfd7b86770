"""A small programme file with every kind of indicator and task, and how a test breaks it."""

from pathlib import Path

from indicators.programme_file import Fault, ProgrammeFileError, parse_programme

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures" / "programmes"

SAMPLE = """\
programme:
  code: vi-du
  number: 01-CTr/TU
  title: Chương trình ví dụ
  issuer: Tỉnh ủy
  issued_on: 2022-09-30
  province: '42'
  monitor: 42-vptu
  years:
    interim: 2025
    final: 2030
    vision: 2045
  owners_proposed: true

groups:
  - name: Đất đai
    name_en: Land

clauses:
  - id: II.1
    text: Tỷ lệ đạt trên 40%.

  - id: II.2
    text: Tầm nhìn.

indicators:
  - code: ty-le
    name: Tỷ lệ
    name_en: Share
    group: Đất đai
    unit: '%'
    kind: ratio
    wanted: higher
    decimals: 1
    frequency: annual
    collection: local
    baseline:
      year: 2021
      value: 21.52
      source: số liệu minh họa
      nature: illustrative
    targets:
      - year: 2025
        comparator: gt
        value: 40
        wording: đạt trên 40%
        clause: II.1
      - year: 2030
        comparator: range
        low: 45.5
        high: 50
        wording: khoảng 45,5-50%
        clause: II.1
    lead: 42-sxd-2025
    coordinating:
      - 42-snnmt
      - '380'
    definition: Tử số chia mẫu số.
    bounds:
      min: 0
      max: 90

  - code: so-do-thi
    name: Số đô thị
    group: Đất đai
    unit: đô thị
    kind: count
    wanted: higher
    decimals: 0
    frequency: annual
    collection: province
    targets:
      - year: 2030
        comparator: approx
        value: 34
        tolerance: 1
        wording: khoảng 34
        clause: II.1

  - code: co-cau
    name: Cơ cấu
    group: Đất đai
    kind: classes
    wanted: higher
    decimals: 0
    frequency: annual
    collection: province
    classes:
      - I
      - II
    baseline:
      year: 2018
      classes:
        II: 1
      source: Báo
      nature: official
    targets:
      - year: 2025
        comparator: classes
        classes:
          I: 1
          II: 4
        wording: gồm 01 loại I
        clause: II.1

  - code: moc
    name: Cột mốc
    group: Đất đai
    kind: milestone
    wanted: higher
    decimals: 0
    frequency: annual
    collection: province
    targets:
      - year: 2030
        comparator: milestone
        due: 2030-12-31
        wording: trở thành thành phố
        clause: II.2

  - code: phu-kin
    name: Phủ kín
    group: Đất đai
    unit: '%'
    kind: ratio
    wanted: higher
    decimals: 1
    frequency: quarterly
    collection: province
    targets:
      - year: 2025
        comparator: full
        wording: phổ cập
        clause: II.2
    superseded:
      'on': 2026-01-01
      basis: Nghị quyết 111
      note: Không còn đo được.

bodies:
  - name: UBND các huyện
    kinds:
      - town
      - district
    note: Kể cả thị xã.
  - name: Các ban
    units:
      - 42-btg
      - 42-bdv

sections:
  - number: III
    title: Nhiệm vụ
    title_en: Work
  - number: '4'
    title: Tổ chức

tasks:
  - code: III.1
    section: III
    title: Lập quy hoạch
    title_en: Planning
    heading: 'III.1. Sở Xây dựng, đến năm 2026:'
    text: Trình kế hoạch trong năm 2026.
    lead: 42-sxd
    coordinating:
      - 42-stnmt
      - UBND các huyện
    due: 2026-12-31
    due_wording: trong năm 2026
    product: kế hoạch

  - code: III.2.a
    section: III
    title: Tuyên truyền
    text: Các cơ quan tuyên truyền.
    each:
      - Các ban
      - 42-vptu

  - code: '2'
    section: '4'
    title: Giám sát
    text: Tăng cường giám sát.
"""


def broken(old: str, new: str) -> str:
    """The sample with one passage replaced; the passage must stand in it once."""
    assert SAMPLE.count(old) == 1, f"{old!r} stands {SAMPLE.count(old)} times"
    return SAMPLE.replace(old, new)


def faults_of(text: str | bytes) -> tuple[Fault, ...]:
    """The faults for which a file is refused; () where it is not."""
    try:
        parse_programme(text, "vi-du.yaml")
    except ProgrammeFileError as error:
        return error.faults
    return ()


def line_of(text: str, passage: str) -> int:
    """The line, from 1, on which a passage begins."""
    return text[: text.index(passage)].count("\n") + 1


def assert_fault(old: str, new: str, key: str, sentence: str, at: str = "") -> None:
    """The sample with `new` for `old` is refused for `key`, on the line where `at` begins.

    Without `at` it is the first line from `new` on where the last name of `key` stands.
    """
    text = broken(old, new)
    found = {fault.key: fault for fault in faults_of(text)}

    assert key in found, [(fault.key, fault.sentence) for fault in found.values()]
    assert sentence in found[key].sentence
    assert found[key].file == "vi-du.yaml"
    assert found[key].line == (line_of(text, at) if at else _line_after(text, new, key))


def _line_after(text: str, passage: str, key: str) -> int:
    name = key.rpartition(".")[2] + ":"
    start = line_of(text, passage)
    lines = enumerate(text.split("\n")[start - 1 :], start=start)
    return next(number for number, line in lines if line.lstrip(" -").startswith(name))
