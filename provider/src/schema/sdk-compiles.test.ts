import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import test from "ava";
import { ROOT } from "./files.ts";
import { packageSchema } from "./schema.ts";
import { sdkFiles } from "./sdk.ts";
import { fakeCloud } from "./testing/fake-cloud.ts";

const run = promisify(execFile);
const tsc = (cwd: string) =>
  run(process.execPath, [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", "."], { cwd }).then(
    () => "",
    (error: { stdout: string }) => error.stdout,
  );

const write = async (path: string, text: string | object) => {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, typeof text === "string" ? text : JSON.stringify(text));
};

/** A directory in which the SDK of the fake cloud is compiled and installed. */
async function installed(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "indiecloud-sdk-"));
  const modules = join(root, "node_modules");
  const sdk = join(modules, "@indiecloud/pulumi");
  await mkdir(modules);
  await symlink(join(ROOT, "node_modules/@pulumi"), join(modules, "@pulumi"));
  await symlink(join(ROOT, "node_modules/@types"), join(modules, "@types"));
  for (const [path, text] of sdkFiles(packageSchema([fakeCloud()], "1.0.0"))) {
    await write(join(sdk, "src", path), text);
  }
  for (const name of [
    "resource.ts",
    "resource-arguments.ts",
    "provider.ts",
    "shape.ts",
    "autonaming.ts",
    "clear-config.ts",
    "clear-secrets.ts",
    "accounts.ts",
    "invoke.ts",
  ]) {
    await copyFile(join(ROOT, "sdk/src", name), join(sdk, "src", name));
  }
  await copyFile(join(ROOT, "sdk/package.json"), join(sdk, "package.json"));
  await copyFile(join(ROOT, "sdk/tsconfig.json"), join(sdk, "tsconfig.json"));
  await copyFile(join(ROOT, "tsconfig.json"), join(modules, "@indiecloud/tsconfig.json"));
  return root;
}

/** The declarations themselves are checked as published, in `test/e2e/consumers.test.ts`. */
const options = {
  strict: true,
  target: "ES2022",
  module: "nodenext",
  moduleResolution: "nodenext",
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  noEmit: true,
  types: ["node"],
};

const PROGRAM = `
import * as pulumi from "@pulumi/pulumi";
import * as indiecloud from "@indiecloud/pulumi";
import { fake, Provider } from "@indiecloud/pulumi";

const account: indiecloud.FakeAccount = { user: "u", password: pulumi.secret("p") };
const provider = new Provider("eu", { fake: account });
const args: fake.BoxArgs = {
  size: pulumi.output("s"),
  name: undefined,
  powerState: "running",
  level: 2,
  keys: ["a", pulumi.output("b")],
  tags: { a: Promise.resolve("b") },
  rules: [{ port: pulumi.output(1), to: { cidr: pulumi.secret("10.0.0.0/8") }, kinds: ["a", pulumi.output("b" as const)] }],
  disks: { data: { gb: 3 } },
  timeouts: { create: "5m" },
};
const box = new indiecloud.fake.Box("box", args, { provider, customTimeouts: { delete: "1m" }, replaceOnChanges: ["keys"] });
new fake.BoxLid("lid");
const ip: pulumi.Output<string | undefined> = box.ip;
const port: pulumi.Output<number | undefined> = box.rules.apply((rules) => rules?.[0]?.port);
const known: fake.Box = fake.Box.get("known", "b-2", { provider });
const unsure: unknown = known;
if (fake.Box.isInstance(unsure)) {
  unsure.size.apply((size: string) => size.length);
}
const cheapest: Promise<string | undefined> = fake.getPlans({ minVcpus: 2 }, { provider }).then(({ plans }) => plans[0]?.id);
const later: pulumi.Output<fake.GetBoxResult> = fake.getBoxOutput({ name: box.name });
const mac: pulumi.Output<string | undefined> = later.apply(({ ports }) => ports?.[0]?.mac);
const one: indiecloud.Plan = { id: "1", name: "small", price: { hourly: 1, currency: "EUR" } };
new fake.Box("sized", { size: fake.getPlansOutput().plans.apply((plans) => plans[0]?.name ?? one.name) });
export { ip, port, cheapest, mac };
`;

const WRONG: Record<string, string> = {
  "a missing argument": 'new fake.Box("b", {});',
  "an unknown argument": 'new fake.Box("b", { size: "s", color: "red" });',
  "a word that is no value": 'new fake.Box("b", { size: "s", powerState: "paused" });',
  "a wrong type inside a list": 'new fake.Box("b", { size: "s", rules: [{ port: "80", to: {} }] });',
  "an output that is assigned": 'fake.Box.get("b", "1").ip = undefined;',
  "an argument of a function that is still to come": 'fake.getPlans({ name: pulumi.output("s") });',
  "a server that nothing tells from others": "fake.getBox();",
  "an unknown cloud": 'new Provider("p", { fakes: {} });',
};

const WRONG_PROGRAM = `import * as pulumi from "@pulumi/pulumi";
import { fake, Provider } from "@indiecloud/pulumi";
${Object.values(WRONG)
  .map((line) => `// @ts-expect-error\n${line}`)
  .join("\n")}
`;

test("the generated classes compile, and programs in CommonJS and ESM get their types", async (t) => {
  const root = await installed();
  t.teardown(() => rm(root, { recursive: true }));
  t.is(await tsc(join(root, "node_modules/@indiecloud/pulumi")), "");
  // One run of the compiler for both: the nearest package.json decides the module format of a file.
  await write(join(root, "tsconfig.json"), { compilerOptions: options, include: ["*/*.ts"] });
  for (const type of ["commonjs", "module"]) {
    await write(join(root, type, "package.json"), { type });
    await write(join(root, type, "index.ts"), PROGRAM);
    await write(join(root, type, "wrong.ts"), WRONG_PROGRAM);
  }
  t.is(await tsc(root), "");
});
