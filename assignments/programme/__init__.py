"""A programme with its tasks and owners: from its file into the database and back."""
