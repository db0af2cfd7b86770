"""Forms parse and validate, they never save; one module for each room of pages."""
