"""How far and when: periods, reports, figures, and what people say to each other about them."""

from reports.models.calendar import Extension, ReportingPeriod, takes_reports
from reports.models.dialogue import (
    Explanation,
    ExplanationMessage,
    Notification,
    Reminder,
)
from reports.models.evidence import Evidence
from reports.models.exchange import Snapshot, Upload, UploadKind
from reports.models.figure import Figure, FigureNature
from reports.models.job import Job, JobFile, JobKind, JobState, MailDigest
from reports.models.line import EntryState
from reports.models.observation import ObservationBasis, ProvinceObservation
from reports.models.report import Entry, Report, ReportState
from reports.models.setup import DraftKind, SetupDraft
from reports.models.task import TaskExtension, TaskUpdate
from reports.models.worker import WorkerHeartbeat

__all__ = [
    "DraftKind",
    "Entry",
    "EntryState",
    "Evidence",
    "Explanation",
    "ExplanationMessage",
    "Extension",
    "Figure",
    "FigureNature",
    "Job",
    "JobFile",
    "JobKind",
    "JobState",
    "MailDigest",
    "Notification",
    "ObservationBasis",
    "ProvinceObservation",
    "Reminder",
    "Report",
    "ReportState",
    "ReportingPeriod",
    "SetupDraft",
    "Snapshot",
    "TaskExtension",
    "TaskUpdate",
    "Upload",
    "UploadKind",
    "WorkerHeartbeat",
    "takes_reports",
]
