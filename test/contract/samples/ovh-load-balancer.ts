import type { EmulatedAccount } from "../suite/account.ts";
import { idOf, type Samples } from "../suite/samples.ts";
import { call } from "./ovh-call.ts";
import { gatewayIn, network, networkIn, subnet } from "./ovh-private-network.ts";

const PROJECT = "/cloud/project/{serviceName}" as const;
const REGION = `${PROJECT}/region/{regionName}` as const;
const BALANCING = `${REGION}/loadbalancing` as const;
const BALANCER = `${BALANCING}/loadbalancer` as const;
const V2 = "/v2/publicCloud/project/{serviceName}/publicIp/floating" as const;
const SECOND_PROJECT = "a1000000000000000000000000000002";
const GRA = "GRA11";

interface Place {
  region?: string;
  project?: string;
}

const elsewhere: readonly Place[] = [{ region: "SBG5" }, { project: SECOND_PROJECT }];
const everywhere: readonly Place[] = [{}, ...elsewhere];

const at = ({ region = GRA, project }: Place) => ({
  regionName: region,
  ...(project === undefined ? {} : { serviceName: project }),
});

/** A private network with a subnet in two regions and in the second project. */
async function networks(account: EmulatedAccount): Promise<void> {
  await network(account, "back", [GRA, "SBG5"]);
  await network(account, "back", [GRA], SECOND_PROJECT);
  for (const place of everywhere) {
    await subnet(account, "web", 1, place);
  }
}

/** The flavors of a region have the same IDs in every account. */
async function balancer(account: EmulatedAccount, name: string, place: Place = {}): Promise<string> {
  const { region = GRA, project } = place;
  const own = project === undefined ? {} : { project };
  const subnetId = idOf(account, "subnet", { name: "web", region, ...own });
  const id = networkIn(account, "back", region, own);
  await call(account, `POST ${BALANCER}`, {
    ...at(place),
    name,
    flavorId: FLAVORS[region] ?? "",
    network: { private: { network: { id, subnetId } } },
  });
  await account.clock.sleep(60_000);
  return account.objects("loadBalancer").at(-1)?.id ?? "";
}

/** `small`, as the emulator numbers it. */
const FLAVORS: Readonly<Record<string, string>> = {
  GRA11: "11ec44ba-5621-4574-a5b1-981164634abc",
  SBG5: "0335cacd-bc67-49b2-8a74-eeac42379d8c",
};

async function part(
  account: EmulatedAccount,
  kind: string,
  path: string,
  body: Record<string, string | number>,
  place: Place,
) {
  await call(account, `POST ${BALANCING}${path}` as `POST /${string}`, { ...at(place), ...body });
  await account.clock.sleep(60_000);
  return account.objects(kind).at(-1)?.id ?? "";
}

const pool = (account: EmulatedAccount, name: string, loadbalancerId: string, place: Place = {}) =>
  part(account, "pool", "/pool", { name, loadbalancerId, algorithm: "roundRobin", protocol: "http" }, place);

const listener = (account: EmulatedAccount, name: string, loadbalancerId: string, port: number, place: Place = {}) =>
  part(account, "listener", "/listener", { name, loadbalancerId, port, protocol: "http" }, place);

/** A change of the name, and of what goes with it in the same call. */
const renamed = (create: string, edit: string, sends: string) => ({
  value: "fred",
  sends: { [create]: "name" },
  change: { to: "joe", sends: { [edit]: sends } },
});

const places = (create: string, destroy: string, sent: string, removed = "") => ({
  region: {
    value: "SBG5",
    sends: { [create]: `${sent} regionName`.trim() },
    destroys: { [destroy]: `${removed} regionName`.trim() },
  },
  project: {
    value: SECOND_PROJECT,
    sends: { [create]: `${sent} serviceName`.trim() },
    destroys: { [destroy]: `${removed} serviceName`.trim() },
  },
});

const NO_MOVE = { cannot: "The region is part of the ID.", see: "§4.10" };

