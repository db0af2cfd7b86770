"""Nhiệm vụ: the list, one task and what is done there, what nobody leads, the paper."""
