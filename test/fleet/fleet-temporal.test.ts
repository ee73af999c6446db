import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type TemporalBinaries, temporalBinaries } from "../../tools/temporal/get.ts";
import { examplePackages } from "../../tools/temporal/packages.ts";
import { startTemporal } from "../../tools/temporal/server.ts";
import { execute } from "../e2e/support/packages.ts";
import { openTestStack, PLUGIN } from "../e2e/support/stack.ts";
import { testsThatNeed } from "../support/needs.ts";
import { postgresBinaries, startPostgres } from "../support/postgres.ts";
import { copyOfExample } from "./support/example.ts";
import { killAll, start } from "./support/processes.ts";

interface Needed {
  postgres: string;
  temporal: TemporalBinaries;
  packages: string;
}

const withServers = await testsThatNeed<Needed>("PostgreSQL and Temporal", async () => ({
  postgres: await postgresBinaries(),
  temporal: await temporalBinaries(),
  packages: await examplePackages(),
}));

const COUNT = Number(process.env.FLEET_STACKS ?? 12);
const CREATES = { lunanode: "vm/create", ovh: "POST /cloud/project/{serviceName}/instance" } as const;
type Cloud = keyof typeof CREATES;

const stacksOf = (names: readonly string[], config: object = {}) =>
  names.map((name, index) => {
    const cloud: Cloud = index % 2 === 0 ? "lunanode" : "ovh";
    return { project: cloud, name, account: cloud, config };
  });

withServers("the example compiles with its own packages", async (t, { packages }) => {
  const folder = await copyOfExample(t, packages);
  await t.notThrowsAsync(execute(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "."], folder));
});

interface Report {
  stopped?: string | false;
  counts: Record<string, number>;
  others: { stack: string; is: string; why?: string; resources?: { paths: string[]; status: string }[] }[];
}

