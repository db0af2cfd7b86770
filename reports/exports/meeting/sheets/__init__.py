"""The sheets of a meeting's workbook, one module each."""
