# The two commands of a newcomer: make run, make test. The rest is for those who develop.
PORT ?= 8000
VENV := .venv
PYTHON := $(VENV)/bin/python
.DEFAULT_GOAL := help

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

$(VENV)/.run: requirements.txt
	test -x $(PYTHON) || python3 -m venv $(VENV)
	$(PYTHON) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/.test: requirements.txt tests/requirements.txt
	test -x $(PYTHON) || python3 -m venv $(VENV)
	$(PYTHON) -m pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	touch $@

run: $(VENV)/.run ## start the demonstration at http://127.0.0.1:8000 (PORT=...)
	DEMONSTRATION=1 $(PYTHON) manage.py serve --port $(PORT) --demonstration

test: $(VENV)/.test ## lint, format, types, import contracts and the whole suite
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy .
	$(VENV)/bin/lint-imports
	$(PYTHON) -m pytest --numprocesses 2 --dist loadscope

bench: $(VENV)/.test ## time and queries of the main pages as ratios to a bare query
	$(PYTHON) -m tests.bench

messages: $(VENV)/.test ## collect and compile the interface texts (needs gettext)
	$(PYTHON) manage.py makemessages --locale vi --no-location --ignore '.venv/*' --ignore 'tests/*'
	$(PYTHON) manage.py compilemessages --locale vi

.PHONY: help run test bench messages
