"""Files that come in: the hub, and forms of units."""