const loadBalancer: Samples = async (account) => {
  await networks(account);
  await gatewayIn(account, "out", idOf(account, "subnet", { name: "web", region: GRA }));
  await subnet(account, "db", 2);
  for (const description of ["front", "other"]) {
    await call(account, `POST ${V2}`, { targetSpec: { description, location: { region: GRA } } });
  }
  await account.clock.sleep(600_000);
  const [create, edit, destroy] = [
    `POST ${BALANCER}`,
    `PUT ${BALANCER}/{loadBalancerId}`,
    `DELETE ${BALANCER}/{loadBalancerId}`,
  ];
  const addresses = account.objects("floatingIp").map(({ ip }) => String(ip));
  const changed = { [edit]: "flavorId loadBalancerId name regionName" };
  return {
    kind: "loadBalancer",
    program: { name: "front", region: GRA, flavor: "small", subnet: "web" },
    sends: { [create]: "flavorId name network regionName" },
    destroys: { [destroy]: "loadBalancerId regionName" },
    inputs: {
      ...places(create, destroy, "network"),
      region: {
        value: "SBG5",
        sends: { [create]: "flavorId network regionName" },
        destroys: { [destroy]: "regionName" },
      },
      name: { value: "fred", sends: { [create]: "name" }, change: { to: "joe", sends: changed } },
      flavor: { value: "medium", sends: { [create]: "flavorId" }, change: { to: "large", sends: changed } },
      subnet: { value: "db", sends: { [create]: "network" } },
      gateway: { value: "out", sends: { [create]: "network" } },
      floatingIp: {
        value: addresses[0],
        sends: { [create]: "network" },
        change: {
          to: addresses[1],
          sends: {
            [`POST ${REGION}/floatingip/{floatingIpId}/detach`]: "floatingIpId regionName",
            [`POST ${BALANCER}/{loadBalancerId}/associateFloatingIp`]: "floatingIpId ip loadBalancerId regionName",
          },
        },
      },
    },
    outputs: { ip: { program: { floatingIp: addresses[0] }, is: () => addresses[0] } },
    drifts: {
      region: NO_MOVE,
      name: { set: { name: "joe" }, shows: "joe" },
      flavor: { set: { flavorId: "a7a65124-ad59-406d-a765-6ba67afe88e4" }, shows: "medium" },
      subnet: { set: { subnetId: idOf(account, "subnet", { name: "db" }) }, shows: "db", reported: true },
      floatingIp: {
        program: addresses[0],
        changeOutOfBand: (on) => {
          const held = on.objects("floatingIp").find(({ instanceId }) => instanceId !== "");
          on.emulators.change({ cloud: "ovh", kind: "floatingIp", id: held?.id ?? "", set: { instanceId: "" } });
        },
        shows: "",
      },
    },
  };
};

