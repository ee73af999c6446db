import type { ExecutionContext } from "ava";
import type { CloudName } from "../../emulators/src/index.ts";
import { VerifySession } from "../../provider/src/adapters/verify/verify.ts";
import { loadCloud } from "../../provider/src/clouds/index.ts";
import { connect } from "../../provider/src/clouds/ovh/account.ts";
import type { Assumption, Position } from "../../provider/src/engine/definition/assumption.ts";
import { type Declared, programs } from "../contract/states/programs.ts";
import { direct } from "../support/direct.ts";
import { type StoredState, startFixture, up } from "../support/fixture.ts";
import { makeNetwork } from "../support/ovh-fixture.ts";

/** Turns `a.b` into a patch of the switches. */
export const patchOf = (path: string, position: Position): Record<string, unknown> => {
  const [key = "", ...rest] = path.split(".");
  return { [key]: rest.length === 0 ? position : patchOf(rest.join("."), position) };
};

/** The position of a switch. */
export const positionAt = (switches: object, path: string): unknown =>
  path
    .split(".")
    .reduce<unknown>(
      (value, key) =>
        typeof value === "object" && value !== null ? new Map(Object.entries(value)).get(key) : undefined,
      switches,
    );

export const assumptionsOf = async (cloud: string): Promise<readonly Assumption[]> =>
  (await (await loadCloud(cloud)).verification?.())?.assumptions ?? [];

/** Additional objects that an account needs so that every probe finds something. */
const more: Readonly<Partial<Record<CloudName, readonly Declared[]>>> = {
  lunanode: [
    {
      name: "doors",
      token: "lunanode:SecurityGroup",
      program: (id) => ({
        rules: [
          { direction: "ingress", protocol: "tcp", portMin: 80, portMax: 80 },
          { direction: "ingress", protocol: "tcp", portMin: 8000, portMax: 8010, group: id("firewall").split("/")[1] },
        ],
      }),
    },
    {
      name: "proof",
      token: "lunanode:DnsRecord",
      program: (id) => ({ zone: id("zone"), name: "_proof", type: "TXT", data: "hello" }),
    },
  ],
  ovh: [
    {
      name: "inner",
      token: "ovh:Instance",
      program: () => ({ region: "GRA11", plan: "b3-8", image: "Ubuntu 24.04", networks: ["back"] }),
    },
  ],
};

/** An account with every kind of object, for `verify` to run against. */
export async function inhabitedAccount(t: ExecutionContext, cloud: CloudName, switches: object = {}) {
  const needed = cloud === "hostdime" ? { ordering: true } : {};
  const fixture = await startFixture({ clouds: [cloud], switches: { [cloud]: { ...needed, ...switches } } });
  t.teardown(fixture.stop);
  const config = (): Record<string, unknown> => ({ ...fixture.given()[cloud] });
  if (cloud === "ovh") {
    const { endpoint, credentials } = fixture.emulators.clouds.ovh;
    const { clock } = fixture;
    const { api } = connect({ endpoint, ...credentials }, { clock });
    const serviceName = credentials.project;
    await makeNetwork({ api, clock, serviceName }, { name: "back", region: "GRA11", block: "10.1.0" });
  }
  const cloudProvider = fixture.cloudProvider({ [cloud]: config() });
  const made = new Map<string, StoredState>();
  for (const { name, token, program } of [...programs[cloud], ...(more[cloud] ?? [])]) {
    const news = program(
      (other) => made.get(other)?.id ?? "",
      (other, key) => made.get(other)?.outputs[key],
    );
    made.set(name, await up(cloudProvider, token, name, news));
  }
  const exchange = direct(fixture.emulators, cloud);
  const open = () => VerifySession.open({ load: loadCloud, env: {}, clock: fixture.clock, exchange }, cloud, config());
  const verify = async () => {
    const session = await open();
    const reads = await session.read();
    return { reads, findings: session.findings() };
  };
  return { ...fixture, config, exchange, open, verify };
}
