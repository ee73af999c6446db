import { always, type Behaviour } from "./row.ts";

const GROUP = "safety";
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export const safetyRows: readonly Behaviour[] = [
  always(GROUP, "preview writes nothing, before the first up and after it", async (stage) => {
    const { t } = stage;
    const engine = stage.engine();
    await engine.preview(stage.program());
    t.deepEqual(stage.writes(), []);
    await engine.up(stage.program());
    stage.emulators.clearRequests();
    await engine.preview(stage.program());
    await engine.preview(stage.program({ timeouts: { create: "20m" } }));
    t.deepEqual(stage.writes(), []);
  }),

  always(GROUP, "inputs that are not known yet can be previewed, each by itself and all together", async (stage) => {
    const { t } = stage;
    const program = stage.program();
    const keys = Object.keys(program);
    for (const hidden of [...keys.map((key) => [key]), keys]) {
      const unknown = Object.fromEntries(hidden.map((key) => [key, UNKNOWN]));
      const { op } = await stage.engine().preview({ ...program, ...unknown });
      t.is(op, "create", hidden.join());
    }
    const engine = stage.engine();
    await engine.up(program);
    stage.emulators.clearRequests();
    for (const key of keys) {
      await t.notThrowsAsync(engine.preview({ ...program, [key]: UNKNOWN }), key);
    }
    t.deepEqual(stage.writes(), []);
  }),

  always(GROUP, "two accounts in one process do not mix", async (stage) => {
    const { t, adapter } = stage;
    const cores = stage.process();
    const engines = [];
    for (const account of [0, 1]) {
      const config = stage.config(account);
      const base = account === 0 ? stage.program() : await stage.programOf(1);
      const engine = stage.engine(`web${account}`, { config, cores });
      await engine.up(base);
      engines.push({ engine, base });
    }
    t.is(stage.servers().length, 2);
    t.is(new Set(engines.map(({ engine }) => adapter.keyOf(engine.state?.id ?? ""))).size, 2);
    for (const { engine } of engines) {
      t.is(await engine.refresh(), "same");
      await engine.destroy();
    }
    t.deepEqual(stage.servers(), []);
  }),

  always(GROUP, "no secret is shown: not in errors, warnings, progress, request log or open state", async (stage) => {
    const { t, adapter } = stage;
    const config = stage.config();
    const { settings } = await stage.cloud();
    const credentials = Object.entries(config).filter(([key]) => settings[key]?.secret === true);
    t.true(credentials.length > 0);
    const canaries = [...credentials.map(([, value]) => String(value)), ...texts(adapter.secrets)];
    const engine = stage.engine();
    const program = stage.program(adapter.secrets);
    for (const fault of [{ status: 500, body: canaries.join(" ") }, { error: `refused: ${canaries.join(" and ")}` }]) {
      stage.fault({ operation: adapter.calls.create, fault });
      const message = await stage.failure(engine.up(program));
      stage.said.length = 0;
      for (const canary of canaries) {
        t.false(message.includes(canary.slice(0, 12)), message);
      }
    }
    stage.emulators.clearRequests();
    await engine.up(program);
    await engine.refresh();
    const open = JSON.stringify([engine.state?.inputs, engine.state?.outputs].map(withoutSecrets));
    const log = JSON.stringify(stage.emulators.requests());
    for (const canary of canaries) {
      t.false(open.includes(canary), `${canary} in open state`);
      t.false([...stage.told, ...stage.progress].join("\n").includes(canary));
      t.false(log.includes(canary), `${canary} in the request log`);
    }
  }),
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
