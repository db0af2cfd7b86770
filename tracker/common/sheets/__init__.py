"""Workbooks out and in: one safe writer, one safe reader."""
