"""Lộ trình địa phương in the browser."""
