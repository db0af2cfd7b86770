"""Tables of the pages as files: columns of their own, with real numbers and days."""
