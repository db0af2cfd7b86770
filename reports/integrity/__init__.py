"""What must be true of an installation's rows and files: each check finds sentences, or nothing."""
