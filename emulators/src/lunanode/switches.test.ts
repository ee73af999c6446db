import test from "ava";
import { startEmulators } from "../index.ts";
import { type Observe as ObserveBy, switchTester } from "../testing-switches.ts";
import { onlineVm, plainVm, record, records, start, type TestClient, testClient } from "./testing.ts";

type Observe = ObserveBy<TestClient>;
const both = switchTester(start);

const toronto = { region: "toronto" };
const rule = { direction: "ingress", type: "IPv4", protocol: "tcp", remote_type: "cidr", remote_value: "10.0.0.0/8" };

const infoField =
  (field: string): Observe =>
  async (client, emulators) =>
    record((await client.ok("vm/info", { vm_id: await onlineVm(emulators, client) })).info)[field];

const rowField =
  (field: string): Observe =>
  async (client, emulators) => {
    await onlineVm(emulators, client);
    return records((await client.ok("vm/list")).vms)[0]?.[field];
  };

const errorOf =
  (operation: string, parameters: Record<string, string>): Observe =>
  async (client) =>
    (await client.call(operation, parameters)).error;

both(
  "the region of volume/list",
  { volumeListRegion: "required" },
  async (client) => {
    await client.ok("volume/create", { ...toronto, label: "data", size: "5" });
    const count = async (region: string) => records((await client.call("volume/list", { region })).volumes).length;
    return [(await client.call("volume/list")).error, await count("toronto"), await count("montreal")];
  },
  [undefined, 1, 0],
  ["region not set", 1, 0],
);

const createError: Observe = async (client, emulators) => (await client.call("vm/create", plainVm(emulators))).error;

async function groupAndRule(
  client: TestClient,
  set: Record<string, string>,
): Promise<Readonly<Record<string, unknown>>> {
  const group_id = await client.text("group_id", "securitygroup/create", { ...toronto, name: "web" });
  await client.ok("securitygroup/rule-insert", { ...toronto, group_id, ...rule, ...set });
  return record((await client.ok("securitygroup/rule-list", { ...toronto, group_id }))["2"]);
}

const remoteGroup: Observe = async (client) => {
  const other = await client.text("group_id", "securitygroup/create", { ...toronto, name: "other" });
  const { remote } = await groupAndRule(client, { remote_type: "group", remote_value: other });
  return remote === other ? "its id" : remote;
};

