import test from "ava";
import type { Emulators, OvhSwitchPatch } from "../index.ts";
import { type Observe as ObserveBy, switchTester } from "../testing-switches.ts";
import { iamAction } from "./routes/router.ts";
import {
  type Answer,
  activeInstance,
  type Json,
  plain,
  privateNetwork,
  record,
  records,
  seedId,
  start,
  type TestClient,
  testClient,
} from "./testing.ts";

type Observe = ObserveBy<TestClient>;
const both = switchTester(start);

const outcome = ({ status, body }: Answer): unknown => (status === 200 ? 200 : [status, record(body).message]);
const creation: Observe = async (client, emulators) =>
  outcome(await client.cloud("POST", "/instance", plain(emulators)));
/** Status of a new instance after some seconds. */
const after =
  (seconds: number): Observe =>
  async (client, emulators) => {
    const { id } = await client.post("/instance", plain(emulators));
    emulators.advance(seconds);
    return client.status(String(id));
  };
const sent =
  (method: string, path: string, body?: unknown): Observe =>
  async (client) =>
    outcome(await client.call(method, path, body));
both("the word of a phase", { words: { build: "BUILDING" } }, after(0), "BUILD", "BUILDING");
both("an unknown status word", { words: { active: "QUIESCING" } }, after(40), "ACTIVE", "QUIESCING");
both("how long a build takes", { durations: { build: 2 } }, after(2), "BUILD", "ACTIVE");
both("a build that fails", { buildOutcome: "error" }, after(40), "ACTIVE", "ERROR");
both("a build that never ends", { buildOutcome: "never" }, after(86_400), "ACTIVE", "BUILD");
both(
  "addresses that appear late",
  { durations: { address: 10 } },
  async (client, emulators) => {
    const id = await activeInstance(emulators, client);
    const count = async () => records((await client.get(`/instance/${id}`)).ipAddresses).length;
    const early = await count();
    emulators.advance(10);
    return [early, await count()];
  },
  [2, 2],
  [0, 2],
);
both(
  "a new instance in lists and by id",
  { durations: { listLag: 10, readLag: 5 } },
  async (client, emulators) => {
    const { id } = await client.post("/instance", plain(emulators));
    const seen = async () => [(await client.list("/instance")).length, await client.status(String(id))];
    const first = await seen();
    emulators.advance(5);
    const second = await seen();
    emulators.advance(5);
    return [first, second, await seen()];
  },
  [
    [1, "BUILD"],
    [1, "BUILD"],
    [1, "BUILD"],
  ],
  [
    [0, 404],
    [0, "BUILD"],
    [1, "BUILD"],
  ],
);
both(
  "fields since 2024",
  { newerFields: false },
  async (client, emulators) => {
    const id = await activeInstance(emulators, client);
    const [row] = await client.list("/instance");
    const snapshot = (await client.cloud("POST", `/instance/${id}/snapshot`, { snapshotName: "s" })).body;
    return [typeof row?.flavorId, typeof row?.flavor, row?.availabilityZone, typeof record(snapshot ?? {}).snapshotId];
  },
  ["string", "object", null, "string"],
  ["string", "undefined", undefined, "undefined"],
);
both(
  "a call without a result",
  { voidBody: "empty" },
  async (client, emulators) => {
    const { status, body } = await client.cloud("POST", `/instance/${await activeInstance(emulators, client)}/stop`);
    return [status, body];
  },
  [200, null],
  [200, undefined],
);
both(
  "error bodies",
  { errorStyle: "legacy" },
  async (client, emulators) => {
    const rules = [{ method: "GET", path: "/cloud/*" }];
    const credential = emulators.objects("ovh").find(({ kind }) => kind === "credential");
    emulators.change({ cloud: "ovh", kind: "credential", id: String(credential?.id), set: { rules } });
    return [(await client.call("GET", "/me")).body, (await client.cloud("GET", "/instance/x")).body];
  },
  [
    { class: "Client::Forbidden", message: "This call has not been granted" },
    { class: "Client::NotFound", message: "This instance does not exist" },
  ],
  [
    { message: "This call has not been granted", httpCode: "403 Forbidden", errorCode: "NOT_GRANTED_CALL" },
    { message: "This instance does not exist", httpCode: "404 Not Found" },
  ],
);

