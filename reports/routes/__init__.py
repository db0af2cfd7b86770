"""Addresses by noun; reports/urls.py puts them together."""