both(
  "an empty list",
  { emptyLists: "absent" },
  (client) => client.ok("vm/list"),
  { success: "yes", vms: [] },
  { success: "yes" },
);
both("vm/list shows os_status", { listShowsStatus: false }, rowField("os_status"), "active", undefined);
both("groups in vm/info", { groupsAs: "names" }, infoField("securitygroups"), ["4"], ["default"]);
both(
  "an address that is not there yet",
  { missingAddress: "empty" },
  async (client, emulators) => {
    const vm_id = await client.text("vm_id", "vm/create", plainVm(emulators));
    return record((await client.ok("vm/info", { vm_id })).info).ip;
  },
  undefined,
  "",
);
both(
  "plan names",
  { planNames: "long" },
  async (client) => records((await client.ok("plan/list")).plans)[8]?.name,
  "m.2",
  "m.2 (2048 MB RAM)",
);
both(
  "undocumented creations",
  { createReplies: "bare" },
  async (client) =>
    Object.keys(await client.ok("network/create", { ...toronto, name: "n", subnet: "10.0.0.0/24", dns: "8.8.8.8" })),
  ["net_id", "success"],
  ["success"],
);
both(
  "the third region",
  { regionMenu: "france" },
  async (client) => Object.keys(record((await client.ok("region/list")).regions)),
  ["toronto", "montreal", "roubaix"],
  ["toronto", "montreal", "france"],
);
both(
  "line ends of scripts",
  { scriptNewlines: "crlf" },
  async (client) => {
    await client.ok("script/create", { name: "s", content: "a\nb\r\n" });
    return records((await client.ok("script/list")).scripts)[0]?.content;
  },
  "a\nb\r\n",
  "a\r\nb\r\n",
);
const ports = { port_min: "80", port_max: "90" };
both("port ranges", { portRange: "colon" }, async (c) => (await groupAndRule(c, ports)).port_range, "80-90", "80:90");
both(
  "one port",
  { portRange: "full" },
  async (c) => (await groupAndRule(c, { port_min: "80" })).port_range,
  "80",
  "80-80",
);
const withRecord = async (client: TestClient) => {
  await client.ok("dns2/zone-add", { name: "example.org", ttl: "3600" });
  const [zone_id = ""] = Object.keys(record((await client.ok("dns2/zone-list")).zones));
  await client.ok("dns2/record-add", { zone_id, type: "TXT", name: "www.example.org", data: "a b", ttl: "300" });
  return zone_id;
};
const firstRecord = async (client: TestClient) => {
  const zone_id = await withRecord(client);
  return Object.values(record((await client.ok("dns2/record-list", { zone_id })).records)).map(record)[0] ?? {};
};
both(
  "lists of zones",
  { dnsLists: "list" },
  async (client) => {
    await client.ok("dns2/zone-add", { name: "example.org", ttl: "3600" });
    return Array.isArray((await client.ok("dns2/zone-list")).zones);
  },
  false,
  true,
);
both(
  "names of records",
  { recordNames: "relative" },
  async (client) => (await firstRecord(client)).name,
  "www.example.org.",
  "www",
);
both(
  "plain names of records",
  { recordNames: "plain" },
  async (client) => (await firstRecord(client)).name,
  "www.example.org.",
  "www.example.org",
);
both("data of records", { recordData: "written" }, async (client) => (await firstRecord(client)).data, "a b", '"a b"');
both(
  "a zone that has records",
  { zoneRemoval: "refuse" },
  async (client) => (await client.call("dns2/zone-remove", { zone_id: await withRecord(client) })).error,
  undefined,
  "zone is in use",
);
both(
  "dynamic names",
  { dynamicNames: "full" },
  async (client) => {
    await client.ok("dns/dyn-add", { name: "home", ip: "198.51.100.7" });
    return Object.values(record((await client.ok("dns/dyn-list")).dyns)).map((row) => record(row).name)[0];
  },
  "home",
  "home.lndyn.com",
);
both("a group as remote", { remoteGroupAs: "name" }, remoteGroup, "its id", "other");
both(
  "content type",
  { contentType: "text/html; charset=UTF-8" },
  async (client) => (await client.send("vm/list")).headers.get("content-type"),
  "application/json",
  "text/html; charset=UTF-8",
);
both(
  "two keys with one label",
  { uniqueKeyLabels: false },
  async (client) => {
    await client.ok("sshkey/add", { label: "k", sshkey: "ssh-rsa AAAA a" });
    return (await client.call("sshkey/add", { label: "k", sshkey: "ssh-rsa BBBB b" })).error;
  },
  "a key with this label already exists",
  undefined,
);
both(
  "starting what runs",
  { repeatedPower: "conflict", conflictError: "plain" },
  async (client, emulators) => {
    const vm_id = await onlineVm(emulators, client);
    return (await client.call("vm/start", { vm_id })).error?.replace(vm_id, "<id>");
  },
  undefined,
  "Cannot &#039;start&#039; instance <id> while it is in vm_state active",
);
both(
  "resizing what runs",
  { resizeNeedsStop: true },
  async (client, emulators) =>
    (await client.call("vm/resize", { vm_id: await onlineVm(emulators, client), plan_id: "m.4" })).error,
  undefined,
  "the VM must be stopped before resize can proceed",
);
both(
  "a resize that is possible",
  { resizeIgnored: true },
  async (client, emulators) => {
    const vm_id = await onlineVm(emulators, client);
    await client.ok("vm/resize", { vm_id, plan_id: "m.4" });
    emulators.advance(45);
    return records((await client.ok("vm/list")).vms)[0]?.plan_id;
  },
  "88",
  "87",
);
both(
  "deleting an attached address",
  { deleteAttachedAddress: "release" },
  async (client, emulators) => {
    await onlineVm(emulators, client);
    const [row] = records((await client.ok("floating/list")).ips);
    return (await client.call("floating/delete", { ...toronto, ip: String(row?.ip) })).error;
  },
  "floating IP is in use",
  undefined,
);
both(
  "extending an attached volume",
  { extendNeedsDetach: false },
  async (client, emulators) => {
    const vm_id = await onlineVm(emulators, client);
    const volume_id = await client.text("volume_id", "volume/create", { ...toronto, label: "a", size: "1" });
    emulators.advance(3);
    await client.ok("volume/attach", { volume_id, vm_id, target: "auto" });
    emulators.advance(3);
    return (await client.call("volume/extend", { volume_id, size: "2" })).success;
  },
  "no",
  "yes",
);

const builtStatus: Observe = async (client, emulators) => {
  const vm_id = await client.text("vm_id", "vm/create", plainVm(emulators));
  emulators.advance(3600);
  return client.status(vm_id);
};
both("a build that fails", { buildOutcome: "error" }, builtStatus, "Online", "ERROR");
both(
  "the word for a failed build",
  { buildOutcome: "error", words: { error: "Error" } },
  builtStatus,
  "Online",
  "Error",
);
both("a build that never ends", { buildOutcome: "never" }, builtStatus, "Online", "BUILD");

test("an address that fails to attach can be attached by hand", async (t) => {
  const { emulators, client } = await start(t, { addressFails: true });
  const vm_id = await client.text("vm_id", "vm/create", plainVm(emulators));
  emulators.advance(3600);
  const displayed = async () => record((await client.ok("vm/info", { vm_id })).info).ip;
  t.is(await displayed(), undefined);
  const ip = await client.text("ip", "vm/floatingip-add", { vm_id });
  t.is(await displayed(), undefined);
  emulators.advance(10);
  t.is(await displayed(), ip);
});

