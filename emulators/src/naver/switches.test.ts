import test, { type ExecutionContext } from "ava";
import type { NaverSwitchPatch } from "./switches.ts";
import {
  codeOf,
  items,
  only,
  plainServer,
  record,
  runningServer,
  start,
  stoppedServer,
  stored,
  type TestClient,
} from "./testing.ts";

type CloudState = Awaited<ReturnType<typeof start>>;
type Reader = (cloudState: CloudState) => Promise<unknown>;

/** The same request with the switch at its default and changed. */
const both: [string, NaverSwitchPatch, Reader, unknown, unknown][] = [
  ["site", { site: "fin" }, ({ client }) => regions(client), ["KR", "JPN", "SGN", "USWN", "DEN"], ["FKR"]],
  ["accountsBegin", { accountsBegin: "none" }, async ({ client }) => (await client.list("getVpcList")).length, 1, 0],
  ["words", { words: { RUN: "MIGRA" } }, async (cloudState) => (await running(cloudState)).status, "RUN", "MIGRA"],
  ["language", { language: "ko" }, async (cloudState) => (await running(cloudState)).codeName, "RUN state", "RUN 상태"],
  ["stoppedName", { stoppedName: "shutoff" }, stoppedName, "stopped", "shutoff"],
  [
    "largeNumbersAs",
    { largeNumbersAs: "float" },
    async ({ client }) => /"memorySize": ([^,]*),/.exec(await text(client, "getServerSpecList"))?.[1],
    "4294967296",
    "4.294967296E9",
  ],
  [
    "idsAs",
    { idsAs: "number" },
    async ({ client }) => typeof (await client.first("getVpcList")).vpcNo,
    "string",
    "number",
  ],
  [
    "missingAs",
    { missingAs: "absent" },
    async (cloudState) => "publicIp" in (await running(cloudState)).row,
    true,
    false,
  ],
  [
    "contentTypes",
    { contentTypes: { json: "text/plain" } },
    async ({ client }) => (await client.send("getRegionList")).headers.get("content-type"),
    "application/json;charset=UTF-8",
    "text/plain",
  ],
  ["deletedGroupShows", { deletedGroupShows: "TERMTING" }, deletedGroup, "RUN", "TERMTING"],
  [
    "nameFilter",
    { nameFilter: "exact" },
    async ({ client }) => (await client.list("getSubnetList", { subnetName: "demo-public" })).length,
    2,
    1,
  ],
  [
    "missingDetail",
    { missingDetail: "error" },
    ({ client }) => client.code("getServerInstanceDetail", { serverInstanceNo: "1" }),
    "0",
    "1000901",
  ],
  [
    "malformedId",
    { malformedId: "error" },
    ({ client }) => client.code("getServerInstanceDetail", { serverInstanceNo: "one" }),
    "0",
    "1000902",
  ],
  ["uniqueNames", { uniqueNames: true }, secondOfAName, "0", "10300"],
  ["repeatedPower", { repeatedPower: "ok" }, stopTwice, "1100902", "0"],
  ["renameNeedsStop", { renameNeedsStop: true }, renameRunning, "0", "1100902"],
  ["buildOutcome", { buildOutcome: "fail" }, async (cloudState) => (await running(cloudState)).status, "RUN", "FSTOP"],
  [
    "failedStatus",
    { buildOutcome: "fail", failedStatus: "ST_FL" },
    async (cloudState) => (await running(cloudState)).status,
    "RUN",
    "ST_FL",
  ],
  ["fullZones", { fullZones: ["KR-1"] }, buy, "0", "1100904"],
  [
    "fadingImage",
    { fadingImage: "refused" },
    ({ emulators, client }) => client.code("createServerInstances", { ...plainServer(emulators), ...FADING }),
    "0",
    "1000901",
  ],
  [
    "errorMembers",
    { errorMembers: "response" },
    async ({ client }) => {
      const answer = record(JSON.parse(await text(client, "getServerSpecDetail")));
      return Object.keys(record(answer.responseError));
    },
    ["returnCode", "returnMessage"],
    ["responseCode", "responseMessage"],
  ],
  ["fullSpecs", { fullSpecs: ["s2-g3"] }, buy, "0", "1100904"],
  ["serverQuota", { serverQuota: 0 }, buy, "0", "3005004"],
  ["codes", { serverQuota: 0, codes: { quota: "1015009" } }, buy, "0", "1015009"],
  ["durations", { durations: { init: 100 } }, async (cloudState) => (await running(cloudState)).status, "RUN", "INIT"],
  ["defaultPageSize", { defaultPageSize: 2 }, pageOf({}), "3 of 3", "2 of 3"],
  ["maxPageSize", { maxPageSize: 1 }, pageOf({ pageSize: "2" }), "2 of 3", "1 of 3"],
];
for (const [name, patch, read, usual, turned] of both) {
  test(`${name}: by default, and switched`, async (t) => {
    t.deepEqual(await read(await start(t)), usual);
    t.deepEqual(await read(await start(t, patch)), turned);
  });
}

const FADING = { serverImageNo: "16187005", serverSpecCode: "s2-g2-s50" };

async function regions(client: TestClient): Promise<unknown[]> {
  return (await client.list("getRegionList")).map((row) => row.regionCode);
}

async function text(client: TestClient, action: string): Promise<string> {
  return (await client.send(action)).text();
}

async function running({ emulators, client }: CloudState) {
  const id = await runningServer(emulators, client);
  const row = await client.first("getServerInstanceDetail", { serverInstanceNo: id });
  return { row, status: codeOf(row.serverInstanceStatus), codeName: record(row.serverInstanceStatus).codeName };
}

