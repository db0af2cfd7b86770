"""Why a target has its status: the arithmetic of its judgement, written out with its numbers."""

from reports.sentences.why.titles import question
from reports.sentences.why.told import Part, Why, why

__all__ = ["Part", "Why", "question", "why"]
