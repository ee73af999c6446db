import test, { type ExecutionContext } from "ava";
import type { Json } from "../../provider/src/engine/definition/values.ts";
import { gigenet } from "./clouds/gigenet.ts";
import { type AdapterName, adapterNames } from "./suite/adapters.ts";
import { TestHarness } from "./suite/test-harness.ts";

/* The setting temporaryCredentials: requests are signed with what GetSessionToken returns. */

const ASK = "GetSessionToken";
const IP = { token: "gigenet:ElasticIp" };

const start = async (t: ExecutionContext, adapter: AdapterName = "dynamic", switches: Json = {}) => {
  const on = await TestHarness.start(t, { ...gigenet, switches }, "xml", adapter);
  return { on, config: { ...on.config(), temporaryCredentials: "true" } };
};

/** Somebody has revoked all temporary credentials. */
function revoke(on: TestHarness): void {
  for (const { id } of on.objects("session")) {
    on.emulators.change({ cloud: "gigenet", kind: "session", id, delete: true });
  }
}

const outcomes = (on: TestHarness) =>
  on.emulators.requests("gigenet").map(({ operation, signature }) => `${operation} ${signature}`);

for (const adapter of adapterNames) {
  for (const sessionCredentials of ["plain", "item"]) {
    test(`${adapter}, credentials ${sessionCredentials}: a process asks once, and signs everything else with them`, async (t) => {
      const { on, config } = await start(t, adapter, { sessionCredentials });
      const pool = on.process();
      const engine = on.engine("web", { pool, config });
      t.is(await engine.up(on.program()), "create");
      await on.assertSettled(engine, on.program());
      t.is(await engine.up(on.program({ plan: "gcl.4" })), "update");
      t.is(on.count(ASK), 1);
      t.is(on.objects("session").length, 1);
      // Whatever is not signed with them would still work now.
      revoke(on);
      on.emulators.clearRequests();
      await on.clock.sleep(600_000);
      t.is(await engine.refresh(), "same");
      const [refused, asked, ...others] = outcomes(on);
      t.deepEqual([refused, asked], ["DescribeInstances bad", `${ASK} ok`]);
      t.true(others.every((outcome) => outcome.endsWith(" ok")));
      await engine.destroy();
      t.is(on.count(ASK), 1);
      t.deepEqual(on.servers(), []);
    });
  }
}

test("they are replaced before they expire, without a refused request, also if the clock is wrong", async (t) => {
  for (const skewSeconds of [0, -7200, 7200]) {
    const { on, config } = await start(t);
    on.emulators.setClockSkew("gigenet", skewSeconds);
    const engine = on.engine("ip", { ...IP, config, pool: on.process() });
    await engine.up({});
    on.emulators.clearRequests();
    await on.clock.sleep(3_500_000);
    await engine.refresh();
    t.is(on.count(ASK), 0);
    await on.clock.sleep(100_000);
    await engine.refresh();
    t.is(on.count(ASK), 1);
    t.deepEqual(
      outcomes(on).filter((outcome) => !outcome.endsWith(" ok")),
      [],
    );
  }
});

test("a purchase that is refused because they were revoked is sent once more, with new ones", async (t) => {
  const { on, config } = await start(t);
  const pool = on.process();
  const engine = on.engine("ip", { ...IP, config, pool });
  await engine.preview({});
  await on.engine("web", { config, pool }).preview(on.program());
  on.fault({ operation: "AllocateAddress", when: "before", fault: { error: "AuthFailure" } });
  t.is(await engine.up({}), "create");
  t.is(on.count("AllocateAddress"), 2);
  t.is(on.objects("address").filter(({ type }) => type === "elastic").length, 1);
});

test("the account stays the API Key's: an object that either kind of credentials created may be found to be deleted", async (t) => {
  const { on, config } = await start(t);
  for (const [first, second] of [
    [on.config(), config],
    [config, on.config()],
    [config, config],
  ] as const) {
    const engine = on.engine("ip", { ...IP, config: first });
    await engine.up({});
    on.emulators.change({ cloud: "gigenet", kind: "address", id: engine.state?.id ?? "", delete: true });
    await on.clock.sleep(600_000);
    const other = on.engine("ip", { ...IP, config: second });
    other.state = engine.state;
    t.is(await other.refresh(), "delete");
  }
});

test("a wrong API Hash, and a call that GigeNET does not offer, are errors of that call; nothing is created", async (t) => {
  const { on, config } = await start(t);
  const apiHash = "no-such-hash-0000000000000000000000000001";
  const wrong = await on.errorOf(on.engine("web", { config: { ...config, apiHash } }).up(on.program()));
  t.regex(wrong, /GetSessionToken: .*signature does not match.*Check that API Key and API Hash/i);
  t.notRegex(wrong, /no-such-hash/);
  on.fault({ operation: ASK, times: 0, fault: { error: "InvalidAction" } });
  const unknown = await on.errorOf(on.engine("web", { config }).up(on.program()));
  t.regex(unknown, /GetSessionToken: .*unset temporaryCredentials/);
  t.deepEqual(on.servers(), []);
  t.is(on.count("RunInstances"), 0);
});

test("temporary credentials that GigeNET does not accept are an error that says what to unset, and no loop", async (t) => {
  const { on, config } = await start(t);
  on.fault({ operation: "Describe*", times: 0, when: "before", fault: { error: "AuthFailure" } });
  const message = await on.errorOf(on.engine("ip", { ...IP, config }).up({}));
  t.regex(message, /AuthFailure.*If requests succeed without temporaryCredentials, unset it\./);
  t.true(on.count(ASK) <= 4);
  t.is(on.count("AllocateAddress"), 0);
});

test("if they cannot be had for a purchase, nothing was sent, so nothing is looked for", async (t) => {
  const { on, config } = await start(t);
  const engine = on.engine("ip", { ...IP, config });
  on.fault({ operation: ASK, times: 0, fault: { cut: "connection" } });
  t.notRegex(await on.errorOf(engine.up({})), /may have been created/);
  on.emulators.clearFaults();
  t.is(await engine.up({}), "create");
});
