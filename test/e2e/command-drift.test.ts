import { readFile } from "node:fs/promises";
import { join } from "node:path";
import test from "ava";
import { indiecloud } from "./support/command.ts";
import { KEY_URL } from "./support/key-service.ts";
import { operations, vm } from "./support/lunanode.ts";
import { openYamlStack } from "./support/plugin.ts";
import { openTestStack } from "./support/stack.ts";

// For dynamic resources see automation.test.ts, which uses the same function.
test.serial("drift: a table, JSON, several stacks, and their exit codes", async (t) => {
  const { stack, emulators, ids } = await openTestStack(t, { clouds: ["lunanode"], adapter: "plugin" });
  const up = await stack.up(vm({ name: "web", powerState: "running" }));
  t.is(up.code, 0, up.screen);
  const none = await indiecloud(stack, ["drift"]);
  t.is(none.code, 0, none.screen);
  t.is(none.out, "Stack dev: no drift (1 resource checked)\n");

  const [id = ""] = ids("vm");
  const set = { phase: "offline", imageName: "Debian 12 64-bit (template)" };
  emulators.change({ cloud: "lunanode", kind: "vm", id, set });
  const before = await stack.stateText();
  emulators.clearRequests();
  const drift = await indiecloud(stack, ["drift"]);
  t.is(drift.code, 7, drift.screen);
  const rows = [
    /^Stack dev: 1 changed \(1 resource checked\)$/,
    /^$/,
    /^resource +type +property +in the state +in the cloud +the next pulumi up$/,
    /^web +lunanode:Vm +image +Ubuntu 24\.04 64-bit +Debian 12 64-bit \(template\) +leaves it \(report-only\)$/,
    /^web +lunanode:Vm +powerState +running +stopped +reverts it$/,
    /^$/,
    /^- web \(lunanode:Vm\): imageName changed from Ubuntu 24\.04 .* to Debian 12 64-bit \(template\) \(not drift\)\.$/,
    /^- web \(lunanode:Vm\): status changed from Online to Offline \(not drift\)\.$/,
    /^$/,
  ];
  const lines = drift.out.split("\n");
  t.is(lines.length, rows.length, drift.out);
  for (const [index, row] of rows.entries()) t.regex(lines[index] ?? "", row);

  await stack.run(["stack", "init", "empty", "--no-select", "--secrets-provider", KEY_URL]);
  const both = await indiecloud(stack, ["drift", "--json", "--program", "--stack", "empty", "dev"]);
  t.is(both.code, 7, both.screen);
  t.like(JSON.parse(both.out), {
    hasDrift: true,
    stacks: [
      { stack: "empty", report: { hasDrift: false, counts: { resources: 0 } } },
      { stack: "dev", report: { hasDrift: true, counts: { resources: 1, changed: 1 } } },
    ],
  });
  const file = join(stack.folder, "report.html");
  const report = await indiecloud(stack, ["report", "--check", "--output", file]);
  t.is(report.code, 0, report.screen);
  t.true(report.out.includes(file));
  const page = await readFile(file, "utf8");
  for (const part of ["stopped, drifted", "toronto", "Debian 12 64-bit (template)", "reverts it", "There are none."])
    t.true(page.includes(part), part);

  t.is(await stack.stateText(), before, "the state was written");
  t.deepEqual(operations(emulators, "write"), []);

  emulators.addFault({ cloud: "lunanode", times: 0, fault: { status: 403 } });
  const unreadable = await indiecloud(stack, ["drift", "--stack", "dev", "--stack", "empty"]);
  t.is(unreadable.code, 1, unreadable.screen);
  t.regex(
    unreadable.err,
    /^indiecloud: stack dev: .*1 resource could not be read.*\nweb \(lunanode:Vm\): LunaNode vm\/\w+: .*HTTP 403/,
  );
  t.regex(unreadable.out, /Stack dev: 1 not read .*\n\n- web \(lunanode:Vm\) was not read: LunaNode/);
  t.regex(unreadable.out, /Stack empty: no drift/);
  const nowhere = await indiecloud(stack, ["drift", "--stack", "nowhere"]);
  t.is(nowhere.code, 6, nowhere.screen);
  t.is(nowhere.err, "indiecloud: stack nowhere: no stack named 'nowhere' found\n");
});

test.serial("drift with the plugin, on two clouds, in Markdown; no secret is shown", async (t) => {
  const { stack, emulators, write } = await openYamlStack(t, { clouds: ["hostdime", "ovh"] });
  const properties = { name: "web", plan: "b3-8", region: "GRA11", image: "Ubuntu 24.04", userData: "hunter2" };
  await write({
    resources: {
      web: { type: "indiecloud:ovh:Instance", properties },
      old: { type: "indiecloud:hostdime:Vps", properties: { cuid: "V101", suspended: false } },
    },
  });
  const up = await stack.run(["up", "--yes", "--skip-preview"]);
  t.is(up.code, 0, up.screen);
  const web = emulators.objects("ovh").find(({ kind }) => kind === "instance");
  emulators.change({ cloud: "ovh", kind: "instance", id: String(web?.id), delete: true });
  const set = { status: "clientsuspend", power: "stopped" };
  emulators.change({ cloud: "hostdime", kind: "vps", id: "V101", set });
  const drift = await indiecloud(stack, ["drift", "--format", "markdown"]);
  t.is(drift.code, 7, drift.screen);
  const [head, , ...rows] = drift.out.split("\n");
  t.is(head, "Stack dev: 1 changed, 1 deleted (2 resources checked)");
  t.deepEqual(rows.slice(0, 4), [
    "| resource | type | property | in the state | in the cloud | the next pulumi up |",
    "| --- | --- | --- | --- | --- | --- |",
    "| old | hostdime:Vps | suspended | false | true | reverts it |",
    "| web | ovh:Instance |  | exists | deleted | creates it again |",
  ]);
  t.notRegex(drift.screen, /hunter2/);
});
