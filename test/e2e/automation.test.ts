import type { Stack } from "@pulumi/pulumi/automation/index.js";
import test, { type ExecutionContext } from "ava";
import type { Emulators } from "../../emulators/src/index.ts";
import {
  classes,
  detectDrift,
  folderStack,
  forEachStack,
  inlineStack,
  parallelFor,
  type Report,
} from "./support/automation.ts";
import { call, createVm, operations } from "./support/lunanode.ts";
import { openYamlStack } from "./support/plugin.ts";
import { openTestStack } from "./support/stack.ts";

const VM = { plan: "m.1", image: "Ubuntu 24.04 64-bit" };
const INSTANCE = {
  name: "web",
  plan: "b3-8",
  region: "GRA11",
  image: "Ubuntu 24.04",
  userData: "#!/bin/sh\necho hunter2\n",
};

/** The report for each resource, without what differs between adapters and runs. */
const reported = ({ resources }: Report) =>
  Object.fromEntries(
    resources.map(({ name, token, status, nextAction, properties }) => [
      name,
      [token, status, nextAction, ...properties.map((each) => [each.path, each.old, each.new, each.nextAction])],
    ]),
  );

const DRIFT = {
  changed: [
    ...["lunanode:Vm", "changed", "update"],
    ["plan", "m.1", "m.2", "update"],
    ["powerState", "running", "stopped", "update"],
    ["securityGroups", ["default"], [], "update"],
  ],
  image: [
    ...["lunanode:Vm", "changed", "report-only"],
    ["image", "Ubuntu 24.04 64-bit", "Debian 12 64-bit (template)", "report-only"],
  ],
  gone: ["lunanode:Vm", "deleted", "create"],
  watched: ["lunanode:Vm", "observed", "none"],
  web: ["ovh:Instance", "changed", "update", ["name", "web", "joe", "update"]],
};

const VMS: Readonly<Record<string, object>> = {
  changed: { ...VM, name: "changed", powerState: "running", securityGroups: ["default"] },
  image: { ...VM, name: "image" },
  gone: { ...VM, name: "gone" },
  watched: { ...VM, name: "watched" },
  same: { ...VM, name: "same" },
};

/** Changes `VMS` and `INSTANCE` of a stack out of band, and checks the report. */
async function watch(t: ExecutionContext, stack: Stack, emulators: Emulators) {
  const objects = emulators.objects();
  const idOf = (name: string) => String(objects.find((each) => each.hostname === name || each.name === name)?.id);
  const set = (name: string, values: object) =>
    emulators.change({ cloud: "lunanode", kind: "vm", id: idOf(name), set: { ...values } });
  set("changed", { phase: "offline", planId: "87", groupIds: [] });
  set("image", { imageName: "Debian 12 64-bit (template)" });
  set("watched", { phase: "offline" });
  emulators.change({ cloud: "lunanode", kind: "vm", id: idOf("gone"), delete: true });
  emulators.change({ cloud: "ovh", kind: "instance", id: idOf("web"), set: { name: "joe" } });
  const before = await stack.exportStack();
  emulators.clearRequests();
  for (const runProgram of [false, true]) {
    const report = await detectDrift(stack, { runProgram });
    t.true(report.hasDrift);
    t.deepEqual(reported(report), DRIFT, `runProgram ${runProgram}`);
    const watched = report.resources.find(({ name }) => name === "watched");
    t.deepEqual(watched?.outputs, [{ path: "status", old: "Online", new: "Offline" }]);
    t.notRegex(JSON.stringify(report), /hunter2/);
  }
  t.deepEqual(await stack.exportStack(), before, "the state was written");
  t.deepEqual(
    emulators.requests().filter(({ kind }) => kind === "write"),
    [],
  );
}

test.serial("drift on two clouds, dynamic resources of an inline program", async (t) => {
  const { stack, emulators } = await openTestStack(t, { clouds: ["lunanode", "ovh"] });
  const { lunanode, ovh } = classes;
  const inline = await inlineStack(stack, "watch", async () => {
    for (const [name, args] of Object.entries(VMS)) {
      new lunanode.Vm(name, args);
    }
    new ovh.Instance("web", INSTANCE);
  });
  await inline.up();
  t.like(await detectDrift(inline), { hasDrift: false, resources: [], counts: { resources: 6 }, summary: { same: 7 } });
  await watch(t, inline, emulators);

  await inline.refresh();
  const { image } = DRIFT;
  t.deepEqual(
    reported(await detectDrift(inline)),
    { image },
    "a refresh takes drift into the state, but for what is only reported",
  );

  emulators.addFault({ cloud: "ovh", times: 0, fault: { status: 403 } });
  const error = await t.throwsAsync(detectDrift(inline));
  t.is(error?.name, "RefreshError");
  t.regex(error?.message ?? "", /1 resource could not be read.*\nweb \(ovh:Instance\): OVHcloud .* \(HTTP 403\)/);
  const { report } = Object(error);
  t.deepEqual(reported(report), { image, web: ["ovh:Instance", "unreadable", "none"] });
});

