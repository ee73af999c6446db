import { spawn } from "node:child_process";
import { cp, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import test, { type ExecutionContext } from "ava";
import { bench } from "./support/stack.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

function run(command: string, args: readonly string[], options: { cwd: string; env: NodeJS.ProcessEnv }) {
  return new Promise<{ code: number | null; screen: string }>((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let screen = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        screen += String(chunk);
      });
    }
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, screen }));
  });
}

/** An example as a user would copy it: in a folder of its own, with the packages installed. */
async function copyOf(t: ExecutionContext, name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `indiecloud-${name}-`));
  t.teardown(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  await cp(join(root, "examples", name), folder, { recursive: true });
  await symlink(join(root, "node_modules"), join(folder, "node_modules"), "dir");
  return folder;
}

test.serial("every example has a test", async (t) => {
  t.deepEqual((await readdir(join(root, "examples"))).sort(), [
    "automation-drift",
    // By the demo's tests.
    "five-clouds",
    "gigenet-instance",
    "hostdime-vps",
    "lunanode-server",
    "naver-server",
    // Needs no Pulumi: ovh-consumer-key.test.ts.
    "ovh-consumer-key",
    "ovh-instance",
  ]);
});

test.serial("examples/lunanode-server: up, nothing to do, destroy", async (t) => {
  const { stack, emulators } = await bench(t);
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

for (const format of ["json", "xml", "yml"]) {
  test.serial(`examples/hostdime-vps in ${format}: taken over, drift seen and repaired, released`, async (t) => {
    const { stack, emulators } = await bench(t, { env: { HOSTDIME_FORMAT: format } });
    const cwd = await copyOf(t, "hostdime-vps");
    const pulumi = (...args: string[]) => run("pulumi", [...args, "--non-interactive"], { cwd, env: stack.env });
    const object = (id: string) => emulators.objects("hostdime").find((each) => each.id === id);
    const address = emulators
      .objects("hostdime")
      .find(({ kind, cuid, ptr }) => kind === "rdns" && cuid === "V101" && ptr);
    const ip = String(address?.id);
    t.is((await pulumi("stack", "init", "example")).code, 0);
    for (const [key, value] of Object.entries({ cuid: "V101", ip, ptr: "www.example.com" })) {
      t.is((await pulumi("config", "set", key, value)).code, 0);
    }
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
}

test.serial("examples/gigenet-instance: up, drift seen and repaired, destroy; the password is a secret", async (t) => {
  const { stack, emulators } = await bench(t);
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
});

for (const format of ["json", "xml"]) {
  test.serial(
    `examples/naver-server in ${format}: an empty account reaches a server, drift, repair, empty again`,
    async (t) => {
      const { stack, emulators } = await bench(t, { env: { NCLOUD_FORMAT: format } });
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
      // Protected by somebody else: nothing of the stack's server is touched.
      const refused = await pulumi("destroy", "--yes", "--skip-preview");
      t.not(refused.code, 0);
      t.regex(refused.screen, /protected against termination, so nothing was done/);
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
    },
  );
}

test.serial("examples/ovh-instance: up, drift seen and repaired, destroy; the script is a secret", async (t) => {
  const { stack, emulators } = await bench(t);
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
  const shown = await pulumi("stack", "export");
  t.false(shown.screen.includes("nginx"), "the script stands in the open state");
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

test.serial("examples/automation-drift: the drift that was made is told, and nothing is left", async (t) => {
  const { stack, emulators, ids } = await bench(t);
  const cwd = await copyOf(t, "automation-drift");
  const ended = run(process.execPath, ["--import", "tsx", "index.ts"], { cwd, env: stack.env });
  // The last thing that a create asks.
  await emulators.waitFor({ cloud: "lunanode", operation: "vm/info", stage: "replied" }, 120_000);
  const [id = ""] = ids("vm");
  emulators.change({ cloud: "lunanode", kind: "vm", id, set: { phase: "offline" } });
  const { code, screen } = await ended;
  t.is(code, 0, screen);
  t.regex(screen, /up: \d+\.\d+\.\d+\.\d+/);
  t.regex(screen, /drift: powerState: "running" -> "stopped"/);
  t.regex(screen, /destroyed\n$/);
  t.deepEqual(ids("vm"), []);
});
