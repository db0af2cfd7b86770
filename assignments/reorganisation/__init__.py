"""A reorganisation of units: its rows and rules, the plan shown beforehand, and applying it."""