both(
  "the unit of a flavor's memory",
  { flavorMemory: "MB" },
  async (client) => (await client.list("/flavor?region=GRA11")).find(({ name }) => name === "b3-8")?.ram,
  8,
  8000,
);

const shownNetwork: Observe = async (client, emulators) => {
  const { pn, inGra } = await privateNetwork(emulators, client);
  const id = await activeInstance(emulators, client, { networks: [{ networkId: pn }] });
  const seen = [
    records((await client.get(`/instance/${id}`)).ipAddresses)[0]?.networkId,
    (await client.list(`/instance/${id}/interface`))[0]?.networkId,
  ];
  return seen.map((one) => (one === pn ? "pn" : one === inGra ? "openstack" : one));
};
both("the id of a network", { networkIdShown: "pn" }, shownNetwork, ["openstack", "openstack"], ["pn", "pn"]);

/**
 * The statuses for four IDs: a private network's `pn-…` and its ID in the region, then Ext-Net's own ID and its ID in
 * the region.
 */
const taken =
  (post: (client: TestClient, emulators: Emulators, networkId: string) => Promise<number>): Observe =>
  async (client, emulators) => {
    const { pn, inGra } = await privateNetwork(emulators, client);
    const [external] = await client.list("/network/public");
    const there = records(external?.regions).find(({ region }) => region === "GRA11");
    const statuses: number[] = [];
    for (const networkId of [pn, inGra, String(external?.id), String(there?.openstackId)]) {
      statuses.push(await post(client, emulators, networkId));
    }
    return statuses;
  };
const own = [200, 400, 200, 400];
const inRegion = [400, 200, 400, 200];
const atCreation = taken(
  async (client, emulators, networkId) =>
    (await client.cloud("POST", "/instance", plain(emulators, { networks: [{ networkId }] }))).status,
);
both("networks at creation, by either ID", { creationNetworkId: "either" }, atCreation, own, [200, 200, 200, 200]);
both("networks at creation, by ID in the region", { creationNetworkId: "region" }, atCreation, own, inRegion);
const asInterface = taken(async (client, emulators, networkId) => {
  const id = await activeInstance(emulators, client);
  return (await client.cloud("POST", `/instance/${id}/interface`, { networkId })).status;
});
both("networks of a port, by either ID", { interfaceNetworkId: "either" }, asInterface, inRegion, [200, 200, 200, 200]);
both("networks of a port, by their own IDs", { interfaceNetworkId: "own" }, asInterface, inRegion, own);
both(
  "the network of a public address",
  { publicNetworkIdShown: "openstack" },
  async (client, emulators) => {
    const id = await activeInstance(emulators, client);
    const [v4, v6] = records((await client.get(`/instance/${id}`)).ipAddresses);
    const [port] = await client.list(`/instance/${id}/interface`);
    return [
      /^[0-9a-f]{40}$/.test(String(v4?.networkId)),
      v4?.networkId === v6?.networkId,
      v4?.networkId === port?.networkId,
    ];
  },
  [true, true, false],
  [false, true, true],
);

