"""Where the Office reviews, asks and answers."""

from django.urls import URLPattern, path

from reports.routes.files import table_file
from reports.views.review import explanations, inbox, queue, sheet

urlpatterns: list[URLPattern] = [
    path("tham-dinh/", queue.review_queue, name="review_queue"),
    table_file("tham-dinh", queue.queue_file, "review_queue"),
    path("tham-dinh/phe-duyet/", queue.review_bulk, name="review_bulk"),
    path("tham-dinh/<str:period>/<slug:unit>/", sheet.review, name="review"),
    path("tham-dinh/<str:period>/<slug:unit>/thao-tac/", sheet.review_act, name="review_act"),
    path(
        "chi-tieu/<slug:indicator>/giai-trinh/",
        explanations.explanation_ask,
        name="explanation_ask",
    ),
    path(
        "giai-trinh/<int:explanation>/",
        explanations.explanation_answer,
        name="explanation_answer",
    ),
]

personal: list[URLPattern] = [
    path("hop-thu/", inbox.inbox, name="inbox"),
    path("hop-thu/<int:notification>/", inbox.inbox_follow, name="inbox_follow"),
    path("hop-thu/da-doc/", inbox.inbox_read, name="inbox_read"),
]
"""Not of a programme but of a person."""
