"""Where people find their background work; not of a programme but of a person."""

from django.urls import URLPattern, path

from reports.views.jobs import deeds, page

_JOB = "viec-nen/<int:key>/"

personal: list[URLPattern] = [
    path("viec-nen/", page.jobs, name="jobs"),
    path(_JOB, page.job, name="job"),
    path(f"{_JOB}tien-do/", page.job_progress, name="job_progress"),
    path(f"{_JOB}tep/", page.job_file, name="job_file"),
    path(f"{_JOB}huy/", deeds.job_cancel, name="job_cancel"),
    path(f"{_JOB}lam-lai/", deeds.job_retry, name="job_retry"),
]
