import test, { type ExecutionContext } from "ava";
import { type Emulators, startEmulators } from "./index.ts";
import { onlineVm, plainVm, records, type TestClient, testClient } from "./lunanode/testing.ts";

async function start(t: ExecutionContext): Promise<{ emulators: Emulators; client: TestClient }> {
  const emulators = await startEmulators({ timeScale: 0 });
  t.teardown(() => emulators.stop());
  return { emulators, client: testClient(emulators) };
}

const vmCount = (emulators: Emulators): number =>
  emulators.objects("lunanode").filter((one) => one.kind === "vm").length;

test("a fault before the effect prevents it", async (t) => {
  const { emulators, client } = await start(t);
  const headers = { "Retry-After": "7" };
  emulators.addFault({ cloud: "lunanode", operation: "vm/create", fault: { status: 503, headers, body: "busy" } });
  const response = await client.send("vm/create", plainVm(emulators));
  t.is(response.status, 503);
  t.is(response.headers.get("retry-after"), "7");
  t.is(await response.text(), "busy");
  t.is(vmCount(emulators), 0);
  t.false(emulators.requests()[0]?.handled);
  await client.ok("vm/create", plainVm(emulators));
});

test("a fault after the effect hides it", async (t) => {
  const { emulators, client } = await start(t);
  emulators.addFault({ operation: "vm/create", when: "after", fault: { status: 500 } });
  t.is((await client.send("vm/create", plainVm(emulators))).status, 500);
  t.is(vmCount(emulators), 1);
  t.true(emulators.requests()[0]?.handled);
});

test("the cloud's own error envelope with any text", async (t) => {
  const { emulators, client } = await start(t);
  emulators.addFault({ fault: { error: "try <later>" } });
  t.deepEqual(await client.call("vm/list"), { success: "no", error: "try &lt;later&gt;" });
  t.is(emulators.requests()[0]?.error, "try <later>");
});

test("a gateway's HTML page, with 502 or with 200", async (t) => {
  const { emulators, client } = await start(t);
  emulators.addFault({ fault: { html: true } });
  emulators.addFault({ fault: { html: true, status: 200 } });
  for (const status of [502, 200]) {
    const response = await client.send("vm/list");
    t.is(response.status, status);
    t.is(response.headers.get("content-type"), "text/html");
    t.true((await response.text()).includes("<html>"));
  }
});

test("headers and content type alone alter the real reply", async (t) => {
  const { emulators, client } = await start(t);
  emulators.addFault({ fault: { contentType: "text/plain", headers: { "x-request-id": "r1" } } });
  const response = await client.send("vm/list");
  t.is(response.headers.get("content-type"), "text/plain");
  t.is(response.headers.get("x-request-id"), "r1");
  t.is(await response.text(), '{"vms":[],"success":"yes"}');
});

test("a cut connection before the effect: the call had no effect", async (t) => {
  const { emulators, client } = await start(t);
  emulators.addFault({ operation: "vm/create", fault: { cut: "connection" } });
  await t.throwsAsync(client.send("vm/create", plainVm(emulators)));
  t.is(vmCount(emulators), 0);
  t.is(emulators.requests()[0]?.stage, "lost");
});

test("a cut connection after the effect: the VM exists", async (t) => {
  const { emulators, client } = await start(t);
  emulators.addFault({ operation: "vm/create", when: "after", fault: { cut: "connection" } });
  await t.throwsAsync(client.send("vm/create", plainVm(emulators)));
  t.is(vmCount(emulators), 1);
});

test("a cut body: the headers arrive, the body does not", async (t) => {
  const { emulators, client } = await start(t);
  emulators.addFault({ operation: "vm/create", when: "after", fault: { cut: "body" } });
  const response = await client.send("vm/create", plainVm(emulators));
  t.is(response.status, 200);
  await t.throwsAsync(response.text());
  t.is(vmCount(emulators), 1);
});

