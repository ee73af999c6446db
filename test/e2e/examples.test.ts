import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import test from "ava";
import { load } from "js-yaml";
import { copyOf, run } from "./support/examples.ts";
import { createVm } from "./support/lunanode.ts";
import { installPlugin } from "./support/plugin.ts";
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
    // Does not need Pulumi: ovh-consumer-key.test.ts.
    "ovh-consumer-key",
    "ovh-instance",
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
  const { stack, emulators } = await openTestStack(t);
  // With everything that Pulumi itself does to a TypeScript program.
  delete stack.env.NODE_OPTIONS;
  delete stack.env.PULUMI_NODEJS_TRANSPILE_ONLY;
  const cwd = await copyOf(t, "lunanode-server");
  const pulumi = (...args: string[]) => run("pulumi", [...args, "--non-interactive"], { cwd, env: stack.env });
  t.is((await pulumi("stack", "init", "example")).code, 0);
  const up = await pulumi("up", "--yes", "--skip-preview");
  t.is(up.code, 0, up.screen);
  t.regex(up.screen, /ip: "\d+\.\d+\.\d+\.\d+"/);
  const again = await pulumi("up", "--yes", "--skip-preview", "--expect-no-changes");
  t.is(again.code, 0, again.screen);
  const refresh = await pulumi("refresh", "--yes", "--skip-preview", "--expect-no-changes");
  t.is(refresh.code, 0, refresh.screen);
  const gone = await pulumi("destroy", "--yes", "--skip-preview");
  t.is(gone.code, 0, gone.screen);
  const left = emulators.objects("lunanode").filter(({ kind }) => kind === "vm" || kind === "sshkey");
  t.deepEqual(left, []);
});

// Pulumi sees no difference between the formats; the contract suite runs with each.
test.serial("examples/hostdime-vps in YAML: adopted, drift detected and repaired, released", async (t) => {
  const { stack, emulators } = await openTestStack(t, { env: { HOSTDIME_FORMAT: "yml" } });
  const cwd = await copyOf(t, "hostdime-vps");
  const pulumi = (...args: string[]) => run("pulumi", [...args, "--non-interactive"], { cwd, env: stack.env });
  const object = (id: string) => emulators.objects("hostdime").find((each) => each.id === id);
  const address = emulators
    .objects("hostdime")
    .find(({ kind, cuid, ptr }) => kind === "rdns" && cuid === "V101" && ptr);
  const ip = String(address?.id);
  t.is((await pulumi("stack", "init", "example")).code, 0);
  const settings = [`cuid=V101`, `ip=${ip}`, "ptr=www.example.com"].flatMap((each) => ["--plaintext", each]);
  t.is((await pulumi("config", "set-all", ...settings)).code, 0);
  const up = await pulumi("up", "--yes", "--skip-preview");
  t.is(up.code, 0, up.screen);
  t.is(object(ip)?.ptr, "www.example.com");
  emulators.change({
    cloud: "hostdime",
    kind: "vps",
    id: "V101",
    set: { status: "clientsuspend", power: "stopped" },
  });
  const drift = await pulumi("refresh", "--yes", "--skip-preview", "--diff");
  t.is(drift.code, 0, drift.screen);
  t.regex(drift.screen, /suspended\s*: false => true/);
  const repaired = await pulumi("up", "--yes", "--skip-preview");
  t.is(repaired.code, 0, repaired.screen);
  t.is(object("V101")?.status, "active");
  const again = await pulumi("up", "--yes", "--skip-preview", "--expect-no-changes");
  t.is(again.code, 0, again.screen);
  const gone = await pulumi("destroy", "--yes", "--skip-preview");
  t.is(gone.code, 0, gone.screen);
  t.regex(gone.screen, /V101 was released: it stays at HostDime and is charged/);
  t.is(object(ip)?.ptr, address?.ptr);
  t.is(object("V101")?.status, "active");
});

