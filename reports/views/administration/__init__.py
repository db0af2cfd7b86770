"""Pages of administration: units, their people, and how units follow each other."""
