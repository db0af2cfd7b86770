"""The unit's side: the grid, checking and sending, my work."""
