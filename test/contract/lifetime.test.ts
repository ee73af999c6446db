import { once } from "node:events";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import plugins from "@pulumi/pulumi/proto/plugin_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import test, { type ExecutionContext } from "ava";
import { type Emulators, startEmulators } from "../../emulators/src/index.ts";
import { installed, LAUNCHERS, startServer, uninstall } from "../../provider/src/adapters/dynamic/testing-server.ts";
import { dynamicType, providerText } from "../../provider/src/adapters/dynamic/text.ts";
import { bundled, LAUNCHER, startPlugin } from "../../provider/src/adapters/plugin/testing-process.ts";
import { bareRecord, type Calls, InitFailed, struct } from "../../provider/src/adapters/testing-calls.ts";
import { call, over } from "../../provider/src/adapters/testing-client.ts";
import { openAddress } from "../../provider/src/adapters/testing-engine-address.ts";
import { testWithExecutable } from "../support/executable.ts";

/*
 * Provider processes whose engine dies while they work: they end and buy nothing more. The connection to them and their
 * standard input stay open, so the engine's address is the only sign.
 */

const TOKEN = "lunanode:Vm";
const TYPE = `indiecloud:${TOKEN}`;
const urnOf = (type: string, name: string) => `urn:pulumi:dev::shop::${type}::${name}`;
/** The number of calls that LunaNode's budget allows at once. */
const CONCURRENT = 6;

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

type Started = Pick<Awaited<ReturnType<typeof startServer>>, "child" | "engine"> & {
  calls(name: string): Calls;
};

/** Starts an adapter's process, configured for an emulator. */
type Start = (t: ExecutionContext, config: string) => Promise<Started>;

const dynamic =
  (launcher: string): Start =>
  async (t, config) => {
    const folder = folders?.program ?? "";
    const server = await startServer(folder, { "indiecloud:lunanode": config }, {}, launcher);
    t.teardown(server.close);
    const own = (name: string) => ({ __autoName: urnOf(dynamicType(TOKEN), name), __provider: providerText(TOKEN) });
    const { calls, child, engine } = server;
    return {
      child,
      engine,
      calls: (name) => ({ ...calls, check: (olds, news) => calls.check(olds, { ...news, ...own(name) }) }),
    };
  };

async function startedPlugin(t: ExecutionContext, config: string, started: boolean, executable?: string) {
  const command = executable ?? join(folders?.plugin ?? "", LAUNCHER);
  const options = { started, isExecutable: executable !== undefined };
  const { client, child, engine, close } = await startPlugin(command, [], options);
  t.teardown(close);
  await call((done) => client.configure(new messages.ConfigureRequest().setArgs(struct({ lunanode: config })), done));
  return { client, child, engine, calls: (name: string) => over(client, { urn: urnOf(TYPE, name), type: TYPE }) };
}

const plugin: Start = (t, config) => startedPlugin(t, config, true);

async function cloud(t: ExecutionContext): Promise<{ emulators: Emulators; config: string }> {
  const emulators = await startEmulators({ clouds: ["lunanode"], timeScale: 0 });
  t.teardown(() => emulators.stop());
  const { endpoint, credentials } = emulators.clouds.lunanode;
  return { emulators, config: JSON.stringify({ ...credentials, endpoint }) };
}

async function create({ calls }: Started, name: string): Promise<unknown> {
  const own = calls(name);
  const { inputs } = await own.check({}, { name, region: "toronto", plan: "m.2", image: "Ubuntu 24.04 64-bit" });
  return own.create(bareRecord(inputs));
}

const creates = (emulators: Emulators) => emulators.requests({ cloud: "lunanode", operation: "vm/create" });

async function buysNothingMore(t: ExecutionContext, start: Start): Promise<void> {
  const { emulators, config } = await cloud(t);
  const started = await start(t, config);
  const { child, engine } = started;
  const ended = once(child, "exit");
  // From now on the process's output meets a broken pipe, as after Pulumi's death.
  child.stdout?.destroy();
  child.stderr?.destroy();
  emulators.addFault({ cloud: "lunanode", operation: "vm/create", times: CONCURRENT, fault: { hold: "after" } });
  const names = Array.from({ length: CONCURRENT + 2 }, (_, index) => `web${index}`);
  const requested = names.map((name) => create(started, name));
  const settled = Promise.allSettled(requested);
  const wanted = { cloud: "lunanode", operation: "vm/create", count: CONCURRENT } as const;
  await emulators.waitFor(wanted);
  await engine.die();
  // Calls that wait for the budget end at once. Those in flight are not cut off, and the process stays alive for them.
  const waiting = await Promise.race(requested.map((each) => each.catch((error: unknown) => error)));
  t.regex(String(waiting), /its Pulumi process has ended/);
  t.deepEqual([child.exitCode, child.signalCode], [null, null]);
  emulators.clearFaults();
  await ended;
  await settled;
  const rows = creates(emulators);
  t.is(rows.length, CONCURRENT);
  t.deepEqual([...new Set(rows.map(({ stage }) => stage))], ["replied"]);
}

test("dynamic resources, started by npm's launcher", buysNothingMore, dynamic(LAUNCHERS.npm));
test("dynamic resources, started by our launcher", buysNothingMore, dynamic(LAUNCHERS.ours));
test("the plugin", buysNothingMore, plugin);
testWithExecutable("the plugin's executable", (t, { file }) =>
  buysNothingMore(t, (_, config) => startedPlugin(t, config, true, file)),
);

test("a plugin that somebody started for engines to attach to stays alive, and changes nothing between two of them", async (t) => {
  const { emulators, config } = await cloud(t);
  const started = await startedPlugin(t, config, false);
  const { client, child, engine } = started;
  const attach = (address: string) =>
    call((done) => client.attach(new plugins.PluginAttach().setAddress(address), done));
  await attach(engine.address);
  const waiting = create(started, "web");
  // The lookup before the create, then one poll after it.
  await emulators.waitFor({ cloud: "lunanode", operation: "vm/list", count: 2 });
  await engine.die();
  const error = await t.throwsAsync(waiting, { instanceOf: InitFailed });
  t.regex(error?.message ?? "", /its Pulumi process has ended/);
  const refused = await t.throwsAsync(create(started, "db"));
  t.regex(refused?.message ?? "", /^LunaNode vm\/create was not sent, .*npx indiecloud recover/);
  const next = await openAddress();
  t.teardown(next.die);
  await attach(next.address);
  emulators.setTimeScale(600);
  await create(started, "db");
  t.is(creates(emulators).length, 2);
  t.is(child.exitCode, null);
});
