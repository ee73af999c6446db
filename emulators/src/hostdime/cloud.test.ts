import test from "ava";
import { type Change, startEmulators } from "../index.ts";
import { record, start, stored, testClient } from "./testing.ts";

const formType = { "content-type": "application/x-www-form-urlencoded" };

test("utility.echo needs no key and gives back what it was sent, in order", async (t) => {
  const { emulators } = await start(t);
  const url = `${emulators.clouds.hostdime.endpoint}/v1/utility/echo.json`;
  const send = async (body: string) => (await fetch(url, { method: "POST", headers: formType, body })).text();
  t.is(await send("foo=bar&10=x&2=y"), '{"error":null,"response":{"foo":"bar","10":"x","2":"y"}}');
  t.is(await send("foo=bar&callback=f"), 'f({"error":null,"response":{"foo":"bar"}});');
  t.is(emulators.requests()[0]?.signature, "none");
});

test("utility.echo with a key is checked, and does not echo it", async (t) => {
  const { client } = await start(t);
  t.deepEqual(await client.ok("utility.echo", { a: "b" }), { a: "b" });
  t.is(await client.code("utility.echo", {}, { set: { api_key: "nobody" } }), 401);
});

for (const path of [
  "/v1/vps/list",
  "/v1/vps/list.yaml",
  "/v1/vps/list.",
  "/v2/vps/list.json",
  "/",
  "/v1//list.json",
  "/v1/vps.list.json",
]) {
  test(`POST ${path} is HTTP 404`, async (t) => {
    const { emulators } = await start(t);
    const response = await fetch(emulators.clouds.hostdime.endpoint + path, { method: "POST" });
    t.is(response.status, 404);
    t.is(emulators.requests()[0]?.operation, "?");
  });
}

for (const method of ["GET", "PUT", "DELETE"]) {
  test(`${method} is HTTP 405`, async (t) => {
    const { emulators } = await start(t);
    const response = await fetch(`${emulators.clouds.hostdime.endpoint}/v1/vps/list.json`, { method });
    t.is(response.status, 405);
    t.is(response.headers.get("allow"), "POST");
  });
}

test("a body that is not a form is an error envelope", async (t) => {
  const { emulators } = await start(t);
  const url = `${emulators.clouds.hostdime.endpoint}/v1/vps/list.json`;
  const response = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: "{}" });
  t.is(response.status, 200);
  t.is(record(record(await response.json()).error).code, 400);
});

for (const method of ["vps.reboot", "vps.rebuild", "domain.forwarder.add", "ticket.create", "constructor", "vps"]) {
  test(`${method} is an unknown method, signed or not`, async (t) => {
    const { emulators, client } = await start(t);
    t.deepEqual((await client.call(method)).error, { code: 405, message: `unknown method ${method}` });
    t.is(emulators.requests()[0]?.signature, "ok");
    t.is(await client.code(method, {}, { set: { api_hash: "0" } }), 405);
  });
}

test("the log tells reads from writes, and holds no credentials", async (t) => {
  const { emulators, client } = await start(t);
  await client.ok("vps.get", { cuid: "V101" });
  await client.ok("vps.stopf", { cuid: "V101" });
  await client.ok("vps.stopf", { cuid: "V101", testing: "true" });
  t.deepEqual(
    emulators.requests().map(({ operation, kind, parameters }) => [operation, kind, parameters]),
    [
      ["vps.get", "read", { cuid: "V101" }],
      ["vps.stopf", "write", { cuid: "V101" }],
      ["vps.stopf", "read", { cuid: "V101", testing: "true" }],
    ],
  );
  t.false(JSON.stringify(emulators.requests()).includes(emulators.clouds.hostdime.credentials.privateKey));
});

const drifts: [Record<string, unknown>, Record<string, unknown>][] = [
  [{ status: "suspended" }, { status: "suspended" }],
  [{ status: "migrating" }, { status: "migrating" }],
  [{ power: "stopped" }, { power: "stopped" }],
  [{ memory: "010" }, { memory: "010" }],
  [{ os: "CentOS 7.10" }, { os: "CentOS 7.10" }],
  [{ controlPanel: "cPanel" }, { control_panel: "cPanel" }],
  [{ ipMain: "192.0.2.99" }, { ip_main: "192.0.2.99" }],
  [{ sshPort: 2022 }, { ssh_port: "2022" }],
  [
    { diskUsage: 1, diskQuota: 2 },
    { disk_usage: "1", disk_quota: "2" },
  ],
  [{ dns: [{ dns: "ns.example", ip: "192.0.2.1" }] }, { dns: [{ dns: "ns.example", ip: "192.0.2.1" }] }],
  [{ name: "renamed" }, { name: "renamed" }],
];
for (const [set, seen] of drifts) {
  test(`a change of ${Object.keys(set).join(" and ")} from outside is seen: ${JSON.stringify(seen)}`, async (t) => {
    const { emulators, client } = await start(t, { showPower: true, getShowsName: true });
    emulators.change({ cloud: "hostdime", kind: "vps", id: "V101", set });
    t.like(await client.object("vps.get", { cuid: "V101" }), seen);
  });
}

