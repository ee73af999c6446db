import { rm } from "node:fs/promises";
import { join } from "node:path";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import test, { type ExecutionContext } from "ava";
import { type Emulators, startEmulators } from "../../emulators/src/index.ts";
import { installed, startServer, uninstall } from "../../provider/src/adapters/dynamic/testing-server.ts";
import { dynamicType, providerText } from "../../provider/src/adapters/dynamic/text.ts";
import { bundled, LAUNCHER, startPlugin } from "../../provider/src/adapters/plugin/testing-process.ts";
import { bareRecord, type Calls, InitFailed, isSecret, struct } from "../../provider/src/adapters/testing-calls.ts";
import { call, over } from "../../provider/src/adapters/testing-client.ts";
import { isRecord } from "../../provider/src/engine/definition/values.ts";
import { testWithExecutable } from "../support/executable.ts";

/*
 * Both adapters as the processes that Pulumi starts, each with its own emulator and the same requests: their answers
 * differ only where the adapters are documented to differ.
 */

const TOKEN = "lunanode:Vm";
const TYPE = `indiecloud:${TOKEN}`;
const urnOf = (type: string) => `urn:pulumi:dev::shop::${type}::web`;

let folders: { program: string; plugin: string } | undefined;
test.before(async () => {
  const [program, plugin] = await Promise.all([installed("index.ts"), bundled()]);
  folders = { program, plugin };
});
test.after.always(async () => {
  if (folders !== undefined) {
    await uninstall(folders.program);
    await rm(folders.plugin, { recursive: true });
  }
});

interface Side {
  emulators: Emulators;
  calls: Calls;
}

/** An emulator in which a minute takes a tenth of a second, and a process's configuration for it. */
async function cloud(t: ExecutionContext): Promise<{ emulators: Emulators; config: string }> {
  const emulators = await startEmulators({ clouds: ["lunanode"], timeScale: 600 });
  t.teardown(() => emulators.stop());
  const { endpoint, credentials } = emulators.clouds.lunanode;
  return { emulators, config: JSON.stringify({ ...credentials, endpoint }) };
}

async function dynamicSide(t: ExecutionContext): Promise<Side> {
  const { emulators, config } = await cloud(t);
  const { calls, close } = await startServer(folders?.program ?? "", { "indiecloud:lunanode": config });
  t.teardown(close);
  const own = { __autoName: urnOf(dynamicType(TOKEN)), __provider: providerText(TOKEN) };
  return { emulators, calls: { ...calls, check: (olds, news) => calls.check(olds, { ...news, ...own }) } };
}

async function pluginSide(t: ExecutionContext, executable?: string): Promise<Side> {
  const { emulators, config } = await cloud(t);
  const command = executable ?? join(folders?.plugin ?? "", LAUNCHER);
  const { client, close } = await startPlugin(command, [], { isExecutable: executable !== undefined });
  t.teardown(close);
  await call((done) => client.configure(new messages.ConfigureRequest().setArgs(struct({ lunanode: config })), done));
  return { emulators, calls: over(client, { urn: urnOf(TYPE), type: TYPE }) };
}

const PROGRAM = {
  name: "web",
  region: "toronto",
  plan: "m.2",
  image: "Ubuntu 24.04 64-bit",
  setPassword: true,
  powerState: "running",
};

