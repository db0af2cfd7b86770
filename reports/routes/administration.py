"""Where units and their people are administered, and units reorganised."""

from django.urls import URLPattern, path

from reports.routes.files import table_file
from reports.views.administration import (
    account_deeds,
    accounts,
    accounts_import,
    files,
    measures,
    people,
    reorganisation,
    units,
)

_UNIT = "quan-tri/don-vi/<slug:unit>/"
_ACCOUNT = "quan-tri/tai-khoan/<int:person>/"

_accounts: list[URLPattern] = [
    path("quan-tri/tai-khoan/", accounts.account_list, name="accounts"),
    table_file("quan-tri/tai-khoan", accounts.accounts_file, "accounts"),
    path("quan-tri/tai-khoan/them/", accounts.account_add, name="account_add"),
    path("quan-tri/tai-khoan/nhap/", accounts_import.accounts_import, name="accounts_import"),
    path(
        "quan-tri/tai-khoan/nhap/xac-nhan/",
        accounts_import.accounts_confirm,
        name="accounts_confirm",
    ),
    path(
        "quan-tri/tai-khoan/nhap/mau.xlsx",
        accounts_import.accounts_template,
        name="accounts_template",
    ),
    path(_ACCOUNT, accounts.account, name="account"),
    path(f"{_ACCOUNT}mat-khau/", account_deeds.account_password, name="account_password"),
    path(f"{_ACCOUNT}trang-thai/", account_deeds.account_switch, name="account_switch"),
    path(f"{_ACCOUNT}buoc-hai/", account_deeds.account_factor, name="account_factor"),
    path(f"{_ACCOUNT}sua/", account_deeds.account_correct, name="account_correct"),
    path(
        f"{_ACCOUNT}quan-tri-vien/",
        account_deeds.account_administrator,
        name="account_administrator",
    ),
]

urlpatterns: list[URLPattern] = [
    *_accounts,
    path("don-vi/sap-xep/", reorganisation.reorganisation_form, name="reorganisation"),
    path(
        "don-vi/sap-xep/ap-dung/",
        reorganisation.reorganisation_apply,
        name="reorganisation_apply",
    ),
    path(
        "don-vi/sap-xep/<str:day>/",
        reorganisation.reorganisation_result,
        name="reorganisation_result",
    ),
    path("quan-tri/", units.administration, name="administration"),
    table_file("quan-tri/don-vi", files.units_file, "administration"),
    table_file("quan-tri/vai-tro", files.members_file, "members"),
    table_file("quan-tri/ke-thua", files.successions_file, "successions"),
    table_file("quan-tri/chi-tieu", files.measures_file, "measures"),
    table_file(f"{_UNIT}vai-tro", files.unit_members_file, "unit_members"),
    path("quan-tri/ke-thua/", units.successions, name="successions"),
    path("quan-tri/don-vi/them/", units.unit_add, name="unit_add"),
    path("quan-tri/chi-tieu/", measures.measure_list, name="measures"),
    path("quan-tri/chi-tieu/<slug:indicator>/", measures.measure_change, name="measure"),
    path(_UNIT, units.unit_page, name="administration_unit"),
    path(f"{_UNIT}vai-tro/", people.role_give, name="role_give"),
    path("quan-tri/vai-tro/<int:membership>/ket-thuc/", people.role_end, name="role_end"),
]
