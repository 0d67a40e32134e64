# One Chinese text, published as three sites. `make` alone lists what there is to do.
# Needs make, git and Python 3.11 or newer; everything else is installed into .venv, at the pinned versions.

# The OpenCC to convert with; none: the one that the platform gets, as pyproject.toml says. All three are
# imported by one name, so each has an environment of its own, .venv-opencc-py and the like.
ENGINE ?=
ENGINES := opencc opencc-py opencc-python-reimplemented
ifneq ($(ENGINE),$(filter $(firstword $(ENGINE)),$(ENGINES)))
$(error there is no engine '$(ENGINE)': say one of $(ENGINES))
endif

VENV := .venv$(ENGINE:%=-%)
BIN  := $(VENV)/bin

# The first Python that is new enough; say PYTHON=… to choose another.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo "$$p"; break; }; done)

# More words for the command at hand: make test args="-k rules", make post t="标题" args="--draft".
args ?=

# Not isolated: what is built from source is built by the pinned setuptools.
PIP  := $(BIN)/python -m pip --disable-pip-version-check --no-input install --quiet --no-build-isolation
PINS := $(BIN)/python -m uv pip compile --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-header --no-config --upgrade --quiet

export PYTHONUTF8 := 1
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site test engines serve post import covers cms mermaid check doubts bench profile pins clean

help:
	@echo 'make site            build the whole site into site/'
	@echo 'make test            run every test'
	@echo 'make engines         run the conversion tests with each OpenCC; two of them must agree'
	@echo 'make serve           live preview on http://127.0.0.1:8000/, drafts and scheduled posts included'
	@echo 'make post t="标题"   start a new post'
	@echo 'make import args="FILE …"  bring in posts of Hexo, Hugo, Jekyll, WordPress or pasted articles; --write writes'
	@echo 'make covers          bring remote covers and images under docs/assets/; args="--write" lets the posts name them'
	@echo 'make mermaid         fetch Mermaid, so that pages draw their diagrams (needs Node)'
	@echo 'make cms             fetch the web editor for /admin/ (needs Node; set extra.yiwen.cms in mkdocs.yml)'
	@echo 'make push            show which changed pages search engines would be told of; args="--send" tells them'
	@echo 'make check           posts, code style and types'
	@echo 'make doubts          conversions that an editor should look at again'
	@echo 'make bench           build 100, 1,000 and 5,000 posts beside Hugo and Material, with a table'
	@echo 'make profile         where the time of a build goes'
	@echo 'make pins            renew the pinned versions in requirements/'
	@echo 'make clean           remove everything make has made, .venv included'

site: $(VENV)/.site
	$(BIN)/mkdocs build --strict $(args)

test: $(VENV)/.dev
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile $(args)

# The official OpenCC is tested by `make test`, where the platform gets it.
engines: $(VENV)/.site
	$(MAKE) --no-print-directory test ENGINE=opencc-py args='-q -x tests/unit/chinese'
	$(MAKE) --no-print-directory test ENGINE=opencc-python-reimplemented args='-q -x tests/unit/chinese'
	$(BIN)/python scripts/compare_engines.py .venv-opencc-py/bin/python

serve: $(VENV)/.site
	$(BIN)/python scripts/serve.py $(args)

# The title goes through the environment, so that quotes in it stay quotes.
post: $(VENV)/.site
	@$(BIN)/python scripts/new_post.py $(args) -- "$$t"

import: $(VENV)/.site
	@$(BIN)/python scripts/import_posts.py $(args)

covers: $(VENV)/.site
	@$(BIN)/python scripts/fetch_covers.py $(args)

cms: $(VENV)/.site
	@$(BIN)/python scripts/make_cms.py $(args)

mermaid: $(VENV)/.site
	@$(BIN)/python scripts/fetch_mermaid.py $(args)

push: $(VENV)/.site
	@$(BIN)/python scripts/push_urls.py $(args)

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python scripts/check_posts.py

doubts: $(VENV)/.site
	@$(BIN)/python scripts/report_doubts.py $(args)

bench: $(VENV)/.site
	$(BIN)/python benchmarks/bench.py $(args)

profile: $(VENV)/.site
	$(BIN)/python benchmarks/profile_build.py $(args)

pins: $(BIN)/python
	$(PIP) uv
	$(PINS) --group build --output-file requirements/build.txt
	$(PINS) pyproject.toml --output-file requirements/site.txt
	$(PINS) pyproject.toml --group dev --constraints requirements/site.txt --output-file requirements/dev.txt
	set -e; for engine in $(ENGINES); do \
	  $(PINS) --no-deps --group $$engine --constraints requirements/site.txt --output-file requirements/$$engine.txt; done

clean:
	rm -rf .venv $(ENGINES:%=.venv-%) site .site.next .site.last .site.lock .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache .coverage \
	  htmlcov yiwen.egg-info benchmarks/.env benchmarks/.work benchmarks/results
	find hooks scripts tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps: installed once, and again when what they are made from is newer.

$(BIN)/python:
	@test -n "$(PYTHON)" && "$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Yiwen needs Python 3.11 or newer; here '$(or $(PYTHON),python3)' is $$("$(or $(PYTHON),python3)" --version 2>/dev/null | grep . || echo missing)" >&2; \
	  echo "  mend: install a newer one, or name it: make site PYTHON=/path/to/python3.12" >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "'$(PYTHON)' cannot make virtual environments: its module venv or ensurepip is missing" >&2; \
	  echo "  mend: on Debian and Ubuntu  sudo apt-get install python3-venv" >&2; exit 1; }
	"$(PYTHON)" -m venv --clear $(VENV)

PINNED := requirements
ifneq ($(ENGINE),)
# The same pins, but for OpenCC: this one and no other.
PINNED := $(VENV)
$(VENV)/%.txt: requirements/%.txt requirements/$(ENGINE).txt | $(BIN)/python
	awk '/^[^ ]/ { other = /^opencc(-py|-python-reimplemented)?==/ } !other' $< > $@
	cat requirements/$(ENGINE).txt >> $@
endif

$(VENV)/.site: requirements/build.txt $(PINNED)/site.txt pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes --requirement requirements/build.txt
	$(PIP) --require-hashes --requirement $(PINNED)/site.txt
	PYTHONWARNINGS=ignore $(PIP) --no-deps --editable .
	@touch $@

$(VENV)/.dev: $(PINNED)/dev.txt $(VENV)/.site
	$(PIP) --require-hashes --requirement $(PINNED)/dev.txt
	@touch $@
