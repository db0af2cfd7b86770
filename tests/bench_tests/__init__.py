"""The pure parts of the bench, and one small run of it."""
