# Two commands matter: `make demo` and `make test`. Both make their environment themselves, need nothing but
# Debian, Python 3.11 with venv and make, and take seconds to start the next time.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
SOVANG := $(VENV)/bin/sovang
DEMO := demo/sovang.db

PIP_INSTALL := $(PY) -m pip install -qq --disable-pip-version-check
# What an environment holds follows from these files, so a stamp is as old as its environment.
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
# What checks pages in a browser; see tests/browser/needs.py for what else that needs.
BROWSER := tests/browser
READY_BROWSER := $(BROWSER)/node_modules/.ready

.DEFAULT_GOAL := help
.PHONY: help demo test test-browser browser-needs screenshots floor confidence benchmark lint lint-rules lint-format lint-types format lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(READY) ## build an archive from the bundled sample pages and serve it on loopback (PORT=8001, else a free one)
	@mkdir -p $(dir $(DEMO))
	$(SOVANG) build corpus/samples --db $(DEMO)
	@trap : INT; $(SOVANG) serve --db $(DEMO) $(if $(PORT),--port $(PORT)) || [ $$? -eq 130 ] # Ctrl-C is how it ends

test: $(READY_DEV) ## run all tests (ARGS="-k name" picks some), those in a browser where Chromium, Java and npm are
	@if $(PY) $(BROWSER)/needs.py; then $(MAKE) --no-print-directory $(READY_BROWSER) || true; fi # without it those tests say so
	$(PY) -m pytest $(ARGS)

test-browser: $(READY_DEV) $(READY_BROWSER) ## run the tests of the website in a browser
	SOVANG_BROWSER=required $(PY) -m pytest $(BROWSER) $(ARGS)

screenshots: $(READY_DEV) $(READY_BROWSER) ## take the pictures of docs/screenshots anew
	PYTHONPATH=.:tests $(PY) -P $(BROWSER)/screenshots.py

floor: $(READY_DEV) ## raise the floor of the figures on tests/gold to what is reached now
	PYTHONPATH=.:tests $(PY) tests/floor.py

confidence: $(READY_DEV) ## count anew how sure records of each kind are, and print how far that holds
	PYTHONPATH=.:tests $(PY) tests/calibrate.py

benchmark: $(READY_DEV) ## time cleaning, reading, resolving, deciding, searching and the website, and compare cleaners
	PYTHONPATH=.:tests $(PY) tests/benchmarks/cleaning.py
	PYTHONPATH=.:tests $(PY) tests/benchmarks/reading.py
	PYTHONPATH=.:tests $(PY) tests/benchmarks/resolving.py
	PYTHONPATH=.:tests $(PY) tests/benchmarks/deciding.py
	PYTHONPATH=.:tests $(PY) tests/benchmarks/searching.py
	PYTHONPATH=.:tests $(PY) tests/benchmarks/site.py

lint: lint-rules lint-format lint-types ## check style and types

lint-rules: $(READY_DEV)
	$(PY) -m ruff check

lint-format: $(READY_DEV)
	$(PY) -m ruff format --check

lint-types: $(READY_DEV)
	$(PY) -m mypy

format: $(READY_DEV) ## put the code into the house's style
	$(PY) -m ruff check --fix
	$(PY) -m ruff format

lock: $(READY_DEV) ## write the lock files anew (UPGRADE=--upgrade for newer versions)
	$(COMPILE) --output-file requirements.lock pyproject.toml
	$(COMPILE) --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

# How the locks are made stands in pyproject.toml, what is held back for the oldest Python in constraints.txt.
COMPILE = CUSTOM_COMPILE_COMMAND="make lock" $(PY) -m piptools compile --constraint constraints.txt $(UPGRADE)

clean: ## remove the environment, the demo and what the tools left
	rm -rf $(VENV) $(BROWSER)/node_modules demo build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

# The development environment holds the runtime's: once it is there, it is kept, and serves for `make demo` too.
$(READY): requirements.lock pyproject.toml
	@$(call install,$(if $(wildcard $(READY_DEV)),requirements-dev.lock,requirements.lock))
	@touch $@

$(READY_DEV): requirements-dev.lock pyproject.toml
	@$(call install,requirements-dev.lock)
	@touch $(READY) $@

browser-needs:
	@$(PYTHON) $(BROWSER)/needs.py

$(READY_BROWSER): $(BROWSER)/package.json $(BROWSER)/package-lock.json | browser-needs
	@echo "Installing what checks pages into $(BROWSER)/node_modules"
	@cd $(BROWSER) && npm ci --loglevel=error >/dev/null
	@touch $@

# setuptools comes from the lock as well (no build isolation), so nothing is fetched that has no hash.
# An environment whose installing did not come to its end (it has no stamp: the stamps go first), or whose Python has
# gone, is made anew.
define install
$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed: make PYTHON=python3.11 ..." if sys.version_info < (3, 11) else 0)' && \
echo "Installing $(1) into $(VENV) (the first time this takes some minutes)" && \
{ { [ -e $(READY) ] && $(PY) -m pip --version >/dev/null 2>&1; } || $(PYTHON) -m venv --clear $(VENV); } && \
rm -f $(READY) $(READY_DEV) && \
$(PIP_INSTALL) --require-hashes --requirement $(1) && \
$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
endef
