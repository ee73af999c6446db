import { readdir, readFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import test from "ava";
import ts from "typescript";

const root = fileURLToPath(new URL("..", import.meta.url));

const ENGINE = "provider/src/engine";
const HTTP = "provider/src/http";
const CLOUDS = "provider/src/clouds";
const ADAPTERS = "provider/src/adapters";

/** Types of the SDK's public API that the provider implements. */
const CREDENTIAL_TYPES = "sdk/src/ovh-credential-types.ts";
const FAILURE_TYPES = "sdk/src/automation/failure-types.ts";
const COST_TYPES = "sdk/src/cost-types.ts";

/** The folders of the engine, in order: each imports only those that come after it. */
const ENGINE_ROOMS = ["apply", "recovery", "plan", "observe", "state", "definition"].map((room) => `${ENGINE}/${room}`);
/** Every folder may use these; they import nothing from the engine. */
const ENGINE_BASE = ["bursts.ts", "errors.ts", "locks.ts", "reporter.ts"].map((file) => `${ENGINE}/${file}`);

/**
 * What each folder or file may import in addition to itself, including types. A file or folder with an entry of its own
 * is not covered by its parent's.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  [ENGINE]: [...ENGINE_ROOMS, ...ENGINE_BASE, HTTP],
  ...Object.fromEntries(
    ENGINE_ROOMS.map((room, index) => [room, [...ENGINE_ROOMS.slice(index + 1), ...ENGINE_BASE, HTTP]]),
  ),
  ...Object.fromEntries(ENGINE_BASE.map((file) => [file, [HTTP]])),
  [HTTP]: [],
  [CLOUDS]: [`${ENGINE}/definition`, `${ENGINE}/errors.ts`, HTTP, CREDENTIAL_TYPES],
  [ADAPTERS]: [
    ...[ENGINE, ...ENGINE_ROOMS, ...ENGINE_BASE, CLOUDS, HTTP],
    ...[CREDENTIAL_TYPES, FAILURE_TYPES, COST_TYPES],
  ],
  "provider/src/schema": [ENGINE, ...ENGINE_ROOMS, CLOUDS, `${ADAPTERS}/dynamic/text.ts`],
  "emulators/src": [],
  "sdk/src": [],
  "sdk/src/automation": ["sdk/src"],
  "sdk/src/command": [
    "sdk/src",
    "sdk/src/automation",
    "sdk/package.json",
    // Bundled with the command.
    `${ADAPTERS}/query-types.ts`,
    `${HTTP}/printable.ts`,
    `${ENGINE}/definition/decimal.ts`,
  ],
};

/** Restricted packages. All may use Node.js's own, except timers. */
const PACKAGES: readonly (readonly [folder: string, allowed: RegExp])[] = [
  [ENGINE, /^(?!@pulumi|@indiecloud)/],
  [HTTP, /^(?!@pulumi|@indiecloud)/],
  [CLOUDS, /^(?!@pulumi|@indiecloud|node:timers)/],
  ["emulators/src", /^node:/],
  [
    "sdk/src",
    /^(node:|@pulumi\/pulumi(\/|$)|@clack\/prompts$|cli-table3$|commander$|@indiecloud\/provider\/dynamic$|@indiecloud\/pulumi\/package.json$)/,
  ],
];

const isForTests = (path: string) => path.endsWith(".test.ts") || /(^|[/.-])testing([/.-])/.test(path);

async function sources(folder: string): Promise<string[]> {
  const names = await readdir(join(root, folder), { recursive: true });
  return names.filter((name) => name.endsWith(".ts")).map((name) => join(folder, name));
}

const text = (file: string) => readFile(join(root, file), "utf8");

/** What a file imports, including types and dynamic imports: paths in the repository, and packages. */
async function importsOf(file: string): Promise<string[]> {
  const { importedFiles } = ts.preProcessFile(await text(file), true, true);
  return importedFiles.map(({ fileName }) =>
    fileName.startsWith(".")
      ? relative(root, resolve(root, dirname(file), fileName)).replace(/\.js$/, ".ts")
      : fileName,
  );
}

/** The most specific entry of MAY_IMPORT for a file. */
const placeOf = (file: string): string | undefined =>
  Object.keys(MAY_IMPORT)
    .filter((place) => file === place || file.startsWith(`${place}/`))
    .sort((a, b) => b.length - a.length)[0];

const isPath = (target: string) => /^(provider|sdk|emulators|test|tools)\//.test(target);

for (const [place, allowed] of Object.entries(MAY_IMPORT)) {
  test(`${place} imports only what it may`, async (t) => {
    const files = place.endsWith(".ts") ? [place] : await sources(place);
    const own = files.filter((file) => !isForTests(file) && placeOf(file) === place);
    t.true(own.length > 0);
    for (const file of own) {
      for (const target of (await importsOf(file)).filter(isPath)) {
        const isAllowed = placeOf(target) === place || allowed.some((one) => one === placeOf(target) || one === target);
        t.true(isAllowed, `${file} imports ${target}`);
      }
    }
  });
}

for (const [folder, allowed] of PACKAGES) {
  test(`${folder} uses only packages that it may`, async (t) => {
    for (const file of (await sources(folder)).filter((file) => !isForTests(file))) {
      for (const target of (await importsOf(file)).filter((target) => !isPath(target))) {
        t.regex(target, allowed, `${file} imports ${target}`);
      }
    }
  });
}

test("test helpers are only imported by tests", async (t) => {
  for (const folder of ["provider/src", "sdk/src", "emulators/src"]) {
    for (const file of (await sources(folder)).filter((file) => !isForTests(file))) {
      for (const target of await importsOf(file)) {
        t.false(isForTests(target), `${file} imports ${target}`);
      }
    }
  }
});

test("the engine's in-memory cloud is only used by the provider's own tests", async (t) => {
  for (const folder of ["sdk/src", "emulators/src", "test", "tools"]) {
    for (const file of await sources(folder)) {
      t.deepEqual(
        (await importsOf(file)).filter((target) => target.startsWith(`${ENGINE}/testing/`)),
        [],
        file,
      );
    }
  }
});

test("a cloud imports no other cloud and no clock", async (t) => {
  for (const file of (await sources(CLOUDS)).filter((file) => !isForTests(file))) {
    const [, cloud] = /^provider\/src\/clouds\/([^/]+)\//.exec(file) ?? [];
    if (cloud === undefined) {
      continue;
    }
    for (const target of await importsOf(file)) {
      const [, other] = /^provider\/src\/clouds\/([^/]+)/.exec(target) ?? [];
      t.true(other === undefined || other === cloud, `${file} imports ${target}`);
    }
    t.notRegex(await text(file), /\b(setTimeout|setInterval|Date\.now|new Date\(\))/, `${file} has a clock of its own`);
  }
});
