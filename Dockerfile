# One image for web, worker and beat; docker-compose.yml says which command each runs.
FROM python:3.11.11-slim-bookworm AS requirements

RUN python -m venv /opt/lotrinh
ENV PATH=/opt/lotrinh/bin:$PATH
# Requirements first: a change of the code does not install them again.
COPY requirements.lock ./
RUN pip install --no-cache-dir --disable-pip-version-check --no-compile \
        --require-hashes -r requirements.lock \
    && python -m compileall -q /opt/lotrinh/lib

FROM python:3.11.11-slim-bookworm

ENV PATH=/opt/lotrinh/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    VAR_DIR=/var/lib/lotrinh STATIC_ROOT=/app/collected WEB_ADDRESS=unix:/run/lotrinh/web.sock
# Folders that volumes cover: a volume takes owner and mode from here.
RUN useradd --system --uid 10001 --user-group --no-create-home --home-dir /nonexistent lotrinh \
    && install --directory --owner=lotrinh --group=lotrinh --mode=0750 \
        /var/lib/lotrinh /var/backups/lotrinh \
    && install --directory --owner=lotrinh --group=lotrinh --mode=0755 /run/lotrinh
COPY --from=requirements /opt/lotrinh /opt/lotrinh
WORKDIR /app

# Only what runs: no tests, no git, nothing of var/.
COPY LICENSE manage.py ./
COPY docs/huong-dan docs/huong-dan
COPY fixtures fixtures
COPY locale locale
COPY static static
COPY templates templates
COPY tracker tracker
COPY indicators indicators
COPY assignments assignments
COPY reports reports
# Static files belong to the version, so that they stand in the image. The key is of this step only.
RUN python -m compileall -q . \
    && VAR_DIR=/tmp/building python manage.py collectstatic --no-input --verbosity 0 \
    && rm -r /tmp/building

USER lotrinh
CMD ["gunicorn", "--config=python:tracker.deployment.gunicorn", "tracker.wsgi"]