both(
  "an image that fails",
  { imageOutcome: "killed" },
  async (client, emulators) => {
    const set = { ...toronto, name: "own", location: "https://example.org/a.iso", format: "iso" };
    const image_id = await client.text("image_id", "image/fetch", set);
    emulators.advance(65);
    return record((await client.ok("image/details", { image_id })).details).status;
  },
  "active",
  "killed",
);
both(
  "a volume that fails",
  { volumeOutcome: "error" },
  async (client, emulators) => {
    const volume_id = await client.text("volume_id", "volume/create", { ...toronto, label: "a", size: "1" });
    emulators.advance(3);
    return record((await client.ok("volume/info", { volume_id })).volume).status;
  },
  "available",
  "error",
);

const full = "no capacity is available for this plan in the selected region";
both("a full region", { fullRegions: ["toronto"] }, createError, undefined, full);
both("no credit", { credit: 0 }, createError, undefined, "insufficient credit");
both("a quota", { vmQuota: 0 }, createError, undefined, "virtual machine limit reached");
both(
  "the credit shown",
  { credit: 12.5 },
  async (c) => c.text("credit", "billing/credit"),
  "4.81033438",
  "12.50000000",
);
both(
  "not-found texts other than those of VMs and images",
  { notFoundText: "{kind} could not be found" },
  async (client) => [
    (await client.call("script/get", { script_id: "9" })).error,
    (await client.call("vm/info", { vm_id: "9" })).error,
  ],
  ["invalid script", "invalid vm"],
  ["script could not be found", "invalid vm"],
);
const missingOld = "hostname, plan_id, and/or image_id not set";
both(
  "missing parameters of vm/create",
  { oldMissingTexts: true },
  errorOf("vm/create", {}),
  "required parameter hostname not set",
  missingOld,
);
both(
  "a missing region",
  { oldMissingTexts: true },
  errorOf("floating/add", {}),
  "required parameter region not set",
  "region not set",
);
both("an unknown call", { unknownCall: "404" }, async (client) => (await client.send("vm/fly")).status, 200, 404);
both(
  "how long a build takes",
  { durations: { build: 2, address: 0 } },
  async (client, emulators) => {
    const vm_id = await client.text("vm_id", "vm/create", plainVm(emulators));
    emulators.advance(2);
    return client.status(vm_id);
  },
  "BUILD",
  "Online",
);

const afterDeletion: Observe = async (client, emulators) => {
  const vm_id = await onlineVm(emulators, client);
  await client.ok("vm/delete", { vm_id });
  emulators.advance(5);
  const seen = async () => [
    records((await client.ok("vm/list")).vms).map((vm) => vm.os_status),
    (await client.call("vm/info", { vm_id })).error ?? (await client.status(vm_id)),
    (await client.call("vm/stop", { vm_id })).error,
  ];
  const early = await seen();
  emulators.advance(30);
  return [early, await seen()];
};
const gone = [[], "invalid vm", "invalid vm"];
both(
  "a deleted VM listed",
  { deletedLingers: "listed" },
  afterDeletion,
  [gone, gone],
  [[["deleted"], "invalid vm", "invalid vm"], gone],
);
both(
  "a deleted VM shown",
  { deletedLingers: "shown" },
  afterDeletion,
  [gone, gone],
  [[["deleted"], "DELETED", "invalid vm"], gone],
);

test("calls beyond the rate get 429 with Retry-After until the second is over", async (t) => {
  const { emulators, client } = await start(t, { callsPerSecond: 2 });
  await client.ok("vm/list");
  await client.ok("vm/list");
  const response = await client.send("vm/list");
  t.is(response.status, 429);
  t.is(response.headers.get("retry-after"), "1");
  emulators.advance(1);
  await client.ok("vm/list");
});

test("calls beyond the rate can be reported in an envelope", async (t) => {
  const { client } = await start(t, { callsPerSecond: 1, overRate: "envelope" });
  await client.ok("vm/list");
  t.deepEqual(await client.call("vm/list"), { success: "no", error: "rate limit exceeded" });
});

test("the rate is counted an account", async (t) => {
  const { emulators, client } = await start(t, { callsPerSecond: 1 });
  await client.ok("vm/list");
  await testClient(emulators, emulators.clouds.lunanode.accounts[1]).ok("vm/list");
  t.pass();
});

test("switches can be turned while running and go back on reset", async (t) => {
  const { emulators, client } = await start(t, { vmQuota: 1 });
  emulators.clouds.lunanode.setSwitches({ vmQuota: null, groupsAs: "names" });
  t.is(emulators.clouds.lunanode.switches().groupsAs, "names");
  await onlineVm(emulators, client);
  await onlineVm(emulators, client);
  emulators.reset();
  t.is(emulators.clouds.lunanode.switches().vmQuota, 1);
  t.is(emulators.clouds.lunanode.switches().groupsAs, "ids");
});

test("an unknown switch or value is reported", async (t) => {
  const { emulators } = await start(t);
  t.throws(() => emulators.setSwitches("lunanode", { groupAs: "ids" }), { message: /no switch groupAs/ });
  t.throws(() => emulators.setSwitches("lunanode", { groupsAs: "both" }), { message: /must be one of ids, names/ });
  await t.throwsAsync(startEmulators({ switches: { lunanode: { credit: "much" as unknown as number } } }), {
    message: /credit must be a number/,
  });
});
