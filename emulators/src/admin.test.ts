import { request } from "node:http";
import test, { type ExecutionContext } from "ava";
import { type Emulators, startEmulators } from "./index.ts";
import { onlineVm, plainVm, record, records, type TestClient, testClient } from "./lunanode/testing.ts";

type Admin = (method: string, path: string, body?: unknown) => Promise<{ status: number; json: unknown }>;

async function start(t: ExecutionContext): Promise<{ emulators: Emulators; client: TestClient; admin: Admin }> {
  const emulators = await startEmulators({ timeScale: 0 });
  t.teardown(() => emulators.stop());
  const admin: Admin = async (method, path, body) => {
    const response = await fetch(emulators.admin + path, {
      method,
      headers: { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    return { status: response.status, json: await response.json() };
  };
  return { emulators, client: testClient(emulators), admin };
}

test("a web page of another site can neither read nor change anything", async (t) => {
  const { emulators } = await start(t);
  const { port } = new URL(emulators.admin);
  const send = (method: string, path: string, headers: Record<string, string>, body = "") =>
    new Promise<number>((resolve, reject) => {
      const outgoing = request({ host: "127.0.0.1", port, path, method, headers }, (response) => {
        response.resume().on("end", () => resolve(response.statusCode ?? 0));
      });
      outgoing.on("error", reject).end(body);
    });
  const json = { "content-type": "application/json" };
  const rule = JSON.stringify({ times: 0, fault: { status: 500 } });
  // What a browser sends to another site without a preflight request.
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
    t.is(await send("POST", "/faults", { "content-type": type }, rule), 415, type);
  }
  t.is(await send("POST", "/reset", {}), 415);
  t.is(await send("POST", "/reset", { "content-type": "text/plain; charset=application/json" }), 415);
  // What a browser sends to the page's own site after its name has been rebound to this machine.
  for (const host of ["evil.example", `evil.example:${port}`, "127.0.0.1.evil.example", "evil@127.0.0.1", "0.0.0.0"]) {
    t.is(await send("POST", "/faults", { ...json, host }, rule), 403, host);
    t.is(await send("GET", "/objects", { host }), 403, host);
    t.is(await send("GET", "/", { host }), 403, host);
  }
  t.deepEqual(emulators.faults(), []);
  for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, "[::1]:4600", "LOCALHOST", "lunanode.localhost"]) {
    t.is(await send("GET", "/objects", { host }), 200, host);
    t.is(await send("POST", "/reset", { "content-type": "Application/JSON; charset=utf-8", host }), 200, host);
  }
});

test("the request log has one row for each request and can be filtered and cleared", async (t) => {
  const { client, admin } = await start(t);
  await client.ok("vm/list");
  await client.call("vm/delete", { vm_id: "x" });
  const rows = records((await admin("GET", "/requests?cloud=lunanode")).json);
  t.deepEqual(
    rows.map(({ cloud, operation, kind, status, signature, error }) => [
      cloud,
      operation,
      kind,
      status,
      signature,
      error,
    ]),
    [
      ["lunanode", "vm/list", "read", 200, "ok", undefined],
      ["lunanode", "vm/delete", "write", 200, "ok", "invalid vm"],
    ],
  );
  t.true(rows.every((row) => !Number.isNaN(Date.parse(String(row.time)))));
  t.deepEqual(rows[1]?.parameters, { vm_id: "x" });
  t.is(records((await admin("GET", "/requests?operation=*/list")).json).length, 1);
  await admin("DELETE", "/requests");
  t.deepEqual((await admin("GET", "/requests")).json, []);
});

test("no log row, object or page contains credentials", async (t) => {
  const { emulators, client, admin } = await start(t);
  await onlineVm(emulators, client);
  const seen = JSON.stringify([(await admin("GET", "/requests")).json, (await admin("GET", "/objects")).json]);
  t.false(seen.includes(emulators.clouds.lunanode.credentials.apiKey.slice(0, 64)));
});

test("objects are shown in their current state, after virtual time has passed", async (t) => {
  const { emulators, client, admin } = await start(t);
  const id = await client.text("vm_id", "vm/create", plainVm(emulators));
  const phase = async () =>
    records((await admin("GET", "/objects?cloud=lunanode")).json).find((one) => one.id === id)?.phase;
  t.is(await phase(), "build");
  t.is(record((await admin("POST", "/clock", { advance: 20 })).json).scale, 0);
  t.is(await phase(), "online");
});

