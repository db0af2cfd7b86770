"""The quarter's form: what a unit fills in Excel instead of the grid."""