const listenerSamples: Samples = async (account) => {
  await networks(account);
  for (const place of everywhere) {
    await balancer(account, "front", place);
  }
  const own = idOf(account, "loadBalancer", { name: "front", region: GRA });
  await balancer(account, "other");
  await pool(account, "web", own);
  await pool(account, "db", own);
  const pem = { certificate: "PEM", privateKey: "PEM" };
  for (const name of ["one", "two"]) {
    await call(account, `POST ${REGION}/keymanager/certificate`, { regionName: GRA, name, ...pem });
  }
  const [create, edit, destroy] = [
    `POST ${BALANCING}/listener`,
    `PUT ${BALANCING}/listener/{listenerId}`,
    `DELETE ${BALANCING}/listener/{listenerId}`,
  ];
  const sent = (more = "") => ({ [edit]: `listenerId name regionName${more === "" ? "" : ` ${more}`}` });
  const pools = account.objects("pool");
  const [second] = account.objects("certificate").filter(({ name }) => name === "two");
  return {
    kind: "listener",
    parent: { kind: "loadBalancer", input: "loadBalancer" },
    another: (_, index) => ({ name: `http${index}`, port: 8000 + index }),
    program: { name: "http", region: GRA, loadBalancer: "front", protocol: "http", port: 80 },
    sends: { [create]: "loadbalancerId name port protocol regionName" },
    destroys: { [destroy]: "listenerId regionName" },
    inputs: {
      ...places(create, destroy, "loadbalancerId"),
      name: renamed(create, edit, "listenerId name regionName"),
      loadBalancer: { value: "other", sends: { [create]: "loadbalancerId" } },
      protocol: { value: "tcp", sends: { [create]: "protocol" } },
      port: { value: 8080, sends: { [create]: "port" } },
      defaultPool: {
        value: "web",
        sends: { [create]: "defaultPoolId" },
        change: { to: "db", sends: sent("defaultPoolId") },
      },
      certificate: {
        value: "one",
        beside: { protocol: "terminatedHTTPS" },
        sends: { [create]: "certificateId" },
        change: { to: "two", sends: sent("certificateId") },
      },
      description: {
        value: "mine",
        sends: { [create]: "description" },
        change: { to: "yours", sends: sent("description") },
      },
      allowedCidrs: {
        value: ["10.0.0.0/8"],
        sends: { [create]: "allowedCidrs" },
        change: { to: ["10.0.0.0/8", "192.0.2.0/24"], sends: sent("allowedCidrs") },
      },
      timeoutClientData: { value: 30_000, sends: { [create]: "timeoutClientData" } },
      timeoutMemberData: { value: 30_000, sends: { [create]: "timeoutMemberData" } },
      tlsVersions: { value: ["TLSv1.2"], beside: { protocol: "terminatedHTTPS" }, sends: { [create]: "tlsVersions" } },
    },
    drifts: {
      region: NO_MOVE,
      name: { set: { name: "joe" }, shows: "joe" },
      loadBalancer: {
        set: { loadBalancerId: idOf(account, "loadBalancer", { name: "other" }) },
        shows: "other",
        reported: true,
      },
      protocol: { set: { protocol: "tcp" }, shows: "tcp", reported: true },
      port: { set: { port: 81 }, shows: "81", reported: true },
      defaultPool: { program: "web", set: { defaultPoolId: pools[1]?.id ?? "" }, shows: "db" },
      certificate: {
        program: "one",
        beside: { protocol: "terminatedHTTPS" },
        set: { certificateId: second?.id ?? "" },
        shows: "two",
      },
      description: { program: "mine", set: { description: "yours" }, shows: "yours" },
      allowedCidrs: { program: ["10.0.0.0/8"], set: { allowedCidrs: [] }, shows: [] },
      timeoutClientData: { program: 30_000, set: { timeoutClientData: 5 }, shows: "5", reported: true },
      timeoutMemberData: { program: 30_000, set: { timeoutMemberData: 5 }, shows: "5", reported: true },
      tlsVersions: { program: ["TLSv1.2"], set: { tlsVersions: ["TLSv1.3"] }, shows: "TLSv1.3", reported: true },
    },
  };
};

const poolSamples: Samples = async (account) => {
  await networks(account);
  for (const place of everywhere) {
    await balancer(account, "front", place);
  }
  await balancer(account, "other");
  const [create, edit, destroy] = [
    `POST ${BALANCING}/pool`,
    `PUT ${BALANCING}/pool/{poolId}`,
    `DELETE ${BALANCING}/pool/{poolId}`,
  ];
  const changed = { [edit]: "algorithm name poolId regionName sessionPersistence" };
  return {
    kind: "pool",
    parent: { kind: "loadBalancer", input: "loadBalancer" },
    program: { name: "web", region: GRA, loadBalancer: "front", algorithm: "roundRobin", protocol: "http" },
    sends: { [create]: "algorithm loadbalancerId name protocol regionName" },
    destroys: { [destroy]: "poolId regionName" },
    inputs: {
      ...places(create, destroy, "loadbalancerId"),
      name: { value: "fred", sends: { [create]: "name" }, change: { to: "joe", sends: changed } },
      loadBalancer: { value: "other", sends: { [create]: "loadbalancerId" } },
      algorithm: {
        value: "sourceIP",
        sends: { [create]: "algorithm" },
        change: { to: "leastConnections", sends: changed },
      },
      protocol: { value: "tcp", sends: { [create]: "protocol" } },
      sessionPersistence: {
        value: { type: "appCookie", cookieName: "session" },
        sends: { [create]: "sessionPersistence" },
        change: { to: { type: "disabled" }, sends: changed },
      },
    },
    drifts: {
      region: NO_MOVE,
      name: { set: { name: "joe" }, shows: "joe" },
      loadBalancer: {
        set: { loadBalancerId: idOf(account, "loadBalancer", { name: "other" }) },
        shows: "other",
        reported: true,
      },
      algorithm: { set: { algorithm: "sourceIP" }, shows: "sourceIP" },
      protocol: { set: { protocol: "tcp" }, shows: "tcp", reported: true },
      sessionPersistence: {
        program: { type: "httpCookie" },
        set: { persistence: "" },
        shows: { type: "disabled" },
      },
    },
  };
};