test("a PTR and a server can be changed from outside", async (t) => {
  const { emulators, client } = await start(t);
  emulators.change({ cloud: "hostdime", kind: "rdns", id: "192.0.2.10", set: { ptr: "drift.example" } });
  t.is((await client.list("vps.rdns.list", { cuid: "V101" }))[0]?.ptr, "drift.example");
  emulators.change({ cloud: "hostdime", kind: "server", id: "S37", set: { cpu: "other", name: "renamed" } });
  t.is((await client.object("server.get", { cuid: "S37" })).cpu, "other");
  t.is((await client.list("server.list"))[0]?.name, "renamed");
});

const actions: [string, string, string, unknown][] = [
  ["power-off", "V101", "power", "stopped"],
  ["power-on", "V103", "power", "running"],
  ["suspend", "V101", "status", "suspended"],
  ["fail", "V101", "status", "failed"],
  ["power-off", "S37", "power", "stopped"],
];
for (const [action, id, field, value] of actions) {
  test(`the action ${action} makes the ${field} of ${id} ${value}`, async (t) => {
    const { emulators } = await start(t);
    const kind = id.startsWith("S") ? "server" : "vps";
    t.not(stored(emulators, kind, id, field), value);
    emulators.change({ cloud: "hostdime", action, id });
    t.is(stored(emulators, kind, id, field), value);
  });
}

test("a failure from outside ends what was going on", async (t) => {
  const { emulators, client } = await start(t, { ordering: true });
  await client.ok("vps.create", { name: "web", plan: "vps-1", os: "Debian 12" });
  emulators.change({ cloud: "hostdime", action: "fail", id: "V301" });
  emulators.advance(1000);
  t.is((await client.object("vps.get", { cuid: "V301" })).status, "failed");
});

test("a service deleted from outside takes its addresses along", async (t) => {
  const { emulators, client } = await start(t);
  emulators.change({ cloud: "hostdime", kind: "vps", id: "V101", delete: true });
  emulators.change({ cloud: "hostdime", kind: "server", id: "S37", delete: true });
  t.is(await client.code("vps.get", { cuid: "V101" }), 404);
  t.is(stored(emulators, "rdns", "192.0.2.10", "ptr"), undefined);
  t.is(stored(emulators, "rdns", "192.0.2.137", "ptr"), undefined);
  t.is(stored(emulators, "rdns", "192.0.2.20", "ptr"), "vps2.example.com");
});

const mistakes: [Change, RegExp][] = [
  [
    { cloud: "hostdime", action: "explode", id: "V101" },
    /no action explode; it has power-off, power-on, suspend, fail/,
  ],
  [{ cloud: "hostdime", action: "fail", id: "V999" }, /no vps or server with id "V999"/],
  [{ cloud: "hostdime", kind: "vps", id: "V101", set: { sshPort: "22" } }, /sshPort must be a number/],
  [{ cloud: "hostdime", kind: "vm", id: "V101", delete: true }, /there are vps, server, rdns, domain/],
];
for (const [change, message] of mistakes) {
  test(`${JSON.stringify(change)} is refused with a reason`, async (t) => {
    const { emulators } = await start(t);
    t.throws(() => emulators.change(change), { message });
  });
}

test("two runs have the same objects, and a reset brings the seeds back", async (t) => {
  const [one, other] = [await start(t, { ordering: true }), await start(t, { ordering: true })];
  const seeds = one.emulators.objects("hostdime");
  for (const { client, emulators } of [one, other]) {
    await client.ok("vps.create", { name: "web", plan: "vps-1", os: "Debian 12" });
    emulators.advance(30);
  }
  t.deepEqual(one.emulators.objects("hostdime"), other.emulators.objects("hostdime"));
  one.emulators.reset();
  t.deepEqual(one.emulators.objects("hostdime"), seeds);
});

test("a reset forgets the uniques", async (t) => {
  const { emulators, client } = await start(t);
  t.is(await client.code("server.list", {}, { unique: "again" }), undefined);
  emulators.reset();
  t.is(await client.code("server.list", {}, { unique: "again" }), undefined);
});

test("other accounts can be given; a third owns nothing", async (t) => {
  const accounts = ["a", "b", "c"].map((name) => ({ publicKey: `public-${name}`, privateKey: `private-${name}` }));
  const emulators = await startEmulators({ clouds: ["hostdime"], timeScale: 0, accounts: { hostdime: accounts } });
  t.teardown(() => emulators.stop());
  const count = async (index: number) => (await testClient(emulators, accounts[index]).list("vps.list")).length;
  t.deepEqual([await count(0), await count(1), await count(2)], [4, 1, 0]);
  t.deepEqual(emulators.clouds.hostdime.environment, {
    HOSTDIME_ENDPOINT: emulators.clouds.hostdime.endpoint,
    HOSTDIME_PUBLIC_KEY: "public-a",
    HOSTDIME_PRIVATE_KEY: "private-a",
  });
});

test("a request made with a clock that is off is 408, and the Date header tells", async (t) => {
  const { emulators, client } = await start(t);
  emulators.setClockSkew("hostdime", 3600);
  const response = await client.send("server.list");
  t.is(record(record(await response.json()).error).code, 408);
  t.true(Date.parse(response.headers.get("date") ?? "") > Date.now() + 3_000_000);
});
