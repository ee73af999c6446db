import test, { type ExecutionContext } from "ava";
import { conforming } from "../../../test/models/watch.ts";
import { type Emulators, startEmulators } from "../index.ts";
import { actions } from "./cloud.ts";
import { imageId, onlineVm, plainVm, record, records, type TestClient, testClient } from "./testing.ts";

async function start(t: ExecutionContext): Promise<{ emulators: Emulators; client: TestClient }> {
  const emulators = await startEmulators({ timeScale: 0, ...conforming(t) });
  t.teardown(() => emulators.stop());
  return { emulators, client: testClient(emulators) };
}

test("every call of the table succeeds once with plausible parameters", async (t) => {
  const { emulators, client } = await start(t);
  const region = "toronto";
  const ok = client.ok;
  const wait = (): void => emulators.advance(100);

  const vm_id = await onlineVm(emulators, client);
  for (const name of [
    "stop",
    "start",
    "reboot",
    "shelve",
    "unshelve",
    "rescue",
    "reboot",
    "stop",
    "diskswap",
    "start",
  ]) {
    await ok(`vm/${name}`, { vm_id });
    wait();
  }
  await ok("vm/list");
  await ok("vm/rename", { vm_id, hostname: "renamed" });
  await ok("vm/resize", { vm_id, plan_id: "89" });
  wait();
  await ok("vm/reimage", { vm_id, image_id: imageId(emulators, "Debian 13 64-bit (template)") });
  wait();
  const image_id = await client.text("image_id", "vm/snapshot", { vm_id, name: "snap" });
  await ok("vm/vnc", { vm_id });
  await ok("vm/usage", { vm_id, key: "bandwidth" });
  await ok("vm/set-fairshare", { vm_id, charge_for_cpu: "yes" });
  const ip = await client.text("ip", "vm/ip-add", { vm_id });
  await ok("vm/iplist", { vm_id });
  await ok("vm/ip-delete", { vm_id, ip });
  const extra = await client.text("ip", "vm/floatingip-add", { vm_id });
  wait();
  await ok("dns/list");
  await ok("dns/set", { ip: extra, hostname: "web.example.org." });
  await ok("vm/floatingip-delete", { vm_id, ip: extra, keep: "yes" });
  await ok("floating/delete", { region, ip: extra });
  await ok("floating/add", { region });
  await ok("floating/list");

  const group_id = await client.text("group_id", "securitygroup/create", { region, name: "web" });
  await ok("vm/securitygroup-add", { vm_id, group_id });
  await ok("vm/securitygroup-remove", { vm_id, group_id });
  const rule = { direction: "ingress", type: "IPv4", protocol: "tcp", remote_type: "cidr", remote_value: "0.0.0.0/0" };
  const rule_id = await client.text("rule_id", "securitygroup/rule-insert", {
    region,
    group_id,
    ...rule,
    port_min: "80",
  });
  await ok("securitygroup/rule-list", { region, group_id });
  await ok("securitygroup/rule-delete", { region, group_id, rule_id });
  await ok("securitygroup/rename", { region, group_id, name: "www" });
  await ok("securitygroup/list");
  await ok("securitygroup/delete", { region, group_id });

  const zone_id = await client.text("zone_id", "dns2/zone-add", { name: "example.org", ttl: "3600" });
  await ok("dns2/zone-list");
  const record_id = await client.text("record_id", "dns2/record-add", {
    ...{ zone_id, type: "MX", name: "example.org", data: "mx.example.org", ttl: 300 },
    ...{ aux: "10", weight: "1", region: "toronto", monitor_id: "7" },
  });
  await ok("dns2/record-list", { zone_id });
  await ok("dns2/record-remove", { zone_id, record_id });
  await ok("dns2/zone-remove", { zone_id });
  const dyn_id = await client.text("dyn_id", "dns/dyn-add", { name: "home", ip: "198.51.100.7" });
  await ok("dns/dyn-list");
  await ok("dns/dyn-update", { dyn_id, name: "home", ip: "198.51.100.8" });
  await ok("dns/dyn-remove", { dyn_id });

  const net_id = await client.text("net_id", "network/create", {
    region,
    name: "n",
    subnet: "10.1.0.0/24",
    dns: "8.8.8.8",
  });
  await ok("network/list", { region });
  await ok("network/delete", { region, net_id });

  wait();
  await ok("image/list", { region });
  await ok("image/details", { image_id });
  await ok("image/replicate", { image_id, region: "montreal" });
  await ok("image/rename", { image_id, name: "kept" });
  await ok("image/delete", { image_id });
  await ok("image/fetch", {
    region,
    name: "own",
    location: "https://example.org/a.qcow2",
    format: "qcow2",
    virtio: "yes",
  });

  const volume_id = await client.text("volume_id", "volume/create", { region, label: "data", size: "5" });
  wait();
  await ok("volume/list");
  await ok("volume/info", { volume_id });
  await ok("volume/rename", { volume_id, name: "renamed" });
  await ok("volume/extend", { volume_id, size: "6" });
  await ok("volume/attach", { volume_id, vm_id, target: "auto" });
  wait();
  await ok("volume/detach", { volume_id });
  wait();
  const snapshot_id = await client.text("snapshot_id", "volume/snapshot-create", { volume_id, label: "s" });
  await ok("volume/snapshot-list", { region });
  await ok("volume/snapshot-replicate", { region, snapshot_id, image_name: "copy", dst_region: "montreal" });
  await ok("volume/snapshot-delete", { region, snapshot_id });
  await ok("volume/delete", { volume_id });

  const key_id = await client.text("key_id", "sshkey/add", { label: "k", sshkey: "ssh-ed25519 AAAA me" });
  await ok("sshkey/list");
  await ok("sshkey/remove", { key_id });
  const script_id = await client.text("script_id", "script/create", { name: "s", content: "#!/bin/sh" });
  await ok("script/list");
  await ok("script/get", { script_id });
  await ok("script/update", { script_id, name: "s", content: "#!/bin/bash" });
  await ok("script/delete", { script_id });
  for (const name of ["plan/list", "region/list", "billing/credit"]) await ok(name);
  await ok("vm/info", { vm_id });
  await ok("vm/delete", { vm_id });

  const called = new Set(emulators.requests().map((row) => row.operation));
  t.deepEqual([...called].sort(), Object.keys(actions).sort());
});

