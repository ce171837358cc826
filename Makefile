# make setup | run | test | check | bench: setup only makes the environment; each of the others does it first when needed.
.DEFAULT_GOAL := help
.PHONY: help setup run test check bench
SHELL := bash
export UV_PROJECT_ENVIRONMENT ?= .venv
BIN := $(UV_PROJECT_ENVIRONMENT)/bin

help:
	@echo "make run     everything on this machine: Postgres, Airflow, stand-in sites; UI and login are printed"
	@echo "make test    all checks and all tests"
	@echo "make check   ruff, mypy, sqlfluff"
	@echo "make bench   measures, and writes BENCHMARKS.md"
	@echo "make setup   only the environment"

$(BIN)/.ready: uv.lock pyproject.toml bootstrap.sh
	@bash bootstrap.sh
	@touch $@

setup: $(BIN)/.ready

run: setup
	@$(BIN)/briefwire up

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/sqlfluff lint --processes 2 --disable-progress-bar schema

test: check
	$(BIN)/python -m tests

bench: setup
	$(BIN)/python -m benches
