# One image for web, worker and beat; docker-compose.yml says which command each runs.
FROM python:3.11.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 VAR_DIR=/var/lib/lotrinh
RUN useradd --system --uid 10001 --no-create-home lotrinh \
    && install --directory --owner=lotrinh --group=lotrinh --mode=0750 /var/lib/lotrinh
WORKDIR /app

# Requirements first: a change of the code does not install them again.
COPY requirements.txt ./
RUN pip install --no-cache-dir --disable-pip-version-check -r requirements.txt

# Only what runs: no tests, no git, nothing of var/.
COPY LICENSE manage.py ./
COPY fixtures fixtures
COPY locale locale
COPY static static
COPY templates templates
COPY tracker tracker
COPY indicators indicators
COPY assignments assignments
COPY reports reports
RUN python -m compileall -q .

USER lotrinh
VOLUME /var/lib/lotrinh
EXPOSE 8000
CMD ["gunicorn", "tracker.wsgi", "--bind=0.0.0.0:8000", "--worker-class=gthread", \
     "--workers=2", "--threads=8", "--worker-tmp-dir=/dev/shm", "--access-logfile=-"]