test("every call with required parameters names the first that is missing", async (t) => {
  const { client } = await start(t);
  for (const [operation, { required }] of Object.entries(actions)) {
    const [first] = required;
    if (first) t.is((await client.call(operation)).error, `required parameter ${first} not set`, operation);
  }
});

const unknown: [string, Record<string, string>, string][] = [
  ["vm/stop", { vm_id: "x" }, "invalid vm"],
  ["image/details", { image_id: "x" }, "invalid image"],
  ["image/delete", { image_id: "x" }, "invalid image"],
  ["image/replicate", { image_id: "x", region: "montreal" }, "invalid image"],
  ["image/fetch", { region: "x", name: "n", location: "http://a/b", format: "iso" }, "invalid region"],
  ["volume/info", { volume_id: "x" }, "invalid volume"],
  ["network/delete", { region: "toronto", net_id: "x" }, "invalid network"],
  ["floating/delete", { region: "toronto", ip: "x" }, "invalid floating IP"],
  ["script/get", { script_id: "x" }, "invalid script"],
  ["sshkey/remove", { key_id: "x" }, "invalid key"],
  ["securitygroup/rule-list", { region: "toronto", group_id: "x" }, "invalid security group"],
];
for (const [operation, parameters, error] of unknown) {
  test(`${operation} of something unknown is "${error}"`, async (t) => {
    const { client } = await start(t);
    t.deepEqual(await client.call(operation, parameters), { success: "no", error });
  });
}

test("words that every object knows are not taken for parameters", async (t) => {
  const { emulators, client } = await start(t);
  const vm_id = await onlineVm(emulators, client);
  t.is((await client.call("vm/usage", { vm_id, key: "constructor" })).error, "invalid key");
  const [group] = records((await client.ok("securitygroup/list")).securitygroups);
  const set = { region: "toronto", group_id: group?.securitygroup_id, direction: "constructor", type: "IPv4" };
  const rest = { protocol: "tcp", remote_type: "cidr", remote_value: "*" };
  t.is((await client.call("securitygroup/rule-insert", { ...set, ...rest })).error, "invalid direction");
});

test("a template can be neither deleted nor renamed", async (t) => {
  const { emulators, client } = await start(t);
  const image_id = imageId(emulators, "Debian 12 64-bit (template)");
  t.is((await client.call("image/delete", { image_id })).error, "invalid image");
  t.is((await client.call("image/rename", { image_id, name: "mine" })).error, "invalid image");
});

test("each region has a default group with two egress rules, and a network", async (t) => {
  const { client } = await start(t);
  const groups = records((await client.ok("securitygroup/list")).securitygroups);
  t.deepEqual(
    groups.map(({ name, region }) => [name, region]),
    [
      ["default", "toronto"],
      ["default", "montreal"],
      ["default", "roubaix"],
    ],
  );
  const rules = await client.ok("securitygroup/rule-list", {
    region: "toronto",
    group_id: groups[0]?.securitygroup_id,
  });
  t.deepEqual(
    [rules["0"], rules["1"]].map((rule) => [record(rule).direction, record(rule).ethertype, record(rule).remote]),
    [
      ["egress", "IPv4", "*"],
      ["egress", "IPv6", "*"],
    ],
  );
  t.is(rules["2"], undefined);
  const networks = records((await client.ok("network/list", { region: "montreal" })).networks);
  t.deepEqual(
    networks.map(({ name, subnet }) => [name, subnet]),
    [["Luna Node", "172.20.0.0/16"]],
  );
  t.false("region" in (networks[0] ?? {}));
});

test("keys are listed under numbers beside success, with a space at the end; none is just success", async (t) => {
  const { client } = await start(t);
  t.deepEqual(await client.call("sshkey/list"), { success: "yes" });
  const key_id = await client.text("key_id", "sshkey/add", { label: "laptop", sshkey: "ssh-rsa AAAA me" });
  t.deepEqual(await client.call("sshkey/list"), {
    "0": { id: key_id, name: "laptop", value: "ssh-rsa AAAA me " },
    success: "yes",
  });
});

