"""What the pages of oversight show: completeness, chase list, calendar, ledger."""