test("times, after and globs select the calls that are hit", async (t) => {
  const { emulators, client } = await start(t);
  emulators.addFault({ operation: "vm/*", after: 1, times: 2, fault: { status: 500 } });
  const statuses: number[] = [];
  for (const operation of ["vm/list", "image/list", "vm/list", "image/list", "vm/list", "vm/list"]) {
    statuses.push((await client.send(operation)).status);
  }
  t.deepEqual(statuses, [200, 200, 500, 200, 500, 200]);
});

test("faults apply one after the other; times 0 means until deleted", async (t) => {
  const { emulators, client } = await start(t);
  emulators.addFault({ fault: { status: 500 } });
  emulators.addFault({ times: 0, fault: { status: 503 } });
  const statuses: number[] = [];
  for (let i = 0; i < 3; i++) statuses.push((await client.send("vm/list")).status);
  emulators.clearFaults();
  statuses.push((await client.send("vm/list")).status);
  t.deepEqual(statuses, [500, 503, 503, 200]);
});

test("held after the effect: the effect is visible while the client waits", async (t) => {
  const { emulators, client } = await start(t);
  const id = emulators.addFault({ operation: "vm/create", fault: { hold: "after" } });
  const reply = client.call("vm/create", plainVm(emulators));
  const [row] = await emulators.waitFor({ cloud: "lunanode", operation: "vm/create" });
  t.is(row?.stage, "effect");
  t.is(row?.status, 0);
  t.is(vmCount(emulators), 1);
  emulators.releaseFault(id);
  t.is((await reply).success, "yes");
  t.is(emulators.requests()[0]?.stage, "replied");
});

test("held before the effect: a client that dies leaves nothing behind", async (t) => {
  const { emulators, client } = await start(t);
  const id = emulators.addFault({ operation: "vm/create", fault: { hold: "before" } });
  const killer = new AbortController();
  const reply = client.send("vm/create", plainVm(emulators), killer.signal);
  await emulators.waitFor({ operation: "vm/create" });
  killer.abort();
  await t.throwsAsync(reply, { any: true });
  await emulators.waitFor({ operation: "vm/create", stage: "replied" });
  emulators.releaseFault(id);
  t.is(vmCount(emulators), 0);
  t.is(emulators.requests()[0]?.stage, "lost");
});

test("held before the effect and released: the call succeeds", async (t) => {
  const { emulators, client } = await start(t);
  const id = emulators.addFault({ operation: "vm/create", fault: { hold: "before" } });
  const reply = client.call("vm/create", plainVm(emulators));
  const [row] = await emulators.waitFor({ operation: "vm/create" });
  t.is(row?.stage, "held");
  t.is(vmCount(emulators), 0);
  emulators.releaseFault(id);
  t.is((await reply).success, "yes");
});

test("held after the effect: a client that dies leaves the VM behind", async (t) => {
  const { emulators, client } = await start(t);
  emulators.addFault({ operation: "vm/create", fault: { hold: "after" } });
  const killer = new AbortController();
  const reply = client.send("vm/create", plainVm(emulators), killer.signal);
  await emulators.waitFor({ operation: "vm/create" });
  killer.abort();
  await t.throwsAsync(reply, { any: true });
  await emulators.waitFor({ operation: "vm/create", stage: "replied" });
  t.is(vmCount(emulators), 1);
});

test("a stale list shows the state before the last write, and only once", async (t) => {
  const { emulators, client } = await start(t);
  const first = await onlineVm(emulators, client);
  const second = await onlineVm(emulators, client);
  emulators.addFault({ operation: "vm/list", fault: { stale: true } });
  const ids = async () => records((await client.ok("vm/list")).vms).map((vm) => vm.vm_id);
  t.deepEqual(await ids(), [first]);
  t.deepEqual(await ids(), [first, second]);
});

