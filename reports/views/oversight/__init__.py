"""Oversight: who has sent what, chasing, the calendar, the ledger."""
