"""Fifty people at work at once on the product as docker-compose.yml serves it."""
