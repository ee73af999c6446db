import test from "ava";
import { startEmulators } from "../index.ts";
import { type Observe as ObserveBy, switchTester } from "../testing-switches.ts";
import { order, record, type Sent, start, stored, type TestClient } from "./testing.ts";

type Observe = ObserveBy<TestClient>;
const both = switchTester(start);

const vpsField =
  (field: string, cuid = "V101"): Observe =>
  async (client) =>
    (await client.object("vps.get", { cuid }))[field];

const code =
  (method: string, parameters: Sent = {}): Observe =>
  async (client) =>
    client.code(method, parameters);

const body =
  (method: string, parameters: Sent = {}): Observe =>
  async (client) =>
    (await client.send(method, parameters)).text();

const pointer = (ptr: string): Observe => {
  return async (client) => {
    await client.ok("vps.rdns.update", { ip: "192.0.2.10", ptr });
    return (await client.list("vps.rdns.list", { cuid: "V101" }))[0]?.ptr;
  };
};

const echoed = body("utility.echo");
const notFound = body("vps.get", { cuid: "V9" });
const text404 = '"message":"there is no VPS V9"},"response":null}';

both("power in vps.get", { showPower: true }, vpsField("power", "V103"), undefined, "stopped");
both("name in vps.get", { getShowsName: true }, vpsField("name"), undefined, "vps1.example.com");
both(
  "label in server.get",
  { getShowsName: true },
  async (client) => (await client.object("server.get", { cuid: "S37" })).label,
  undefined,
  "server1.example.com",
);
both(
  "an empty list",
  { emptyLists: "null" },
  async (client, emulators) => {
    for (const { kind, id } of emulators.objects("hostdime").filter((one) => one.kind === "vps")) {
      emulators.change({ cloud: "hostdime", kind, id, delete: true });
    }
    return (await client.send("vps.list")).text();
  },
  '{"error":null,"response":[]}',
  '{"error":null,"response":null}',
);
both("unknown fields", { extraFields: true }, vpsField("location"), undefined, { city: "Orlando", country: "NO" });
both(
  "unknown fields in lists",
  { extraFields: true },
  async (client) => (await client.list("server.list"))[0]?.tags,
  undefined,
  ["a", "b"],
);
both("a status word", { words: { active: "online" } }, vpsField("status"), "active", "online");
both(
  "cuid in lists",
  { listCuids: false },
  async (client) =>
    [...(await client.list("vps.list")), ...(await client.list("server.list"))].filter((one) => "cuid" in one).length,
  6,
  0,
);
both("a port", { numbersAs: "number" }, vpsField("ssh_port"), "22", 22);
both("memory", { numbersAs: "number" }, vpsField("memory"), "2048", 2048);
both("a quota of 0", { numbersAs: "number" }, vpsField("disk_quota", "V103"), "0", 0);
both(
  "error codes",
  { codesAs: "text" },
  notFound,
  `{"error":{"code":404,${text404}`,
  `{"error":{"code":"404",${text404}`,
);
both("no control panel", { missingAs: "null" }, vpsField("control_panel"), "", null);
both("no control panel at all", { missingAs: "absent" }, vpsField("control_panel"), "", undefined);
both(
  "an empty object",
  { emptyObjectAs: "object" },
  echoed,
  '{"error":null,"response":[]}',
  '{"error":null,"response":{}}',
);
both("no error", { successError: "absent" }, echoed, '{"error":null,"response":[]}', '{"response":[]}');
both(
  "no error as false",
  { successError: "false" },
  echoed,
  '{"error":null,"response":[]}',
  '{"error":false,"response":[]}',
);
both(
  "no error as a list",
  { successError: "list" },
  echoed,
  '{"error":null,"response":[]}',
  '{"error":[],"response":[]}',
);
both(
  "lists as objects",
  { listsAs: "object" },
  async (client) => Object.keys(record(await client.ok("vps.list"))),
  ["0", "1", "2", "3"],
  ["0", "2", "3", "4"],
);
both("a PTR in canonical spelling", { ptrSpelling: "canonical" }, pointer("A.Example."), "A.Example.", "a.example");
both("a PTR with a dot", { ptrSpelling: "dotted" }, pointer("a.example"), "a.example", "a.example.");
both("vps.list", { vpsList: false }, code("vps.list"), undefined, 405);
both("ordering", { ordering: true }, code("vps.create", order), 405, undefined);
both("start of a running VPS", { repeatedPower: "refuse" }, code("vps.start", { cuid: "V101" }), undefined, 422);
both("stop of a stopped VPS", { repeatedPower: "refuse" }, code("vps.stop", { cuid: "V103" }), undefined, 422);
both("stopf of a stopped VPS", { repeatedPower: "refuse" }, code("vps.stopf", { cuid: "V103" }), undefined, 422);
both(
  "power.on of a running server",
  { repeatedPower: "refuse" },
  code("server.power.on", { cuid: "S37" }),
  undefined,
  422,
);
both(
  "an empty PTR",
  { emptyPtr: "clear" },
  async (client, emulators) => {
    const refused = await client.code("vps.rdns.update", { ip: "192.0.2.10", ptr: "" });
    return [refused, stored(emulators, "rdns", "192.0.2.10", "ptr")];
  },
  [400, "vps1.example.com"],
  [undefined, ""],
);
both(
  "how long a stop takes",
  { durations: { stop: 0 } },
  async (client, emulators) => {
    await client.ok("vps.stop", { cuid: "V101" });
    return stored(emulators, "vps", "V101", "power");
  },
  "running",
  "stopped",
);
both(
  "the HTTP status of an error",
  { httpStatuses: { 404: 418 } },
  async (client) => {
    const response = await client.send("vps.get", { cuid: "V9" });
    return [response.status, record(record(await response.json()).error).code];
  },
  [200, 404],
  [418, 404],
);
both(
  "GET",
  { acceptGet: true },
  async (client) => (await client.send("server.list", {}, { httpMethod: "GET" })).status,
  405,
  200,
);
both(
  "the JavaScript dialect",
  { acceptJsDialect: true },
  async (client) => client.code("utility.echo", { a: "/" }, { dialect: "js" }),
  401,
  undefined,
);

