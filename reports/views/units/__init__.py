"""Đơn vị: the list, one unit, several side by side."""
