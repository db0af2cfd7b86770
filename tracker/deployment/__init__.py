"""What a public installation starts: gunicorn's settings, the proxy's, and the health probe."""
