"""Keeping an installation alive: its rows moved between databases, backed up and restored."""
