"""Where a meeting's papers are made, frozen, printed again and compared."""

from django.urls import URLPattern, path

from reports.routes.files import table_file
from reports.views.meetings import bundle, comparison, files, freezing, page

urlpatterns: list[URLPattern] = [
    path("bieu-tong-hop/", page.meetings, name="meetings"),
    path("bieu-tong-hop/chot/", freezing.meeting_freeze, name="meeting_freeze"),
    path("bieu-tong-hop/tron-bo/", bundle.meeting_bundle, name="meeting_bundle"),
    path("bieu-tong-hop/<int:key>/tron-bo/", bundle.frozen_bundle, name="frozen_bundle"),
    path("bieu-tong-hop/so-sanh/", comparison.meetings_compared, name="meetings_compared"),
    table_file("bieu-tong-hop/so-sanh", comparison.comparison_file, "meetings_compared"),
    path("bieu-tong-hop/hien-tai.<slug:ending>", files.present_paper, name="meeting_paper"),
    path("bieu-tong-hop/<int:key>/tep.<slug:ending>", files.frozen_paper, name="frozen_paper"),
]
