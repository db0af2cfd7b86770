"""Where the document's tasks are listed, read, assigned and printed."""

from django.urls import URLPattern, path

from reports.routes.files import table_file
from reports.views.tasks import deeds, detail, listing, paper, unassigned

urlpatterns: list[URLPattern] = [
    path("nhiem-vu/", listing.task_list, name="tasks"),
    table_file("nhiem-vu", listing.task_list_file, "tasks"),
    path("nhiem-vu/in/", paper.tasks_paper, name="tasks_print"),
    path("nhiem-vu/<str:task>/", detail.task_detail, name="task"),
    table_file("nhiem-vu/<str:task>/chu-tri", detail.leads_file, "task_leads"),
    path("nhiem-vu/<str:task>/thao-tac/", deeds.task_act, name="task_act"),
    path("chua-phan-cong/", unassigned.unassigned_list, name="unassigned"),
    table_file("chua-phan-cong", unassigned.unassigned_file, "unassigned"),
    path("chua-phan-cong/giao/", unassigned.assign_chosen, name="unassigned_assign"),
]