test("a rule reads back in other words than it was written", async (t) => {
  const { client } = await start(t);
  const region = "toronto";
  const group_id = await client.text("group_id", "securitygroup/create", { region, name: "web" });
  const parameters = { region, group_id, direction: "ingress", type: "ipv4", protocol: "TCP", label: "web" };
  const remote = { remote_type: "cidr", remote_value: "0.0.0.0/0", port_min: "80", port_max: "90" };
  await client.ok("securitygroup/rule-insert", { ...parameters, ...remote });
  const { id, ...rule } = record((await client.ok("securitygroup/rule-list", { region, group_id }))["2"]);
  t.regex(String(id), /^[0-9a-f-]{36}$/);
  const expected = { direction: "ingress", ethertype: "IPv4", protocol: "tcp", port_range: "80-90", remote: "*" };
  t.deepEqual(rule, { ...expected, label: "web" });
});

test("groups and networks cannot go while a VM uses them, and can when it is gone", async (t) => {
  const { emulators, client } = await start(t);
  const region = "toronto";
  const group_id = await client.text("group_id", "securitygroup/create", { region, name: "web" });
  const net_id = await client.text("net_id", "network/create", {
    region,
    name: "n",
    subnet: "10.1.0.0/24",
    dns: "1.1.1.1",
  });
  const vm_id = await client.text("vm_id", "vm/create", plainVm(emulators, { securitygroups: group_id, net_id }));
  t.is((await client.call("securitygroup/delete", { region, group_id })).error, "security group is in use");
  t.is((await client.call("network/delete", { region, net_id })).error, "network is in use");
  await client.ok("vm/delete", { vm_id });
  emulators.advance(5);
  await client.ok("securitygroup/delete", { region, group_id });
  await client.ok("network/delete", { region, net_id });
});

test("volume/list has other status words than volume/info", async (t) => {
  const { emulators, client } = await start(t);
  await client.ok("volume/create", { region: "toronto", label: "a", size: "1" });
  const status = async () => records((await client.ok("volume/list", { region: "toronto" })).volumes)[0]?.status;
  t.is(await status(), "pending");
  emulators.advance(3);
  t.is(await status(), "active");
  t.deepEqual((await client.ok("volume/list", { region: "montreal" })).volumes, []);
});

test("a volume does not shrink and its boot volume does not come off", async (t) => {
  const { emulators, client } = await start(t);
  const volume_id = await client.text("volume_id", "volume/create", { region: "toronto", label: "a", size: "20" });
  emulators.advance(3);
  t.is((await client.call("volume/extend", { volume_id, size: "10" })).error, "invalid size");
  await client.ok("vm/create", { hostname: "v", plan_id: "m.2", volume_id });
  t.is((await client.call("volume/detach", { volume_id })).error, "the boot volume cannot be detached");
});

test("reverse DNS can be set and put back", async (t) => {
  const { emulators, client } = await start(t);
  await onlineVm(emulators, client);
  const row = async () => records((await client.ok("dns/list")).dns)[0] ?? {};
  const { ip, hostname } = await row();
  t.is(hostname, `${String(ip).split(".").reverse().join(".")}.rdns.lunanode.com.`);
  await client.ok("dns/set", { ip, hostname: "web.example.org." });
  t.is((await row()).hostname, "web.example.org.");
  await client.ok("dns/set", { ip, hostname: "." });
  t.is((await row()).hostname, hostname);
});

test("plans have the known ids, and every scalar is a text", async (t) => {
  const { client } = await start(t);
  const plans = records((await client.ok("plan/list")).plans);
  t.is(plans.find((plan) => plan.name === "m.2")?.plan_id, "87");
  t.true(plans.every((plan) => typeof plan.ram === "string" && typeof plan.price === "string"));
  t.deepEqual(plans[0]?.metadata, []);
  t.like(plans[0], { category: "SSD-Cached Standard", all_regions: "1", cpu_points: "1" });
  t.deepEqual(plans[0]?.regions, ["toronto", "montreal", "roubaix"]);
});

test("a VM's addresses are listed by its private ones, floating ones with the time of their last change", async (t) => {
  const { emulators, client } = await start(t);
  const vm_id = await onlineVm(emulators, client);
  const floating = async () => records((await client.ok("floating/list")).ips)[0] ?? {};
  const [ip = ""] = Object.keys(record((await client.ok("vm/iplist", { vm_id })).ips));
  const before = await floating();
  t.like(record(record((await client.ok("vm/iplist", { vm_id })).ips)[ip]), {
    floating: before.ip,
    subnet: "172.20.0.0/16",
  });
  t.is(before.reverse, "");
  emulators.advance(60);
  t.is((await floating()).time_updated, before.time_updated);
  await client.ok("dns/set", { ip: String(before.ip), hostname: "web.example.org." });
  const after = await floating();
  t.is(after.reverse, "web.example.org.");
  t.true(Date.parse(String(after.time_updated)) >= Date.parse(String(before.time_updated)) + 60_000);
});
