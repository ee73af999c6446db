import { execFile } from "node:child_process";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import test from "ava";

/* The published bundle, with the real clouds. */

const run = promisify(execFile);
let folder = "";
let bundle = "";
test.before(async () => {
  folder = await mkdtemp(join(tmpdir(), "indiecloud-"));
  bundle = join(folder, "dynamic.cjs");
  const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
  await run(process.execPath, [path("../../../build.mjs"), path("./index.ts"), bundle]);
});
test.after.always(() => rm(folder, { recursive: true }));

/** Runs a script after requiring `provider` from the bundle, with nothing else installed. Returns what it prints. */
const after = async (script: string): Promise<unknown> => {
  const whole = `const { provider } = require(${JSON.stringify(bundle)}); (async () => console.log(JSON.stringify(await (${script})())))();`;
  const { stdout } = await run(process.execPath, ["-e", whole], { cwd: folder, env: { PATH: process.env.PATH } });
  return JSON.parse(stdout);
};

/** got, and so every cloud, needs these modules. */
const LOADED = "process.moduleLoadList.filter((name) => / (http2|https|tls)$/.test(name)).length";

test("fact 2: everything is lazy: getting a provider evaluates no cloud and no HTTP client", async (t) => {
  t.is(await after(`() => { provider("lunanode:Vm"); return ${LOADED}; }`), 0);
  t.not(
    await after(`async () => { await provider("lunanode:Vm").check({}, {}).catch(() => 0); return ${LOADED}; }`),
    0,
  );
});

test("ESM: the bundle can be required, so no module in it has a top-level await", async (t) => {
  t.is(await after("() => typeof provider('lunanode:Vm').create"), "function");
});

test("a resource that this version does not know is an error that says so", async (t) => {
  const message = (token: string) => `() => provider("${token}").create({}).catch((error) => error.message)`;
  t.regex(String(await after(message("atlantis:Vm"))), /atlantis is not a cloud\. The clouds are lunanode/);
  t.regex(String(await after(message("lunanode:Yacht"))), /has no resource lunanode:Yacht\. The provider may be older/);
});

test("missing credentials are an error with each of them and both ways to set it", async (t) => {
  const inputs = '{ region: "toronto", plan: "m.1", image: "Ubuntu", name: "web" }';
  const message = String(
    await after(`() => provider("lunanode:Vm").create(${inputs}).catch((error) => error.message)`),
  );
  t.regex(message, /apiId and apiKey are missing/);
  t.regex(message, /indiecloud:lunanode\.apiKey.*LUNANODE_API_KEY/s);
});

test("the bundle stays small, because every run parses it", async (t) => {
  const { size } = await stat(bundle);
  t.true(size < 1_750_000, `${size} bytes`);
});