test.serial("drift on two clouds, with the plugin in a project folder", async (t) => {
  const { stack, emulators, write } = await openYamlStack(t, { clouds: ["lunanode", "ovh"] });
  const vms = Object.entries(VMS).map(([name, args]) => [
    name,
    { type: "indiecloud:lunanode:Vm", properties: { ...args } },
  ]);
  const web = { type: "indiecloud:ovh:Instance", properties: INSTANCE };
  await write({ resources: { ...Object.fromEntries(vms), web } });
  const inFolder = await folderStack(stack);
  await inFolder.up();
  await watch(t, inFolder, emulators);
});

const SERVERS = 100;
/** VMs whose detail has to be read one by one, because only it shows the image. */
const WITH_IMAGE = 10;

test.serial(`drift of ${SERVERS} servers costs one list, and a call for each whose image is managed`, async (t) => {
  const { stack: place, emulators, ids } = await openTestStack(t, { clouds: ["lunanode"] });
  const { lunanode } = classes;
  let declared = [0, SERVERS - 1];
  const stack = await inlineStack(place, "fleet", async () => {
    for (const index of declared) {
      const image = index < WITH_IMAGE ? { image: VM.image } : { bootVolume: volume };
      new lunanode.Vm(`web${index}`, { plan: "m.2", name: `web${index}`, ...image });
    }
  });
  const { volume_id: volume } = await call(emulators, "volume/create", { region: "toronto", label: "b", size: "20" });
  await stack.up();
  // Adds copies of what was created, because creating a hundred within the API's limits takes a minute.
  const { version, deployment } = await stack.exportStack();
  const resources: { urn: string; id?: string; outputs: object; inputs: object }[] = deployment.resources;
  const like = (index: number) =>
    resources.find(({ urn }) => urn.endsWith(`web${index < WITH_IMAGE ? 0 : SERVERS - 1}`));
  for (const index of [...Array(SERVERS - 2).keys()].map((each) => each + 1)) {
    const name = `web${index}`;
    const id = await createVm(emulators, name);
    const { urn = "", inputs, outputs, ...rest } = like(index) ?? {};
    const own = { urn: urn.replace(/[^:]*$/, name), id: `toronto/${id}` };
    resources.push({ ...rest, ...own, inputs: { ...inputs, name }, outputs: { ...outputs, name } });
  }
  await stack.importStack({ version, deployment });

  for (const id of ids("vm").slice(0, 7)) {
    emulators.change({ cloud: "lunanode", kind: "vm", id, set: { hostname: "joe" } });
  }
  emulators.clearRequests();
  const report = await detectDrift(stack);
  t.like(report.counts, { resources: SERVERS, changed: 7 });
  const requested = operations(emulators);
  t.deepEqual([...new Set(requested)].sort(), ["vm/info", "vm/list"]);
  t.deepEqual([requested.filter((operation) => operation === "vm/list").length, requested.length], [1, 1 + WITH_IMAGE]);

  t.is(await parallelFor(stack, "destroy"), SERVERS);
  declared = [SERVERS - 1, SERVERS, SERVERS + 1];
  t.is(await parallelFor(stack, "up"), SERVERS + 2, "those of the state and those that are to be made");
});

test.serial("many stacks at once: one that fails does not stop the others, and its error is reported", async (t) => {
  const { stack: place, ids } = await openTestStack(t, { clouds: ["lunanode", "ovh"] });
  const { lunanode, ovh } = classes;
  const stacks = await Promise.all([
    inlineStack(place, "lunanode", async () => {
      new lunanode.Vm("web", { ...VM, name: "web" });
    }),
    inlineStack(place, "broken", async () => {
      new lunanode.Vm("web", { ...VM, plan: "m.99" });
    }),
    inlineStack(place, "ovh", async () => {
      new ovh.Instance("web", INSTANCE);
    }),
  ]);
  const progress: string[] = [];
  const up = await forEachStack(stacks, {
    operation: "up",
    concurrency: 3,
    onProgress: ({ stack, is }) => progress.push(`${stack.name} ${is}`),
  });
  t.like(up, { succeeded: 2, failed: 1, skipped: 0 });
  t.deepEqual(
    up.outcomes.map(({ is }) => is),
    ["succeeded", "failed", "succeeded"],
  );
  t.regex(String(up.outcomes[1]?.error), /m\.99/);
  t.deepEqual(progress.toSorted(), [
    "broken failed",
    "broken started",
    "lunanode started",
    "lunanode succeeded",
    "ovh started",
    "ovh succeeded",
  ]);
  t.deepEqual([ids("vm").length, ids("instance").length], [1, 1]);
});
