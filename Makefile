# Every target makes the environment it needs, once: a second call goes straight to work.
# Another Python or another place for the environment: make test PYTHON=python3.12 VENV=/tmp/env

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
# Compiling every module of every dependency would add 60 MB; those in use are compiled when first run.
INSTALL := $(BIN)/python -m pip --disable-pip-version-check --quiet install --no-compile

LETTER := examples/letter.txt --date 2020-05-14 --publisher "Shanghai Cooperation Organisation"

.PHONY: demo test lint types bench train clean
.DEFAULT_GOAL := demo

demo: $(VENV)/.made
	@$(BIN)/comity read $(LETTER)
	@echo
	@echo "That was examples/letter.txt. Now your own, a text, HTML, PDF or Word file, a folder or a web address:"
	@echo
	@echo "    $(BIN)/comity read FILE --date 2024-05-31 --publisher \"Ministry of Foreign Affairs\""
	@echo "    $(BIN)/comity read FILE --format jsonl -o records.jsonl"

test: $(VENV)/.made-dev
	$(BIN)/python -m pytest

lint: $(VENV)/.made-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.made-dev
	$(BIN)/mypy

bench: $(VENV)/.made-dev
	$(BIN)/python -m bench

train: $(VENV)/.made-train
	$(BIN)/python -m training.train --shared ../shared --out src/comity/reader/model

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Comity needs Python 3.11 or newer; name one with PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# A stamp newer than pyproject.toml says that the environment holds what it lists.
$(VENV)/.made: pyproject.toml | $(BIN)/python
	@echo "Setting up $(VENV): about a minute the first time." >&2
	$(INSTALL) --editable .
	@touch $@

$(VENV)/.made-dev: pyproject.toml | $(BIN)/python
	@echo "Setting up $(VENV) with the tools for tests: about a minute the first time." >&2
	$(INSTALL) --editable ".[dev]"
	@touch $@ $(VENV)/.made

$(VENV)/.made-train: pyproject.toml | $(BIN)/python
	@echo "Setting up $(VENV) for training: torch is large, this takes some minutes the first time." >&2
	$(INSTALL) --editable ".[dev,train]"
	@touch $@ $(VENV)/.made-dev $(VENV)/.made