both(
  "where an operation names the instance",
  { operationResource: "top" },
  async (client, emulators) => {
    const [flavor, image] = [seedId(emulators, "flavor", "b3-8"), seedId(emulators, "image", "Debian 12")];
    const body = { name: "a", billingPeriod: "hourly", flavor: { id: flavor }, bootFrom: { imageId: image } };
    const { id } = await client.post("/region/GRA11/instance", { ...body, network: { public: true } });
    emulators.advance(3);
    const operation = await client.get(`/operation/${id}`);
    return [typeof operation.resourceId, Array.isArray(operation.subOperations)];
  },
  ["object", true],
  ["string", false],
);
both(
  "a deleted instance",
  { deletedLingers: true },
  async (client, emulators) => {
    const id = await activeInstance(emulators, client);
    await client.cloud("DELETE", `/instance/${id}`);
    emulators.advance(15);
    const early = [await client.status(id), (await client.list("/instance")).map(({ status }) => status)];
    const stopped = (await client.cloud("POST", `/instance/${id}/stop`)).status;
    emulators.advance(30);
    return [early, stopped, await client.status(id)];
  },
  [[404, []], 404, 404],
  [["DELETED", ["DELETED"]], 404, 404],
);
both(
  "deleting again",
  { deleteAgain: "ok" },
  async (client, emulators) => {
    const id = await activeInstance(emulators, client);
    await client.cloud("DELETE", `/instance/${id}`);
    emulators.advance(5);
    const again = (await client.cloud("DELETE", `/instance/${id}`)).status;
    emulators.advance(10);
    return [again, await client.status(id)];
  },
  [404, 404],
  [200, 404],
);

const busy = async (client: TestClient, emulators: Emulators) => {
  const { id } = await client.post("/instance", plain(emulators));
  return (await client.cloud("POST", `/instance/${id}/stop`)).status;
};
both("a call that the state does not allow", { busyStatus: "400" }, busy, 409, 400);
both(
  "starting a running instance",
  { repeatedPower: "ok" },
  async (client, emulators) =>
    (await client.cloud("POST", `/instance/${await activeInstance(emulators, client)}/start`)).status,
  409,
  200,
);
both(
  "objects that do not exist",
  { unknownReference: "404" },
  async (client, emulators) => {
    const statusOf = async (set: Json) => {
      const { status, body } = await client.cloud("POST", "/instance", plain(emulators, { imageId: "x", ...set }));
      return [status, record(body).class];
    };
    const flavorId = seedId(emulators, "flavor", "b3-8");
    const elsewhere = { name: "a", region: "GRA", flavorId };
    const { status, body } = await client.cloud("POST", "/instance", elsewhere);
    return [await statusOf({}), [status, record(body).class]];
  },
  [
    [400, "Client::BadRequest"],
    [400, "Client::BadRequest"],
  ],
  [
    [404, "Client::NotFound"],
    [404, "Client::NotFound::RegionNotFound"],
  ],
);
both(
  "a value of the wrong type",
  { wrongType: "invalid-signature" },
  async (client, emulators) =>
    record((await client.cloud("POST", "/instance", plain(emulators, { name: 7 }))).body).message,
  "[name] Given data (7) is not valid for type string",
  "Invalid signature",
);
both(
  "a body that is not an object",
  { wrongType: "invalid-signature" },
  sent("POST", "/me/api/oauth2/client", []),
  [400, "Invalid JSON received"],
  [400, "Invalid signature"],
);

const shrink: Observe = async (client, emulators) => {
  const { id } = await client.post("/instance", plain(emulators, {}, "b3-16"));
  emulators.advance(40);
  await client.cloud("POST", `/instance/${id}/resize`, { flavorId: seedId(emulators, "flavor", "b3-8") });
  emulators.advance(50);
  return record((await client.get(`/instance/${id}`)).flavor).name;
};
both("a smaller disk", { smallerDisk: "allow" }, shrink, "b3-16", "b3-8");

const grow: Observe = async (client, emulators) => {
  const id = await activeInstance(emulators, client);
  await client.post(`/instance/${id}/resize`, { flavorId: seedId(emulators, "flavor", "b3-16") });
  emulators.advance(50);
  const { status, flavor } = await client.get(`/instance/${id}`);
  return [status, record(flavor).name];
};
both("a resize that does nothing", { resizeOutcome: "ignored" }, grow, ["ACTIVE", "b3-16"], ["ACTIVE", "b3-8"]);
both("a resize that fails", { resizeOutcome: "error" }, grow, ["ACTIVE", "b3-16"], ["ERROR", "b3-8"]);

