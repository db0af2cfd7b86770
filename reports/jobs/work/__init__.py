"""What the jobs do, one module for each kind."""
