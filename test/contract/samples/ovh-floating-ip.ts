import type { EmulatedAccount } from "../suite/account.ts";
import { idOf, type Samples } from "../suite/samples.ts";
import { call } from "./ovh-call.ts";
import { gatewayIn, network, subnet } from "./ovh-private-network.ts";
import { copyId } from "./ovh-storage.ts";

const PROJECT = "/cloud/project/{serviceName}" as const;
const REGION = `${PROJECT}/region/{regionName}` as const;
const V2 = "/v2/publicCloud/project/{serviceName}/publicIp/floating" as const;
const SECOND_PROJECT = "a1000000000000000000000000000002";
const GRA = "GRA11";

/** An instance in the given networks, by their own IDs, or in the public one. */
async function server(
  account: EmulatedAccount,
  name: string,
  networks?: readonly string[],
  { project, region = GRA }: { project?: string; region?: string } = {},
) {
  const inRegion = { region };
  await call(account, `POST ${PROJECT}/instance`, {
    ...(project === undefined ? {} : { serviceName: project }),
    ...{ name, region, networks: networks?.map((networkId) => ({ networkId })) },
    flavorId: idOf(account, "flavor", { name: "d2-2", ...inRegion }),
    imageId: idOf(account, "image", { name: "Debian 12", ...inRegion }),
  });
}

const floatingIp: Samples = async (account) => {
  for (const [index, of] of ["back", "office"].entries()) {
    await network(account, of, [GRA, "SBG5"]);
    await gatewayIn(account, of, await subnet(account, of, index + 1, { of }), { of });
  }
  // In another region there is an instance with the same private address.
  await subnet(account, "back", 1, { region: "SBG5" });
  await account.clock.sleep(600_000);
  const [back, office] = account.objects("network").map(({ id }) => id);
  await server(account, "far", [back ?? ""], { region: "SBG5" });
  await server(account, "web", [back ?? "", office ?? ""]);
  await server(account, "db", [back ?? ""]);
  await account.clock.sleep(600_000);
  const [create, edit, destroy] = [`POST ${V2}`, `PUT ${V2}/{id}`, `DELETE ${V2}/{id}`];
  const associate = `POST ${REGION}/instance/{instanceId}/associateFloatingIp`;
  const detach = `POST ${REGION}/floatingip/{floatingIpId}/detach`;
  const detached = { [detach]: "floatingIpId regionName" };
  return {
    kind: "floatingIp",
    program: { description: "front", region: GRA },
    sends: { [create]: "targetSpec" },
    destroys: { [destroy]: "id" },
    inputs: {
      description: {
        value: "fred",
        sends: { [create]: "targetSpec" },
        change: { to: "joe", sends: { [edit]: "checksum id targetSpec" } },
      },
      region: { value: "SBG5", sends: { [create]: "targetSpec" } },
      availabilityZone: {
        value: "eu-west-par-b",
        beside: { region: "EU-WEST-PAR" },
        sends: { [create]: "targetSpec" },
      },
      instance: [
        {
          value: "web",
          sends: { [associate]: "floatingIpId instanceId ip regionName" },
          destroys: detached,
          change: {
            to: "db",
            sends: { ...detached, [associate]: "floatingIpId instanceId ip regionName" },
            order: [detach, associate],
          },
        },
        {
          value: "web",
          switches: { associatedId: "port", createdFloatingIpNamed: false, v2PageSize: 1 },
          sends: { [associate]: "floatingIpId instanceId ip regionName" },
          destroys: detached,
          change: { to: "", sends: detached },
        },
      ],
      instanceIp: {
        value: "10.2.0.2",
        beside: { instance: "web" },
        sends: { [associate]: "ip" },
        change: {
          to: "10.1.0.2",
          sends: { ...detached, [associate]: "floatingIpId instanceId ip regionName" },
        },
      },
      project: {
        value: SECOND_PROJECT,
        sends: { [create]: "serviceName" },
        destroys: { [destroy]: "serviceName" },
      },
    },
    drifts: {
      description: { set: { description: "joe" }, shows: "joe" },
      region: { cannot: "The region is part of the ID.", see: "§4.5" },
      availabilityZone: { cannot: "An address does not move between zones.", see: "§4.5" },
      instance: { program: "web", set: { instanceId: "", target: "" }, shows: "" },
      instanceIp: {
        program: "10.2.0.2",
        beside: { instance: "web" },
        set: { instanceId: "", target: "" },
        shows: "",
      },
    },
  };
};

const additionalIpAttachment: Samples = async (account) => {
  for (const name of ["web", "db"]) {
    await server(account, name);
  }
  await server(account, "web", undefined, { project: SECOND_PROJECT });
  await account.clock.sleep(600_000);
  const attach = `POST ${PROJECT}/ip/failover/{id}/attach` as const;
  return {
    another: (on, index) => {
      const ip = `203.0.113.${index}`;
      on.copy({ kind: "additionalIp", id: idOf(on, "additionalIp", { ip: "192.0.2.11" }) }, copyId(index), { ip });
      return { ip };
    },
    program: { ip: "192.0.2.10", instance: "web" },
    isFinal: true,
    sends: { [attach]: "id instanceId" },
    destroys: {},
    inputs: {
      ip: { value: "192.0.2.11", sends: { [attach]: "id" } },
      instance: {
        value: "db",
        sends: { [attach]: "instanceId" },
        change: { to: "web", sends: { [attach]: "id instanceId" } },
      },
      project: { value: SECOND_PROJECT, sends: { [attach]: "id instanceId serviceName" } },
    },
    drifts: {
      ip: { cannot: "The address is the ID.", see: "§4.5" },
      instance: {
        changeOutOfBand: (on, id) => call(on, attach, { id, instanceId: idOf(on, "instance", { name: "db" }) }),
        shows: "db",
      },
    },
  };
};

export const addressSamples: Readonly<Record<string, Samples>> = {
  "ovh:FloatingIp": floatingIp,
  "ovh:AdditionalIpAttachment": additionalIpAttachment,
};
