"""A programme file in small, for tests that need one of everything."""

SMALL = """\
programme:
  code: small
  number: 1-CTr/TU
  title: Chương trình nhỏ
  issuer: Tỉnh ủy
  issued_on: 2022-09-30
  province: '42'
  monitor: 42-vptu
  years:
    interim: 2025
    final: 2030
    vision: 2045
  source: Văn bản thử
clauses:
- id: II.1
  text: Tỷ lệ đô thị hóa đến năm 2025 đạt trên 40%, đến năm 2030 đạt trên 45%.
- id: II.2
  text: Tối thiểu 32 m² sàn nhà ở; 02 đô thị loại II, 01 đô thị loại III; mở rộng thành phố.
indicators:
- code: urban
  name: Tỷ lệ đô thị hóa
  name_en: Urbanisation rate
  group: Đô thị
  unit: '%'
  kind: ratio
  wanted: higher
  decimals: 1
  frequency: annual
  collection: province
  baseline:
    year: 2020
    value: 30
    source: Công bố
    nature: official
  targets:
  - year: 2025
    comparator: gt
    value: 40
    wording: trên 40%
    clause: II.1
  - year: 2030
    comparator: gt
    value: 45
    wording: trên 45%
    clause: II.1
  lead: 42-sxd
  bounds:
    min: 0
    max: 100
- code: housing
  name: Sàn nhà ở bình quân
  group: Đô thị
  unit: m²/người
  kind: ratio
  wanted: higher
  decimals: 1
  frequency: annual
  collection: local
  baseline:
    year: 2020
    value: 28
    source: Công bố
    nature: official
  targets:
  - year: 2025
    comparator: ge
    value: 32
    wording: tối thiểu 32 m²
    clause: II.2
- code: towns
  name: Đô thị theo loại
  group: Hạ tầng
  unit: đô thị
  kind: classes
  wanted: higher
  decimals: 0
  frequency: annual
  collection: province
  classes: [II, III]
  targets:
  - year: 2025
    comparator: classes
    classes:
      II: 2
      III: 1
    wording: 02 đô thị loại II, 01 đô thị loại III
    clause: II.2
- code: city
  name: Mở rộng thành phố
  group: Hạ tầng
  kind: milestone
  wanted: higher
  decimals: 0
  frequency: annual
  collection: province
  targets:
  - year: 2030
    comparator: milestone
    due: 2030-12-31
    wording: mở rộng thành phố
    clause: II.2
- code: broadband
  name: Hộ gia đình có cáp quang
  group: Hạ tầng
  unit: '%'
  kind: ratio
  wanted: higher
  decimals: 1
  frequency: quarterly
  collection: local
  baseline:
    year: 2021
    value: 60
    source: Công bố
    nature: official
  targets:
  - year: 2025
    comparator: gt
    value: 80
    wording: trên 80%
    clause: II.2
  - year: 2030
    comparator: full
    wording: phổ cập
    clause: II.2
"""
