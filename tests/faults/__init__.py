"""Faults that must cost nothing: processes killed, servers stopped, disks filled, clocks moved."""
