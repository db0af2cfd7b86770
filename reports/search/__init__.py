"""Search: what is wanted, where it is found, and what of a text is to be marked."""
