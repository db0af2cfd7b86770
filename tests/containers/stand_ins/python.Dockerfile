# Stands in for python:3.11-slim: the same names on the PATH, and a pip that may install.
FROM localhost/lotrinh-debian-python:1
RUN ln -s /usr/bin/python3 /usr/local/bin/python \
    && ln -s /usr/bin/python3 /usr/local/bin/python3 \
    && rm -f /usr/lib/python3*/EXTERNALLY-MANAGED
CMD ["python3"]
