import { getEventListeners } from "node:events";
import test from "ava";
import { textAt } from "./decode/schemas.ts";
import { ManualClock, reply, serve, settle } from "./testing.ts";
import { build, call, fails, vms } from "./testing-client.ts";

test("429 is respected: Retry-After in seconds, as a date, or absent", async (t) => {
  const clock = new ManualClock({ auto: true, start: Date.UTC(2030, 0, 1) });
  const server = await serve(
    reply(429, "", { "retry-after": "7" }),
    reply(429, "", { "retry-after": "Tue, 01 Jan 2030 00:00:30 GMT" }),
    reply(429, ""),
    reply(200, { vms: [] }),
  );
  t.teardown(server.close);
  const { client } = build({}, { clock, random: () => 0 });
  await client.send(call(server.url, vms, { safety: "create" }));
  t.is(server.requests.length, 4);
  t.deepEqual(
    server.requests.map(({ headers }) => (Number(headers["x-time"]) - Date.UTC(2030, 0, 1)) / 1000),
    [0, 7, 30, 34],
    "the third refusal in a row pauses for four seconds",
  );
});

test("a Retry-After of an hour is reported as an error instead of being waited for", async (t) => {
  const server = await serve(reply(429, "", { "retry-after": "3600" }));
  t.teardown(server.close);
  const error = await fails(build().client.send(call(server.url, vms)));
  t.like(error, { kind: "throttled", effect: "none", retryAfter: 3600 });
  t.is(server.requests.length, 1);
});

test("Retry-After for one request delays the others of the account", async (t) => {
  const server = await serve(reply(429, "", { "retry-after": "20" }), reply(200, { vms: [] }));
  t.teardown(server.close);
  const { client, clock } = build({ budget: { perSecond: 1000, burst: 1000, concurrent: 1 } });
  const start = clock.now();
  await Promise.all([client.send(call(server.url, vms)), client.send(call(server.url, vms))]);
  t.true(server.requests.slice(1).every(({ headers }) => Number(headers["x-time"]) >= start + 20_000));
});

test("an error mapping can request one retry with a fresh signature, the cloud's clock and a new token", async (t) => {
  let renewals = 0;
  const server = await serve(
    reply(200, { error: "bad nonce" }, { date: "Tue, 01 Jan 2030 01:00:00 GMT" }),
    reply(200, { vms: ["a"] }),
    reply(200, { error: "bad nonce" }),
  );
  t.teardown(server.close);
  const skews: (number | undefined)[] = [];
  const { client } = build({
    classify: ({ tree, skew }) => {
      if (textAt(tree, "error") === undefined) return undefined;
      skews.push(skew);
      return { kind: "auth", words: "bad nonce", retryOnce: { after: 1, serverClock: true } };
    },
    renew: () => {
      renewals += 1;
    },
  });
  t.deepEqual(await client.send(call(server.url, vms, { safety: "create" })), { vms: ["a"] });
  t.is(Number(server.requests[1]?.headers["x-time"]), Date.UTC(2030, 0, 1, 1, 0, 1));
  t.is(skews[0], 3600);
  t.is(renewals, 1);
  t.is((await fails(client.send(call(server.url, vms, { safety: "create" })))).kind, "auth");
  t.is(server.requests.length, 4);
});

test("a create is not retried if the error's effect is unknown", async (t) => {
  const server = await serve(reply(200, { error: "x" }));
  t.teardown(server.close);
  const { client } = build({
    classify: () => ({ kind: "unavailable", words: "x", effect: "unknown", retryOnce: { after: 1 } }),
  });
  await fails(client.send(call(server.url, vms, { safety: "create" })));
  t.is(server.requests.length, 1);
});

test("a call that an error mapping reports as not done is retried, creates included", async (t) => {
  const server = await serve(reply(503, { error: "busy" }), reply(200, { vms: [] }));
  t.teardown(server.close);
  const { client } = build({
    classify: ({ tree }) =>
      textAt(tree, "error") === undefined
        ? undefined
        : { kind: "unavailable", words: "busy", effect: "none", retryAfter: 3 },
  });
  await client.send(call(server.url, vms, { safety: "create" }));
  t.is(server.requests.length, 2);
});

test("the signal ends a read in flight, a wait and a queue with its own reason", async (t) => {
  const server = await serve(() => undefined);
  t.teardown(server.close);
  const clock = new ManualClock();
  const { client } = build({ budget: { perSecond: 1, burst: 1, concurrent: 1 } }, { clock });
  const stop = new AbortController();
  const reason = new Error("the user pressed ^C");
  const inFlight = client.send(call(server.url, vms), stop.signal);
  const queued = client.send(call(server.url, vms), stop.signal);
  while (server.requests.length < 1) await settle();
  stop.abort(reason);
  t.is(await t.throwsAsync(inFlight), reason);
  t.is(await t.throwsAsync(queued), reason);
  t.is(await t.throwsAsync(client.send(call(server.url, vms), stop.signal)), reason);
  await settle();
  t.is(clock.sleeping, 0);
  t.is(server.requests.length, 1);
});

test("the client's own signal ends the wait before a retry", async (t) => {
  const server = await serve(reply(500, "{}"));
  t.teardown(server.close);
  const stop = new AbortController();
  const clock = new ManualClock();
  const { client } = build({}, { clock, signal: stop.signal });
  const sent = client.send(call(server.url, vms));
  while (clock.pauses.length < 1) await settle();
  stop.abort(new Error("over"));
  await t.throwsAsync(sent, { message: "over" });
  t.is(server.requests.length, 1);
});

test("a create that was sent is not interrupted, because its answer has the ID", async (t) => {
  let answer: (() => void) | undefined;
  const server = await serve((response) => {
    answer = () => reply(200, { vms: ["id-1"] })(response);
  });
  t.teardown(server.close);
  const stop = new AbortController();
  const { client } = build();
  const sent = client.send(call(server.url, vms, { safety: "create" }), stop.signal);
  while (server.requests.length < 1) await settle();
  stop.abort();
  answer?.();
  t.deepEqual(await sent, { vms: ["id-1"] });
});

test("never more requests in flight than the budget allows", async (t) => {
  let inFlight = 0;
  let most = 0;
  const server = await serve((response) => {
    inFlight += 1;
    most = Math.max(most, inFlight);
    setImmediate(() => {
      inFlight -= 1;
      reply(200, { vms: [] })(response);
    });
  });
  t.teardown(server.close);
  const { client } = build({ budget: { perSecond: 1000, burst: 1000, concurrent: 3 } });
  await Promise.all(Array.from({ length: 20 }, () => client.send(call(server.url, vms))));
  t.is(server.requests.length, 20);
  t.true(most <= 3);
});

test("many requests that share a signal leave no listeners and cause no warning", async (t) => {
  const server = await serve(reply(200, { vms: [] }));
  t.teardown(server.close);
  const warnings: Error[] = [];
  const warn = (warning: Error) => warnings.push(warning);
  process.on("warning", warn);
  t.teardown(() => process.off("warning", warn));
  const stop = new AbortController();
  const { client } = build({}, { signal: new AbortController().signal });
  await Promise.all(Array.from({ length: 40 }, () => client.send(call(server.url, vms), stop.signal)));
  await settle();
  t.deepEqual(warnings, []);
  t.is(getEventListeners(stop.signal, "abort").length, 0);
});
