# make run     set up what is missing, then start Secundum
# make setup   the set-up alone: virtual environment, system libraries, database, formulary, demo pharmacy
# make test    the whole check
# make coverage  the tests once more, with which lines they reach; tracing them takes twice the time
# make pictures  compare every paper with its picture; RENEW=--renew keeps them as they are now
# make lock    compile requirements/*.in into hash-locked requirements/*.txt

export PYTHON ?= python3
PIP := .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all:
LOCK := uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-header

.PHONY: run setup test coverage pictures lock

run: setup
	@exec .venv/bin/python manage.py serve

setup: .venv/.base
	@.venv/bin/python manage.py set_up

test: .venv/.dev setup
	@.ci/check

coverage: .venv/.dev setup
	@.venv/bin/pytest -n 2 --dist worksteal --cov --cov-report=term:skip-covered

pictures: .venv/.dev
	@.venv/bin/python benchmarks/golden_pictures.py $(RENEW)

lock:
	@command -v uv >/dev/null || { echo "make lock needs uv: pipx install uv"; exit 1; }
	$(LOCK) requirements/base.in -o requirements/base.txt
	$(LOCK) requirements/dev.in -o requirements/dev.txt

# The stamps remember which requirements are installed, so that a second run has nothing to do.
.venv/.base: requirements/base.txt .ci/prepare
	@.ci/prepare
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.base
	@echo "Installing what the check needs into .venv ..."
	@$(PIP) -r requirements/dev.txt
	@touch $@
