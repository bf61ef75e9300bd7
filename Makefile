# Everything goes through `make`; `make help` lists it. Only python3 (3.11 or newer) and make are needed.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
PY := $(VENV)/bin/python
RUN_STAMP := $(VENV)/.runtime-installed
DEV_STAMP := $(VENV)/.development-installed
WEB := clients/web
WITH_NODE := $(CURDIR)/$(WEB)/scripts/with-node
WEB_STAMP := $(WEB)/node_modules/.installed
PAGES := $(WEB)/dist/.built
WEB_SOURCES := $(wildcard $(WEB)/*.html $(WEB)/*.ts $(WEB)/*.config.js) $(shell find $(WEB)/src 2>/dev/null)
OPENAPI := build/openapi.json
PIP_INSTALL := $(PY) -m pip install --disable-pip-version-check --quiet --require-hashes
SUBMAKE := $(MAKE) --no-print-directory
export PYTHONPATH := $(CURDIR):$(CURDIR)/clients/python/src

.DEFAULT_GOAL := help
.PHONY: help run pages test test-fast prove bench check web-check web-types openapi browser lock clean

help: ## What there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(RUN_STAMP) ## Set up and serve with demo data on http://127.0.0.1:8000 (PORT=)
	@$(SUBMAKE) pages || echo "The pages could not be built (reason above). The API serves without them; \`make pages\` tries again." >&2
	$(PY) -m app run --port $(PORT)

pages: $(PAGES) ## Build the web pages into clients/web/dist

test: check ## All that CI checks, on both databases
	@$(SUBMAKE) pages || { [ -z "$$CI" ] && echo "Going on without the pages." >&2; }
	$(PY) -m pytest -q -n 2 --dist loadgroup -m "not prove" tests

test-fast: $(DEV_STAMP) ## Rules, services and routes on SQLite alone
	SWEET17_TEST_DB=sqlite $(PY) -m pytest -q -n 2 -m "not prove" tests/app tests/api

prove: $(DEV_STAMP) ## The proofs at full size, on a durable PostgreSQL; each route on each database
	SWEET17_TEST_DB=postgresql $(PY) -m pytest -q -n 2 -m prove tests
	SWEET17_TEST_DB=both $(PY) -m pytest -q -n 2 -m "not prove" tests/api

bench: $(DEV_STAMP) ## How fast it is, as ratios within one run; written to bench/results/
	$(PY) -m bench

check: $(DEV_STAMP) ## Lint, format, types, direction of imports
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	@if $(SUBMAKE) $(WEB_STAMP); then $(SUBMAKE) web-check; \
	else [ -z "$$CI" ] && echo "The web sources stay unchecked: Node or its packages could not be had." >&2; fi

web-check: $(WEB_STAMP) openapi ## Types, lint, format and tests of the web sources; their API types against our OpenAPI
	cd $(WEB) && $(WITH_NODE) npm run --silent check
	cd $(WEB) && $(WITH_NODE) npm test --silent
	cd $(WEB) && $(WITH_NODE) npm run --silent types -- $(CURDIR)/$(OPENAPI) --check

web-types: $(WEB_STAMP) openapi ## Write the web sources' API types anew from our OpenAPI
	cd $(WEB) && $(WITH_NODE) npm run --silent types -- $(CURDIR)/$(OPENAPI)

openapi: $(RUN_STAMP)
	@mkdir -p $(dir $(OPENAPI))
	@$(PY) $(WEB)/scripts/openapi.py > $(OPENAPI)

browser: ## Install Debian's Chromium for the tests of the pages, where none is found
	@if [ -n "$$SWEET17_CHROMIUM" ] || command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null; then echo "Chromium is here."; \
	elif ! command -v apt-get >/dev/null; then \
	  echo "Install Chromium and name it with SWEET17_CHROMIUM=/path/to/chromium" >&2; exit 1; \
	else \
	  [ "$$(id -u)" = 0 ] || as="sudo"; $$as apt-get update; install="$$as apt-get install --yes --no-install-recommends"; \
	  $$install chromium-headless-shell || $$install chromium; fi

lock: ## Write the lock files anew from pyproject.toml (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  pyproject.toml --output-file requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  pyproject.toml --extra dev --constraint requirements.lock --output-file requirements-dev.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --group pages --output-file requirements-pages.lock

clean: ## Remove what was installed and built; data in var/ stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build $(WEB)/dist $(WEB)/node_modules

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Sweet Seventeen needs Python 3.11 or newer; name it with PYTHON=/path/to/python3" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(RUN_STAMP): requirements.lock | $(PY)
	$(PIP_INSTALL) -r requirements.lock
	@touch $@

# The development lock holds everything of the other one at the same versions.
$(DEV_STAMP): requirements-dev.lock requirements.lock | $(PY)
	$(PIP_INSTALL) -r requirements-dev.lock
	@touch $@ $(RUN_STAMP)

$(WEB_STAMP): $(WEB)/package-lock.json $(WEB)/package.json | $(PY)
	cd $(WEB) && $(WITH_NODE) npm ci --no-audit --no-fund --loglevel error \
	  --fetch-retries 2 --fetch-retry-mintimeout 2000 --fetch-retry-maxtimeout 10000
	@touch $@

$(PAGES): $(WEB_SOURCES) $(WEB_STAMP)
	cd $(WEB) && $(WITH_NODE) npm run --silent build -- --logLevel warn
	@touch $@
