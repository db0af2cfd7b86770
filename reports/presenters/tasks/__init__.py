"""Nhiệm vụ: the list, one task, what nobody leads, and the paper for the Standing Committee."""
