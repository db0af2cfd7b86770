"""What an administrator types while setting up, before anything is stored."""

from __future__ import annotations

import pytest

from indicators.plain_table import UnitNames
from reports.forms.setup import BeginProvinceForm
from reports.forms.setup_programme import HeadForm

NAMES = {"42": UnitNames.of([("42-vptu", "Văn phòng Tỉnh ủy", "")])}
HEAD = {
    **{"number": "15-CTr/TU", "title": "Chương trình", "issuer": "Tỉnh ủy", "province": "42"},
    **{"issued_on": "2022-09-30", "monitor": "42-vptu", "interim": 2025, "final": 2030},
}
PROVINCE = {
    **{"code": "42", "name": "Tỉnh Hà Tĩnh", "short_name": "Hà Tĩnh"},
    **{"office_code": "42-vptu", "office_name": "Văn phòng Tỉnh ủy"},
}


def head_form(**said):
    return HeadForm([("42", "Hà Tĩnh")], NAMES, HEAD | said)


def test_a_title_is_one_line_however_it_was_copied():
    form = head_form(title="Chương trình\r\n  hành động")
    assert form.is_valid()
    assert form.head().title == "Chương trình hành động"


@pytest.mark.parametrize("name", ["number", "title", "issuer", "source", "short_title"])
def test_what_nobody_sees_is_refused_in_a_head(name):
    assert list(head_form(**{name: "a\x07b"}).errors) == [name]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["name", "short_name", "name_en", "office_name"])
def test_what_nobody_sees_is_refused_in_a_province(name):
    assert list(BeginProvinceForm(PROVINCE | {name: "a\x9fb"}).errors) == [name]
    assert BeginProvinceForm(PROVINCE).is_valid()
