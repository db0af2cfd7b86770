"""Local roadmaps: what units set themselves, and how it is filled, sent and decided on."""
