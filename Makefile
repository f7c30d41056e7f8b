# make demo   the desk on a sample day          make test   the suite, under three minutes
# make check  lint, types, import contracts     make long   whole shifts, and a cut of every storm
# make i18n   message catalogue                 make wheel  build the package
# make constraints   pin today's versions
# make bench  the table of speed targets         make golden redraw the golden screens
# make pinyin the table by which commands are found by pinyin
# make storm  kills, power cuts, faults, histories by the thousand: writes docs/reliability.md
# make gallery  the pictures of the guide
# make docs   the guide into build/site: a dead link fails       make guide  what of it follows from the program

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: bench demo test long storm check docs gallery guide i18n pinyin wheel constraints golden clean

demo: .venv/.installed
	@$(BIN)/rhythm-tui demo

test: .venv/.installed-dev
	@$(BIN)/python -m pytest -n 3 --dist worksteal -m "not long"

long: .venv/.installed-dev
	@$(BIN)/python -m pytest -n 3 --dist worksteal -m long

# The whole takes hours: make storm STORM="--scale 20", "--only cuts --cuts 50 --seed 7", "--help" for the rest.
storm: .venv/.installed-dev
	PYTHONPATH=tests:tests/desk:tests/ui $(BIN)/python -m storms $(STORM)

check: .venv/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Golden screens are redrawn on purpose only: read the diff before you commit it.
golden: .venv/.installed-dev
	GOLDEN=write $(BIN)/python -m pytest tests/ui tests/test_readme.py

# Keys, commands, playbook, messages, man page and schemas, as the program has them.
guide: .venv/.installed-dev
	PYTHONPATH=tools $(BIN)/python -m guide

# The pictures of the guide, on a clock that stands: read the diff before you commit it.
gallery: .venv/.installed-dev
	PYTHONPATH=tools $(BIN)/python -m gallery

# Without a network, once it is installed; every dead link, missing anchor or page outside the contents fails.
docs: .venv/.installed-docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict

i18n: .venv/.installed-dev
	PYTHONPATH=. $(BIN)/pybabel --quiet extract -F tools/babel.cfg -k msg -k say --no-location --sort-output --omit-header -o data/locale/rhythm.pot src
	$(BIN)/pybabel --quiet update -i data/locale/rhythm.pot -d data/locale -D rhythm -l zh --no-fuzzy-matching \
		--ignore-obsolete --ignore-pot-creation-date --no-wrap
	$(BIN)/pybabel --quiet compile -d data/locale -D rhythm --statistics

# After the names of commands have changed.
pinyin: .venv/.installed-dev
	$(BIN)/python tools/pinyin.py

wheel: .venv/.installed-dev
	$(BIN)/python -m pip wheel . --no-deps --no-build-isolation --quiet --wheel-dir dist

constraints: .venv/.installed-dev
	$(BIN)/python -m pip list --format=freeze --exclude rhythm-tui --exclude pip --exclude setuptools > constraints.txt

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "rhythm-tui needs Python 3.11 or newer: make PYTHON=python3.12 demo")'
	@$(PYTHON) -m venv .venv

.venv/.installed: pyproject.toml constraints.txt | .venv/bin/python
	@echo "Installing rhythm-tui into .venv ..."
	@$(PIP) install -c constraints.txt -e .
	@touch $@

.venv/.installed-dev: pyproject.toml constraints.txt | .venv/bin/python
	@echo "Installing rhythm-tui and its tools into .venv ..."
	@$(PIP) install -c constraints.txt -e '.[dev]'
	@touch $@ .venv/.installed

.venv/.installed-docs: pyproject.toml constraints.txt | .venv/bin/python
	@echo "Installing what builds the guide into .venv ..."
	@$(PIP) install -c constraints.txt -e '.[docs]'
	@touch $@ .venv/.installed

clean:
	rm -rf .venv dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# A desk of a million items, built once, one of ten thousand, and the table of targets in docs/performance.md.
ITEMS ?= 1000000
FEW ?= 10000
OPEN ?= 10000
ROUNDS ?= 10
build/bench-%.db: .venv/.installed-dev
	@mkdir -p build
	@$(BIN)/python tests/bench/build_desk.py $@ --items $* --open $(OPEN)

bench: build/bench-$(ITEMS).db build/bench-$(FEW).db
	@$(BIN)/python tests/bench/bench.py $^ --rounds $(ROUNDS) --write docs/performance.md
