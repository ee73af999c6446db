import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import test, { type ExecutionContext } from "ava";
import { execute, installProject, MANAGERS, packAll, placeFlat, placeStrict } from "./support/packages.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * Whether the published packages work in a program's folder, whichever package manager installed them and in whichever
 * language variant the program is. The engine is Pulumi's mock; runs of the real one are in the other files.
 */

/**
 * The body of every program: one resource, then the code in its state, run as Pulumi's dynamic provider runs it, and
 * the functions that do not need Pulumi.
 */
const BODY = `
const seen = {};
await_ pulumi.runtime.setMocks({
  newResource: ({ name, inputs }) => { seen[name] = inputs; return { id: "1", state: { ...inputs, ip: "192.0.2.1" } }; },
  call: ({ inputs }) => inputs,
}, "shop", "dev");
const vm = new indiecloud.lunanode.Vm("web", { plan: "m.1", image: "Ubuntu" });
const rules = rulesFor("/me", "read").length;
const refused = requestConsumerKey({ endpoint: "nowhere", applicationKey: "k", rules: rulesFor("/me", "all") }).catch((error) => error.message);
const other = new Vm("other", { plan: "m.1", image: "Ubuntu" }, { provider: new indiecloud.Provider("eu", { lunanode: { apiId: "i" } }) });
pulumi.all([vm.id, vm.ip, other.plan, refused]).apply(([id, ip, plan, refused]) => {
  const code = new Module("");
  code.paths = Module._nodeModulePaths(path.dirname(""));
  code._compile(seen.web.__provider, "");
  const provider = code.exports.handler();
  const helpers = [detectDrift, forEachStack, parallelFor].map(({ name }) => name);
  console.log(JSON.stringify({ id, ip, plan, rules, helpers, refused: String(refused).slice(0, 39), methods: ["check", "diff", "create", "read", "update", "delete"].filter((name) => typeof provider[name] === "function") }));
});
`;

const esm = `
import Module from "node:module";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import * as indiecloud from "@indiecloud/pulumi";
import { lunanode } from "@indiecloud/pulumi";
import { requestConsumerKey, rulesFor } from "@indiecloud/pulumi/ovh-credentials";
import { detectDrift, forEachStack, parallelFor } from "@indiecloud/pulumi/automation";
const { Vm } = lunanode;
${BODY.replace("await_", "await")}`;

const cjs = `
const Module = require("node:module");
const path = require("node:path");
const pulumi = require("@pulumi/pulumi");
const indiecloud = require("@indiecloud/pulumi");
const { lunanode: { Vm } } = require("@indiecloud/pulumi");
const { requestConsumerKey, rulesFor } = require("@indiecloud/pulumi/ovh-credentials");
const { detectDrift, forEachStack, parallelFor } = require("@indiecloud/pulumi/automation");
${BODY.replace("await_", "void")}`;

/** Adds types where TypeScript needs them; the compiler emits CommonJS. */
const typed = (text: string): string =>
  `import type { Provider } from "@indiecloud/pulumi";
import type { KeyRequest } from "@indiecloud/pulumi/ovh-credentials";
import type { DriftReport } from "@indiecloud/pulumi/automation";
export const status: DriftReport["resources"][number]["status"] = "changed";
export const rights: KeyRequest["rules"] = [{ method: "GET", path: "/me" }];
export const kept: Provider | undefined = undefined;
export const state: indiecloud.lunanode.VmArgs["powerState"] = "stopped";
${text
  .replace("const seen = {}", "const seen: Record<string, Record<string, unknown>> = {}")
  .replace("const vm =", "const vm: indiecloud.lunanode.Vm =")
  .replace('const code = new Module("")', 'const code: any = new Module("")')
  .replace("Module._nodeModulePaths", "(Module as any)._nodeModulePaths")
  .replace("seen.web.__provider", 'seen["web"]?.["__provider"]')}`;

const PROGRAMS: Record<string, string> = {
  "plain.cjs": cjs,
  "plain.mjs": esm,
  "typed.mts": typed(esm),
  // As in Pulumi's templates: import syntax that is compiled to require().
  "typed.cts": typed(esm.replace("await ", "void ")),
};

