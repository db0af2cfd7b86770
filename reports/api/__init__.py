"""What machines read: the numbers of the pages as JSON under /api/v1/, by tokens; docs/api.md."""
