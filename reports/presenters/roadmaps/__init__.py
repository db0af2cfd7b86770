"""Local roadmaps: the unit's sheet, the roll-up, the preview of a file."""
