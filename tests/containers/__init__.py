"""docker-compose.yml really run, by podman on images made from Debian's packages."""
