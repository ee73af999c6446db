import test from "ava";
import { otherClient, start, stored } from "./testing.ts";

test("vps.get shows exactly the known fields, as texts", async (t) => {
  const { client } = await start(t);
  t.deepEqual(await client.ok("vps.get", { cuid: "V101" }), {
    ...{ cuid: "V101", status: "active", memory: "2048", os: "Ubuntu 24.04", control_panel: "", ip_main: "192.0.2.10" },
    ...{ ssh_port: "22", disk_usage: "4096", disk_quota: "51200" },
    dns: [
      { dns: "ns1.nameservers.example", ip: "192.0.2.53" },
      { dns: "ns2.nameservers.example", ip: "192.0.2.54" },
    ],
  });
});

test("server.get shows exactly the known fields", async (t) => {
  const { client } = await start(t);
  const { dns, ...rest } = await client.object("server.get", { cuid: "S37" });
  t.true(Array.isArray(dns));
  t.deepEqual(rest, {
    ...{ cuid: "S37", status: "active", memory: "32768", control_panel: "cPanel/WHM", ip_main: "192.0.2.137" },
    ...{ ssh_port: "22", type: "Supermicro 1U", cpu: "Intel Xeon E-2236" },
    hard_drives: [{ size: "960 GB", type: "SSD" }],
    ...{ ip_ipmi: "10.0.0.37", ipmi_password: "invented-s37" },
  });
});

test("lists hold the account's own services", async (t) => {
  const { emulators, client } = await start(t);
  t.deepEqual(
    (await client.list("vps.list")).map(({ cuid }) => cuid),
    ["V101", "V102", "V103", "V104"],
  );
  t.deepEqual((await client.list("server.list"))[0], {
    ...{ cuid: "S37", name: "server1.example.com", status: "active", ip_main: "192.0.2.137" },
  });
  const other = otherClient(emulators);
  t.deepEqual(await other.list("vps.list"), [
    { cuid: "V201", name: "other.example.org", status: "active", ip_main: "203.0.113.10" },
  ]);
  t.deepEqual(await other.list("server.list"), []);
});

const foreign: [string, Record<string, string>][] = [
  ["vps.get", { cuid: "V101" }],
  ["vps.stop", { cuid: "V101" }],
  ["vps.rdns.list", { cuid: "V101" }],
  ["vps.rdns.update", { ip: "192.0.2.10", ptr: "a.example" }],
  ["server.get", { cuid: "S37" }],
  ["server.rdns.update", { ip: "192.0.2.137", ptr: "a.example" }],
];
for (const [method, parameters] of foreign) {
  test(`${method} of another account's object is 404`, async (t) => {
    const { emulators, client } = await start(t);
    t.is(await client.code(method, parameters), undefined);
    t.is(await otherClient(emulators).code(method, parameters), 404);
  });
}

test("a service is found by the methods of its family only", async (t) => {
  const { client } = await start(t);
  t.is(await client.code("vps.get", { cuid: "S37" }), 404);
  t.is(await client.code("server.get", { cuid: "V101" }), 404);
  t.is(await client.code("server.rdns.update", { ip: "192.0.2.10", ptr: "a.example" }), 404);
  t.is(await client.code("vps.rdns.update", { ip: "192.0.2.137", ptr: "a.example" }), 404);
});

test("vps.stop takes its time, vps.stopf none, vps.start turns it on", async (t) => {
  const { emulators, client } = await start(t);
  const power = () => stored(emulators, "vps", "V101", "power");
  t.is(await client.ok("vps.stop", { cuid: "V101" }), true);
  emulators.advance(7);
  t.is(power(), "running");
  await client.ok("vps.stop", { cuid: "V101" });
  emulators.advance(1);
  t.is(power(), "stopped");
  await client.ok("vps.start", { cuid: "V101" });
  t.is(power(), "running");
  await client.ok("vps.stopf", { cuid: "V101" });
  t.is(power(), "stopped");
});

for (const [method, power] of [
  ["vps.start", "running"],
  ["vps.restart", "running"],
  ["vps.stopf", "stopped"],
] as const) {
  test(`${method} calls a stop off that has begun`, async (t) => {
    const { emulators, client } = await start(t);
    await client.ok("vps.stop", { cuid: "V101" });
    await client.ok(method, { cuid: "V101" });
    t.is(stored(emulators, "vps", "V101", "power"), power);
    emulators.change({ cloud: "hostdime", kind: "vps", id: "V101", set: { power: "running" } });
    emulators.advance(60);
    t.is(stored(emulators, "vps", "V101", "power"), "running");
  });
}