const full = "No capacity is available for this flavor in the region";
both("a full region", { fullRegions: ["GRA11"] }, creation, 200, [400, full]);
const health: Observe = async (client, emulators) => {
  const { status, services } = await client.get("/region/GRA11");
  return [status, records(services)[0]?.status, await creation(client, emulators)];
};
both("a region that is down", { downServices: ["GRA11"] }, health, ["UP", "UP", 200], ["DOWN", "UP", [400, full]]);
both(
  "a service that is down",
  { downServices: ["GRA11 instance"] },
  health,
  ["UP", "UP", 200],
  ["UP", "DOWN", [400, full]],
);
both("a full region with other words", { fullRegions: ["GRA11"], capacityText: "Full" }, creation, 200, [400, "Full"]);
both(
  "a full region that shows late",
  { fullRegions: ["GRA11"], capacity: "error-state" },
  async (client, emulators) => [await creation(client, emulators), await after(40)(client, emulators)],
  [200, "ACTIVE"],
  [200, "ERROR"],
);
both("a quota", { instanceQuota: 0 }, creation, 200, [403, "Quota exceeded for instances"]);
both("a quota with other words", { instanceQuota: 0, quotaText: "Enough" }, creation, 200, [403, "Enough"]);
both(
  "not-found texts",
  { notFoundText: "No such {kind}" },
  async (client) => [
    await sent("GET", "/cloud/project/x")(client, {} as Emulators),
    outcome(await client.cloud("GET", "/operation/x")),
  ],
  [
    [404, "This service does not exist"],
    [404, "This operation does not exist"],
  ],
  [
    [404, "This service does not exist"],
    [404, "No such operation"],
  ],
);

const late: Observe = async (client, emulators) => {
  emulators.setClockSkew("ovh", 90);
  return outcome(await client.call("GET", "/me"));
};
both("a wider window", { timestampWindow: 120 }, late, [400, "Query out of time"], 200);
both(
  "a late timestamp",
  { timestampError: "invalid-signature" },
  late,
  [400, "Query out of time"],
  [400, "Invalid signature"],
);

const expired: Observe = async (client, emulators) => {
  emulators.change({ cloud: "ovh", action: "expire-key", id: emulators.clouds.ovh.credentials.consumerKey });
  return outcome(await client.call("GET", "/me"));
};
both(
  "a key that is not valid",
  { pendingKey: "invalid-signature" },
  expired,
  [403, "This credential is not valid"],
  [400, "Invalid signature"],
);
both(
  "a wrong OAuth2 client",
  { oauthRefusal: "401" },
  async (_, emulators) => {
    const body = new URLSearchParams({ grant_type: "client_credentials", client_id: "x", client_secret: "y" });
    const response = await fetch(`${emulators.clouds.ovh.endpoint}/auth/oauth2/token`, { method: "POST", body });
    return [response.status, record(await response.json()).error];
  },
  [400, "invalid_client"],
  [401, "Invalid client"],
);

