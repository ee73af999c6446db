import test from "ava";
import { EngineLifetime, engineAddress, isRefused } from "./lifetime.ts";
import { openAddress } from "./testing-engine-address.ts";

/** A lifetime that counts the reported deaths of the engine. */
function lifetime(options: { isRefused?: (address: string) => Promise<boolean> } = {}) {
  const deaths: string[] = [];
  const engine = new EngineLifetime({ onDeath: () => void deaths.push("dead"), ...options });
  return { engine, deaths };
}

test("the engine's address is the last argument, whatever flags precede it", (t) => {
  t.is(engineAddress(["127.0.0.1:4711"]), "127.0.0.1:4711");
  t.is(engineAddress(["--logtostderr", "-v=9", "--tracing", "tcp://127.0.0.1:1", "127.0.0.1:4711"]), "127.0.0.1:4711");
});

test("without an address the engine attaches later", (t) => {
  for (const args of [[], ["--logtostderr"], ["--tracing", "tcp://127.0.0.1:1"], ["web.test.ts"], [""]]) {
    t.is(engineAddress(args), "");
  }
});

test("a dead listener refuses at once; a living one does not, even if it never answers", async (t) => {
  const { address, die } = await openAddress();
  t.false(await isRefused(address));
  await die();
  t.true(await isRefused(address));
});

test("the death of the engine is reported once, and the process works for the next one that attaches", async (t) => {
  const first = await openAddress();
  const { engine, deaths } = lifetime();
  t.false(await engine.isDead());
  engine.follow(first.address);
  t.false(await engine.isDead());
  await first.die();
  t.deepEqual(await Promise.all([engine.isDead(), engine.isDead()]), [true, true]);
  t.true(await engine.isDead());
  t.deepEqual(deaths, ["dead"]);
  const second = await openAddress();
  t.teardown(second.die);
  engine.follow("");
  t.true(await engine.isDead());
  engine.follow(second.address);
  t.false(await engine.isDead());
});

test("an engine that attaches at a dead engine's address is alive", async (t) => {
  let refused = true;
  const { engine } = lifetime({ isRefused: async () => refused });
  engine.follow("127.0.0.1:4711");
  t.true(await engine.isDead());
  refused = false;
  engine.follow("127.0.0.1:4711");
  t.false(await engine.isDead());
});

test("a probe of the previous engine says nothing about the current one", async (t) => {
  const answers: ((refused: boolean) => void)[] = [];
  const { engine, deaths } = lifetime({ isRefused: () => new Promise((resolve) => answers.push(resolve)) });
  engine.follow("127.0.0.1:1");
  const requested = engine.isDead();
  engine.follow("127.0.0.1:2");
  answers[0]?.(true);
  t.false(await requested);
  t.deepEqual(deaths, []);
});

test("a change is sent only while the engine is alive; the error names the call and the next step", async (t) => {
  const { address, die } = await openAddress();
  const { engine, deaths } = lifetime();
  engine.follow(address);
  t.is(await engine.guard("Fake vm/create", "create", async () => "sent"), "sent");
  await die();
  const error = await t.throwsAsync(engine.guard("Fake vm/create", "create", () => Promise.reject(t.fail())));
  t.is(
    error.message,
    "Fake vm/create was not sent, because its Pulumi process has ended. Run npx indiecloud recover, then pulumi up.",
  );
  t.deepEqual(deaths, ["dead"]);
});

test("sent creates are waited for, whatever their outcome; other calls are not", async (t) => {
  const { engine } = lifetime({ isRefused: async () => false });
  engine.follow("127.0.0.1:1");
  const answers: (() => void)[] = [];
  const pending = <T>(end: (resolve: (value: T) => void, reject: (error: Error) => void) => () => void) =>
    new Promise<T>((resolve, reject) => answers.push(end(resolve, reject)));
  const works = engine.guard("one", "create", () => pending<string>((resolve) => () => resolve("id")));
  const fails = engine.guard("two", "create", () => pending((_, reject) => () => reject(new Error("no room"))));
  void engine.guard("three", "write", () => new Promise(() => undefined));
  await engine.isDead();
  let answered = false;
  const all = engine.pendingCreates().then(() => {
    answered = true;
  });
  answers[0]?.();
  t.is(await works, "id");
  t.false(answered);
  answers[1]?.();
  await t.throwsAsync(fails, { message: "no room" });
  await all;
  t.true(answered);
});
