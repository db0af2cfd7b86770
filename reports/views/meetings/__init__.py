"""Xuất báo cáo: a meeting's papers, frozen meetings, two meetings compared."""