test("a GET is checked like a POST", async (t) => {
  const { client } = await start(t, { acceptGet: true });
  const get = { httpMethod: "GET" } as const;
  t.is(await client.code("vps.get", { cuid: "V101" }, get), undefined);
  t.is(await client.code("vps.get", { cuid: "V101" }, { ...get, set: { cuid: "V102" } }), 401);
});

test("a cancelled VPS can stay", async (t) => {
  const { emulators, client } = await start(t, { ordering: true, cancelledStays: true });
  await client.ok("vps.cancel", { cuid: "V101" });
  emulators.advance(10_000);
  t.is((await client.object("vps.get", { cuid: "V101" })).status, "cancelled");
});

test("too many calls in a second are HTTP 429, for this key only", async (t) => {
  const { emulators, client } = await start(t, { callsPerSecond: 2 });
  await client.ok("server.list");
  await client.ok("server.list");
  const response = await client.send("server.list");
  t.is(response.status, 429);
  t.is(response.headers.get("retry-after"), "1");
  emulators.advance(1);
  t.is(await client.code("server.list"), undefined);
});

test("too many calls can be an envelope; words of limits are switches", async (t) => {
  const { client } = await start(t, {
    ...{ callsPerSecond: 3, overRate: "envelope", rateText: "slow down", ordering: true },
    ...{ vpsQuota: 0, quotaText: "enough", fullPlans: ["vps-2"], capacityText: "full" },
  });
  t.like((await client.call("vps.create", order)).error, { code: 403, message: "enough" });
  t.is(await client.code("server.list"), undefined);
  t.is(await client.code("server.list"), undefined);
  const response = await client.send("server.list");
  t.is(response.status, 200);
  t.deepEqual(record(await response.json()).error, { code: 429, message: "slow down" });
});

test("the word for a full plan is a switch", async (t) => {
  const { client } = await start(t, { ordering: true, fullPlans: ["vps-2"], capacityText: "full" });
  t.deepEqual((await client.call("vps.create", order)).error, { code: 422, message: "full" });
});

const mistakes: [unknown, RegExp][] = [
  [{ nonsense: 1 }, /no switch nonsense/],
  [{ buildOutcome: "maybe" }, /buildOutcome must be one of active, failed, never/],
  [{ createMethod: "create" }, /createMethod must be the name of a method, such as vps\.create/],
  [{ cancelMethod: "vps/cancel" }, /cancelMethod must be the name of a method/],
  [{ httpStatuses: { 404: 99 } }, /httpStatuses\.404 must be an HTTP status/],
  [{ httpStatuses: { 418: 200 } }, /no switch httpStatuses\.418/],
];
for (const [patch, message] of mistakes) {
  test(`the switches ${JSON.stringify(patch)} are refused with a reason`, async (t) => {
    const { emulators } = await start(t);
    t.throws(() => emulators.setSwitches("hostdime", patch), { message });
  });
}

test("a mistaken switch at the start is refused too", async (t) => {
  const switches = { hostdime: { createMethod: "" } };
  await t.throwsAsync(startEmulators({ clouds: ["hostdime"], switches }), { message: /createMethod must be/ });
});

test("a reset brings the switches of the start back", async (t) => {
  const { emulators, client } = await start(t, { vpsList: false });
  emulators.setSwitches("hostdime", { vpsList: true });
  t.is(await client.code("vps.list"), undefined);
  emulators.reset();
  t.is(await client.code("vps.list"), 405);
});
