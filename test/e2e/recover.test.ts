import { mkdir, readdir, readFile, truncate, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import test from "ava";
import type { Emulators } from "../../emulators/src/index.ts";
import { indiecloud } from "./support/command.ts";
import { openYamlStack } from "./support/plugin.ts";
import { providers } from "./support/processes.ts";
import type { Program } from "./support/program.ts";
import { openTestStack, type Stack } from "./support/stack.ts";

/* `indiecloud recover` and `orphans` after both kinds of death: of the CLI, and of the provider. */

const vms = (...rows: readonly (readonly [name: string, args: object])[]): Program => ({
  resources: rows.map(([name, args]) => ({
    type: "lunanode:Vm",
    name,
    args: { plan: "m.2", image: "Ubuntu 24.04 64-bit", ...args },
  })),
});

const creates = (emulators: Emulators, operation: string): number =>
  emulators.requests().filter((row) => row.operation === operation).length;

test.serial(
  "the CLI is killed while a VM and the new half of a replacement are created: unlocked, both imported, nothing bought twice",
  async (t) => {
    const { stack, ids, emulators } = await openTestStack(t, { clouds: ["lunanode"] });
    // LunaNode does not show when a VM was created: only a namespace identifies its owner.
    await stack.configure({ "indiecloud:namespace": "acme/e2e" });
    const first = await stack.up(vms(["web", {}]));
    t.is(first.code, 0, first.screen);
    const [old] = ids("vm");
    emulators.addFault({ cloud: "lunanode", operation: "vm/create", times: 2, fault: { hold: "after" } });
    await stack.write(vms(["web", { region: "montreal" }], ["db", {}]));
    const run = stack.start(["up", "--yes", "--skip-preview"]);
    await emulators.waitFor({ cloud: "lunanode", operation: "vm/create", stage: "reached", count: 3 });
    const busy = await indiecloud(stack, ["recover", "--yes"]);
    t.is(busy.code, 1, busy.screen);
    t.regex(busy.err, new RegExp(`locked by process ${run.child.pid} .* still running`));
    run.child.kill("SIGKILL");
    await run.ended;
    t.truthy((await providers(stack.folder)).length);

    const requested = await indiecloud(stack, ["recover"]);
    t.is(requested.code, 7, requested.screen);
    t.regex(requested.screen, /its provider is still running \(process \d+.*--yes/s);
    t.truthy((await providers(stack.folder)).length);

    const done = await indiecloud(stack, ["recover", "--yes"]);
    t.is(done.code, 0, done.screen);
    t.deepEqual(await providers(stack.folder), []);
    t.regex(done.out, /unlock .*which has ended/);
    t.regex(done.out, /import +web .*montreal\/.*\n(.*\n)*?import +db|import +db .*\n(.*\n)*?import +web .*montreal\//);
    emulators.clearFaults();
    const passwords = JSON.stringify(emulators.objects("lunanode")).match(/(?<=password: )\w{8,}/g) ?? [];
    t.is(passwords.length, 3);
    t.deepEqual((await Promise.all(passwords.map((each) => holding(stack, each)))).flat(), []);

    const up = await stack.up(undefined);
    t.is(up.code, 0, up.screen);
    t.is(creates(emulators, "vm/create"), 3);
    t.is(ids("vm").length, 2);
    t.false(ids("vm").includes(old ?? ""));
    const known = await Promise.all(["web", "db"].map((name) => stack.resource(name)));
    t.deepEqual(known.map(({ id }) => id?.split("/")[1]).sort(), [...ids("vm")].sort());

    // Somebody removes a VM from the state: it continues to cost money, and its name identifies its owner.
    const { urn, id = "?" } = await stack.resource("web");
    const dropped = await stack.run(["state", "delete", urn, "--yes"]);
    t.is(dropped.code, 0, dropped.screen);
    const lost = await indiecloud(stack, ["orphans"]);
    t.is(lost.code, 7, lost.screen);
    t.regex(lost.out, new RegExp(`lunanode:Vm +${id} +web-[0-9a-f]{7} +unknown +created for web with .* USD/hour`));
    t.true(lost.out.includes(`--take '${urn}=${id}'`), lost.out);
    t.is(ids("vm").length, 2);
  },
);

const INSTANCE = "POST /cloud/project/{serviceName}/instance";
const CANARY = "canary-7d0c5b91e4";

/** The files of a stack that contain a text, except its program. */
async function holding(stack: Stack, text: string): Promise<string[]> {
  const entries = await readdir(stack.folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && entry.name !== "Pulumi.yaml" && !entry.parentPath.includes("node_modules"))
    .map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(files.map((file) => readFile(file, "latin1")));
  return files.filter((_file, index) => texts[index]?.includes(text) === true);
}

test.serial(
  "the plugin is killed while an instance is created: found without a trace in Pulumi, and no secret remains in plain text",
  async (t) => {
    // The cloud uses the same clock as the run, so the instance is known to be from the interrupted run.
    const { stack, write, ids, emulators } = await openYamlStack(t, { clouds: ["ovh"], timeScale: 1 });
    const properties = {
      region: "GRA11",
      plan: "b3-8",
      image: "Ubuntu 24.04",
      userData: { "fn::secret": `#!/bin/sh\necho ${CANARY}` },
    };
    await write({ resources: { web: { type: "indiecloud:ovh:Instance", properties } } });
    emulators.addFault({ cloud: "ovh", operation: INSTANCE, fault: { hold: "after" } });
    const run = stack.start(["up", "--yes", "--skip-preview"]);
    await emulators.waitFor({ cloud: "ovh", operation: INSTANCE, stage: "reached" });
    const plugins = await providers(stack.folder, "pulumi-resource-indiecloud");
    t.truthy(plugins.length);
    for (const pid of plugins) {
      process.kill(pid, "SIGKILL");
    }
    t.not((await run.ended).code, 0);
    emulators.clearFaults();
    emulators.setTimeScale(60);
    t.false((await stack.state()).some(({ urn }) => urn.endsWith("::web")));

    const lost = await indiecloud(stack, ["orphans", "--json"]);
    t.is(lost.code, 7, lost.screen);
    t.like(JSON.parse(lost.out).orphans[0], { resource: "ovh:Instance", by: "generated", owner: "this stack" });
    t.like(JSON.parse(lost.out).orphans[0].price, { currency: "EUR" });

    const before = await stack.stateText();
    const requested = await indiecloud(stack, ["recover", "--json"]);
    t.is(requested.code, 7, requested.screen);
    const [instance] = ids("instance");
    const report = JSON.parse(requested.out);
    t.like(report, { stack: "dev", done: false, locks: [], clearedOperations: [], unresolved: [] });
    t.is(report.imported[0]?.resource, "ovh:Instance");
    t.true(report.imported[0]?.id.endsWith(`/${instance}`), requested.out);
    t.is(await stack.stateText(), before);

    // A lock of this host whose process ID another process has: its run may be in a container of the same name.
    const lock = { pid: process.pid, username: "ci", hostname: hostname(), timestamp: "2026-03-01T09:12:31Z" };
    const locks = join(stack.folder, "state/.pulumi/locks/organization/e2e/dev");
    await mkdir(locks, { recursive: true });
    await writeFile(join(locks, "11111111-2222-4333-8444-555555555555.json"), JSON.stringify(lock));
    const refused = await indiecloud(stack, ["recover", "--yes"]);
    t.is(refused.code, 1, refused.screen);
    t.regex(refused.err, new RegExp(`by process ${process.pid} of ci on .* cannot be checked .*pass --unlock`));
    t.notRegex(refused.screen, /end it/);
    t.is(await stack.stateText(), before);

    // As if the CLI had been killed while it wrote its state.
    const attributes = join(stack.folder, "state/.pulumi/stacks/e2e/dev.json.attrs");
    await truncate(attributes);
    const unreadable = await indiecloud(stack, ["recover", "--json"]);
    t.is(unreadable.code, 7, unreadable.screen);
    t.deepEqual(JSON.parse(unreadable.out), { done: false, emptyFiles: [attributes] });

    const done = await indiecloud(stack, ["recover", "--json", "--yes", "--unlock"]);
    t.is(done.code, 0, done.screen);
    t.like(JSON.parse(done.out), { done: true, locks: [{ host: hostname(), holder: "unknown" }] });
    t.true((await stack.resource("web")).id?.endsWith(`/${instance}`));
    const nothing = await indiecloud(stack, ["recover"]);
    t.is(nothing.code, 0, nothing.screen);
    t.regex(nothing.out, /nothing to repair/);
    const none = await indiecloud(stack, ["orphans"]);
    t.is(none.code, 0, none.screen);

    const up = await stack.run(["up", "--yes", "--skip-preview"]);
    t.is(up.code, 0, up.screen);
    t.is(creates(emulators, INSTANCE), 1);
    t.deepEqual(ids("instance"), [instance]);
    t.false([requested, done, nothing].some(({ screen }) => screen.includes(CANARY)));
    t.truthy((await holding(stack, String(instance))).length);
    t.deepEqual(await holding(stack, CANARY), []);
  },
);

test.serial(
  "the old half of an unfinished replacement is in the way of a new object: recover names the command that deletes it",
  async (t) => {
    const { stack, ids } = await openTestStack(t, { clouds: ["lunanode"], adapter: "plugin" });
    await stack.up(vms(["web", {}]));
    const { urn } = await stack.resource("web");
    // As if the new half had been created, and then deleted in the panel and by a refresh.
    const state = JSON.parse((await stack.run(["stack", "export"])).screen);
    for (const each of state.deployment.resources) {
      if (each.urn === urn) each.delete = true;
    }
    const file = join(stack.folder, "state.json");
    await writeFile(file, JSON.stringify(state));
    t.is((await stack.run(["stack", "import", "--file", file])).code, 0);
    const refused = await stack.up(undefined);
    t.regex(refused.screen, /already exists.*Nothing was created.*Run npx indiecloud recover/s);
    const found = await indiecloud(stack, ["recover"]);
    t.is(found.code, 7, found.screen);
    const [, target = ""] =
      /delete it with pulumi destroy --target '([^']+)', then run pulumi up/.exec(found.screen) ?? [];
    t.is(target, urn, found.screen);
    const destroyed = await stack.run(["destroy", "--target", target, "--yes", "--skip-preview"]);
    t.is(destroyed.code, 0, destroyed.screen);
    t.deepEqual(ids("vm"), []);
    t.is((await stack.up(undefined)).code, 0);
    t.is(ids("vm").length, 1);
  },
);