test("vps.stop of a stopped VPS leaves nothing behind", async (t) => {
  const { emulators, client } = await start(t);
  await client.ok("vps.stop", { cuid: "V103" });
  await client.ok("vps.start", { cuid: "V103" });
  emulators.advance(60);
  t.is(stored(emulators, "vps", "V103", "power"), "running");
});

test("server.power.on, off and cycle", async (t) => {
  const { emulators, client } = await start(t);
  const field = (name: string) => stored(emulators, "server", "S37", name);
  await client.ok("server.power.cycle", { cuid: "S37" });
  t.deepEqual([field("power"), field("restarts")], ["running", 1]);
  await client.ok("server.power.off", { cuid: "S37" });
  t.is(field("power"), "stopped");
  t.is(await client.code("server.power.cycle", { cuid: "S37" }), 422);
  await client.ok("server.power.on", { cuid: "S37" });
  t.is(field("power"), "running");
});

test("a restart needs a running VPS", async (t) => {
  const { emulators, client } = await start(t);
  t.is(await client.code("vps.restart", { cuid: "V103" }), 422);
  await client.ok("vps.restart", { cuid: "V101" });
  await client.ok("vps.restart", { cuid: "V101" });
  t.is(stored(emulators, "vps", "V101", "restarts"), 2);
});

test("a suspension stops the VPS; lifting it leaves it stopped; both are refused when repeated", async (t) => {
  const { emulators, client } = await start(t);
  const status = async () => (await client.object("vps.get", { cuid: "V101" })).status;
  await client.ok("vps.suspend", { cuid: "V101" });
  t.is(await status(), "clientsuspend");
  t.is(await client.code("vps.suspend", { cuid: "V101" }), 422);
  for (const method of ["start", "stop", "stopf", "restart"])
    t.is(await client.code(`vps.${method}`, { cuid: "V101" }), 422);
  await client.ok("vps.unsuspend", { cuid: "V101" });
  t.is(await status(), "active");
  t.is(stored(emulators, "vps", "V101", "power"), "stopped");
  t.is(await client.code("vps.unsuspend", { cuid: "V101" }), 422);
});

test("a stop that has begun does not outlive a suspension", async (t) => {
  const { emulators, client } = await start(t);
  await client.ok("server.suspend", { cuid: "S38" });
  await client.ok("server.unsuspend", { cuid: "S38" });
  await client.ok("vps.stop", { cuid: "V101" });
  await client.ok("vps.suspend", { cuid: "V101" });
  await client.ok("vps.unsuspend", { cuid: "V101" });
  await client.ok("vps.start", { cuid: "V101" });
  emulators.advance(60);
  t.is(stored(emulators, "vps", "V101", "power"), "running");
});

test("what HostDime suspended cannot be lifted", async (t) => {
  const { client } = await start(t);
  t.is(await client.code("vps.unsuspend", { cuid: "V104" }), 403);
  t.is(await client.code("vps.suspend", { cuid: "V104" }), 422);
});

test("reverse DNS is listed and changed, IPv6 included", async (t) => {
  const { client } = await start(t);
  t.deepEqual(await client.list("vps.rdns.list", { cuid: "V101" }), [
    { ip: "192.0.2.10", ptr: "vps1.example.com" },
    { ip: "192.0.2.11", ptr: "" },
    { ip: "2001:db8:0:1::10", ptr: "vps1.example.com" },
  ]);
  await client.ok("vps.rdns.update", { ip: "2001:db8:0:1::10", ptr: "six.example.com" });
  t.is((await client.list("vps.rdns.list", { cuid: "V101" }))[2]?.ptr, "six.example.com");
  await client.ok("server.rdns.update", { ip: "192.0.2.137", ptr: "S1.Example.com." });
  t.is((await client.list("server.rdns.list", { cuid: "S37" }))[0]?.ptr, "S1.Example.com.");
});

for (const ptr of [
  "",
  "-a.example",
  "a..example",
  "a b",
  "http://a",
  `${"a".repeat(64)}.example`,
  "a.example..",
  "é.example",
]) {
  test(`the PTR ${JSON.stringify(ptr)} is refused`, async (t) => {
    const { client } = await start(t);
    t.is(await client.code("vps.rdns.update", { ip: "192.0.2.10", ptr }), 400);
  });
}

