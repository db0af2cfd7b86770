"""From figures of units and classes to what one sees of the province, period by period and day by
day; and how that is kept (docs/adr/0011)."""
