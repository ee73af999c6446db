import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import test from "ava";
import { load } from "js-yaml";
import { copyOf, openExample } from "./support/examples.ts";
import { createVm } from "./support/lunanode.ts";
import { installPlugin } from "./support/plugin.ts";
import { run } from "./support/run-command.ts";
import { openTestStack } from "./support/stack.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

test.serial("every example has a test", async (t) => {
  t.deepEqual((await readdir(join(root, "examples"))).sort(), [
    "automation-drift",
    // Tested in examples-patterns.test.ts: component, fleet, two-accounts, web-server.
    "component",
    "drift-check-ci",
    // Tested with the demo.
    "five-clouds",
    "fleet",
    // Tested in test/fleet.
    "fleet-temporal",
    "gigenet-instance",
    // Tested in examples-sites.test.ts: gigenet-site, hostdime-site.
    "gigenet-site",
    "hostdime-site",
    "hostdime-vps",
    "import-existing",
    "lunanode-server",
    // Tested in examples-sites.test.ts.
    "lunanode-site",
    "naver-server",
    // Tested in examples-sites.test.ts: naver-site, ovh-site.
    "naver-site",
    // Does not need Pulumi: ovh-consumer-key.test.ts.
    "ovh-consumer-key",
    "ovh-instance",
    "ovh-site",
    // Tested in examples-patterns.test.ts.
    "portable-server",
    // Needs Python: python-example.test.ts.
    "python-server",
    // Needs PostgreSQL: team-postgres.test.ts.
    "team-postgres",
    "two-accounts",
    "web-server",
    "yaml-server",
  ]);
});

test.serial("examples/lunanode-server: up, no changes, destroy", async (t) => {
  const { env, emulators, up, destroy } = await openExample(t, "lunanode-server");
  // With everything that Pulumi itself does to a TypeScript program. Its types are checked once.
  const { NODE_OPTIONS: lean = "", PULUMI_NODEJS_TRANSPILE_ONLY: unchecked = "" } = env;
  delete env.NODE_OPTIONS;
  delete env.PULUMI_NODEJS_TRANSPILE_ONLY;
  t.regex(await up(), /ip: "\d+\.\d+\.\d+\.\d+"/);
  Object.assign(env, { NODE_OPTIONS: lean, PULUMI_NODEJS_TRANSPILE_ONLY: unchecked });
  await up("--refresh", "--expect-no-changes");
  await destroy();
  const left = emulators.objects("lunanode").filter(({ kind }) => ["vm", "sshKey", "floatingIp"].includes(kind));
  t.deepEqual(left, []);
});

// The repairs below also show that nothing else differs: `up --refresh` updates one resource.

// Pulumi sees no difference between the formats; the contract suite runs with each.
test.serial("examples/hostdime-vps in YAML: adopted, drift detected and repaired, released", async (t) => {
  const { emulators, up, destroy } = await openExample(t, "hostdime-vps", { env: { HOSTDIME_FORMAT: "yml" } });
  const object = (id: string) => emulators.objects("hostdime").find((each) => each.id === id);
  const address = emulators
    .objects("hostdime")
    .find(({ kind, cuid, ptr }) => kind === "rdns" && cuid === "V101" && ptr);
  const ip = String(address?.id);
  await up(...[`cuid=V101`, `ip=${ip}`, "ptr=www.example.com"].flatMap((each) => ["--config", each]));
  t.is(object(ip)?.ptr, "www.example.com");
  const suspended = { status: "clientsuspend", power: "stopped" };
  emulators.change({ cloud: "hostdime", kind: "vps", id: "V101", set: suspended });
  const repaired = await up("--refresh", "--diff");
  t.regex(repaired, /suspended\s*: false => true/);
  t.regex(repaired, /~ 1 updated\n/);
  t.is(object("V101")?.status, "active");
  t.regex(await destroy(), /V101 was released: it stays at HostDime and is charged/);
  t.is(object(ip)?.ptr, address?.ptr);
  t.is(object("V101")?.status, "active");
});

