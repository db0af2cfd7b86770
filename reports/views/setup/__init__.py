"""The first run: province, units, programme, people, calendar. For administrators only."""