test("faults can be added, listed, released and deleted", async (t) => {
  const { client, admin } = await start(t);
  const added = await admin("POST", "/faults", { cloud: "lunanode", operation: "vm/list", fault: { hold: "after" } });
  const id = String(record(added.json).id);
  t.is(records((await admin("GET", "/faults")).json)[0]?.id, id);
  const reply = client.call("vm/list");
  const waited = await admin("GET", "/wait?cloud=lunanode&operation=vm/list&count=1&timeoutMs=5000");
  t.is(records(waited.json)[0]?.stage, "effect");
  t.deepEqual(await admin("POST", `/faults/${id}/release`), { status: 200, json: { ok: true } });
  t.is((await reply).success, "yes");
  await admin("POST", "/faults", { times: 0, fault: { status: 500 } });
  await admin("DELETE", "/faults");
  t.is((await client.send("vm/list")).status, 200);
  const other = record((await admin("POST", "/faults", { times: 0, fault: { status: 500 } })).json).id;
  await admin("DELETE", `/faults/${other}`);
  t.deepEqual((await admin("GET", "/faults")).json, []);
  t.is((await admin("DELETE", `/faults/${other}`)).status, 400);
});

test("out-of-band changes: a field, a deletion, an action", async (t) => {
  const { emulators, client, admin } = await start(t);
  const id = await onlineVm(emulators, client);
  const change = (body: object) => admin("POST", "/change", { cloud: "lunanode", ...body });
  await change({ kind: "vm", id, set: { hostname: "other", planId: "89" } });
  const [row] = records((await client.ok("vm/list")).vms);
  t.deepEqual([row?.hostname, row?.plan_id, row?.ram], ["other", "89", "8192"]);
  await change({ action: "power-off", id });
  t.is(await client.status(id), "Offline");
  await change({ action: "lose-address", id });
  t.is(records((await client.ok("floating/list")).ips)[0]?.attached_type, "unattached");
  await change({ action: "fail", id });
  t.is(await client.status(id), "ERROR");
  await change({ action: "suspend", id });
  t.is(await client.status(id), "Suspended");
  t.is((await change({ kind: "vm", id, delete: true })).status, 200);
  t.is((await client.call("vm/info", { vm_id: id })).error, "invalid vm");
});

test("a VM deleted out of band releases its addresses and volumes as vm/delete does", async (t) => {
  const { emulators, client } = await start(t);
  const id = await onlineVm(emulators, client);
  const volume_id = await client.text("volume_id", "volume/create", { region: "toronto", label: "a", size: "1" });
  emulators.advance(3);
  await client.ok("volume/attach", { volume_id, vm_id: id, target: "auto" });
  emulators.change({ cloud: "lunanode", kind: "vm", id, delete: true });
  t.deepEqual((await client.ok("floating/list")).ips, []);
  emulators.advance(10);
  t.is(record((await client.ok("volume/info", { volume_id })).volume).status, "available");
});

test("clock skew, time scale and switches over HTTP", async (t) => {
  const { client, admin } = await start(t);
  await admin("POST", "/clock-skew", { cloud: "lunanode", seconds: -900 });
  t.is((await client.call("vm/list")).success, "no");
  await admin("POST", "/clock-skew", { cloud: "lunanode", seconds: 0 });
  t.is((await client.call("vm/list")).success, "yes");
  t.is(record((await admin("POST", "/clock", { scale: 50 })).json).scale, 50);
  t.is(record((await admin("GET", "/clock")).json).scale, 50);
  t.is(record((await admin("POST", "/switches", { cloud: "lunanode", vmQuota: 3 })).json).vmQuota, 3);
  t.is(record((await admin("GET", "/switches?cloud=lunanode")).json).vmQuota, 3);
  const descriptions = record((await admin("GET", "/switches/descriptions?cloud=lunanode")).json);
  t.regex(String(descriptions.vmQuota), /^Maximum number of VMs/);
  t.regex(String(descriptions["durations.build"]), /^BUILD until/);
});

test("reset restores seeds, the first IDs, clock and switches, and clears log and faults", async (t) => {
  const { emulators, client, admin } = await start(t);
  const id = await onlineVm(emulators, client);
  const seeds = emulators.objects().filter((one) => one.kind === "image");
  await client.ok("vm/snapshot", { vm_id: id, name: "s" });
  emulators.addFault({ times: 0, fault: { status: 500 } });
  emulators.setTimeScale(9);
  emulators.setClockSkew("lunanode", 900);
  await admin("POST", "/reset");
  t.deepEqual(emulators.requests(), []);
  t.is(emulators.clock.scale, 0);
  t.deepEqual(
    emulators.objects().filter((one) => one.kind === "image"),
    seeds,
  );
  t.is(await onlineVm(emulators, client), id);
});

test("the same seed gives the same IDs, another one gives others", async (t) => {
  const ids: string[] = [];
  for (const seed of ["a", "a", "b"]) {
    const emulators = await startEmulators({ timeScale: 0, seed });
    ids.push(await onlineVm(emulators, testClient(emulators)));
    await emulators.stop();
  }
  t.is(ids[0], ids[1]);
  t.not(ids[0], ids[2]);
});

