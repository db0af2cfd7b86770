"""Việc nền: a person's background work."""
