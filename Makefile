# The two commands of a newcomer: make run, make test. The rest is for those who develop.
PORT ?= 8000
PYTHON3 ?= python3
VENV := .venv
PYTHON := $(VENV)/bin/python
# Compiled tests are kept even where the shell keeps none: else every process compiles all of them.
PYTEST := env -u PYTHONDONTWRITEBYTECODE $(PYTHON) -m pytest --numprocesses 2 --dist worksteal
.DEFAULT_GOAL := help

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

# pip is asked for, not just the interpreter: without Debian's python3-venv half a folder is made.
define environment
	@$(PYTHON3) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo 'Python 3.11 or newer is needed: make $@ PYTHON3=/path/to/python3'; exit 1; }
	@$(PYTHON) -m pip --version >/dev/null 2>&1 || $(PYTHON3) -m venv --clear $(VENV) \
		|| { echo 'Python cannot make an environment here. On Debian: apt install python3-venv'; exit 1; }
endef

# What requirements.txt asks for with all that it needs in turn: these versions, these files.
$(VENV)/.run: requirements.lock
	$(environment)
	@echo 'Installing what the product needs; once only.'
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(VENV)/.test: $(VENV)/.run tests/requirements.txt
	$(PYTHON) -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	@touch $@

# No shell stands between make and the server: what stops make stops the server.
run: export DEMONSTRATION := 1
run: $(VENV)/.run ## start the demonstration at http://127.0.0.1:8000 (PORT=...)
	@$(PYTHON) manage.py serve --port $(PORT) --demonstration

# On PostgreSQL first, if it is installed; on SQLite last, with browser and services.
test: $(VENV)/.test ## lint, format, types, import contracts and the whole suite on both databases
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy .
	$(VENV)/bin/lint-imports
	$(PYTHON) -m tests.services.postgres -- $(PYTEST) --second-database
	$(PYTEST)

# The first time it makes images from Debian's packages (minutes); they are kept in ~/.cache.
test-containers: $(VENV)/.test ## docker-compose.yml really run, by podman (needs root)
	$(PYTHON) -m pytest --containers --verbose tests/containers

bench: $(VENV)/.test ## pages at 50 thousand to 10 million figures, files, crowds, browser: docs/benchmarks.md
	$(PYTHON) -m tests.bench

pictures: $(VENV)/.test ## the pictures of docs/huong-dan and of the README anew (needs Chromium)
	$(PYTHON) -m tests.journeys.pictures

lock: $(VENV)/.test ## requirements.lock anew, after a change of requirements.txt
	$(VENV)/bin/pip-compile --quiet --generate-hashes --strip-extras --no-header --no-emit-options \
		--output-file requirements.lock requirements.txt

messages: $(VENV)/.test ## collect and compile the interface texts (needs gettext)
	$(PYTHON) manage.py makemessages --locale vi --no-location --ignore '.venv/*' --ignore 'tests/*'
	$(PYTHON) manage.py compilemessages --locale vi

.PHONY: help run test test-containers bench pictures lock messages
