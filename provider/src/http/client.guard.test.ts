import test from "ava";
import type { ChangeGuard, Safety } from "./call.ts";
import { accepted } from "./decode/schemas.ts";
import { reply, serve, settle } from "./testing.ts";
import { build, call } from "./testing-client.ts";

/** A guard that lets calls through until it is closed, and the calls that it was asked about. */
function gate() {
  const requested: string[] = [];
  const state = { open: true };
  const guard: ChangeGuard = async (call, effect, send) => {
    requested.push(`${call} ${effect}`);
    if (!state.open) throw new Error("nobody is left");
    return send();
  };
  return { requested, state, guard };
}

const of = (url: string, effect: Safety) => call(url, accepted, { name: `vm/${effect}`, safety: effect });

test("the guard is asked before every call that changes something, and before no read", async (t) => {
  const server = await serve(reply(200, {}));
  t.teardown(server.close);
  const { requested, guard } = gate();
  const { client } = build({}, { guard });
  for (const effect of ["read", "idempotent", "write", "create"] as const) await client.send(of(server.url, effect));
  t.deepEqual(requested, [
    "TestCloud vm/idempotent idempotent",
    "TestCloud vm/write write",
    "TestCloud vm/create create",
  ]);
});

test("a call that the guard refuses is neither sent nor retried, and frees its slot", async (t) => {
  const server = await serve(reply(200, {}));
  t.teardown(server.close);
  const { state, guard } = gate();
  state.open = false;
  const { client, clock } = build({ budget: { perSecond: 1000, burst: 1000, concurrent: 1 } }, { guard });
  for (const effect of ["idempotent", "write", "create"] as const) {
    await t.throwsAsync(client.send(of(server.url, effect)), { message: "nobody is left" });
  }
  t.deepEqual([server.requests.length, client.stats.requests, clock.pauses], [0, 0, []]);
  await client.send(of(server.url, "read"));
  t.is(server.requests.length, 1);
});

test("a create that waited for the budget is not sent if the guard closes meanwhile", async (t) => {
  const server = await serve(reply(200, {}));
  t.teardown(server.close);
  const { requested, state, guard } = gate();
  const { client, clock } = build({ budget: { perSecond: 0.1, burst: 1, concurrent: 1 } }, { guard });
  await client.send(of(server.url, "create"));
  const waiting = client.send(of(server.url, "create"));
  t.is(requested.length, 1);
  state.open = false;
  await t.throwsAsync(waiting, { message: "nobody is left" });
  t.is(server.requests.length, 1);
  t.deepEqual(clock.pauses, [10_000]);
});

test("a throttled create is not retried if the guard closes meanwhile", async (t) => {
  const { state, guard } = gate();
  const server = await serve((response) => {
    state.open = false;
    reply(429, {})(response);
  });
  t.teardown(server.close);
  const { client } = build({}, { guard });
  await t.throwsAsync(client.send(of(server.url, "create")), { message: "nobody is left" });
  t.is(server.requests.length, 1);
});

test("a call that is aborted while the guard decides is not sent", async (t) => {
  const server = await serve(reply(200, {}));
  t.teardown(server.close);
  const stop = new AbortController();
  const guard: ChangeGuard = async (_call, _effect, send) => {
    stop.abort(new Error("stopped"));
    return send();
  };
  const { client } = build({}, { guard });
  await t.throwsAsync(client.send(of(server.url, "create"), stop.signal), { message: "stopped" });
  await settle();
  t.is(server.requests.length, 0);
});
