# make help lists what there is. Everything installs itself into .venv the first time.

HOST ?= 127.0.0.1
PORT ?= 8000
NAME = $(if $(filter 0.0.0.0,$(HOST)),$(shell hostname),$(HOST))
SITE_URL ?= http://$(NAME):$(PORT)
POSTGRES_URL ?= postgres://postgres@127.0.0.1:5432/postgres
COMMA = ,
FIND_PYTHON = for p in python3.14 python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; exit; }; done
PYTHON ?= $(shell $(FIND_PYTHON))
RUN = .venv/bin/python
DEV = DEBUG=1 $(RUN)

.DEFAULT_GOAL := help
.PHONY: help bench run test test-postgres test-browser lint format migrations-check check-deploy screenshots lock clean

help:  ## explain each target
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## */\1|/' | awk -F'|' '{printf "  %-18s %s\n", $$1, $$2}'

run: .venv/run  ## set up what is missing, fill the board with adverts, serve it at http://HOST:PORT, a worker beside it
	@$(DEV) manage.py migrate --verbosity 0
	@$(DEV) manage.py load_vocabulary --if-empty
	@$(DEV) manage.py load_demo
	@$(DEV) manage.py load_demo_people
	@echo "Rolefeed is at http://$(NAME):$(PORT) (stop it with Ctrl+C)"
	@SITE_URL=$(SITE_URL) ALLOWED_HOSTS=$(if $(filter 0.0.0.0,$(HOST)),*,$(HOST)$(COMMA)localhost$(COMMA)127.0.0.1$(COMMA)$(shell hostname)) \
		$(DEV) manage.py run $(HOST):$(PORT)

test: .venv/dev  ## all but the browser tests, on SQLite
	@$(RUN) -m pytest -n auto -q

test-postgres: .venv/dev  ## the same, on the PostgreSQL at POSTGRES_URL
	@DATABASE_URL=$(POSTGRES_URL) $(RUN) -m pytest -n auto -q

test-browser: .venv/dev  ## journeys and accessibility, in headless Chromium
	@$(RUN) -m pytest -q -m browser tests/browser

lint: .venv/dev  ## style of Python and templates
	@$(RUN) -m ruff check . && $(RUN) -m ruff format --check . && $(RUN) -m djlint --lint --quiet templates

format: .venv/dev  ## put the style right
	@$(RUN) -m ruff check --fix . ; $(RUN) -m ruff format .

migrations-check: .venv/dev  ## every change of a model has its migration
	@$(DEV) manage.py makemigrations --check --dry-run

check-deploy: .venv/dev  ## Django's own check, with production settings
	@SECRET_KEY=$$($(RUN) -c 'import secrets; print(secrets.token_urlsafe(60))') ALLOWED_HOSTS=rolefeed.example \
		$(RUN) manage.py check --deploy --fail-level WARNING

screenshots: .venv/dev  ## the pictures in docs/screenshots, from a fresh demo board
	@$(DEV) scripts/screenshots.py

bench: .venv/dev  ## measure search and pages (SIZES="1000 10000 100000", or SIZE=1m) and write docs/performance.md
	@POSTGRES_URL=$(POSTGRES_URL) $(RUN) scripts/bench.py

lock: .venv/dev  ## compile requirements*.in to requirements*.txt
	@$(RUN) -m pip install --quiet uv
	@$(RUN) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make lock" requirements.in -o requirements.txt
	@$(RUN) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make lock" requirements-dev.in -o requirements-dev.txt

clean:  ## remove the virtual environment and the development database
	rm -rf .venv db.sqlite3 db.sqlite3-wal db.sqlite3-shm staticfiles

.venv/made:
	@test -n "$(PYTHON)" || { echo "Rolefeed needs Python 3.11 or newer with venv. On Debian and Ubuntu: apt-get install python3 python3-venv"; exit 1; }
	@echo "Making a virtual environment with $(PYTHON)"
	@$(PYTHON) -m venv .venv && touch $@

.venv/run: .venv/made requirements.txt
	@echo "Installing what the site needs"
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt && touch $@

.venv/dev: .venv/made requirements-dev.txt
	@echo "Installing what the tests need"
	@$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt && touch $@