test("after a reset, a stale list has nothing to show", async (t) => {
  const { emulators, client } = await start(t);
  await onlineVm(emulators, client);
  await onlineVm(emulators, client);
  emulators.reset();
  emulators.addFault({ operation: "vm/list", fault: { stale: true } });
  t.deepEqual((await client.ok("vm/list")).vms, []);
});

test("a rejected write does not count as the last one", async (t) => {
  const { emulators, client } = await start(t);
  await onlineVm(emulators, client);
  await client.call("vm/create", {});
  emulators.addFault({ operation: "vm/list", fault: { stale: true } });
  t.deepEqual((await client.ok("vm/list")).vms, []);
});

test("a delay holds the reply for real milliseconds", async (t) => {
  const { emulators, client } = await start(t);
  emulators.addFault({ when: "after", fault: { delayMs: 60 } });
  let replied = false;
  const reply = client.ok("vm/list").then(() => {
    replied = true;
  });
  await emulators.waitFor({ operation: "vm/list" });
  t.false(replied);
  await reply;
  t.is(emulators.requests()[0]?.status, 200);
});

test("a skewed clock rejects signatures and shows in the Date header", async (t) => {
  const { emulators, client } = await start(t);
  emulators.setClockSkew("lunanode", 3600);
  const response = await client.send("vm/list");
  t.regex(await response.text(), /authentication failure/);
  const ahead = (Date.parse(response.headers.get("date") ?? "") - Date.now()) / 1000;
  t.true(ahead > 3500 && ahead < 3700);
  t.is(emulators.requests()[0]?.signature, "bad");
  t.regex(emulators.requests()[0]?.note ?? "", /^the nonce is -360[01] s off$/);
});

const wrong: [unknown, RegExp][] = [
  [{}, /needs a fault/],
  [{ fault: { stat: 500 } }, /a fault has no field stat; it has status/],
  [{ cloud: "aws", fault: {} }, /cloud cannot be "aws"/],
  [{ fault: { constructor: 1 } }, /a fault has no field constructor/],
  [{ fault: { status: 42 } }, /status cannot be 42/],
  [{ fault: { cut: "half" } }, /cut cannot be "half"/],
  [{ fault: { hold: true } }, /hold cannot be true/],
  [{ times: -1, fault: {} }, /times cannot be -1/],
];
for (const [rule, message] of wrong) {
  test(`rejects the fault rule ${JSON.stringify(rule)}`, async (t) => {
    const { emulators } = await start(t);
    t.throws(() => emulators.addFault(rule as Parameters<Emulators["addFault"]>[0]), { message });
  });
}

test("a wait that times out reports what was seen instead", async (t) => {
  const { emulators, client } = await start(t);
  await client.ok("vm/list");
  await t.throwsAsync(emulators.waitFor({ operation: "vm/create" }, 5), {
    message: /"operation":"vm\/create".* did not come within 5 ms; seen: lunanode vm\/list \(replied\)/,
  });
});

test("stopping ends held requests and waits", async (t) => {
  const { emulators, client } = await start(t);
  emulators.addFault({ operation: "vm/list", fault: { hold: "after" } });
  const reply = client.call("vm/list");
  await emulators.waitFor({ operation: "vm/list" });
  const wait = emulators.waitFor({ operation: "vm/create" });
  const both = Promise.all([t.throwsAsync(wait, { message: "the emulators were stopped" }), t.throwsAsync(reply)]);
  await emulators.stop();
  await both;
});

test("a reply with extra fields has all its fields, and one more in every object", async (t) => {
  const emulators = await startEmulators({ timeScale: 0 });
  t.teardown(() => emulators.stop());
  const client = testClient(emulators);
  emulators.addFault({ operation: "plan/list", fault: { extra: true } });
  const strange = await client.ok("plan/list");
  const usual = await client.ok("plan/list");
  t.is(strange.unforeseen, "by anybody");
  t.deepEqual(
    records(strange.plans).map(({ unforeseen, ...plan }) => (unforeseen === "by anybody" ? plan : undefined)),
    records(usual.plans),
  );
});
