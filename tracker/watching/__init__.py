"""How an installation is watched: an id and a line for each request, metrics for Prometheus."""
