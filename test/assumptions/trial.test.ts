import test, { type ExecutionContext } from "ava";
import type { CloudName } from "../../emulators/src/index.ts";
import { VerifySession } from "../../provider/src/adapters/verify/verify.ts";
import { loadCloud } from "../../provider/src/clouds/index.ts";
import type { Position } from "../../provider/src/engine/definition/assumption.ts";
import type { Exchange } from "../../provider/src/http/transport.ts";
import { startFixture, up } from "../support/fixture.ts";
import { needed } from "./inhabit.ts";
import { assumptionsOf, patchOf } from "./support.ts";
import { otherPositions } from "./switches.ts";

/* `verify --with-server`: every step of a server's life, its findings, and that nothing is left, even if it is killed. */

const CLOUDS: readonly CloudName[] = ["lunanode", "hostdime", "gigenet", "naver", "ovh"];

/** What a user must specify because the cloud does not list it. */
const requested = (cloud: CloudName) => ({
  ...(cloud === "hostdime" ? { plan: "vps-1", image: "Debian 12" } : {}),
  ...(cloud === "ovh" ? { region: "GRA11" } : {}),
});

async function account(t: ExecutionContext, cloud: CloudName) {
  const fixture = await startFixture({ clouds: [cloud], switches: { [cloud]: needed(cloud) } });
  t.teardown(fixture.stop);
  const { clock, emulators } = fixture;
  // A record is created only in a zone that the account has.
  if (cloud === "lunanode") await up(fixture.cloudProvider(), "lunanode:DnsZone", "site", { name: "example.com" });
  const open = (exchange = fixture.exchange) =>
    VerifySession.open({ load: loadCloud, env: {}, clock, exchange }, cloud, { ...fixture.given()[cloud] });
  const runLife = async (exchange?: Exchange) => {
    const session = await open(exchange);
    const chosen = await session.choose(requested(cloud));
    const steps = await session.tryServer(chosen, { serverHours: 9 });
    return { session, steps };
  };
  /** All objects, after everything in progress has finished. */
  const objects = async () => {
    await clock.sleep(300_000);
    return emulators.objects(cloud).map(({ kind, id }) => `${kind} ${id}`);
  };
  return { ...fixture, runLife, open, objects };
}

for (const cloud of CLOUDS) {
  test(`${cloud}: a server goes through every step, every probe finds the right position, and nothing is left`, async (t) => {
    const { runLife, objects, emulators } = await account(t, cloud);
    const probed = (await assumptionsOf(cloud)).flatMap((each) =>
      "switch" in each && each.probe.by === "create" ? [each] : [],
    );
    const before = await objects();
    const positions = (round: number): (readonly [id: string, path: string, position: Position])[] =>
      probed.map(({ id, switch: path, assumed }) => {
        const all = [assumed, ...otherPositions(cloud, path)];
        // Without ordering there is no server.
        return [id, path, path === "ordering" ? true : (all[Math.min(round, all.length - 1)] ?? assumed)];
      });
    for (const round of [0, 1, 2]) {
      for (const [, path, position] of positions(round)) {
        emulators.setSwitches(cloud, patchOf(path, position));
      }
      const { steps, session } = await runLife();
      t.deepEqual(
        steps.filter(
          ({ is, step }) => round === 0 && (is === "failed" || (is === "skipped" && step.startsWith("create"))),
        ),
        [],
      );
      const findings = new Map(session.findings().map(({ id, position }) => [id, position]));
      for (const [id, path, position] of positions(round)) {
        t.is(findings.get(id), position, `${path} in round ${round}: ${JSON.stringify(steps)}`);
      }
      t.deepEqual(await objects(), before);
    }
  });
}

/**
 * A process that is killed right after the effect of its n-th write, before it receives the response. Counts every create, and each
 * other call when it is sent for the first time.
 */
function dying(exchange: Exchange, n: number) {
  let count = 0;
  const kinds: string[] = [];
  const seen = new Set<string>();
  let die: () => void = () => undefined;
  const dead = new Promise<"dead">((resolve) => {
    die = () => resolve("dead");
  });
  const wrapped: Exchange = async (request, options) => {
    const { name = "", safety } = options.call ?? {};
    const counts = safety === "create" || (safety !== "read" && !seen.has(name));
    seen.add(name);
    count += counts ? 1 : 0;
    if (counts) kinds.push(safety === "create" ? "create" : "write");
    const answer = count > n ? undefined : await exchange(request, options);
    if (answer === undefined || (counts && count === n)) {
      die();
      return new Promise(() => undefined);
    }
    return answer;
  };
  return { exchange: wrapped, dead, kinds };
}

/** As CI does every week. */
const ALL = process.env.INDIECLOUD_SOAK !== undefined;

for (const cloud of CLOUDS) {
  test(`${cloud}: wherever the process is killed, a later clean-up leaves nothing`, async (t) => {
    const { runLife, open, objects, exchange: real } = await account(t, cloud);
    const before = await objects();
    const whole = dying(real, Number.POSITIVE_INFINITY);
    await runLife(whole.exchange);
    t.true(whole.kinds.length > 3);
    // What is left to clean up differs after each create, and little after other changes: a third of those will do.
    const due = whole.kinds.flatMap((kind, index) => (ALL || kind === "create" || index % 3 === 0 ? [index + 1] : []));
    for (const n of due) {
      const { exchange, dead } = dying(real, n);
      t.is(await Promise.race([runLife(exchange).then(() => "alive"), dead]), "dead");
      const { left } = await (await open()).cleanUp();
      t.deepEqual(left, [], `after change ${n}`);
      t.deepEqual(await objects(), before, `after change ${n}`);
    }
    t.log(`${due.length} of ${whole.kinds.length} changes`);
  });
}
