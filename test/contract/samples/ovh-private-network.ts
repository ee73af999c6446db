import type { EmulatedAccount } from "../suite/account.ts";
import { idOf, type Samples } from "../suite/samples.ts";
import { call } from "./ovh-call.ts";

const PROJECT = "/cloud/project/{serviceName}" as const;
const NETWORK = `${PROJECT}/network/private` as const;
const REGION = `${PROJECT}/region/{regionName}` as const;
const SUBNET = `${REGION}/network/{networkId}/subnet` as const;
const GATEWAY = `${REGION}/gateway` as const;

const SECOND_PROJECT = "a1000000000000000000000000000002";
const GRA = "GRA11";

/** A private network with an ID in each of the regions. */
export async function network(account: EmulatedAccount, name: string, regions = [GRA], project?: string) {
  const serviceName = project === undefined ? {} : { serviceName: project };
  await call(account, `POST ${NETWORK}`, { ...serviceName, name, regions });
  await account.clock.sleep(60_000);
}

/** The ID of a network in a region. */
export function networkIn(
  account: EmulatedAccount,
  name: string,
  region = GRA,
  of: Record<string, unknown> = {},
): string {
  const id = idOf(account, "network", { name, ...of });
  const regions = account.objects("network").find((row) => row.id === id)?.regions;
  const all = Array.isArray(regions) ? regions : [];
  return String(all.find((one) => one.region === region)?.openstackId);
}

interface Place {
  of?: string;
  region?: string;
  project?: string;
}

/** Where the network `of` is, in a region of a project. */
const placeOf = (account: EmulatedAccount, { of = "back", region = GRA, project }: Place) => ({
  ...(project === undefined ? {} : { serviceName: project }),
  regionName: region,
  networkId: networkIn(account, of, region, project === undefined ? {} : { project }),
});

/** A subnet with a default gateway, in a network. Returns its ID. */
export async function subnet(account: EmulatedAccount, name: string, third: number, place: Place = {}) {
  const range = { cidr: `10.${third}.0.0/24`, ipVersion: 4, enableDhcp: true, enableGatewayIp: true };
  await call(account, `POST ${SUBNET}`, { ...placeOf(account, place), name, ...range });
  return account.objects("subnet").at(-1)?.id ?? "";
}

/** A gateway in a subnet. */
export async function gatewayIn(account: EmulatedAccount, name: string, subnetId: string, place: Place = {}) {
  const parameters = { ...placeOf(account, place), subnetId, name, model: "s" };
  await call(account, `POST ${SUBNET}/{subnetId}/gateway`, parameters);
}

const project = (create: string, destroy: string) => ({
  value: SECOND_PROJECT,
  sends: { [create]: "serviceName" },
  destroys: { [destroy]: "serviceName" },
});

const privateNetwork: Samples = () => {
  const [create, destroy] = [`POST ${NETWORK}`, `DELETE ${NETWORK}/{networkId}`];
  return {
    kind: "network",
    program: { name: "back" },
    sends: { [create]: "name" },
    destroys: { [destroy]: "networkId" },
    inputs: {
      name: {
        value: "fred",
        sends: { [create]: "name" },
        change: { to: "joe", sends: { [`PUT ${NETWORK}/{networkId}`]: "name networkId" } },
      },
      vlanId: { value: 7, sends: { [create]: "vlanId" }, destroys: { [destroy]: "networkId" } },
      regions: {
        value: [GRA, "SBG5"],
        sends: { [create]: "regions" },
        change: {
          to: [GRA, "BHS5"],
          sends: {
            [`POST ${NETWORK}/{networkId}/region`]: "networkId region",
            [`DELETE ${REGION}/network/{networkId}`]: "networkId regionName",
          },
        },
      },
      project: project(create, destroy),
    },
    drifts: {
      name: { set: { name: "joe" }, shows: "joe" },
      vlanId: { program: 7, set: { vlanId: 8 }, shows: "8", reported: true },
      regions: {
        program: [GRA, "SBG5"],
        changeOutOfBand: (on, id) =>
          call(on, `DELETE ${REGION}/network/{networkId}`, {
            regionName: "SBG5",
            networkId: networkIn(on, String(on.objects("network").find((row) => row.id === id)?.name), "SBG5"),
          }),
        shows: [GRA],
      },
    },
  };
};

