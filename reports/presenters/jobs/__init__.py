"""Background work in words."""
