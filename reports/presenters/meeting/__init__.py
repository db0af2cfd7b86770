"""From a programme on a day to the content of a meeting's papers."""
