"""The first run without demonstration data: drafts, tables, and how far the set-up has come."""