const member: Samples = async (account) => {
  await networks(account);
  for (const place of everywhere) {
    await pool(account, "web", await balancer(account, "front", place), place);
  }
  await pool(account, "other", idOf(account, "loadBalancer", { name: "front", region: GRA }));
  const path = `${BALANCING}/pool/{poolId}/member`;
  const [create, edit, destroy] = [`POST ${path}`, `PUT ${path}/{memberId}`, `DELETE ${path}/{memberId}`];
  const changed = { [edit]: "memberId name poolId regionName weight" };
  return {
    kind: "member",
    parent: { kind: "pool", input: "pool" },
    another: (_, index) => ({ address: `10.1.0.${100 + index}` }),
    program: { region: GRA, pool: "web", address: "10.1.0.20", protocolPort: 80 },
    sends: { [create]: "members poolId regionName" },
    destroys: { [destroy]: "memberId poolId regionName" },
    inputs: {
      ...places(create, destroy, "poolId", "poolId"),
      name: { value: "fred", sends: { [create]: "members" }, change: { to: "joe", sends: changed } },
      pool: { value: "other", sends: { [create]: "poolId" }, destroys: { [destroy]: "poolId" } },
      address: { value: "10.1.0.21", sends: { [create]: "members" } },
      protocolPort: { value: 8080, switches: { createdMembers: "all" }, sends: { [create]: "members" } },
      weight: {
        value: 3,
        sends: { [create]: "members" },
        change: { to: 5, sends: { [edit]: "memberId poolId regionName weight" } },
      },
    },
    drifts: {
      region: NO_MOVE,
      pool: { cannot: "The pool is part of the ID.", see: "§4.10" },
      name: { program: "fred", set: { name: "joe" }, shows: "joe" },
      address: { set: { address: "10.1.0.22" }, shows: "10.1.0.22", reported: true },
      protocolPort: { set: { protocolPort: 81 }, shows: "81", reported: true },
      weight: { program: 3, set: { weight: 7 }, shows: 7 },
    },
  };
};

