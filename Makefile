# Everything sets up what it needs: a virtual environment in $(VENV) with the versions of constraints.txt.
PYTHON ?= python3
VENV ?= .venv
ROUNDS ?= 200
DAYS ?= 3650
BIN := $(VENV)/bin

.PHONY: help setup demo test test-wordpress test-browser test-dataset lint types ci recordings constraints clean kill-storm long-life

help: ## Say what there is
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 18

setup: $(VENV)/.ready ## Make the virtual environment

$(VENV)/.ready: pyproject.toml setup.py constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed; make PYTHON=/path/to/python3.12"; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q --disable-pip-version-check -c constraints.txt setuptools
	$(BIN)/pip install -q --disable-pip-version-check -c constraints.txt --no-build-isolation -e '.[dev]'
	@touch $@

demo: setup ## Crawl both sites from the recordings in the repository, into build/demo
	@rm -rf build/demo
	@$(BIN)/shahrkarimeh crawl --replay recordings/shahrekarimeh.warc.gz recordings/qomshora.warc.gz --data build/demo

test: setup ## Run every test that needs no server
	$(BIN)/python -m pytest -q -m 'not wordpress and not browser and not dataset'
	@echo "Left out: the tests against a real WordPress (make test-wordpress; as root, on Debian) and those in a browser (make test-browser), and those with researchers' tools (make test-dataset)."

test-wordpress: setup ## Crawl a real WordPress through each door (root, Debian packages)
	$(BIN)/python -m pytest -q -m wordpress

test-browser: setup ## Open the coverage page in headless Chromium (Debian; installs it as root where it is missing)
	$(BIN)/python -m pytest -q -m browser

test-dataset: $(VENV)-dataset/.ready ## Open an export with researchers' tools (pandas, polars, frictionless, R, Datasette …), run docs/dataset.md
	$(VENV)-dataset/bin/python -m pytest -q -m dataset -o filterwarnings=ignore tests/test_dataset.py tests/test_walk.py

$(VENV)-dataset/.ready: tests/dataset-requirements.txt
	$(PYTHON) -m venv $(VENV)-dataset
	$(VENV)-dataset/bin/pip install -q --disable-pip-version-check -r tests/dataset-requirements.txt
	@touch $@

kill-storm: setup ## Kill crawls of a real WordPress at random moments, cut files at every byte: make kill-storm ROUNDS=200
	$(BIN)/python -m tests.storm --rounds $(ROUNDS)
	SHAHRKARIMEH_STRIDE=1 $(BIN)/python -m pytest -q tests/test_crash.py

long-life: setup ## Ten years of daily crawls of a growing site, days made short: make long-life DAYS=3650
	$(BIN)/python -m benchmarks.life --days $(DAYS)

lint: setup ## ruff: format and rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: setup ## mypy, strict
	$(BIN)/mypy shahrkarimeh

ci: ## What CI runs: all of the above, and the tests on every other supported Python there is
	.ci/run

recordings: setup ## Make the recordings anew from a real WordPress (root)
	$(BIN)/python -m tests.wordpress.record

constraints: ## Resolve the pinned versions anew: make constraints PYTHONS="python3.11 python3.12 python3.13"
	$(PYTHON) tools/constraints.py $(PYTHONS)

clean: ## Remove what was built
	rm -rf build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache $(VENV) $(VENV)-dataset