/** All requests of Pulumi's engine in the life of a resource, with the answers. */
async function life({ calls, emulators }: Side): Promise<Record<string, unknown>> {
  const answers: Record<string, unknown> = {};
  const reported = async <T>(what: string, requested: Promise<T>): Promise<T> => {
    const answer = await requested;
    answers[what] = answer;
    return answer;
  };
  const refused = async (what: string, requested: Promise<unknown>): Promise<unknown> => {
    const error = await requested.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    answers[what] =
      error instanceof InitFailed
        ? { id: error.id, properties: error.properties, reasons: error.reasons }
        : error instanceof Error
          ? { message: error.message }
          : "no error";
    return error;
  };

  await reported("check of a misspelt plan", calls.check({}, { ...PROGRAM, plan: "m.22" }));
  await reported("check of a property that there is not", calls.check({}, { ...PROGRAM, moon: 1 }));
  const first = bareRecord((await reported("check", calls.check({}, PROGRAM))).inputs);
  const created = await reported("create", calls.create(first));
  const { id } = created;
  const outputs = bareRecord(created.outs);
  await refused("create of another of the name", calls.create(first));
  await reported("diff of nothing", calls.diff(id, outputs, bareRecord((await calls.check(first, PROGRAM)).inputs)));
  await reported("read", calls.read(id, outputs));

  const stopped = bareRecord(
    (await reported("check of a change", calls.check(first, { ...PROGRAM, powerState: "stopped" }))).inputs,
  );
  await reported("diff of a change", calls.diff(id, outputs, stopped));
  const changed = bareRecord((await reported("update", calls.update(id, outputs, stopped))).outs);
  emulators.change({ cloud: "lunanode", kind: "vm", id: id.split("/").at(-1) ?? "", set: { hostname: "joe" } });
  const seen = await reported("read of drift", calls.read(id, changed));
  await reported("inverted diff of drift", calls.diff(id, bareRecord(seen.props), stopped));

  const elsewhere = bareRecord((await calls.check(stopped, { ...PROGRAM, region: "montreal" })).inputs);
  await reported("diff of another region", calls.diff(id, changed, elsewhere));
  const larger = bareRecord((await calls.check(stopped, { ...PROGRAM, plan: "m.4" })).inputs);
  const grown = bareRecord((await reported("resize", calls.update(id, bareRecord(seen.props), larger))).outs);
  const smaller = bareRecord((await calls.check(larger, PROGRAM)).inputs);
  await refused("resize to less than it has", calls.update(id, grown, smaller));

  await reported("delete", calls.delete(id, grown));
  await reported("delete again", calls.delete(id, grown));
  await reported("read of what is gone", calls.read(id, grown));
  answers["what the cloud has"] = emulators.objects("lunanode").filter(({ kind }) => kind === "vm").length;
  return answers;
}

/** Without what only one adapter has: the location of the dynamic resources' code, and the engine's own comparison. */
function common(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(common);
  }
  if (typeof value === "string") {
    return value.replace(/127\.0\.0\.1:\d+/g, "127.0.0.1:PORT");
  }
  if (!isRecord(value)) {
    return value;
  }
  const { __provider, __autoName, ...rest } = value;
  return Object.fromEntries(Object.entries(rest).map(([key, each]) => [key, common(each)]));
}

/** A difference that dynamic resources leave to Pulumi's engine has no `changes`; only the plugin names the inputs. */
function compared(answers: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(answers).map(([what, answer]) => {
      if (!what.includes("diff")) {
        return [what, common(answer)];
      }
      const { changes = true, replaces = [], deleteBeforeReplace = false } = isRecord(answer) ? answer : {};
      return [what, { changes, replaces, deleteBeforeReplace }];
    }),
  );
}

test("the life of a server is the same in both processes", async (t) => {
  const [dynamic, plugin] = await Promise.all([dynamicSide(t), pluginSide(t)]);
  const [one, other] = await Promise.all([life(dynamic), life(plugin)]);
  t.deepEqual(compared(other), compared(one));
  t.like(compared(one), {
    "diff of nothing": { changes: false },
    "read of drift": { inputs: { name: "joe" } },
    "inverted diff of drift": { changes: true, replaces: [] },
    "diff of another region": { replaces: ["region"], deleteBeforeReplace: true },
    "read of what is gone": { id: "" },
    "what the cloud has": 0,
  });
  t.regex(JSON.stringify(one["resize to less than it has"]), /LunaNode cannot shrink a disk/);
  t.true(isRecord(one.create) && isRecord(one.create.outs) && isSecret(one.create.outs.password));
  const operations = ({ emulators }: Side) =>
    emulators.requests("lunanode").flatMap(({ kind, operation }) => (kind === "write" ? [operation] : []));
  t.deepEqual(operations(plugin), operations(dynamic));
});

testWithExecutable(
  "the life of a server is the same in the executable, which runs without Node.js",
  async (t, { file }) => {
    const [launched, executable] = await Promise.all([pluginSide(t), pluginSide(t, file)]);
    const [one, other] = await Promise.all([life(launched), life(executable)]);
    t.deepEqual(common(other), common(one));
  },
);