const healthMonitor: Samples = async (account) => {
  await networks(account);
  for (const place of everywhere) {
    await pool(account, "web", await balancer(account, "front", place), place);
  }
  await pool(account, "other", idOf(account, "loadBalancer", { name: "front", region: GRA }));
  const path = `${BALANCING}/healthMonitor`;
  const [create, edit, destroy] = [`POST ${path}`, `PUT ${path}/{healthMonitorId}`, `DELETE ${path}/{healthMonitorId}`];
  const plain = "delay healthMonitorId maxRetries maxRetriesDown name regionName timeout";
  const changed = { [edit]: plain };
  const http = {
    httpMethod: "GET",
    httpVersion: "1.1",
    urlPath: "/health",
    expectedCodes: "200-204",
    domainName: "a.example",
  };
  const [, second] = account
    .objects("pool")
    .filter(({ region, project }) => region === GRA && project !== SECOND_PROJECT);
  return {
    kind: "healthMonitor",
    parent: { kind: "pool", input: "pool" },
    program: { name: "up", region: GRA, pool: "web", monitorType: "http", delay: 5, timeout: 3, maxRetries: 2 },
    sends: { [create]: "delay maxRetries monitorType name poolId regionName timeout" },
    destroys: { [destroy]: "healthMonitorId regionName" },
    inputs: {
      ...places(create, destroy, "poolId"),
      name: { value: "fred", sends: { [create]: "name" }, change: { to: "joe", sends: changed } },
      pool: { value: "other", sends: { [create]: "poolId" } },
      monitorType: { value: "tcp", sends: { [create]: "monitorType" } },
      delay: { value: 10, sends: { [create]: "delay" }, change: { to: 20, sends: changed } },
      timeout: { value: 4, sends: { [create]: "timeout" }, change: { to: 2, sends: changed } },
      maxRetries: { value: 3, sends: { [create]: "maxRetries" }, change: { to: 4, sends: changed } },
      maxRetriesDown: { value: 4, sends: { [create]: "maxRetriesDown" }, change: { to: 5, sends: changed } },
      httpConfiguration: {
        value: http,
        sends: { [create]: "httpConfiguration" },
        change: {
          to: { httpMethod: "HEAD" },
          sends: { [edit]: `${plain.replace("maxRetries ", "httpConfiguration maxRetries ")}` },
        },
      },
    },
    drifts: {
      region: NO_MOVE,
      name: { set: { name: "joe" }, shows: "joe" },
      pool: { set: { poolId: second?.id ?? "" }, shows: "other", reported: true },
      monitorType: { set: { monitorType: "tcp" }, shows: "tcp", reported: true },
      delay: { set: { delay: 9 }, shows: 9 },
      timeout: { set: { timeout: 9 }, shows: 9 },
      maxRetries: { set: { maxRetries: 9 }, shows: 9 },
      maxRetriesDown: { program: 4, set: { maxRetriesDown: 9 }, shows: 9 },
      httpConfiguration: { program: { httpMethod: "GET" }, set: { httpMethod: "HEAD" }, shows: { httpMethod: "HEAD" } },
    },
  };
};

const l7Policy: Samples = async (account) => {
  await networks(account);
  for (const place of everywhere) {
    await listener(account, "http", await balancer(account, "front", place), 80, place);
  }
  const own = idOf(account, "loadBalancer", { name: "front", region: GRA });
  await listener(account, "other", own, 81);
  await pool(account, "web", own);
  await pool(account, "db", own);
  const path = `${BALANCING}/l7Policy`;
  const [create, edit, destroy] = [`POST ${path}`, `PUT ${path}/{l7PolicyId}`, `DELETE ${path}/{l7PolicyId}`];
  const [addRule, removeRule] = [`POST ${path}/{l7PolicyId}/l7Rule`, `DELETE ${path}/{l7PolicyId}/l7Rule/{l7RuleId}`];
  const plain = ["action", "l7PolicyId", "name", "position", "regionName"];
  const changed = (...more: string[]) => ({ [edit]: [...plain, ...more].sort().join(" ") });
  const [, second] = account.objects("pool");
  const other = account.objects("listener").find(({ name }) => name === "other");
  const byPath = { ruleType: "path", compareType: "startsWith", value: "/api" };
  const byHeader = { ruleType: "header", compareType: "equalTo", value: "no", key: "x-old", invert: true };
  const ruleParameters = "compareType l7PolicyId regionName ruleType value";
  return {
    kind: "l7Policy",
    parent: { kind: "listener", input: "listener" },
    program: { name: "api", region: GRA, listener: "http", action: "reject" },
    sends: { [create]: "action listenerId name regionName" },
    destroys: { [destroy]: "l7PolicyId regionName" },
    inputs: {
      ...places(create, destroy, "listenerId"),
      name: { value: "fred", sends: { [create]: "name" }, change: { to: "joe", sends: changed() } },
      listener: { value: "other", sends: { [create]: "listenerId" } },
      action: {
        value: "redirectToPool",
        beside: { redirectPool: "web" },
        sends: { [create]: "action" },
        change: { to: "reject", sends: changed("redirectPoolId") },
      },
      description: {
        value: "mine",
        sends: { [create]: "description" },
        change: { to: "yours", sends: changed("description") },
      },
      position: { value: 1, sends: { [create]: "position" }, change: { to: 2, sends: changed() } },
      redirectPool: {
        value: "web",
        beside: { action: "redirectToPool" },
        sends: { [create]: "redirectPoolId" },
        change: { to: "db", sends: changed("redirectPoolId") },
      },
      redirectUrl: {
        value: "https://a.example/",
        beside: { action: "redirectToURL" },
        sends: { [create]: "redirectUrl" },
        change: { to: "https://b.example/", sends: changed("redirectUrl") },
      },
      redirectPrefix: {
        value: "https://a.example",
        beside: { action: "redirectPrefix" },
        sends: { [create]: "redirectPrefix" },
        change: { to: "https://b.example", sends: changed("redirectPrefix") },
      },
      redirectHttpCode: {
        value: 301,
        beside: { action: "redirectToURL", redirectUrl: "https://a.example/" },
        sends: { [create]: "redirectHttpCode" },
        change: { to: 302, sends: changed("redirectHttpCode", "redirectUrl") },
      },
      rules: [
        {
          value: [byPath],
          sends: { [addRule]: ruleParameters },
          change: {
            to: [byHeader],
            sends: {
              [addRule]: "compareType invert key l7PolicyId regionName ruleType value",
              [removeRule]: "l7PolicyId l7RuleId regionName",
            },
          },
        },
      ],
    },
    drifts: {
      region: NO_MOVE,
      name: { set: { name: "joe" }, shows: "joe" },
      listener: { set: { listenerId: other?.id ?? "" }, shows: "other", reported: true },
      action: { set: { action: "redirectToURL" }, shows: "redirectToURL" },
      description: { program: "mine", set: { description: "yours" }, shows: "yours" },
      position: { program: 1, set: { position: 2 }, shows: 2 },
      redirectPool: {
        program: "web",
        beside: { action: "redirectToPool" },
        set: { redirectPoolId: second?.id ?? "" },
        shows: "db",
      },
      redirectUrl: {
        program: "https://a.example/",
        beside: { action: "redirectToURL" },
        set: { redirectUrl: "https://b.example/" },
        shows: "https://b.example/",
      },
      redirectPrefix: {
        program: "https://a.example",
        beside: { action: "redirectPrefix" },
        set: { redirectPrefix: "https://b.example" },
        shows: "https://b.example",
      },
      redirectHttpCode: {
        program: 301,
        beside: { action: "redirectToURL", redirectUrl: "https://a.example/" },
        set: { redirectHttpCode: 302 },
        shows: 302,
      },
      rules: {
        program: [byPath],
        changeOutOfBand: (on) => {
          const [own] = on.objects("l7Rule");
          on.emulators.change({ cloud: "ovh", kind: "l7Rule", id: own?.id ?? "", delete: true });
        },
        shows: [],
      },
    },
  };
};