const subnetSamples: Samples = async (account) => {
  await network(account, "back", [GRA, "SBG5"]);
  await network(account, "office");
  await network(account, "back", [GRA], SECOND_PROJECT);
  const [create, destroy] = [`POST ${SUBNET}`, `DELETE ${SUBNET}/{subnetId}`];
  const body = "cidr enableDhcp enableGatewayIp ipVersion name networkId regionName";
  return {
    kind: "subnet",
    parent: { kind: "network", input: "network" },
    program: { name: "web", region: GRA, network: "back", cidr: "10.0.0.0/24" },
    sends: { [create]: body },
    destroys: { [destroy]: "networkId regionName subnetId" },
    inputs: {
      name: { value: "fred", sends: { [create]: "name" } },
      region: {
        value: "SBG5",
        sends: { [create]: "networkId regionName" },
        destroys: { [destroy]: "networkId regionName" },
      },
      network: { value: "office", sends: { [create]: "networkId" }, destroys: { [destroy]: "networkId" } },
      cidr: { value: "10.0.4.0/22", sends: { [create]: "cidr" } },
      enableDhcp: { value: false, sends: { [create]: "enableDhcp" } },
      enableGatewayIp: { value: false, sends: { [create]: "enableGatewayIp" } },
      gatewayIp: { value: "10.0.0.254", sends: { [create]: "gatewayIp" } },
      allocationPools: {
        value: [{ start: "10.0.0.10", end: "10.0.0.20" }],
        sends: { [create]: "allocationPools" },
      },
      dnsNameServers: { value: ["9.9.9.9"], sends: { [create]: "dnsNameServers" } },
      useDefaultPublicDnsResolver: { value: true, sends: { [create]: "useDefaultPublicDNSResolver" } },
      hostRoutes: {
        value: [{ destination: "10.9.0.0/16", nextHop: "10.0.0.9" }],
        sends: { [create]: "hostRoutes" },
      },
      project: {
        value: SECOND_PROJECT,
        sends: { [create]: "networkId serviceName" },
        destroys: { [destroy]: "networkId serviceName" },
      },
    },
    drifts: {
      name: { set: { name: "joe" }, shows: "joe", reported: true },
      region: { cannot: "The region is part of the ID.", see: "§4.4" },
      network: { cannot: "The network is part of the ID.", see: "§4.4" },
      cidr: { set: { cidr: "10.0.1.0/24" }, shows: "10.0.1.0/24", reported: true },
      enableDhcp: { set: { dhcp: false }, shows: "false", reported: true },
      enableGatewayIp: { set: { gatewayIp: "" }, shows: "false", reported: true },
      gatewayIp: { program: "10.0.0.254", set: { gatewayIp: "10.0.0.7" }, shows: "10.0.0.7", reported: true },
      allocationPools: {
        program: [{ start: "10.0.0.10", end: "10.0.0.20" }],
        set: { pools: [{ start: "10.0.0.11", end: "10.0.0.20" }] },
        shows: "10.0.0.11",
        reported: true,
      },
      dnsNameServers: { program: ["9.9.9.9"], set: { dnsNameServers: ["1.1.1.1"] }, shows: "1.1.1.1", reported: true },
      hostRoutes: {
        program: [{ destination: "10.9.0.0/16", nextHop: "10.0.0.9" }],
        set: { hostRoutes: [{ destination: "10.8.0.0/16", nextHop: "10.0.0.9" }] },
        shows: "10.8.0.0/16",
        reported: true,
      },
    },
  };
};

