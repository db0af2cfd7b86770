"""Background work: asked for as rows, run by a worker, tended by the schedule (docs/adr/0010)."""