test.serial(
  "examples/gigenet-instance: up, drift detected and repaired, destroy; the password is a secret",
  async (t) => {
    const { stack, emulators } = await openTestStack(t);
    const cwd = await copyOf(t, "gigenet-instance");
    const pulumi = (...args: string[]) => run("pulumi", [...args, "--non-interactive"], { cwd, env: stack.env });
    const instances = () => emulators.objects("gigenet").filter(({ kind }) => kind === "instance");
    t.is((await pulumi("stack", "init", "example")).code, 0);
    const up = await pulumi("up", "--yes", "--skip-preview");
    t.is(up.code, 0, up.screen);
    t.regex(up.screen, /password\s*: "?\[secret\]/);
    const [web] = instances();
    t.like(web, { phase: "on", billingTerm: 1, type: "gcl.2" });
    const again = await pulumi("up", "--yes", "--skip-preview", "--expect-no-changes");
    t.is(again.code, 0, again.screen);
    emulators.change({ cloud: "gigenet", action: "power-off", id: String(web?.id) });
    emulators.change({ cloud: "gigenet", kind: "instance", id: String(web?.id), set: { hostname: "joe" } });
    const drift = await pulumi("refresh", "--yes", "--skip-preview", "--diff");
    t.is(drift.code, 0, drift.screen);
    t.regex(drift.screen, /powerState\s*: "running" => "stopped"/);
    t.regex(drift.screen, /name\s*: "web-[0-9a-f]{7}" => "joe"/);
    const repaired = await pulumi("up", "--yes", "--skip-preview");
    t.is(repaired.code, 0, repaired.screen);
    t.like(instances()[0], { phase: "on", hostname: web?.hostname });
    const gone = await pulumi("destroy", "--yes", "--skip-preview");
    t.is(gone.code, 0, gone.screen);
    t.deepEqual(
      instances().filter(({ phase }) => phase !== "deleted" && phase !== "deleting"),
      [],
    );
  },
);

test.serial("examples/naver-server in XML: an empty account gets a server, drift, repair, empty again", async (t) => {
  const { stack, emulators } = await openTestStack(t, { env: { NCLOUD_FORMAT: "xml" } });
  const cwd = await copyOf(t, "naver-server");
  const pulumi = (...args: string[]) => run("pulumi", [...args, "--non-interactive"], { cwd, env: stack.env });
  const objects = (kind: string) => emulators.objects("naver").filter((object) => object.kind === kind);
  const before = emulators.objects("naver").map(({ kind, id }) => `${kind} ${id}`);
  t.is((await pulumi("stack", "init", "example")).code, 0);
  const up = await pulumi("up", "--yes", "--skip-preview");
  t.is(up.code, 0, up.screen);
  t.regex(up.screen, /rootPassword\s*: "?\[secret\]/);
  const [, ip = ""] = /\sip\s*: "([\d.]+)"/.exec(up.screen) ?? [];
  t.not(ip, "");
  const again = await pulumi("up", "--yes", "--skip-preview", "--expect-no-changes");
  t.is(again.code, 0, again.screen);
  const server = objects("server").find(({ name }) => /^server-[0-9a-f]{7}$/.test(String(name)));
  emulators.change({
    cloud: "naver",
    kind: "server",
    id: String(server?.id),
    set: { status: "NSTOP", operation: "NULL", isProtected: true },
  });
  const drift = await pulumi("refresh", "--yes", "--skip-preview", "--diff");
  t.is(drift.code, 0, drift.screen);
  t.regex(drift.screen, /powerState\s*: "running" => "stopped"/);
  const repaired = await pulumi("up", "--yes", "--skip-preview");
  t.is(repaired.code, 0, repaired.screen);
  t.is(objects("server").find(({ id }) => id === server?.id)?.status, "RUN");
  // Protected by somebody else: the stack's server is not touched.
  const refused = await pulumi("destroy", "--yes", "--skip-preview");
  t.not(refused.code, 0);
  t.regex(refused.screen, /protected against termination, so nothing was deleted/);
  emulators.change({ cloud: "naver", kind: "server", id: String(server?.id), set: { isProtected: false } });
  const gone = await pulumi("destroy", "--yes", "--skip-preview");
  t.is(gone.code, 0, gone.screen);
  const left = emulators
    .objects("naver")
    .filter(({ status }) => status !== "TERMT")
    .map(({ kind, id }) => `${kind} ${id}`);
  t.deepEqual(
    left.filter((object) => !before.includes(object)),
    [],
  );
});

test.serial("examples/ovh-instance: up, drift detected and repaired, destroy; the script is a secret", async (t) => {
  const { stack, emulators } = await openTestStack(t);
  const cwd = await copyOf(t, "ovh-instance");
  const pulumi = (...args: string[]) => run("pulumi", [...args, "--non-interactive"], { cwd, env: stack.env });
  const objects = (kind: string) => emulators.objects("ovh").filter((object) => object.kind === kind);
  t.is((await pulumi("stack", "init", "example")).code, 0);
  const up = await pulumi("up", "--yes", "--skip-preview");
  t.is(up.code, 0, up.screen);
  t.regex(up.screen, /ip\s*: "\d+\.\d+\.\d+\.\d+"/);
  const [web] = objects("instance");
  t.like(web, { phase: "active", region: "GRA11" });
  t.regex(String(web?.userData), /^#!\/bin\/sh\napt-get update && apt-get install --yes nginx\n$/);
  t.true(String(objects("sshKey")[0]?.id).endsWith(`/${String(web?.sshKeyId)}`));
  const displayed = await pulumi("stack", "export");
  t.false(displayed.screen.includes("nginx"), "the script stands in the open state");
  const again = await pulumi("up", "--yes", "--skip-preview", "--expect-no-changes");
  t.is(again.code, 0, again.screen);
  emulators.change({ cloud: "ovh", action: "power-off", id: String(web?.id) });
  emulators.change({ cloud: "ovh", kind: "instance", id: String(web?.id), set: { name: "joe" } });
  const drift = await pulumi("refresh", "--yes", "--skip-preview", "--diff");
  t.is(drift.code, 0, drift.screen);
  t.regex(drift.screen, /powerState\s*: "running" => "stopped"/);
  t.regex(drift.screen, /name\s*: "web-[0-9a-f]{7}" => "joe"/);
  const repaired = await pulumi("up", "--yes", "--skip-preview");
  t.is(repaired.code, 0, repaired.screen);
  t.like(objects("instance")[0], { phase: "active", name: web?.name });
  const gone = await pulumi("destroy", "--yes", "--skip-preview");
  t.is(gone.code, 0, gone.screen);
  t.deepEqual([objects("instance").filter(({ phase }) => phase !== "deleted"), objects("sshKey")], [[], []]);
});

test.serial("examples/yaml-server: the plugin from its archive, up, no changes, destroy", async (t) => {
  const { stack, ids } = await openTestStack(t, { clouds: ["lunanode"] });
  const cwd = await copyOf(t, "yaml-server");
  const pulumi = (...args: string[]) => run("pulumi", [...args, "--non-interactive"], { cwd, env: stack.env });
  t.is((await installPlugin(stack)).code, 0);
  t.is((await pulumi("stack", "init", "example")).code, 0);
  const up = await pulumi("up", "--yes", "--skip-preview");
  t.is(up.code, 0, up.screen);
  t.regex(up.screen, /ip *: "\d+\.\d+\.\d+\.\d+"/);
  t.is(ids("vm").length, 1);
  const again = await pulumi("up", "--yes", "--skip-preview", "--expect-no-changes");
  t.is(again.code, 0, again.screen);
  const gone = await pulumi("destroy", "--yes", "--skip-preview");
  t.is(gone.code, 0, gone.screen);
  t.deepEqual(ids("vm"), []);
});

test.serial("examples/import-existing: with the option and with the command, and then no changes", async (t) => {
  const { stack, emulators } = await openTestStack(t, { clouds: ["lunanode"] });
  const cwd = await copyOf(t, "import-existing");
  const pulumi = (...args: string[]) => run("pulumi", [...args, "--non-interactive"], { cwd, env: stack.env });
  const program = join(cwd, "Pulumi.yaml");
  const edit = async (change: (text: string) => string) => writeFile(program, change(await readFile(program, "utf8")));
  for (const hostname of ["legacy-web", "legacy-db"]) await createVm(emulators, hostname);
  const writes = () => emulators.requests("lunanode").filter(({ kind }) => kind === "write").length;
  const before = writes();
  t.is((await installPlugin(stack)).code, 0);
  t.is((await pulumi("stack", "init", "example")).code, 0);

  const preview = await pulumi("preview");
  t.is(preview.code, 0, preview.screen);
  t.regex(preview.screen, /= 1 to import/);
  const up = await pulumi("up", "--yes", "--skip-preview");
  t.is(up.code, 0, up.screen);
  t.regex(up.screen, /= 1 imported/);
  await edit((text) => text.slice(0, text.indexOf("    options:")));
  const web = await pulumi("preview", "--expect-no-changes");
  t.is(web.code, 0, web.screen);

  const command = ["import", "indiecloud:lunanode:Vm", "db", "name:legacy-db", "--out", "db.yaml"];
  const imported = await pulumi(...command, "--yes");
  t.is(imported.code, 0, imported.screen);
  const part = (await readFile(join(cwd, "db.yaml"), "utf8")).replace(/^resources:\n/, "");
  await edit((text) => text + part);
  const both = await pulumi("preview", "--expect-no-changes");
  t.is(both.code, 0, both.screen);
  t.is(writes(), before, "nothing was made, changed or restarted");
});

test.serial("examples/automation-drift: the drift is reported, and nothing is left", async (t) => {
  const { stack, emulators, ids } = await openTestStack(t);
  const cwd = await copyOf(t, "automation-drift");
  const ended = run(process.execPath, ["--import", "tsx", "index.ts"], { cwd, env: stack.env });
  // The last request of a create.
  await emulators.waitFor({ cloud: "lunanode", operation: "vm/info", stage: "replied" }, 120_000);
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
    const { stack, emulators, ids } = await openTestStack(t, { clouds: ["lunanode"] });
    const cwd = await copyOf(t, "drift-check-ci");
    const workflow: Workflow = Object(load(await readFile(join(cwd, ".github/workflows/drift.yml"), "utf8")));
    const { env: wanted, steps } = workflow.jobs.drift;
    const pulumi = (...args: string[]) => run("pulumi", [...args, "--non-interactive"], { cwd, env: stack.env });
    t.is((await pulumi("stack", "init", "prod")).code, 0);
    const up = await pulumi("up", "--yes", "--skip-preview");
    t.is(up.code, 0, up.screen);

    // What the job needs besides its own settings: a machine with the tools, and this emulator in place of the cloud.
    const { PATH, HOME, PULUMI_HOME, LUNANODE_ENDPOINT } = stack.env;
    const summary = join(cwd, "summary.md");
    const env: NodeJS.ProcessEnv = { PATH, HOME, PULUMI_HOME, LUNANODE_ENDPOINT, GITHUB_STEP_SUMMARY: summary };
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
