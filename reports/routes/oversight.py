"""Where completeness, calendar, reminders and the ledger."""

from django.urls import URLPattern, path

from reports.views.oversight import calendar, chase, completeness, ledger

urlpatterns: list[URLPattern] = [
    path("do-day-du/", completeness.completeness_table, name="completeness"),
    path("do-day-du/don-doc/", completeness.remind_units, name="remind"),
    path("do-day-du/danh-sach/<str:period>/", chase.chase_list, name="chase_list"),
    path("do-day-du/danh-sach/<str:period>.csv", chase.chase_list_csv, name="chase_list_csv"),
    path("lich/", calendar.calendar_page, name="calendar"),
    path("lich/mo-nam/", calendar.open_calendar_year, name="calendar_open_year"),
    path("lich/gia-han/<int:extension>/", calendar.decide, name="extension_decide"),
    path("lich/<str:period>/", calendar.change_period, name="period_dates"),
    path("lich/<str:period>/khoa/", calendar.lock_period, name="period_lock"),
    path("lich/<str:period>/mo-lai/", calendar.reopen_period, name="period_reopen"),
    path("nhat-ky/", ledger.ledger_page, name="ledger"),
    path("nhat-ky.csv", ledger.ledger_csv, name="ledger_csv"),
]
