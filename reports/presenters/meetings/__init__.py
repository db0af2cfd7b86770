"""Words of the pages about meetings; what the papers say is in reports.presenters.meeting."""
