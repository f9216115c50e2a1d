# Every target makes .venv by itself when it is missing or when setup.cfg, pyproject.toml or constraints.txt changed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
CODE := sidecar deploy mappings tests
ROWS ?= 1000000
ROUNDS ?= 3
PINNED ?=
MINUTES ?= 10

.DEFAULT_GOAL := help
.PHONY: help demo test lint format types imports unit bench fuzz soak constraints clean

help: ## Tell what there is to make
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1@\2/p' $(MAKEFILE_LIST) | column -t -s@

demo: $(READY) ## Start an Elasticsearch, bring real rows in, and show how the runs went
	@$(BIN)/sidecar demo

test: lint types imports ## Check everything: style, types, imports, and all tests on real servers
	@$(BIN)/pytest -m "not benchmark and not soak"

lint: $(READY) ## Check style and format
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/ruff format --check $(CODE)

format: $(READY) ## Put the code into its format
	@$(BIN)/ruff check --fix $(CODE)
	@$(BIN)/ruff format $(CODE)

types: $(READY) ## Check types
	@$(BIN)/mypy --strict sidecar

imports: $(READY) ## Check that imports point down only
	@$(BIN)/lint-imports --no-logo

unit: $(READY) ## Run the tests that need no server
	@$(BIN)/pytest tests/unit

bench: $(READY) ## Measure speed and memory (ROWS=1000000 ROUNDS=3 PINNED=1)
	@$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[bench]'
	@SIDECAR_TEST_BENCH_ROWS=$(ROWS) SIDECAR_TEST_BENCH_ROUNDS=$(ROUNDS) SIDECAR_TEST_BENCH_PINNED=$(PINNED) \
	  $(BIN)/pytest -m benchmark -s tests/benchmarks

fuzz: $(READY) ## Send requests by chance to a running service, for a while (MINUTES=10)
	@SIDECAR_TEST_FUZZ_MINUTES=$(MINUTES) $(BIN)/pytest -s tests/acceptance/test_fuzz.py

soak: ROUNDS = 100
soak: $(READY) ## Break things at random for a long time (ROUNDS=100 SEED=...)
	@SIDECAR_TEST_ROUNDS=$(ROUNDS) SIDECAR_TEST_SEED=$(or $(SEED),$(shell date +%s)) $(BIN)/pytest -m soak -s tests/acceptance

constraints: ## Pin the newest versions of everything, from an environment of its own
	@rm -rf .build/pins && $(PYTHON) -m venv .build/pins
	@.build/pins/bin/pip install --quiet --disable-pip-version-check --editable '.[all,bench]'
	@.build/pins/bin/pip freeze --exclude-editable | LC_ALL=C sort --ignore-case > constraints.txt
	@rm -rf .build/pins

clean: ## Remove everything that was made, the unpacked test servers too
	@rm -rf $(VENV) .build build dist ./*.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): setup.cfg pyproject.toml constraints.txt
	@command -v $(PYTHON) >/dev/null || { echo "Install Python 3.11 or newer ($(PYTHON) is not there; name another with make PYTHON=...)."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Install Python 3.11 or newer: $$($(PYTHON) --version) is too old (name another with make PYTHON=...)."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Install Python's venv module (on Debian: apt-get install python3-venv)."; exit 1; }
	@[ -x $(BIN)/python ] || { echo "Making $(VENV)."; $(PYTHON) -m venv $(VENV); }
	@echo "Installing the sidecar and its tools into $(VENV)."
	@$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test]'
	@touch $@
