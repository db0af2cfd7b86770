"""Where completeness, calendar, reminders and the ledger."""

from django.urls import URLPattern, path

from reports.routes.files import table_file
from reports.views.oversight import calendar, chase, completeness, ledger

urlpatterns: list[URLPattern] = [
    path("do-day-du/", completeness.completeness_table, name="completeness"),
    table_file("do-day-du", completeness.completeness_file, "completeness"),
    path("do-day-du/don-doc/", completeness.remind_units, name="remind"),
    path("do-day-du/danh-sach/<str:period>/", chase.chase_list, name="chase_list"),
    table_file("do-day-du/danh-sach/<str:period>", chase.chase_file, "chase_list"),
    path("lich/", calendar.calendar_page, name="calendar"),
    table_file("lich", calendar.calendar_file, "calendar"),
    table_file("gia-han", calendar.extensions_file, "extensions"),
    path("lich/mo-nam/", calendar.open_calendar_year, name="calendar_open_year"),
    path("lich/gia-han/<int:extension>/", calendar.decide, name="extension_decide"),
    path("lich/<str:period>/", calendar.change_period, name="period_dates"),
    path("lich/<str:period>/khoa/", calendar.lock_period, name="period_lock"),
    path("lich/<str:period>/tu-khoa/", calendar.plan_period_lock, name="period_plan_lock"),
    path("lich/<str:period>/mo-lai/", calendar.reopen_period, name="period_reopen"),
    path("nhat-ky/", ledger.ledger_page, name="ledger"),
    table_file("nhat-ky", ledger.ledger_file, "ledger"),
]
