"""The quarter's form on its way back: found by its codes, previewed, then stored."""
