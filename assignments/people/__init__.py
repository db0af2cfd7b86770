"""Accounts as the province administers them: who may do what with whose, and what is done."""
