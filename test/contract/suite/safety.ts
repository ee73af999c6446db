import { always, type Behavior } from "./row.ts";

const GROUP = "safety";
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export const safetyRows: readonly Behavior[] = [
  always(GROUP, "preview writes nothing, before or after the first up", async (harness) => {
    const { t } = harness;
    const engine = harness.engine();
    await engine.preview(harness.program());
    t.deepEqual(harness.writes(), []);
    await engine.up(harness.program());
    harness.emulators.clearRequests();
    await engine.preview(harness.program());
    await engine.preview(harness.program({ timeouts: { create: "20m" } }));
    t.deepEqual(harness.writes(), []);
  }),

  always(GROUP, "unknown inputs can be previewed, one by one and all together", async (harness) => {
    const { t } = harness;
    const program = harness.program();
    const keys = Object.keys(program);
    for (const hidden of [...keys.map((key) => [key]), keys]) {
      const unknown = Object.fromEntries(hidden.map((key) => [key, UNKNOWN]));
      const { op } = await harness.engine().preview({ ...program, ...unknown });
      t.is(op, "create", hidden.join());
    }
    const engine = harness.engine();
    await engine.up(program);
    harness.emulators.clearRequests();
    for (const key of keys) {
      await t.notThrowsAsync(engine.preview({ ...program, [key]: UNKNOWN }), key);
    }
    t.deepEqual(harness.writes(), []);
  }),

  always(GROUP, "two accounts in one process do not mix", async (harness) => {
    const { t, target } = harness;
    const pool = harness.process();
    const engines = [];
    for (const account of [0, 1]) {
      const config = harness.config(account);
      const base = account === 0 ? harness.program() : await harness.programOf(1);
      const engine = harness.engine(`web${account}`, { config, pool });
      await engine.up(base);
      engines.push({ engine, base });
    }
    t.is(harness.servers().length, 2);
    t.is(new Set(engines.map(({ engine }) => target.keyOf(engine.state?.id ?? ""))).size, 2);
    for (const { engine } of engines) {
      t.is(await engine.refresh(), "same");
      await engine.destroy();
    }
    t.deepEqual(harness.servers(), []);
  }),

  always(
    GROUP,
    "no secret is shown in errors, warnings, progress, the request log or the unencrypted state",
    async (harness) => {
      const { t, target } = harness;
      const config = harness.config();
      const { settings } = await harness.cloud();
      const credentials = Object.entries(config).filter(([key]) => settings[key]?.secret === true);
      t.true(credentials.length > 0);
      const canaries = [...credentials.map(([, value]) => String(value)), ...texts(target.secrets)];
      const engine = harness.engine();
      const program = harness.program(target.secrets);
      for (const fault of [
        { status: 500, body: canaries.join(" ") },
        { error: `refused: ${canaries.join(" and ")}` },
      ]) {
        harness.fault({ operation: target.calls.create, fault });
        const message = await harness.errorOf(engine.up(program));
        harness.messages.length = 0;
        for (const canary of canaries) {
          t.false(message.includes(canary.slice(0, 12)), message);
        }
      }
      harness.emulators.clearRequests();
      await engine.up(program);
      await engine.refresh();
      const open = JSON.stringify([engine.state?.inputs, engine.state?.outputs].map(withoutSecrets));
      const log = JSON.stringify(harness.emulators.requests());
      for (const canary of canaries) {
        t.false(open.includes(canary), `${canary} in open state`);
        t.false([...harness.warnings, ...harness.progress].join("\n").includes(canary));
        t.false(log.includes(canary), `${canary} in the request log`);
      }
    },
  ),
];

const texts = (value: unknown): string[] =>
  typeof value === "string"
    ? [value]
    : typeof value === "object" && value !== null
      ? Object.values(value).flatMap(texts)
      : [];

const SECRET = "4dabf18193072939515e22adb298388d";

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutSecrets);
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  return SECRET in value
    ? "secret"
    : Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutSecrets(each)]));
}
