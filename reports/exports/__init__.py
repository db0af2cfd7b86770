"""Files that leave the house: made from plain dataclasses, never from rows of the database."""