const pemOf = (key: string): string => `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----\n`;

const certificate: Samples = () => {
  const path = `${REGION}/keymanager/certificate`;
  const [create, destroy] = [`POST ${path}`, `DELETE ${path}/{certificateId}`];
  return {
    kind: "certificate",
    program: { name: "site", region: GRA, certificate: "CERTIFICATE", privateKey: pemOf("AAAA") },
    sends: { [create]: "certificate name privateKey regionName" },
    destroys: { [destroy]: "certificateId regionName" },
    inputs: {
      ...places(create, destroy, ""),
      name: { value: "fred", sends: { [create]: "name" } },
      certificate: { value: "OTHER", sends: { [create]: "certificate" } },
      privateKey: {
        value: "-----BEGIN EC PRIVATE KEY-----\nBBBBBBBB\n-----END EC PRIVATE KEY-----\n",
        sends: { [create]: "privateKey" },
      },
      intermediates: { value: "CHAIN", sends: { [create]: "intermediates" } },
      privateKeyPassphrase: { value: "sesame", sends: { [create]: "privateKeyPassphrase" } },
    },
    drifts: {
      region: NO_MOVE,
      name: { set: { name: "joe" }, shows: "joe", reported: true },
    },
  };
};

export const loadBalancerSamples: Readonly<Record<string, Samples>> = {
  "ovh:LoadBalancer": loadBalancer,
  "ovh:LoadBalancerListener": listenerSamples,
  "ovh:Pool": poolSamples,
  "ovh:Member": member,
  "ovh:HealthMonitor": healthMonitor,
  "ovh:L7Policy": l7Policy,
  "ovh:Certificate": certificate,
};
