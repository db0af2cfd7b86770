# Stands in for nginx: its user. It carries curl, as the official image does.
FROM localhost/lotrinh-debian-servers:1
RUN useradd --system --non-unique --uid 101 --no-create-home --home-dir /nonexistent nginx
STOPSIGNAL SIGQUIT
CMD ["nginx", "-g", "daemon off;"]