const mistakes: [string, string, unknown, number, RegExp][] = [
  ["GET", "/nothing", undefined, 404, /no such call; there are GET \/, GET \/events, GET \/clouds/],
  ["POST", "/clock", {}, 400, /give advance/],
  ["POST", "/clock", { advance: -5 }, 400, /cannot advance by -5/],
  ["POST", "/change", { cloud: "lunanode", kind: "vm", id: "x", set: {} }, 400, /no object with id "x"/],
  ["POST", "/change", { cloud: "lunanode", kind: "vm", id: "x", delete: true }, 400, /no vm with id "x"/],
  ["POST", "/change", { cloud: "lunanode", kind: "car", id: "x", delete: true }, 400, /no kind "car"; there are vm/],
  ["POST", "/change", { cloud: "lunanode", action: "explode", id: "x" }, 400, /no action explode; it has power-off/],
  ["POST", "/change", { cloud: "lunanode" }, 400, /give kind and id, or action/],
  ["POST", "/clock-skew", { cloud: "lunanode", seconds: "much" }, 400, /seconds must be a number/],
  ["POST", "/switches", { cloud: "nowhere" }, 400, /cloud must be one of lunanode/],
  ["POST", "/faults", { fault: { color: 1 } }, 400, /no field color/],
  ["POST", "/faults/nope/release", undefined, 400, /no fault "nope"/],
  ["POST", "/faults", "{", 400, /JSON/],
  ["POST", "/faults", "[]", 400, /must be a JSON object/],
  ["GET", "/requests?cloud=aws", undefined, 400, /cloud must be one of lunanode/],
  ["GET", "/wait?count=x", undefined, 400, /not a whole number/],
];
for (const [method, path, body, status, message] of mistakes) {
  test(`${method} ${path} ${JSON.stringify(body) ?? ""} is rejected with a reason`, async (t) => {
    const { admin } = await start(t);
    const answer = await admin(method, path, body);
    t.is(answer.status, status);
    t.regex(String(record(answer.json).error), message);
  });
}

test("the page may load nothing from elsewhere, and no other site may frame it", async (t) => {
  const { emulators } = await start(t);
  const { headers } = await fetch(`${emulators.admin}/`);
  t.regex(headers.get("content-security-policy") ?? "", /^default-src 'none'; .*frame-ancestors 'none'$/);
  t.is((await fetch(`${emulators.admin}/../package.json`)).status, 404);
});

test("a cloud's handle has what a client needs", async (t) => {
  const { emulators, admin } = await start(t);
  const { endpoint, credentials, accounts, environment } = emulators.clouds.lunanode;
  t.is(credentials.apiId.length, 16);
  t.is(credentials.apiKey.length, 128);
  t.is(accounts.length, 2);
  t.deepEqual(environment, {
    LUNANODE_ENDPOINT: endpoint,
    LUNANODE_API_ID: credentials.apiId,
    LUNANODE_API_KEY: credentials.apiKey,
  });
  t.like((await admin("GET", "/clouds")).json, {
    admin: emulators.admin,
    clouds: { lunanode: { endpoint, credentials } },
  });
});

test("anything but POST to /api/category/action/ is a 404 page, and logged", async (t) => {
  const { emulators } = await start(t);
  for (const [method, path] of [
    ["GET", "/api/vm/list/"],
    ["POST", "/api/vm/list"],
    ["POST", "/vm/list/"],
  ] as const) {
    const response = await fetch(emulators.clouds.lunanode.endpoint + path, { method });
    t.is(response.status, 404);
    t.regex(await response.text(), /<html>/);
  }
  t.deepEqual(
    emulators.requests().map((row) => [row.operation, row.signature]),
    [
      ["?", "none"],
      ["?", "none"],
      ["?", "none"],
    ],
  );
});

test("a body beyond the limit is rejected", async (t) => {
  const { emulators } = await start(t);
  const url = `${emulators.clouds.lunanode.endpoint}/api/vm/list/`;
  const response = await fetch(url, { method: "POST", body: "x".repeat(1_048_577) });
  t.is(response.status, 413);
  t.deepEqual(emulators.requests(), []);
});

test("time advances by itself at the scale", async (t) => {
  const emulators = await startEmulators({ timeScale: 1e6 });
  t.teardown(() => emulators.stop());
  const client = testClient(emulators);
  const id = await client.text("vm_id", "vm/create", plainVm(emulators));
  let status = await client.status(id);
  for (let tries = 0; status !== "Online" && tries < 100; tries++) status = await client.status(id);
  t.is(status, "Online");
});

test("latency is added to every reply, and a request during it counts as arrived", async (t) => {
  const emulators = await startEmulators({ timeScale: 0, latencyMs: 30 });
  t.teardown(() => emulators.stop());
  const reply = testClient(emulators).ok("vm/list");
  const [row] = await emulators.waitFor({ operation: "vm/list", stage: "arrived" });
  t.is(row?.stage, "arrived");
  await reply;
});
