"""How a judgement was come by, as lines of arithmetic; read by the sentences that explain it."""

from .lines import Check, Line, Rule, Side, Step, Working
from .told import working

__all__ = ["Check", "Line", "Rule", "Side", "Step", "Working", "working"]
