import { rm } from "node:fs/promises";
import { join } from "node:path";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import test, { type ExecutionContext } from "ava";
import { type Emulators, startEmulators } from "../../emulators/src/index.ts";
import { installed, startServer, uninstall } from "../../provider/src/adapters/dynamic/testing-server.ts";
import { dynamicType, providerText } from "../../provider/src/adapters/dynamic/text.ts";
import { bundled, LAUNCHER, startPlugin } from "../../provider/src/adapters/plugin/testing-process.ts";
import { bareRecord, type Calls, struct } from "../../provider/src/adapters/testing-calls.ts";
import { call, over } from "../../provider/src/adapters/testing-client.ts";
import { testsThatNeed } from "../support/needs.ts";
import { postgresBinaries, startPostgres } from "../support/postgres.ts";
import { redisProgram, startRedis } from "../support/redis.ts";

/*
 * Four processes of one account, as Pulumi starts them, that share a budget on a real server. In real time, because the server
 * has no other.
 */

const servers = [
  ["PostgreSQL", await testsThatNeed("PostgreSQL", postgresBinaries), startPostgres],
  ["Redis", await testsThatNeed("Redis", redisProgram, { ciMayLackIt: true }), startRedis],
] as const;

const TOKEN = "lunanode:SshKey";
const TYPE = `indiecloud:${TOKEN}`;
const urnOf = (type: string, name: string) => `urn:pulumi:dev::shop::${type}::${name}`;
const KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIJ0Ee5cvD2Kb7vWcjF3Q1hqQv0x0u2q3l1cX6l2mJ3B";

/** What the cloud bears, which is less than a busy machine sends, and what one process would send. */
const BEARS = 2;
const SENDS = 20;
/** Refused calls after which the emulator blocks the account: fewer than four processes with budgets of their own would get. */
const BLOCKS_AFTER = 25;

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

type CallsOf = (name: string) => Calls;

async function plugin(t: ExecutionContext, config: Record<string, string>): Promise<CallsOf> {
  const { client, close } = await startPlugin(join(folders?.plugin ?? "", LAUNCHER));
  t.teardown(close);
  await call((done) => client.configure(new messages.ConfigureRequest().setArgs(struct(config)), done));
  return (name) => over(client, { urn: urnOf(TYPE, name), type: TYPE });
}

async function dynamic(t: ExecutionContext, { lunanode, budget }: { lunanode: string; budget: string }) {
  const server = await startServer(folders?.program ?? "", {
    "indiecloud:lunanode": lunanode,
    "indiecloud:budget": budget,
  });
  t.teardown(server.close);
  const own = (name: string) => ({
    __autoName: urnOf(dynamicType(TOKEN), name),
    __provider: providerText(TOKEN),
  });
  const callsOf: CallsOf = (name) => ({
    ...server.calls,
    check: (olds, news) => server.calls.check(olds, { ...news, ...own(name) }),
  });
  return { callsOf, server };
}

async function create(callsOf: CallsOf, name: string): Promise<void> {
  const calls = callsOf(name);
  const { inputs } = await calls.check({}, { name, publicKey: `${KEY} ${name}` });
  await calls.create(bareRecord(inputs));
}

const many = (callsOf: CallsOf, prefix: string, count: number): Promise<unknown> =>
  Promise.all(Array.from({ length: count }, (_, index) => create(callsOf, `${prefix}${index}`)));

const refused = (emulators: Emulators) => emulators.requests().filter(({ status }) => status !== 200);

for (const [kind, declare, startOn] of servers) {
  declare(
    `four processes that share a budget on ${kind} find the cloud's limit together; without the server, they go on`,
    async (t, needed) => {
      const server = await startOn(needed);
      let isRunning = true;
      const stop = async () => {
        if (isRunning) await server.stop();
        isRunning = false;
      };
      t.teardown(stop);
      const emulators = await startEmulators({
        clouds: ["lunanode"],
        switches: { lunanode: { callsPerSecond: BEARS, blocksAfter: BLOCKS_AFTER } },
      });
      t.teardown(() => emulators.stop());
      const { endpoint, credentials } = emulators.clouds.lunanode;
      const account = JSON.stringify({ ...credentials, endpoint, requestsPerSecond: String(SENDS) });
      const config = { lunanode: account, budget: server.url };
      const inJavaScript = await dynamic(t, config);
      const processes = [inJavaScript.callsOf, ...(await Promise.all([1, 2, 3].map(() => plugin(t, config))))];

      const warned = inJavaScript.server.line(/cannot be used/);
      await Promise.all(processes.map((callsOf, index) => many(callsOf, `p${index}-`, 1)));
      const refusals = refused(emulators).length;
      t.true(refusals < BLOCKS_AFTER, `${refusals} calls were refused`);
      const times = emulators.requests().map(({ time }) => Date.parse(time));
      const settled = times.filter((at) => at > Math.max(...times) - 2000);
      t.true(settled.length <= 2 * BEARS + 1, `${settled.length} calls in the last two seconds`);

      emulators.clearRequests();
      await many(await plugin(t, config), "later-", 1);
      // The search may not be over; without what is known, it would begin anew.
      t.true(refused(emulators).length <= 2, "a process that starts later knows the rate");

      t.deepEqual(inJavaScript.server.err, []);
      await stop();
      await Promise.all(processes.map((callsOf, index) => many(callsOf, `alone${index}-`, 1)));
      const warning = await warned;
      t.regex(
        warning,
        /The server 127\.0\.0\.1:\d+, which indiecloud:budget or INDIECLOUD_BUDGET names, cannot be used/,
      );
      t.false(warning.includes("correct-horse"));
      t.false(refused(emulators).some(({ error }) => error === "blocked"));
    },
  );
}