const gateway: Samples = async (account) => {
  await network(account, "back", [GRA, "SBG5"]);
  await network(account, "back", [GRA], SECOND_PROJECT);
  await subnet(account, "web", 1);
  await subnet(account, "db", 2);
  await subnet(account, "web", 3, { region: "SBG5" });
  await subnet(account, "web", 1, { project: SECOND_PROJECT });
  const [create, destroy] = [`POST ${SUBNET}/{subnetId}/gateway`, `DELETE ${GATEWAY}/{id}`];
  const edit = `PUT ${GATEWAY}/{id}`;
  const where = { sends: { [create]: "networkId regionName subnetId" }, destroys: { [destroy]: "regionName" } };
  return {
    kind: "gateway",
    another: async (on, index) => ({ name: `out${index}`, subnet: await subnet(on, `web${index}`, 10 + index) }),
    program: { name: "out", region: GRA, subnet: "web", model: "s" },
    sends: { [create]: "model name networkId regionName subnetId" },
    destroys: { [destroy]: "id regionName" },
    inputs: {
      name: {
        value: "fred",
        sends: { [create]: "name" },
        change: { to: "joe", sends: { [edit]: "id model name regionName" } },
      },
      region: { value: "SBG5", ...where },
      subnet: { value: "db", sends: { [create]: "subnetId" } },
      model: {
        value: "m",
        sends: { [create]: "model" },
        change: { to: "l", sends: { [edit]: "id model name regionName" } },
      },
      project: {
        value: SECOND_PROJECT,
        sends: { [create]: "networkId serviceName subnetId" },
        destroys: { [destroy]: "serviceName" },
      },
    },
    drifts: {
      name: { set: { name: "joe" }, shows: "joe" },
      region: { cannot: "The region is part of the ID.", see: "§4.4" },
      subnet: {
        changeOutOfBand: (on) => {
          const [port] = on.objects("gatewayInterface");
          const other = { subnetId: idOf(on, "subnet", { name: "db" }) };
          on.emulators.change({ cloud: "ovh", kind: "gatewayInterface", id: port?.id ?? "", set: other });
        },
        shows: "db",
        reported: true,
      },
      model: { set: { model: "l" }, shows: "l" },
    },
  };
};

const gatewayInterface: Samples = async (account) => {
  await network(account, "back", [GRA, "SBG5"]);
  await network(account, "back", [GRA], SECOND_PROJECT);
  await subnet(account, "db", 1);
  await subnet(account, "cache", 2);
  await gatewayIn(account, "out", await subnet(account, "web", 3));
  await gatewayIn(account, "spare", await subnet(account, "other", 4));
  for (const place of [{ region: "SBG5" }, { project: SECOND_PROJECT }]) {
    await subnet(account, "db", 5, place);
    await gatewayIn(account, "out", await subnet(account, "web", 6, place), place);
  }
  await account.clock.sleep(600_000);
  const [create, destroy] = [`POST ${GATEWAY}/{id}/interface`, `DELETE ${GATEWAY}/{id}/interface/{interfaceId}`];
  return {
    kind: "gatewayInterface",
    parent: { kind: "gateway", input: "gateway" },
    another: async (on, index) => ({ subnet: await subnet(on, `web${index}`, 10 + index) }),
    program: { region: GRA, gateway: "out", subnet: "db" },
    sends: { [create]: "id regionName subnetId" },
    destroys: { [destroy]: "id interfaceId regionName" },
    inputs: {
      region: {
        value: "SBG5",
        sends: { [create]: "id regionName subnetId" },
        destroys: { [destroy]: "id regionName" },
      },
      gateway: {
        value: "spare",
        // A subnet has one gateway.
        elsewhere: { subnet: "cache" },
        sends: { [create]: "id" },
        destroys: { [destroy]: "id" },
      },
      subnet: { value: "cache", sends: { [create]: "subnetId" } },
      project: {
        value: SECOND_PROJECT,
        sends: { [create]: "id serviceName subnetId" },
        destroys: { [destroy]: "id serviceName" },
      },
    },
    drifts: {
      region: { cannot: "The region is part of the ID.", see: "§4.4" },
      gateway: { cannot: "The gateway is part of the ID.", see: "§4.4" },
      subnet: {
        set: { subnetId: "5e8f7b1c-4d3a-4b7e-9c1d-2f6a8e0b3c5d" },
        shows: "5e8f7b1c-4d3a-4b7e-9c1d-2f6a8e0b3c5d",
        reported: true,
      },
    },
  };
};

export const privateNetworkSamples: Readonly<Record<string, Samples>> = {
  "ovh:PrivateNetwork": privateNetwork,
  "ovh:Subnet": subnetSamples,
  "ovh:Gateway": gateway,
  "ovh:GatewayInterface": gatewayInterface,
};
