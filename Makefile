# The commands of the project. `make serve` and `make test` set up what is missing first.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

CARGO_BIN := $(or $(CARGO_HOME),$(HOME)/.cargo)/bin
export PATH := $(CARGO_BIN):$(CURDIR)/node_modules/.bin:$(PATH)
export CARGO_TERM_COLOR ?= auto
export CHROMIUM ?= /usr/bin/chromium
export CHROMEDRIVER ?= /usr/bin/chromedriver
# `make dist BASE=https://…/`: where links copied from a page that was opened as a file should point.
export DABIAO_BASE = $(BASE)
PORT ?= 8080
comma := ,
# Random cases per property in `make soak`.
CASES ?= 4096

STEP := scripts/timed.sh
WASM := --target wasm32-unknown-unknown
NATIVE := --locked --lib --bin dabiao --tests

.PHONY: help serve test fresh check fmt dist size e2e e2e-long wasm-test bench bench-native bench-hard bench-hard-highs bench-instances bench-build bench-loading bench-live soak soak-budgets coverage setup clean \
	fmt-check clippy clippy-wasm native-test doc-test licences

help:
	@echo 'make serve   build the site, soon rather than small, and serve it on http://127.0.0.1:8080 (PORT=… for another)'
	@echo 'make test    everything: format, lints, native, wasm and Chromium tests, licences, sizes'
	@echo 'make check   the quick part, for every commit: format, lints, native tests'
	@echo 'make dist    the static site in dist/ (BASE=https://…/ for links copied from a file)'
	@echo 'make e2e     only the tests of dist/ in Chromium; make e2e-long those too that take long'
	@echo 'make bench   our search beside HiGHS, both in wasm; writes docs/bench.md (SIZES=S,M,L SEEDS=5)'
	@echo 'make bench-native   the same as native programs (python3 with highspy)'
	@echo 'make bench-hard      variants of the four plans with hard targets (about ten minutes)'
	@echo 'make bench-hard-highs  the same beside HiGHS (about half an hour)'
	@echo 'make bench-loading  how long loading takes in Chromium'
	@echo 'make bench-live     how soon plans follow a slider in Chromium, for the four plans'
	@echo 'make soak    the random tests with many more cases (CASES=4096 for each property)'
	@echo 'make soak-budgets  budgets and repairs of all four plans, and their LPs by HiGHS (about half an hour)'
	@echo 'make fresh   proves make serve and make test from an empty home, in a copy of the committed tree (about an hour)'
	@echo 'make fmt     format the source'

# What a newcomer types first, and what `make test` therefore begins with: the steps are the same, in the same order.
define first_site
	@$(STEP) --start
	@$(STEP) 'set-up to build' scripts/setup.sh build
	@$(STEP) 'site, to be ready soon' node scripts/site.mjs light
endef

serve:
	$(first_site)
	@$(STEP) --table
	@exec node scripts/serve.mjs dist $(PORT)

test:
	$(first_site)
	@$(STEP) 'set-up to test' scripts/setup.sh test
	@$(STEP) 'that site in Chromium' node tests/e2e/first.mjs
	@$(STEP) 'format' $(MAKE) --no-print-directory fmt-check
	@$(STEP) 'clippy, native' $(MAKE) --no-print-directory clippy
	@$(STEP) 'licences' $(MAKE) --no-print-directory licences
	@# Its links have one core busy, as most tests have.
	@$(STEP) --beside 'release build' $(MAKE) --no-print-directory dist
	@$(STEP) 'native tests' $(MAKE) --no-print-directory native-test
	@$(STEP) 'doc tests' $(MAKE) --no-print-directory doc-test
	@$(STEP) 'clippy, wasm32' $(MAKE) --no-print-directory clippy-wasm
	@$(STEP) 'wasm tests in Chromium' $(MAKE) --no-print-directory wasm-test
	@$(STEP) --join 'release build'
	@$(STEP) 'sizes' $(MAKE) --no-print-directory size
	@$(STEP) 'end to end in Chromium' $(MAKE) --no-print-directory e2e
	@$(STEP) --table

check:
	@$(STEP) --start
	@$(STEP) 'format' $(MAKE) --no-print-directory fmt-check
	@$(STEP) 'clippy, native' $(MAKE) --no-print-directory clippy
	@$(STEP) 'native tests' $(MAKE) --no-print-directory native-test
	@$(STEP) --table

setup:
	@scripts/setup.sh test

fresh:
	scripts/fresh.sh

fmt:
	cargo fmt

fmt-check:
	cargo fmt --check

clippy:
	cargo clippy --quiet $(NATIVE) --examples -- -D warnings
	cargo clippy --quiet --locked --profile tools --package dabiao-tools --features runner -- -D warnings

clippy-wasm:
	cargo clippy --quiet --locked $(WASM) --lib --bin app --bin solver --bin study --test wasm -- -D warnings