const OPTIONS = { strict: true, target: "ES2022", types: ["node"] };
const COMPILERS: Record<string, object> = {
  nodenext: { ...OPTIONS, module: "nodenext", moduleResolution: "nodenext", outDir: "." },
  // As in older Pulumi templates: it does not support "exports" in package.json.
  node10: { ...OPTIONS, module: "commonjs", moduleResolution: "node10", esModuleInterop: true, noEmit: true },
  bundler: { ...OPTIONS, module: "esnext", moduleResolution: "bundler", noEmit: true },
};

/** Resolutions that apply only to one of the two. */
const FORMATS: Record<string, string[]> = { node10: ["typed.cts"], bundler: ["typed.mts"] };

const EXPECTED = {
  id: "1",
  ip: "192.0.2.1",
  plan: "m.1",
  rules: 2,
  helpers: ["detectDrift", "forEachStack", "parallelFor"],
  refused: 'OVHcloud: "nowhere" is not an endpoint.',
  methods: ["check", "diff", "create", "read", "update", "delete"],
};

let folder = "";

test.before(async (t) => {
  t.timeout(600_000);
  folder = await mkdtemp(join(tmpdir(), "indiecloud-consumers-"));
});
test.after.always(() => rm(folder, { recursive: true, force: true }));

/** Compiles in a folder of the program, by each way of resolving modules. */
async function compile(program: string, resolutions: readonly string[], skipLibCheck: boolean): Promise<void> {
  for (const name of resolutions) {
    const compilerOptions = { ...COMPILERS[name], skipLibCheck };
    const files = FORMATS[name] ?? ["typed.mts", "typed.cts"];
    await writeFile(join(program, `tsconfig.${name}.json`), JSON.stringify({ compilerOptions, files }));
  }
  const projects = resolutions.map((name) => `tsconfig.${name}.json`);
  await execute(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-b", ...projects], program);
}

async function write(program: string, names: readonly string[]): Promise<void> {
  await mkdir(program, { recursive: true });
  for (const name of names) {
    await writeFile(join(program, name), PROGRAMS[name] ?? "");
  }
}

async function runs(t: ExecutionContext, program: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    t.deepEqual(JSON.parse(await execute(process.execPath, [name], program)), EXPECTED, name);
  }
}

test.serial(
  "placed as npm does: TypeScript and JavaScript, CommonJS and ESM, in every way of resolving modules",
  async (t) => {
    const program = join(folder, "npm");
    await placeFlat(join(program, "node_modules"), join(root, "node_modules"));
    await write(program, Object.keys(PROGRAMS));
    await compile(program, ["nodenext"], false);
    await compile(program, ["node10", "bundler"], true);
    // What the compiler emits loads the packages as the plain programs do.
    await runs(t, program, ["plain.cjs", "plain.mjs", "typed.cjs", "typed.mjs"]);
  },
);

test.serial(
  "placed as pnpm does, where a package finds only what it declares: TypeScript and JavaScript, CommonJS and ESM, and the command",
  async (t) => {
    const program = join(folder, "pnpm");
    const modules = join(program, "node_modules");
    await placeStrict(modules, join(root, "node_modules"), ["@pulumi/pulumi", "@types/node"]);
    await write(program, Object.keys(PROGRAMS));
    await compile(program, ["nodenext"], true);
    await runs(t, program, ["plain.cjs", "plain.mjs"]);
    const { bin } = JSON.parse(await readFile(join(modules, "@indiecloud/pulumi/package.json"), "utf8"));
    const command = join(modules, "@indiecloud/pulumi", bin.indiecloud);
    t.regex(await execute(process.execPath, [command, "catalog", "--help"], program), /List what a cloud offers/);
  },
);

// They download for minutes what has not changed: the weekly workflow runs them.
for (const manager of process.env.INDIECLOUD_SOAK === undefined ? [] : MANAGERS) {
  test.serial(`installed by ${manager.name}: JavaScript, CommonJS and ESM, and the command`, async (t) => {
    t.timeout(600_000);
    const program = join(folder, `installed by ${manager.name}`);
    await installProject(program, manager, await packAll());
    await write(program, Object.keys(PROGRAMS));
    await runs(t, program, ["plain.cjs", "plain.mjs"]);
    t.regex(await execute("node_modules/.bin/indiecloud", ["catalog", "--help"], program), /List what a cloud offers/);
  });
}