withServers(
  "a fleet on Temporal: a worker is killed and the server restarted, and every stack is right, no server was bought twice, and the sweep is complete",
  async (t, binaries) => {
    const [folder, { stack, emulators, ids }, postgres] = await Promise.all([
      copyOfExample(t, binaries.packages),
      openTestStack(t, { clouds: ["lunanode", "ovh"], secrets: "passphrase" }),
      startPostgres(binaries.postgres),
    ]);
    t.teardown(postgres.stop);
    const temporal = await startTemporal(binaries.temporal, postgres.url);
    t.teardown(temporal.stop);
    for (const cloud of Object.keys(CREATES)) {
      const plugins = `\nplugins: { providers: [{ name: indiecloud, path: ${JSON.stringify(PLUGIN)} }] }\n`;
      await appendFile(join(folder, "servers", cloud, "Pulumi.yaml"), plugins);
    }
    const account = { requestsPerSecond: 20, atOnce: 1, startsPerSecond: 10 };
    const accounts = { lunanode: { cloud: "lunanode", ...account }, ovh: { cloud: "ovh", ...account } };
    const pace = { heartbeatSeconds: 8, retrySeconds: 1, attempts: 8 };
    /** Writes another fleet.json, and returns the environment in which it is used. */
    const fleet = async (name: string, stacks: object[], waves: number[]) => {
      const file = join(folder, `${name}.json`);
      await writeFile(file, JSON.stringify({ accounts, stacks, waves, maxFailedShare: 0.1, pace }));
      // The lean start is for programs.
      const { NODE_OPTIONS: _, ...env } = stack.env;
      return { ...env, FLEET_FILE: file, TEMPORAL_ADDRESS: temporal.address, PULUMI_BACKEND_URL: postgres.url };
    };
    const requests = () => emulators.requests().map(({ operation }) => operation);
    const created = () => requests().filter((each) => Object.values<string>(CREATES).includes(each)).length;
    const report = async (client: ReturnType<typeof start>, code: number): Promise<Report> => {
      t.is(await client.ended, code, client.output());
      return JSON.parse(client.output());
    };
    const seconds = (from: number) => `${Math.round((performance.now() - from) / 1000)} s`;
    const began = performance.now();

    const stacks = stacksOf(Array.from({ length: COUNT }, (_, index) => `web-${index}`));
    const env = await fleet("fleet", stacks, [0.3, 1]);
    const client = (...args: string[]) => start(folder, env, "client.ts", ...args);
    const setup = client("setup");
    t.is(await setup.ended, 0, setup.output());
    // Killed later, while it works on one stack.
    const doomed = start(folder, { ...env, FLEET_ACCOUNTS: "lunanode" }, "worker.ts");
    const other = start(folder, env, "worker.ts");
    t.teardown(() => killAll(doomed.child.pid ?? 0));
    t.teardown(() => killAll(other.child.pid ?? 0));
    await Promise.all([doomed.says("serving"), other.says("serving")]);
    t.log(`workers: ${seconds(began)}`);

    emulators.addFault({ cloud: "lunanode", operation: CREATES.lunanode, times: 2, fault: { hold: "after" } });
    const rollout = client("rollout");
    await emulators.waitFor({ cloud: "lunanode", operation: CREATES.lunanode, stage: "reached", count: 2 });
    killAll(doomed.child.pid ?? 0);
    emulators.clearFaults();
    await emulators.waitFor({ cloud: "ovh", operation: CREATES.ovh, stage: "reached", count: 2 });
    await temporal.restart();
    t.log(`worker killed, server restarted: ${seconds(began)}`);
    const rolledOut = await report(rollout, 0);
    t.like(rolledOut, { stopped: false, counts: { succeeded: COUNT }, others: [] });
    t.is(created(), COUNT);
    t.is(ids("vm").length + ids("instance").length, COUNT);
    t.log(`rolled out: ${seconds(began)}`);

    // Somebody changes a server and deletes another.
    emulators.change({ cloud: "lunanode", kind: "vm", id: ids("vm")[0] ?? "", set: { hostname: "joe" } });
    emulators.change({ cloud: "ovh", kind: "instance", id: ids("instance")[0] ?? "", delete: true });
    const sweep = await report(client("sweep"), 7);
    t.deepEqual(sweep.counts, { clean: COUNT - 2, drift: 2, unreadable: 0, failed: 0 });
    t.deepEqual(sweep.others.map(({ resources }) => resources?.map(({ status }) => status)).sort(), [
      ["changed"],
      ["deleted"],
    ]);
    t.log(`swept: ${seconds(began)}`);

    // A rollout that is canceled while a server is being built.
    emulators.setTimeScale(1);
    const [extra, wrong, never] = stacksOf(["extra", "wrong", "never"]);
    const alone = await fleet("alone", [extra ?? {}], [1]);
    const canceled = start(folder, alone, "client.ts", "rollout");
    await emulators.waitFor({
      cloud: "lunanode",
      operation: CREATES.lunanode,
      stage: "replied",
      count: COUNT / 2 + 1,
    });
    const cancel = start(folder, alone, "client.ts", "cancel");
    t.is(await cancel.ended, 0, cancel.output());
    t.like(await report(canceled, 7), { stopped: "canceled", others: [{ stack: "lunanode/extra", is: "canceled" }] });
    emulators.setTimeScale(60);
    // The next one continues with that server, and stops when the second wave fails for a reason that no retry can mend.
    emulators.addFault({ cloud: "ovh", operation: CREATES.ovh, fault: { status: 400 } });
    const waves = await fleet("waves", [extra ?? {}, wrong ?? {}, never ?? {}], [0.3, 0.6, 1]);
    const stopped = await report(start(folder, waves, "client.ts", "rollout"), 7);
    t.like(stopped, { stopped: "failures", counts: { succeeded: 1, failed: 1, notStarted: 1 } });
    t.regex(stopped.others[0]?.why ?? "", /^refused: urn:pulumi:.*::web: OVHcloud POST /);
    t.is(created(), COUNT + 2);
    t.is(ids("vm").length, COUNT / 2 + 1);
    t.log(`canceled, continued, stopped: ${seconds(began)}`);
  },
);
