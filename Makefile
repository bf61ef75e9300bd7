# Everything goes through `make`; `make help` lists it. Only python3 (3.11 or newer) and make are needed.
PYTHON ?= python3
PORT ?= 8000
VENV := .venv
PY := $(VENV)/bin/python
RUN_STAMP := $(VENV)/.runtime-installed
DEV_STAMP := $(VENV)/.development-installed
PIP_INSTALL := $(PY) -m pip install --disable-pip-version-check --quiet --require-hashes
export PYTHONPATH := $(CURDIR):$(CURDIR)/clients/python/src

.DEFAULT_GOAL := help
.PHONY: help run test test-fast prove bench check lock clean

help: ## What there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(RUN_STAMP) ## Set up and serve with demo data on http://127.0.0.1:8000 (PORT=)
	$(PY) -m app run --port $(PORT)

test: check ## All that CI checks, on both databases
	$(PY) -m pytest -q -n 2 --dist loadgroup -m "not prove" tests

test-fast: $(DEV_STAMP) ## Rules, services and routes on SQLite, below a minute
	SWEET17_TEST_DB=sqlite $(PY) -m pytest -q -n 2 -m "not prove" tests/app tests/api

prove: $(DEV_STAMP) ## The proofs at full size, on a durable PostgreSQL
	SWEET17_TEST_DB=postgresql $(PY) -m pytest -q -n 2 -m prove tests

bench: $(DEV_STAMP) ## How fast it is, as ratios within one run; written to bench/results/
	$(PY) -m bench

check: $(DEV_STAMP) ## Lint, format, types, direction of imports
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

lock: ## Write the lock files anew from pyproject.toml (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  pyproject.toml --output-file requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  pyproject.toml --extra dev --constraint requirements.lock --output-file requirements-dev.lock

clean: ## Remove what was installed and built; data in var/ stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

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
