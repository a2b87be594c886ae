# What a newcomer types; `make` alone lists it. Needs make and Python 3.11 or later, nothing else.

ROUNDS ?= full
ARGS ?=
# Tests mostly wait - for leases, timeouts, servers - so more of them run at once than there are cores.
WORKERS ?= 4

RUNTIME := .venv/.runtime-installed
DEV := .venv/.dev-installed
# Apart from .venv, so that all other tests and checks hold without it.
BROWSER_FOLDER := .venv/.browser
BROWSER := $(BROWSER_FOLDER)/.installed
VENV_PYTHON := .venv/bin/python
MARSAD := .venv/bin/marsad
SHORT := $(if $(filter short,$(ROUNDS)),--short)

.DEFAULT_GOAL := help
.PHONY: help demo run test test-feeds test-addresses test-bombs browser-test gazetteer browser check format crash-test \
	redis-test bench-dedup bench-dedup-kinds bench-matching bench-service bench-feeds bench-polling bench-extraction bench-dedup-memory real-run docker-test secrets pin-images requirements

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-14s %s\n", $$1, $$2}' Makefile

demo: $(RUNTIME) ## watch a small newsroom on this machine and see its alerts arrive
	$(MARSAD) demo $(ARGS)

run: $(RUNTIME) ## run the service on your own configuration (config/)
	$(MARSAD) run $(ARGS)

test: $(DEV) ## run the tests
	$(VENV_PYTHON) -m pytest --numprocesses $(WORKERS) --dist loadfile $(ARGS)

test-feeds: $(DEV) ## read 60 feeds as newsrooms write them, and all that is odd about dates, charsets and guids
	$(VENV_PYTHON) -m pytest tests/scrapers -k "reading or mojibake or keys or known_items or poll_documents or listing" $(ARGS)

test-addresses: $(DEV) ## try 77 spellings of forbidden addresses, and every disguise of a URL, by every way in
	$(VENV_PYTHON) -m pytest tests/addresses $(ARGS)

test-bombs: $(DEV) ## send the service what is made to exhaust it; tell the memory and time of each
	$(VENV_PYTHON) -m pytest tests/bombs -s -m "long or not long" $(ARGS)

browser-test: $(BROWSER) ## render pages, and try every way out of the browser (Chromium on the PATH, or MARSAD_BROWSER)
	PYTHONPATH="$(CURDIR)/$(BROWSER_FOLDER)" $(VENV_PYTHON) -m pytest tests/scrapers/rendering tests/scheduler/test_browser_checkup.py -m browser $(ARGS)

gazetteer: $(RUNTIME) ## install the data of GeoNames, for marsad watchlist import
	$(VENV_PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-gazetteer.txt

browser: $(RUNTIME) ## install what drives the browser that renders pages; Chromium itself is your system's
	$(VENV_PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-browser.txt

check: $(DEV) ## format, lint, types, imports, dead dependencies, spelling
	tools/check

format: $(DEV) ## put the code in its one form
	$(VENV_PYTHON) -m ruff format .
	$(VENV_PYTHON) -m ruff check --fix .

crash-test: $(DEV) ## kill -9 the service at every named point and count what is lost (ROUNDS=short)
	$(VENV_PYTHON) bench/crash_test.py $(SHORT) $(ARGS)

redis-test: $(DEV) ## take Redis away in every way and count what is lost (ROUNDS=short)
	$(VENV_PYTHON) bench/redis_test.py $(SHORT) $(ARGS)

bench-matching: $(DEV) ## measure articles per CPU second, memory and reload with long watchlists (ROUNDS=short)
	$(VENV_PYTHON) -m bench.bench_matching $(SHORT) $(ARGS)

bench-dedup: $(DEV) ## measure copies found, other news put together and speed on real news (MARSAD_YARDSTICKS)
	$(VENV_PYTHON) -m bench.bench_dedup $(SHORT) $(ARGS)

bench-dedup-kinds: $(DEV) ## measure which copies are found and which other news is kept apart, by kind (ROUNDS=short)
	$(VENV_PYTHON) -m bench.bench_dedup_kinds $(SHORT) $(ARGS)

bench-service: $(DEV) ## measure polls per CPU second, delay to the alert, and idle cost
	$(VENV_PYTHON) bench/bench_service.py $(SHORT) $(ARGS)

bench-feeds: $(DEV) ## measure feeds read in a CPU second, and what a hostile one costs the others (ROUNDS=short)
	$(VENV_PYTHON) -m bench.bench_feeds $(SHORT) $(ARGS)

bench-polling: $(DEV) ## compare the delay of polling with a reader's rule at the same requests (MARSAD_YARDSTICKS)
	$(VENV_PYTHON) -m bench.bench_polling $(SHORT) $(ARGS)

bench-extraction: $(DEV) ## measure how clean bodies come out, and what learning a site's furniture adds (ROUNDS=short)
	$(VENV_PYTHON) -m bench.bench_extraction $(SHORT) $(ARGS)

bench-dedup-memory: $(DEV) ## measure what an article in the window and a seen entry cost in Redis (ROUNDS=short)
	$(VENV_PYTHON) -m bench.bench_dedup_memory $(SHORT) $(ARGS)

real-run: $(DEV) ## run recorded real pages through the service (MARSAD_YARDSTICKS names their folder)
	$(VENV_PYTHON) bench/real_run.py $(ARGS)

docker-test: $(DEV) ## build the image, start the stack, kill a crawler, see every alert arrive
	$(VENV_PYTHON) bench/docker_test.py $(ARGS)

secrets: ## make the secret files that docker-compose.yml reads
	tools/make-secrets

pin-images: ## write the digests of the pulled images to .env
	tools/pin-images

requirements: $(DEV) ## pin the newest allowed dependencies, with hashes
	tools/pin-requirements

$(RUNTIME): requirements.txt requirements-build.txt pyproject.toml
	tools/set-up requirements.txt
	@touch $@

$(DEV): requirements-dev.txt requirements-build.txt pyproject.toml
	tools/set-up requirements-dev.txt
	@touch $@ $(RUNTIME)

$(BROWSER): $(DEV) requirements-browser.txt
	$(VENV_PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes --upgrade \
		--target $(BROWSER_FOLDER) -r requirements-browser.txt
	@touch $@