native-test:
	cargo test --quiet --no-fail-fast $(NATIVE)

doc-test:
	cargo test --quiet --locked --doc

# The runner reads webdriver.json for Chromium's flags. No --quiet: cargo would hand it to the runner, which refuses it.
TARGET := $(or $(CARGO_TARGET_DIR),$(CURDIR)/target)
wasm-test:
	WASM_BINDGEN_TEST_TIMEOUT=120 CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=$(TARGET)/tools/wasm-bindgen-test-runner \
	  cargo test --locked $(WASM) --test wasm

licences:
	@# A build fetches only what its own platform needs; the lock file names more.
	cargo fetch --locked --quiet
	cargo deny --offline --log-level error check licenses bans sources

dist:
	@scripts/setup.sh build
	node scripts/site.mjs page

size:
	node scripts/sizes.mjs

e2e:
	rm -rf test-results
	node --test tests/e2e/*.test.mjs

# With those that take a minute each, and a look at more plans and screens.
e2e-long:
	rm -rf test-results
	DABIAO_LONG=1 node --test tests/e2e/*.test.mjs

bench-loading:
	node tests/e2e/bench.mjs

bench-live:
	node tests/e2e/live.mjs

# The instances, the wasm of our search, and the comparison. XL by hand: SIZES=XL TIMES=15.
# Native against native: `make bench-native`, with Python and its package highspy.
SIZES ?= S,M,L
SEEDS ?= 5
TIMES ?= 0.05,0.3,1,5
INSTANCES ?= target/bench/instances

bench-instances:
	cargo run --quiet --locked --release --example instances -- $(INSTANCES) $(subst $(comma), ,$(SIZES)) --seeds $(SEEDS)

# As the page has it: the profile of its workers.
bench-build:
	@scripts/setup.sh build
	cargo build --quiet --locked --profile worker $(WASM) --example stepper
	$(TARGET)/tools/bind $(TARGET)/wasm32-unknown-unknown/worker/examples/stepper.wasm target/bench stepper nodejs
	@# What wasm-bindgen writes for Node is CommonJS; the project's own scripts are modules.
	echo '{ "type": "commonjs" }' > target/bench/package.json

bench: bench-instances bench-build
	node scripts/bench/solvers.mjs $(INSTANCES) --sizes $(SIZES) --times $(TIMES) --out docs/bench.md

bench-native: bench-instances
	cargo build --quiet --locked --release --example stepper
	DABIAO_NATIVE="$(TARGET)/release/examples/stepper" \
	  node scripts/bench/solvers.mjs $(INSTANCES) --native yes --sizes $(SIZES) --times $(TIMES) --out target/bench/native.md

# What takes long is a test of its own, ignored elsewhere; its reason says how long.
soak:
	PROPTEST_CASES=$(CASES) cargo test --quiet --no-fail-fast --release --locked --lib
	cargo test --no-fail-fast --release --locked --test oracle --test laws --test highs --test stated -- --ignored --nocapture

# Ten variants of each plan with hard targets: what there is after 0.3, 1 and 5 s of CPU. STRAINED=1 for those that miss more.
HARD ?= target/bench/hard
bench-hard:
	node scripts/bench/hard-variants.mjs $(HARD) $(if $(STRAINED),--strained yes)
	cargo build --quiet --locked --release --example hard
	@for plan in $(HARD)/*.json; do echo "$$(basename $$plan .json) $$($(TARGET)/release/examples/hard $$plan 0.3 1 5)"; done

# The same beside HiGHS, a minute of a processor for each: about half an hour. What HiGHS said of a model is not asked again.
bench-hard-highs:
	node scripts/bench/hard-variants.mjs $(HARD) $(if $(STRAINED),--strained yes)
	cargo build --quiet --locked --release --example hard
	node scripts/bench/hard-table.mjs $(HARD) $(TARGET)/release/examples/hard

soak-budgets:
	cargo test --no-fail-fast --release --locked --test curve --test repair_random --test handoff_plans -- --ignored --nocapture

# What the tests of the pure rooms run of them (rustup's component llvm-tools).
PURE = src/view_model src/jobs
LLVM = $(shell rustc --print sysroot)/lib/rustlib/$(shell rustc -vV | sed -n 's/host: //p')/bin
COVERED = target/coverage

coverage:
	rm -rf $(COVERED)/profiles
	RUSTFLAGS='-C instrument-coverage' LLVM_PROFILE_FILE='$(CURDIR)/$(COVERED)/profiles/%p-%m.profraw' CARGO_TARGET_DIR=$(COVERED) \
	  cargo test --quiet --locked --lib --test view_model --test view_sides --test wire
	$(LLVM)/llvm-profdata merge -sparse $(COVERED)/profiles/*.profraw -o $(COVERED)/merged.profdata
	scripts/coverage.sh $(LLVM) $(COVERED) $(PURE)

clean:
	rm -rf dist test-results
	cargo clean
