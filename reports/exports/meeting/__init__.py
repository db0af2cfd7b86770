"""The Standing Committee's papers: one content, written as workbook, annex and one page."""
