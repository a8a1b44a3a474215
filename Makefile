# Everything a contributor types. The first target that needs it builds .venv from requirements.lock; later ones reuse it.
# Needs Python 3.11 or newer with its venv module, make and git. Another Python: make run PYTHON=python3.12

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
UV := $(BIN)/uv
STAMP := $(VENV)/.installed
BRANDS = $(notdir $(wildcard guidelines/brands/*))
# The other build scripts read data that is not in the repository.
GENERATORS = $(filter-out scripts/build_syllables.py scripts/build_words.py,$(wildcard scripts/build_*.py))
YAML = $(wildcard guidelines eval .yamllint.yaml .pre-commit-config.yaml)

export PIP_DISABLE_PIP_VERSION_CHECK = 1
export GRADIO_ANALYTICS_ENABLED = False
export DO_NOT_TRACK = 1

# uv does not read pip's settings: whoever set an index for pip only means it for us too.
USE_INDEX = index="$${PIP_INDEX_URL:-$$($(PY) -m pip config get global.index-url 2>/dev/null || true)}"; \
	if [ -n "$$index" ] && [ -z "$${UV_DEFAULT_INDEX:-}$${UV_INDEX_URL:-}" ]; then export UV_DEFAULT_INDEX="$$index"; fi

.DEFAULT_GOAL := help
.PHONY: help run test check format-check lint types layers yaml guidelines docs-check bench eval evidence docs fmt lock browser postgres wheel clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

run: $(STAMP) ## open the page on 127.0.0.1:7860 with a sample conversation in it
	$(PY) app.py

# Exit code 5 says that none of the tests asked for belong in that part; all parts empty is a mistake in ARGS.
# Two pages at a time on two cores: what a page says after a pause then comes too late for its test.
PARTS = "-n 2 --dist loadfile -m 'not browser and not alone'" "-m 'browser or alone'"
test: $(STAMP) ## run all tests (a subset: make test ARGS="tests/text -x")
	@echo "$(PY) -m pytest $(ARGS)"; ran=; \
	TESTS_CACHE=$$(mktemp -d) && export TESTS_CACHE && trap 'rm -rf "$$TESTS_CACHE"' EXIT && \
	for part in $(PARTS); do \
		eval "set -- $$part"; $(PY) -m pytest "$$@" $(ARGS); code=$$?; \
		case $$code in 0) ran=1 ;; 5) ;; *) exit $$code ;; esac; \
	done; \
	[ -n "$$ran" ] || { echo "make test: no test fits '$(ARGS)'"; exit 5; }

check: format-check lint types layers yaml docs-check test ## everything CI runs (the tests check every brand's guideline)
	@echo "make check: all good"

format-check: $(STAMP)
	$(BIN)/ruff format --check .

lint: $(STAMP)
	$(BIN)/ruff check .

types: $(STAMP)
	$(BIN)/mypy

layers: $(STAMP)
	$(BIN)/lint-imports --no-logo

yaml: $(STAMP)
	$(BIN)/yamllint --strict $(YAML)

guidelines: $(STAMP) ## check every brand's guideline and run the examples of its rules
	@set -e; for brand in $(BRANDS); do \
		echo "guideline $$brand"; \
		$(BIN)/voicekit guideline check "$$brand"; \
		$(BIN)/voicekit rules test --brand "$$brand"; \
	done

docs-check: $(STAMP) ## links, commands, options, targets, settings, rule ids and README sessions are true
	$(PY) -m scripts.check_docs

bench: $(STAMP) ## measure speed and memory against proselint, textstat and one regex per rule
	$(PY) scripts/bench.py $(ARGS)

eval: $(STAMP) ## hold eval/cases and eval/triage against the guidelines (make eval ARGS="--lang de")
	$(BIN)/voicekit eval run --jobs 2 $(ARGS)

evidence: $(STAMP) ## measure what must hold, and write docs/evidence.json (needs the public data beside the checkout)
	$(PY) -m scripts.evidence $(ARGS)

docs: $(STAMP) ## write again what is generated (JSON Schema, reference pages, README sessions)
	@set -e; for script in $(GENERATORS); do echo "$(PY) $$script"; $(PY) "$$script"; done
	$(PY) -m scripts.check_docs --write

fmt: $(STAMP) ## format the code and apply ruff's safe fixes
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(UV) ## choose newest allowed versions again and write requirements.lock
	@$(USE_INDEX); $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
		--all-extras --group dev --no-annotate --no-header \
		--output-file requirements.lock pyproject.toml
	@if grep -n '://' requirements.lock; then echo "requirements.lock must not name a host"; exit 1; fi

browser: ## make sure Chromium is on PATH (Debian, Ubuntu: installs it)
	@command -v chromium || command -v chromium-browser || { \
		command -v apt-get >/dev/null || { echo "Install Chromium and put it on PATH as 'chromium'."; exit 1; }; \
		as_root=; [ "$$(id -u)" = 0 ] || as_root="sudo -n"; \
		$$as_root apt-get update -q && \
		$$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends chromium </dev/null; }

# Only the programs are wanted: the tests make servers of their own, so Debian shall not set one up and start it.
postgres: ## make sure PostgreSQL's programs are there (Debian, Ubuntu: installs them, starts nothing)
	@command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || { \
		command -v apt-get >/dev/null || { echo "Install PostgreSQL's server and put initdb on PATH."; exit 1; }; \
		as_root=; [ "$$(id -u)" = 0 ] || as_root="sudo -n"; \
		$$as_root mkdir -p /etc/postgresql-common/createcluster.d && \
		echo "create_main_cluster = false" | $$as_root tee /etc/postgresql-common/createcluster.d/voicekit.conf >/dev/null && \
		$$as_root apt-get update -q && \
		$$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends postgresql </dev/null; }

wheel: $(STAMP) ## build the wheel and the source archive into dist/
	@$(USE_INDEX); $(UV) build --python $(PY) --no-build-isolation --out-dir dist

clean: ## delete what was built and cached (to start over: also rm -rf .venv)
	rm -rf dist artefacts .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find voicekit tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "voicekit needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) -V 2>/dev/null || echo missing)."; \
		echo "Install one, or name it: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV) || { \
		echo "Python's venv module is missing or broken (Debian, Ubuntu: install python3-venv)."; rm -rf $(VENV); exit 1; }
	$(PY) -m pip install --quiet "uv>=0.9,<1"

# --require-hashes for what comes from the registry; the checkout itself is linked with build tools from the same lock.
$(STAMP): requirements.lock pyproject.toml | $(UV)
	@$(USE_INDEX); \
	$(UV) pip install --quiet --python $(PY) --require-hashes -r requirements.lock && \
	$(UV) pip install --quiet --python $(PY) --no-deps --no-build-isolation -e .
	@touch $(STAMP)