async function stoppedName({ emulators, client }: CloudState): Promise<unknown> {
  await stoppedServer(emulators, client);
  return (await client.first("getServerInstanceList")).serverInstanceStatusName;
}

async function deletedGroup({ emulators, client }: CloudState): Promise<unknown> {
  const vpcNo = String(plainServer(emulators).vpcNo);
  const { accessControlGroupNo } = await client.first("createAccessControlGroup", { vpcNo });
  const group = { vpcNo, accessControlGroupNo: String(accessControlGroupNo) };
  return codeOf((await client.first("deleteAccessControlGroup", group)).accessControlGroupStatus);
}

async function secondOfAName({ emulators, client }: CloudState): Promise<unknown> {
  await runningServer(emulators, client);
  return client.code("createServerInstances", plainServer(emulators));
}

async function stopTwice({ emulators, client }: CloudState): Promise<unknown> {
  const id = await stoppedServer(emulators, client);
  const code = await client.code("stopServerInstances", only(id));
  if ((await client.state(id)) !== "NSTOP/NULL") throw new Error("it does something");
  return code;
}

async function renameRunning({ emulators, client }: CloudState): Promise<unknown> {
  const id = await runningServer(emulators, client);
  return client.code("changeServerInstanceName", { serverInstanceNo: id, serverName: "fred" });
}

function buy({ emulators, client }: CloudState): Promise<unknown> {
  return client.code("createServerInstances", plainServer(emulators));
}

function pageOf(parameters: Readonly<Record<string, string>>): Reader {
  return async ({ client }) => {
    const { totalRows, subnetList } = await client.ok("getSubnetList", parameters);
    return `${items(subnetList).length} of ${totalRows}`;
  };
}

test("pages start at 1, or at 0", async (t) => {
  const { emulators, client } = await start(t);
  const names = async (pageNo: string) =>
    (await client.list("getSubnetList", { pageNo, pageSize: "2" })).map((row) => row.subnetName);
  const [first, second] = [["demo-public", "demo-public-2"], ["demo-private"]];
  t.deepEqual([await names("0"), await names("1"), await names("2"), await names("3")], [first, first, second, []]);
  emulators.setSwitches("naver", { pageBase: 0 });
  t.deepEqual([await names("0"), await names("1"), await names("2")], [first, second, []]);
  t.is(await client.code("getSubnetList", { pageNo: "1" }), "900");
  t.is(await client.code("getSubnetList", { pageNo: "1", pageSize: "0" }), "1000902");
});

test("lists can be sorted by any member, in either direction", async (t) => {
  const { client } = await start(t);
  const names = async (sorting: Readonly<Record<string, string>>) =>
    (await client.list("getSubnetList", sorting)).map((row) => row.subnetName);
  t.deepEqual(await names({ sortedBy: "subnetName" }), ["demo-private", "demo-public", "demo-public-2"]);
  t.deepEqual(await names({ sortedBy: "subnet", sortingOrder: "DESC" }), [
    "demo-private",
    "demo-public-2",
    "demo-public",
  ]);
  t.is(await client.code("getSubnetList", { sortedBy: "subnet", sortingOrder: "down" }), "1000902");
});

for (const [code, status, patch] of [
  ["410", 429, {}],
  ["420", 429, { overRate: "420" }],
  ["400", 429, { overRate: "400", retryAfter: 7 }],
] as const) {
  test(`calls beyond the rate are the gateway's ${code}, until the next second`, async (t) => {
    const { emulators, client } = await start(t, { callsPerSecond: 2, ...patch });
    t.is(await client.code("getRegionList"), "0");
    t.is(await client.code("getRegionList"), "0");
    const over = await client.send("createVpc", { ipv4CidrBlock: "10.4.0.0/16" });
    t.is(over.status, status);
    t.is(over.headers.get("retry-after"), "retryAfter" in patch ? "7" : null);
    t.is(await client.code("getRegionList"), code);
    t.is(emulators.objects("naver").filter((row) => row.kind === "vpc").length, 2);
    emulators.advance(1);
    t.is(await client.code("getRegionList"), "0");
  });
}

test("a custom clock window", async (t) => {
  const { client } = await start(t, { clockWindow: 10 });
  t.is(await client.code("getRegionList", {}, { timestamp: Date.now() - 5_000 }), "0");
  t.is(await client.code("getRegionList", {}, { timestamp: Date.now() - 15_000 }), "200");
});

for (const [patch, message] of [
  [{ nothing: 1 }, /there is no switch nothing/],
  [{ buildOutcome: "maybe" }, /buildOutcome must be one of run, fail, never/],
  [{ durations: { build: 1 } }, /there is no switch durations.build/],
  [{ pageBase: 2 }, /pageBase must be one of 0, 1/],
  [{ fullZones: "KR-1" }, /fullZones must be a list/],
] as const) {
  test(`rejects ${JSON.stringify(patch)}`, async (t) => {
    const { emulators } = await start(t);
    t.throws(() => emulators.setSwitches("naver", patch), { message });
  });
}

test("reset restores seeds, IDs and the initial switches", async (t) => {
  const { emulators, client } = await start(t, { serverQuota: 1 });
  const first = await runningServer(emulators, client);
  emulators.setSwitches("naver", { serverQuota: 0 });
  emulators.reset();
  t.deepEqual(await client.list("getServerInstanceList"), []);
  t.is(await runningServer(emulators, client), first);
  await sameSeeds(t, emulators.objects("naver").find((row) => row.kind === "vpc")?.name);
});

async function sameSeeds(t: ExecutionContext, name: unknown): Promise<void> {
  const { emulators } = await start(t);
  t.is(stored(emulators, "vpc", "name", name).id, "70101");
}
