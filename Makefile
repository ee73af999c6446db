# Every target sets up what it needs; a second run only redoes what has changed.
.DEFAULT_GOAL := help
SHELL := /bin/bash
BIN := node_modules/.bin
TSC := $(BIN)/tsc --noEmit --incremental
TSC_CACHE := node_modules/.cache/tsc

PROVIDER_SRC := $(shell find provider/src -name '*.ts' ! -name '*.test.ts') $(wildcard provider/launchers/*) provider/build.mjs provider/package.json
SDK_SRC := $(shell find sdk/src -name '*.ts' ! -name '*.test.ts') sdk/tsconfig.json sdk/build.mjs sdk/package.json \
  provider/src/adapters/query-types.ts provider/src/http/printable.ts provider/src/engine/definition/decimal.ts
EMULATOR_SRC := $(shell find emulators/src -name '*.ts' ! -name '*.test.ts') $(wildcard emulators/page/*) emulators/build.mjs emulators/tsconfig.json

# What drives the plugin through the CLI, and what kills it: wherever the runtime could make a difference.
EXECUTABLE_TESTS := $(addprefix test/e2e/,$(addsuffix .test.ts,plugin-yaml plugin-import plugin-import-clouds plugin-interrupted \
  plugin-list plugin-switch damaged-answers drift fleet functions killed-cli leftovers lunanode-life ownership proxy recover replacement))

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

demo: build cli ## Show the main use case offline: create, drift, repair, destroy with the real Pulumi
	@$(BIN)/tsx tools/demo.ts

test: build cli ## Run the tests, with the real Pulumi CLI; the last line is "N passed, N failed"
	@node tools/test/run.mjs

test-rest: build cli ## Run what make test leaves out: examples, SDKs, packages, other versions of Pulumi, random draws
	@node tools/test/run.mjs --rest

test-fleet: build cli ## Test examples/fleet-temporal: needs PostgreSQL, Go and 260 MB of packages, all kept after the first time
	@$(BIN)/tsx tools/temporal/prepare.ts
	@node tools/test/run.mjs --fleet

unit: node_modules/.package-lock.json ## Run the tests next to the sources, in less than a minute
	@node tools/test/run.mjs --unit

soak: node_modules/.package-lock.json ## Run random sequences against every cloud; N=20000 SEED=1 CLOUD=ovh,naver ADAPTER=plugin
	@SOAK_SEQUENCES=$(or $(N),20000) SOAK_SEED=$(or $(SEED),$$RANDOM) SOAK_REPLAY='$(REPLAY)' SOAK_CLOUD=$(CLOUD) SOAK_ADAPTER=$(ADAPTER) SOAK_COMMANDS=$(COMMANDS) \
	  node tools/test/run.mjs --timeout=24h 'test/soak/$(or $(ADAPTER),*).test.ts'

acceptance: node_modules/.package-lock.json ## Run the contract rows without faults against your own account: CLOUD=ovh REGION=GRA11 LIMIT_HOURS=40 YES=1; or CLEAN_UP=1
	@node $(or $(SCRIPT),--import=tsx test/acceptance/main.ts) '$(CLOUD)' $(if $(PLAN),--plan '$(PLAN)') $(if $(IMAGE),--image '$(IMAGE)') $(if $(REGION),--region '$(REGION)') \
	  $(if $(ROWS),--rows '$(ROWS)') $(if $(ADAPTER),--adapter '$(ADAPTER)') $(if $(LIMIT),--limit '$(LIMIT)') $(if $(LIMIT_HOURS),--limit-hours '$(LIMIT_HOURS)') \
	  $(if $(TIME_SCALE),--time-scale '$(TIME_SCALE)') $(if $(YES),--yes) $(if $(CLEAN_UP),--clean-up)

lint: node_modules/.package-lock.json ## Check types, style, import cycles, dead exports, duplicates
	@$(TSC) --tsBuildInfoFile $(TSC_CACHE)/root.tsbuildinfo -p .
	@$(TSC) --tsBuildInfoFile $(TSC_CACHE)/sdk.tsbuildinfo -p sdk/tsconfig.test.json
	@$(TSC) --tsBuildInfoFile $(TSC_CACHE)/page.tsbuildinfo -p emulators/page
	@$(BIN)/biome check --error-on-warnings .
	@$(BIN)/knip --treat-config-hints-as-errors
	@found=$$($(BIN)/jscpd 2>&1) || { echo "$$found"; exit 1; }

build: provider/dist/plugin.cjs sdk/dist/index.js emulators/dist/cli.js ## Build the three packages
	@npm rebuild --ignore-scripts --loglevel=error > /dev/null # npm links no command that is not built yet

generate: node_modules/.package-lock.json ## Generate schema.json, the SDK classes, docs/reference, docs/support.md, sdk/api.md, tables of assumptions and of docs/scale.md, descriptions of switches
	@$(BIN)/tsx tools/sdks/examples.ts
	@$(BIN)/tsx provider/src/schema/generate.ts
	@$(BIN)/tsx tools/api.ts
	@$(BIN)/tsx test/contract/support.ts
	@$(BIN)/tsx test/models/coverage.ts
	@$(BIN)/tsx tools/unproven.ts
	@$(BIN)/tsx tools/known-fields.ts
	@$(BIN)/tsx tools/iam.ts
	@$(BIN)/tsx tools/server-table.ts
	@$(BIN)/tsx tools/switch-descriptions.ts
	@$(BIN)/tsx bench/fleet-table.ts

generate-check: node_modules/.package-lock.json ## Fail if committed files differ from generated ones
	@$(BIN)/tsx tools/sdks/examples.ts --check
	@$(BIN)/tsx provider/src/schema/generate.ts --check
	@$(BIN)/tsx tools/api.ts --check
	@$(BIN)/tsx test/contract/support.ts --check
	@$(BIN)/tsx test/models/coverage.ts --check
	@$(BIN)/tsx tools/unproven.ts --check
	@$(BIN)/tsx tools/known-fields.ts --check
	@$(BIN)/tsx tools/iam.ts --check
	@$(BIN)/tsx tools/server-table.ts --check
	@$(BIN)/tsx tools/switch-descriptions.ts --check
	@$(BIN)/tsx bench/fleet-table.ts --check

usage: node_modules/.package-lock.json ## Records which calls each resource sends, and how many for 50 objects, for docs/support.md; CLOUD=ovh for one cloud, CLOUD=ovh:Volume for one resource
	@$(BIN)/tsx test/contract/usage.ts $(CLOUD)
	@$(BIN)/tsx test/contract/requests.ts $(CLOUD)
	@$(BIN)/tsx test/contract/support.ts

mutants: node_modules/.package-lock.json ## Remove each sent field, step and kept output in turn: a contract row must fail
	@$(BIN)/tsx tools/mutants/run.ts $(CLOUD)

model-mutants: node_modules/.package-lock.json ## Change each field of each emulator's answers in turn: the check against the vendors' models must fail
	@$(BIN)/tsx tools/model-mutants/run.ts

conformance: node_modules/.package-lock.json ## Replays a report of indiecloud verify against the emulator: RECORDING=indiecloud-verify-ovh.json
	@$(BIN)/tsx tools/conformance/run.ts '$(RECORDING)'

bench: build cli ## Measure requests, seconds and memory beside a baseline and other tools, and write bench/README.md; CLOUD=ovh COUNT=10,50 ADAPTER=plugin PARALLEL=50
	@$(BIN)/tsx bench/run.ts $(if $(CLOUD),--cloud '$(CLOUD)') $(if $(COUNT),--count '$(COUNT)') $(if $(ADAPTER),--adapter '$(ADAPTER)') $(if $(PARALLEL),--parallel '$(PARALLEL)')
	@$(BIN)/tsx bench/cpu.ts
	@$(BIN)/tsx bench/start.ts
	@$(BIN)/tsx tools/temporal/prepare.ts
	@FLEET_STACKS=40 node tools/test/run.mjs --fleet

bench-quick: build cli ## A part of make bench that takes two minutes and writes nothing
	@$(BIN)/tsx bench/run.ts --quick

executable: build ## Compile the plugin into one executable for this system, which needs no Node.js, in build/executable/
	@$(BIN)/tsx tools/release/compile.ts build/executable

executable-test: executable cli ## Run the tests of the plugin through the real CLI with that executable
	@INDIECLOUD_PLUGIN='$(CURDIR)/build/executable' node tools/test/run.mjs $(EXECUTABLE_TESTS)

release: build cli ## Build everything that a release holds, for all systems, in dist/, and check it
	@$(BIN)/tsx tools/release/make.ts

sdks: node_modules/.package-lock.json cli ## Generate the SDKs for Node.js, Python, Go, .NET and Java, in build/sdks/; compile Java and its examples
	@$(BIN)/tsx tools/sdks/make.ts

emulators: build ## Run the emulators on ports 4600 and up, until Ctrl-C
	@node emulators/dist/cli.js

cli: ## Find a working Pulumi CLI, or build one (about 5 minutes, once)
	@node tools/pulumi/get.mjs > /dev/null

hooks: ## Run make lint unit before every commit in this clone (undo: git config --unset core.hooksPath)
	@git config core.hooksPath tools/hooks

clean: ## Remove what was built here (the CLI stays in the cache folder)
	rm -rf build dist provider/dist sdk/dist emulators/dist node_modules

node_modules/.package-lock.json: package-lock.json package.json sdk/package.json provider/package.json emulators/package.json
	@echo "Installing the npm packages (about a minute the first time)"
	@npm ci --no-audit --no-fund --loglevel=error
	@touch $@

provider/dist/plugin.cjs: node_modules/.package-lock.json $(PROVIDER_SRC) schema.json
	@node provider/build.mjs

sdk/dist/index.js: node_modules/.package-lock.json $(SDK_SRC)
	@node sdk/build.mjs

emulators/dist/cli.js: node_modules/.package-lock.json $(EMULATOR_SRC)
	@node emulators/build.mjs
	@$(BIN)/tsc -p emulators

.PHONY: help demo test test-rest test-fleet unit soak acceptance lint build generate generate-check mutants model-mutants conformance bench bench-quick executable executable-test release sdks emulators cli hooks clean