test.serial(
  "examples/gigenet-instance: up, drift detected and repaired, destroy; the password is a secret",
  async (t) => {
    const { emulators, up, destroy } = await openExample(t, "gigenet-instance");
    const instances = () => emulators.objects("gigenet").filter(({ kind }) => kind === "instance");
    t.regex(await up(), /password\s*: "?\[secret\]/);
    const [web] = instances();
    t.like(web, { phase: "on", billingTerm: 1, type: "gcl.2" });
    emulators.change({ cloud: "gigenet", action: "power-off", id: String(web?.id) });
    emulators.change({ cloud: "gigenet", kind: "instance", id: String(web?.id), set: { hostname: "joe" } });
    const repaired = await up("--refresh", "--diff");
    t.regex(repaired, /powerState\s*: "running" => "stopped"/);
    t.regex(repaired, /name\s*: "web-[0-9a-f]{7}" => "joe"/);
    t.regex(repaired, /~ 1 updated\n/);
    t.like(instances()[0], { phase: "on", hostname: web?.hostname });
    await destroy();
    t.deepEqual(
      instances().filter(({ phase }) => phase !== "deleted" && phase !== "deleting"),
      [],
    );
  },
);

test.serial("examples/naver-server in XML: an empty account gets a server, drift, repair, empty again", async (t) => {
  const { emulators, up, destroy } = await openExample(t, "naver-server", { env: { NCLOUD_FORMAT: "xml" } });
  const objects = (kind: string) => emulators.objects("naver").filter((object) => object.kind === kind);
  const before = emulators.objects("naver").map(({ kind, id }) => `${kind} ${id}`);
  const created = await up();
  t.regex(created, /rootPassword\s*: "?\[secret\]/);
  t.regex(created, /\sip\s*: "[\d.]+"/);
  const server = objects("server").find(({ name }) => /^server-[0-9a-f]{7}$/.test(String(name)));
  const id = String(server?.id);
  const changed = { status: "NSTOP", operation: "NULL" };
  emulators.change({ cloud: "naver", kind: "server", id, set: changed });
  const repaired = await up("--refresh", "--diff");
  t.regex(repaired, /powerState\s*: "running" => "stopped"/);
  t.regex(repaired, /~ 1 updated\n/);
  t.is(objects("server").find((each) => each.id === id)?.status, "RUN");
  await destroy();
  const left = emulators
    .objects("naver")
    .filter(({ status }) => status !== "TERMT")
    .map((object) => `${object.kind} ${object.id}`);
  t.deepEqual(
    left.filter((object) => !before.includes(object)),
    [],
  );
});

test.serial("examples/ovh-instance: up, drift detected and repaired, destroy; the script is a secret", async (t) => {
  const { emulators, state, up, destroy } = await openExample(t, "ovh-instance");
  const objects = (kind: string) => emulators.objects("ovh").filter((object) => object.kind === kind);
  t.regex(await up(), /ip\s*: "\d+\.\d+\.\d+\.\d+"/);
  const [web] = objects("instance");
  t.like(web, { phase: "active", region: "GRA11" });
  t.regex(String(web?.userData), /^#!\/bin\/sh\napt-get update && apt-get install --yes nginx\n$/);
  t.true(String(objects("sshKey")[0]?.id).endsWith(`/${String(web?.sshKeyId)}`));
  t.false((await state()).includes("nginx"), "the script stands in the open state");
  emulators.change({ cloud: "ovh", action: "power-off", id: String(web?.id) });
  emulators.change({ cloud: "ovh", kind: "instance", id: String(web?.id), set: { name: "joe" } });
  const repaired = await up("--refresh", "--diff");
  t.regex(repaired, /powerState\s*: "running" => "stopped"/);
  t.regex(repaired, /name\s*: "web-[0-9a-f]{7}" => "joe"/);
  t.regex(repaired, /~ 1 updated\n/);
  t.like(objects("instance")[0], { phase: "active", name: web?.name });
  await destroy();
  t.deepEqual([objects("instance").filter(({ phase }) => phase !== "deleted"), objects("sshKey")], [[], []]);
});

test.serial("examples/yaml-server: the plugin from its archive, up, destroy", async (t) => {
  const { stack, ids, up, destroy } = await openExample(t, "yaml-server", { clouds: ["lunanode"] });
  t.is((await installPlugin(stack)).code, 0);
  t.regex(await up(), /ip *: "\d+\.\d+\.\d+\.\d+"/);
  t.is(ids("vm").length, 1);
  await destroy();
  t.deepEqual(ids("vm"), []);
});

test.serial("examples/import-existing: with the option and with the command, and then no changes", async (t) => {
  const { cwd, emulators, pulumi, up } = await openExample(t, "import-existing", {
    clouds: ["lunanode"],
    through: "plugin",
  });
  const program = join(cwd, "Pulumi.yaml");
  const edit = async (change: (text: string) => string) => writeFile(program, change(await readFile(program, "utf8")));
  for (const hostname of ["legacy-web", "legacy-db"]) await createVm(emulators, hostname);
  const writes = () => emulators.requests("lunanode").filter(({ kind }) => kind === "write").length;
  const before = writes();

  t.regex(await up(), /= 1 imported/);
  await edit((text) => text.replace(/ {4}options:[\s\S]*?\n(?=plugins:)/, ""));

  await pulumi("import", "indiecloud:lunanode:Vm", "db", "name:legacy-db", "--out", "db.yaml", "--yes");
  const part = (await readFile(join(cwd, "db.yaml"), "utf8")).replace(/^resources:\n/, "");
  await edit((text) => text.replace(/^(?=plugins:)/m, () => part));
  await pulumi("preview", "--expect-no-changes");
  t.is(writes(), before, "nothing was made, changed or restarted");
});

test.serial("examples/automation-drift: the drift is reported, and nothing is left", async (t) => {
  const { stack, emulators, ids } = await openTestStack(t);
  const cwd = await copyOf(t, "automation-drift");
  const ended = run(process.execPath, ["--import", "tsx", "index.ts"], { cwd, env: stack.env });
  // The last request of a create.
  await emulators.waitFor({ cloud: "lunanode", operation: "vm/info", stage: "replied" });
  const [id = ""] = ids("vm");
  emulators.change({ cloud: "lunanode", kind: "vm", id, set: { phase: "offline" } });
  const { code, screen } = await ended;
  t.is(code, 0, screen);
  t.regex(screen, /up: \d+\.\d+\.\d+\.\d+/);
  t.regex(screen, /there is drift\napi: changed\n {2}powerState: "running" -> "stopped" \(the next up: update\)\n/);
  t.regex(screen, /destroyed\n$/);
  t.deepEqual(ids("vm"), []);
});

test.serial(
  "examples/drift-check-ci: the workflow's steps succeed without drift, and fail with a table after a change",
  async (t) => {
    const { cwd, stack, emulators, ids, up } = await openExample(t, "drift-check-ci", {
      clouds: ["lunanode"],
      stackName: "prod",
    });
    const workflow: Workflow = Object(load(await readFile(join(cwd, ".github/workflows/drift.yml"), "utf8")));
    const { env: wanted, steps } = workflow.jobs.drift;
    await up();

    // What the job needs besides its own settings: a machine with the tools, this emulator in place of the cloud, and the
    // tests' key in place of one derived from the passphrase, which the job must pass nevertheless.
    t.true("PULUMI_CONFIG_PASSPHRASE" in wanted);
    const { PATH, HOME, PULUMI_HOME, LUNANODE_ENDPOINT, VAULT_SERVER_URL, VAULT_SERVER_TOKEN } = stack.env;
    const summary = join(cwd, "summary.md");
    const env: NodeJS.ProcessEnv = { PATH, HOME, PULUMI_HOME, LUNANODE_ENDPOINT, GITHUB_STEP_SUMMARY: summary };
    Object.assign(env, { VAULT_SERVER_URL, VAULT_SERVER_TOKEN });
    for (const [key, value] of Object.entries(wanted)) {
      t.is(value, `\${{ secrets.${key} }}`);
      env[key] = stack.env[key];
    }
    const [install, look, ...more] = steps.flatMap(({ run: script }) => script ?? []);
    // copyOf has already installed the packages.
    t.deepEqual([install, more], ["npm install", []]);
    // As GitHub runs a step with `shell: bash`.
    const job = () => run("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", look ?? ""], { cwd, env });
    const well = await job();
    t.is(well.code, 0, well.screen);

    emulators.change({ cloud: "lunanode", kind: "vm", id: ids("vm")[0] ?? "", set: { phase: "offline" } });
    const drift = await job();
    t.is(drift.code, 7, drift.screen);
    const reported = await readFile(summary, "utf8");
    t.regex(reported, /^Stack prod: no drift \(1 resource checked\)\n/);
    t.regex(reported, /\n\| web \| lunanode:Vm \| powerState \| running \| stopped \| reverts it \|\n/);
  },
);

interface Workflow {
  jobs: { drift: { env: Record<string, string>; steps: { run?: string }[] } };
}