const denied = "publicCloudProject:apiovh:instance/create";
both(
  "an action that IAM denies",
  { deniedActions: [denied] },
  async (client, emulators) => {
    const { status, body } = await client.cloud("POST", "/instance", plain(emulators));
    return status === 200 ? 200 : [status, body];
  },
  200,
  [
    403,
    {
      ...{ class: "Client::Forbidden", message: "User not granted for this request" },
      details: { unauthorizedActionsByIAM: denied },
    },
  ],
);
for (const [name, action] of [
  ["GET /cloud/project/{serviceName}/instance/{instanceId}", "publicCloudProject:apiovh:instance/get"],
  ["POST /cloud/project/{serviceName}/instance/{instanceId}/start", "publicCloudProject:apiovh:instance/start"],
  [
    "POST /cloud/project/{serviceName}/instance/{instanceId}/interface",
    "publicCloudProject:apiovh:instance/interface/create",
  ],
  [
    "POST /cloud/project/{serviceName}/region/{regionName}/instance",
    "publicCloudProject:apiovh:region/instance/create",
  ],
  ["DELETE /cloud/project/{serviceName}/sshkey/{keyId}", "publicCloudProject:apiovh:sshkey/delete"],
  ["PUT /me/api/credential/{credentialId}", "account:apiovh:me/api/credential/edit"],
  ["GET /auth/currentCredential", undefined],
  ["GET /cloud/project", "publicCloudProject:apiovh:get"],
  ["POST /cloud/project/{serviceName}/activateMonthlyBilling", "publicCloudProject:apiovh:activateMonthlyBilling"],
  [
    "POST /cloud/project/{serviceName}/instance/{instanceId}/rescueMode",
    "publicCloudProject:apiovh:instance/rescueMode/create",
  ],
  ["POST /cloud/project/{serviceName}/instance/{instanceId}/vnc", "publicCloudProject:apiovh:instance/vnc/create"],
  [
    "POST /cloud/project/{serviceName}/instance/{instanceId}/applicationAccess",
    "publicCloudProject:apiovh:instance/applicationAccess/create",
  ],
  [
    "POST /cloud/project/{serviceName}/region/{regionName}/instance/{instanceId}/floatingIp",
    "publicCloudProject:apiovh:region/instance/floatingIp/create",
  ],
] as const) {
  test(`the IAM action of ${name}`, (t) => t.is(iamAction(name), action));
}

const durations: [keyof NonNullable<OvhSwitchPatch["durations"]>, string, unknown, string][] = [
  ["stop", "/stop", undefined, "SHUTOFF"],
  ["softReboot", "/reboot", { type: "soft" }, "ACTIVE"],
  ["hardReboot", "/reboot", { type: "hard" }, "ACTIVE"],
  ["shelve", "/shelve", undefined, "SHELVED_OFFLOADED"],
  ["rescue", "/rescueMode", { rescue: true }, "RESCUE"],
  ["snapshot", "/snapshot", { snapshotName: "s" }, "ACTIVE"],
];
for (const [name, path, body, status] of durations) {
  test(`${name} takes as long as the switch says`, async (t) => {
    const { emulators, client } = await start(t, { durations: { [name]: 500 } });
    const id = await activeInstance(emulators, client);
    const operation = emulators.objects("ovh").find((one) => one.id === id);
    t.is((await client.cloud("POST", `/instance/${id}${path}`, body)).status, 200);
    emulators.advance(499);
    t.not(emulators.objects("ovh").find((one) => one.id === id)?.phase, operation?.phase);
    emulators.advance(1);
    t.is(await client.status(id), status);
  });
}

test("calls beyond the rate get 429 with Retry-After until the minute is over, an account", async (t) => {
  const { emulators, client } = await start(t, { callsPerMinute: 2 });
  await client.ok("GET", "/me");
  await client.ok("GET", "/me");
  const { status, headers, body } = await client.call("GET", "/me");
  const wait = Number(headers.get("retry-after"));
  t.deepEqual([status, record(body).class], [429, "Client::TooManyRequests"]);
  t.true(wait >= 1 && wait <= 60);
  await testClient(emulators, emulators.clouds.ovh.accounts[1]).ok("GET", "/me");
  emulators.advance(wait);
  await client.ok("GET", "/me");
});

test("switches can be changed while running and are restored on reset", async (t) => {
  const { emulators } = await start(t, { instanceQuota: 1 });
  emulators.clouds.ovh.setSwitches({ instanceQuota: null, busyStatus: "400", words: { build: "NEW" } });
  t.is(emulators.clouds.ovh.switches().words.build, "NEW");
  emulators.reset();
  const { instanceQuota, busyStatus, words } = emulators.clouds.ovh.switches();
  t.deepEqual([instanceQuota, busyStatus, words.build], [1, "409", "BUILD"]);
  t.throws(() => emulators.setSwitches("ovh", { busyStatus: "500" }), { message: /must be one of 409, 400/ });
  t.throws(() => emulators.setSwitches("ovh", { busy: true }), { message: /no switch busy/ });
});