test("reverse DNS and graphs are there for active and suspended services only", async (t) => {
  const { emulators, client } = await start(t);
  const graph = { cuid: "V101", type: "bandwidth", date_range: '["2017-04-04","2017-04-05"]' };
  for (const [status, code] of [
    ["active", undefined],
    ["suspended", undefined],
    ["clientsuspend", undefined],
    ["pending", 422],
    ["cancelled", 422],
    ["migrating", 422],
  ] as const) {
    emulators.change({ cloud: "hostdime", kind: "vps", id: "V101", set: { status } });
    t.is(await client.code("vps.rdns.list", { cuid: "V101" }), code, status);
    t.is(await client.code("vps.graphs", graph), code, status);
  }
});

test("graphs are pictures in base64", async (t) => {
  const { client } = await start(t);
  const range = { type: "bandwidth", date_range: '["2017-04-04","2017-04-05"]' };
  const { data } = await client.object("vps.graphs", { cuid: "V101", ...range });
  t.is(Buffer.from(String(data), "base64").toString("latin1", 1, 4), "PNG");
  const port = { cuid: "S37", graph_type: "port", time_period: "week" };
  t.is((await client.object("server.bandwidth", port)).data, data);
});

const badGraphs: [string, Record<string, string>][] = [
  ["vps.graphs", { cuid: "V101", type: "cpu", date_range: '["2017-04-04","2017-04-05"]' }],
  ["vps.graphs", { cuid: "V101", type: "bandwidth", date_range: "2017-04-04" }],
  ["vps.graphs", { cuid: "V101", type: "bandwidth", date_range: '["2017-04-05","2017-04-04"]' }],
  ["vps.graphs", { cuid: "V101", type: "bandwidth", date_range: '["2017-04-04",5,"2017-04-05"]' }],
  ["vps.graphs", { cuid: "V101", type: "bandwidth", date_range: '["2017-13-04","2017-14-05"]' }],
  ["vps.graphs", { cuid: "V101", type: "bandwidth" }],
  ["server.bandwidth", { cuid: "S37", graph_type: "port", time_period: "decade" }],
  ["server.bandwidth", { cuid: "S37", graph_type: "cpu", time_period: "day" }],
];
for (const [method, parameters] of badGraphs) {
  test(`${method} ${JSON.stringify(parameters)} is 400`, async (t) => {
    t.is(await (await start(t)).client.code(method, parameters), 400);
  });
}

test("domains can be filtered and turned round", async (t) => {
  const { client } = await start(t);
  const names = async (parameters = {}) => (await client.list("domain.list", parameters)).map(({ name }) => name);
  t.deepEqual(await names(), ["example.com", "example.net", "old.example"]);
  t.deepEqual(await names({ status: "registered", order: "desc" }), ["example.net", "example.com"]);
  t.is(await client.code("domain.list", { order: "sideways" }), 400);
});

test("testing=true checks everything, answers the same and changes nothing", async (t) => {
  const { emulators, client } = await start(t, { ordering: true });
  const before = emulators.objects("hostdime");
  const testing = { testing: "true" };
  t.is(await client.ok("vps.stopf", { cuid: "V101", ...testing }), true);
  t.is(await client.ok("vps.suspend", { cuid: "V101", ...testing }), true);
  t.is(await client.ok("vps.rdns.update", { ip: "192.0.2.10", ptr: "a.example", ...testing }), true);
  t.is(await client.ok("vps.cancel", { cuid: "V101", ...testing }), true);
  t.is(await client.code("vps.suspend", { cuid: "V104", ...testing }), 422);
  const order = { name: "web", plan: "vps-1", os: "Debian 12" };
  const tested = await client.ok("vps.create", { ...order, ...testing });
  emulators.advance(100);
  t.deepEqual(emulators.objects("hostdime"), before);
  t.deepEqual(await client.ok("vps.create", order), tested);
});

const missing: [string, Record<string, string>, string][] = [
  ["vps.get", {}, "missing parameter cuid"],
  ["vps.get", { cuid: "" }, "missing parameter cuid"],
  ["vps.rdns.update", { ip: "192.0.2.10" }, "missing parameter ptr"],
  ["vps.rdns.update", { ptr: "a.example" }, "missing parameter ip"],
];
for (const [method, parameters, message] of missing) {
  test(`${method} ${JSON.stringify(parameters)}: ${message}`, async (t) => {
    const { error } = await (await start(t)).client.call(method, parameters);
    t.deepEqual(error, { code: 400, message });
  });
}
