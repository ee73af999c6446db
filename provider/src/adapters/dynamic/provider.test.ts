import test from "ava";
import { debugTo } from "../debug.ts";
import { reporterTo } from "./report.ts";
import { configured, program, setup } from "./testing-adapter.ts";

test("resources with the same configuration share one CloudProvider, others share nothing", async (t) => {
  const { openAdapter, cloud } = setup();
  const { pool } = openAdapter();
  const text = JSON.stringify({ apiId: "me", apiKey: "right" });
  t.is(pool.of("fake", text), pool.of("fake", text));
  t.not(pool.of("fake", text), pool.of("fake", JSON.stringify({ apiId: "you", apiKey: "right" })));
  t.not(pool.of("fake", text), pool.of("fake", undefined));
  t.not(pool.of("fake", text), pool.of("other", text));
  t.deepEqual(cloud.log, []);
});

test("without a configuration the environment is used, even if configure was never called", async (t) => {
  const { openAdapter } = setup();
  const { provider } = openAdapter({ FAKE_API_ID: "me", FAKE_API_KEY: "right" });
  const { id } = await provider.create(program({ name: "web" }));
  t.is(id, "north/1");
});

test("a configuration that cannot be read fails every method, not only the first", async (t) => {
  const { openAdapter } = setup();
  const { provider } = openAdapter();
  const config = {
    ...configured().config,
    get: () => {
      throw new Error("the configuration is locked");
    },
  };
  await provider.configure({ config });
  for (const call of [
    () => provider.check({}, program()),
    () => provider.diff("north/1", {}, program()),
    () => provider.create(program()),
    () => provider.read("north/1", {}),
    () => provider.update("north/1", {}, program()),
    () => provider.delete("north/1", {}),
  ]) {
    await t.throwsAsync(call(), { message: "the configuration is locked" });
  }
});

test("wrong credentials are an error at once, with its next step", async (t) => {
  const { openAdapter } = setup();
  const { provider } = openAdapter({ FAKE_API_ID: "me", FAKE_API_KEY: "wrong" });
  await t.throwsAsync(provider.check({}, program()), {
    message: "Fake plan/list: the key does not fit. Try again later.",
  });
});

test("null counts as missing", async (t) => {
  const { start } = setup();
  const { inputs, failures } = await start().check({}, program({ memo: null }));
  t.deepEqual(failures, []);
  t.false("memo" in inputs);
});

test("every message is one line with the provider's name", (t) => {
  const lines: string[] = [];
  const err = (line: string) => void lines.push(`err ${line}`);
  const reporter = reporterTo((line) => void lines.push(`out ${line}`), err);
  reporter.info("web: waiting\n  for it");
  reporter.warn("odd");
  debugTo(err, "1")?.line("GET /");
  t.deepEqual(lines, [
    "out indiecloud: web: waiting for it",
    "err indiecloud: warning: odd",
    "err indiecloud: debug: GET /",
  ]);
});

test("INDIECLOUD_DEBUG turns on debug lines, and 2 bodies", (t) => {
  const print = () => undefined;
  t.is(debugTo(print, undefined), undefined);
  t.is(debugTo(print, ""), undefined);
  t.is(debugTo(print, "0"), undefined);
  t.false(debugTo(print, "1")?.bodies);
  t.true(debugTo(print, "2")?.bodies);
});
