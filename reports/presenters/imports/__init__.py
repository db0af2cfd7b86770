"""Files that come in, in words."""
