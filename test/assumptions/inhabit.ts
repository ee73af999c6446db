import type { CloudName } from "../../emulators/src/index.ts";
import { connect } from "../../provider/src/clouds/ovh/account.ts";
import { type Declared, programs } from "../contract/states/programs.ts";
import { type Fixture, type StoredState, up } from "../support/fixture.ts";
import { makeNetwork } from "../support/ovh-fixture.ts";

/** Additional objects that an account needs for every probe to find something. */
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
    {
      name: "proof",
      token: "ovh:DnsRecord",
      program: () => ({ zone: "example.com", subDomain: "_proof", fieldType: "TXT", target: "hello" }),
    },
  ],
};

/** Switches that an emulator needs for every kind of object to be creatable. */
export const needed = (cloud: CloudName): object => (cloud === "hostdime" ? { ordering: true } : {});

/** Creates objects of every kind. */
export async function inhabit(fixture: Fixture, cloud: CloudName): Promise<void> {
  if (cloud === "ovh") {
    const { endpoint, credentials } = fixture.emulators.clouds.ovh;
    const { clock } = fixture;
    const { api } = connect({ endpoint, ...credentials }, { clock });
    const serviceName = credentials.project;
    await makeNetwork({ api, clock, serviceName }, { name: "back", region: "GRA11", block: "10.1.0" });
  }
  const cloudProvider = fixture.cloudProvider({ [cloud]: { ...fixture.given()[cloud] } });
  const made = new Map<string, StoredState>();
  for (const { name, token, program } of [...programs[cloud], ...(more[cloud] ?? [])]) {
    const news = program(
      (other) => made.get(other)?.id ?? "",
      (other, key) => made.get(other)?.outputs[key],
    );
    made.set(name, await up(cloudProvider, token, name, news));
  }
}
