# Stands in for redis: its user and its folder.
FROM localhost/lotrinh-debian-servers:1
RUN usermod --uid 999 --non-unique redis && rm -rf /data \
    && install --directory --owner=redis --group=redis --mode=0755 /data
VOLUME /data
WORKDIR /data
CMD ["redis-server", "--protected-mode", "no"]
