# Needs Python 3.11 or later and make; everything else goes into .venv.
#   make run     extract the claims of seeds/
#   make test    lint, types, layers, tests
#   make bench [PARTS="speed memory"]   speed, start and memory, each with its target; some parts alone
#   make confidence [SETS="--set NAME TEXTS GOLD ..."]   fit the weights of the records' confidence
.POSIX:
.SUFFIXES:

PYTHON = python3
VENV = .venv
BIN = $(VENV)/bin
# Written last by an install that went through: a second call does not install again.
STAMP = $(VENV)/.installed
RAY_STAMP = $(VENV)/.installed-ray
# A file's tests stay in one process, which loads the model once; a process takes up to a gigabyte.
TEST_OPTIONS = -q -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder
LOCK_OPTIONS = --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate

.PHONY: run test test-slow lint types layers tests confidence bench ray docs lock clean install

run: $(STAMP)
	@$(BIN)/claimx extract seeds/

test: lint types layers tests

install: $(STAMP)

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

layers: $(STAMP)
	$(BIN)/lint-imports --no-cache

tests: $(STAMP)
	$(BIN)/pytest $(TEST_OPTIONS)

# Hours of faults in minutes: random kills, the whole pipeline over repeated strings.
test-slow: $(STAMP)
	$(BIN)/pytest $(TEST_OPTIONS) -m slow

# The weights that ship, on the project's own gold or on the sets that SETS names; weights of your own: claimx fit.
confidence: $(STAMP)
	$(BIN)/python scripts/fit_confidence.py $(SETS)

bench: $(STAMP)
	$(BIN)/python bench/run.py $(PARTS)

# The documentation as a site, in site/; its builder has a lock and an environment of its own.
DOCS = $(VENV)/docs

docs: $(DOCS)/.installed
	$(DOCS)/bin/mkdocs build --strict --quiet

$(DOCS)/.installed: docs/requirements.lock
	@$(PYTHON) -m venv $(DOCS) >&2
	@$(DOCS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r docs/requirements.lock >&2
	@touch $@

# The cluster engine is large (600 MB) and has a lock of its own.
ray: $(RAY_STAMP)

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "claimx needs Python 3.11 or later; try: make PYTHON=python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
	@echo "Installing into $(VENV), once." >&2
	@$(PYTHON) -m venv $(VENV) >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . >&2
	@$(BIN)/python -m pip check --quiet --disable-pip-version-check >&2
	@touch $(STAMP)

$(RAY_STAMP): requirements-ray.lock $(STAMP)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-ray.lock >&2
	@$(BIN)/python -m pip check --quiet --disable-pip-version-check >&2
	@touch $(RAY_STAMP)

# Makes the locks anew (needs uv). A test holds them to contain no address of any registry.
lock:
	uv pip compile $(LOCK_OPTIONS) --extra html --extra parquet --extra report --extra compare --extra serve --group dev pyproject.toml -o requirements.lock
	uv pip compile $(LOCK_OPTIONS) --extra html --extra parquet --extra report --extra compare --extra serve --group build -c requirements.lock pyproject.toml -o requirements-run.lock
	uv pip compile $(LOCK_OPTIONS) --extra ray -c requirements.lock pyproject.toml -o requirements-ray.lock
	uv pip compile $(LOCK_OPTIONS) docs/requirements.in -o docs/requirements.lock

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
