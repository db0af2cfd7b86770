"""The unit's side in the browser."""
