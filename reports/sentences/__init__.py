"""What people are told about a judgement, in words."""

from reports.sentences.account import FormatNumber
from reports.sentences.gap import gap_phrase
from reports.sentences.status import status_sentence

__all__ = ["FormatNumber", "gap_phrase", "status_sentence"]
