# Stands in for postgres: its user, folders and the variables of its entry point that we use.
FROM localhost/lotrinh-debian-servers:1
COPY postgres-entry /usr/local/bin/docker-entrypoint.sh
RUN usermod --uid 999 --non-unique postgres \
    && chmod 0755 /usr/local/bin/docker-entrypoint.sh \
    && rm -rf /var/lib/postgresql && install --directory --owner=postgres --group=postgres \
        --mode=1777 /var/lib/postgresql/data /run/postgresql \
    && ln -s /usr/lib/postgresql/*/bin/* /usr/local/bin/
ENV PGDATA=/var/lib/postgresql/data LANG=C.UTF-8
VOLUME /var/lib/postgresql/data
STOPSIGNAL SIGINT
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["postgres"]
