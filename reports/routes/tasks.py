"""Where the document's tasks are listed, read, assigned and printed."""

from django.urls import URLPattern, path

from reports.views.tasks import deeds, detail, listing, paper, unassigned

urlpatterns: list[URLPattern] = [
    path("nhiem-vu/", listing.task_list, name="tasks"),
    path("nhiem-vu.csv", listing.task_list_csv, name="tasks_csv"),
    path("nhiem-vu/in/", paper.tasks_paper, name="tasks_print"),
    path("nhiem-vu/<str:task>/", detail.task_detail, name="task"),
    path("nhiem-vu/<str:task>/thao-tac/", deeds.task_act, name="task_act"),
    path("chua-phan-cong/", unassigned.unassigned_list, name="unassigned"),
    path("chua-phan-cong/giao/", unassigned.assign_chosen, name="unassigned_assign"),
]
