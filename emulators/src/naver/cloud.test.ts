import test from "ava";
import { XMLParser } from "fast-xml-parser";
import {
  codeOf,
  items,
  only,
  plainServer,
  record,
  records,
  runningServer,
  start,
  stored,
  type TestClient,
} from "./testing.ts";

const detail = (client: TestClient, serverInstanceNo: string) =>
  client.first("getServerInstanceDetail", { serverInstanceNo });

test("out-of-band changes of a server show at once", async (t) => {
  const { emulators, client } = await start(t);
  const id = await runningServer(emulators, client);
  const set = {
    ...{ name: "joe", specCode: "s4-g3", imageNo: "25495367", isProtected: true, status: "NSTOP", description: "d" },
    ...{ loginKeyName: "other", initScriptNo: "7", subnetNo: "8", zone: "KR-2", operation: "SETUP" },
  };
  emulators.change({ cloud: "naver", kind: "server", id, set });
  const row = await detail(client, id);
  t.deepEqual(
    [row.serverName, row.serverSpecCode, row.cpuCount, row.serverImageNo, row.isProtectServerTermination],
    ["joe", "s4-g3", 4, "25495367", true],
  );
  t.deepEqual([row.loginKeyName, row.initScriptNo, row.subnetNo, row.zoneCode], ["other", "7", "8", "KR-2"]);
  t.deepEqual([await client.state(id), row.serverDescription], ["NSTOP/SETUP", "d"]);
});

test("unknown values are shown as they were set", async (t) => {
  const { emulators, client } = await start(t, { words: {} });
  const id = await runningServer(emulators, client);
  emulators.change({ cloud: "naver", kind: "server", id, set: { status: "QUIET", operation: "MUSING" } });
  t.is(await client.state(id), "QUIET/MUSING");
  t.is((await detail(client, id)).serverInstanceStatusName, "MUSING");
});

test("groups and addresses are changed in their own rows", async (t) => {
  const { emulators, client } = await start(t);
  const id = await runningServer(emulators, client, { associateWithPublicIp: "true" });
  const nic = stored(emulators, "networkInterface", "serverNo", id);
  emulators.change({ cloud: "naver", kind: "networkInterface", id: nic.id, set: { acgNos: ["1"], ip: "10.0.1.9" } });
  const displayed = await client.first("getNetworkInterfaceDetail", { networkInterfaceNo: nic.id });
  t.deepEqual([displayed.accessControlGroupNoList, displayed.ip], [["1"], "10.0.1.9"]);
  const ip = stored(emulators, "publicIp", "serverNo", id);
  emulators.change({ cloud: "naver", kind: "publicIp", id: ip.id, set: { serverNo: "" } });
  t.is((await detail(client, id)).publicIp, "");
});

for (const [action, state] of [
  ["power-off", "NSTOP/NULL"],
  ["power-on", "RUN/NULL"],
  ["fail", "FSTOP/NULL"],
  ["setup", "RUN/SETUP"],
] as const) {
  test(`the out-of-band action ${action}`, async (t) => {
    const { emulators, client } = await start(t);
    const id = await runningServer(emulators, client);
    emulators.change({ cloud: "naver", action, id });
    t.is(await client.state(id), state);
    emulators.advance(5);
    t.is(await client.state(id), state === "RUN/SETUP" ? "RUN/NULL" : state);
  });
}

test("power-on during a stop ends the stop", async (t) => {
  const { emulators, client } = await start(t);
  const id = await runningServer(emulators, client);
  await client.ok("stopServerInstances", only(id));
  emulators.change({ cloud: "naver", action: "power-on", id });
  emulators.advance(60);
  t.is(await client.state(id), "RUN/NULL");
});

test("a server loses its address, which stays in the account", async (t) => {
  const { emulators, client } = await start(t);
  const id = await runningServer(emulators, client, { associateWithPublicIp: "true" });
  emulators.change({ cloud: "naver", action: "lose-address", id });
  t.is((await detail(client, id)).publicIp, "");
  t.is((await client.list("getPublicIpInstanceList")).length, 1);
});

test("a server deleted out of band takes its own objects with it", async (t) => {
  const { emulators, client } = await start(t);
  const id = await runningServer(emulators, client, { associateWithPublicIp: "true" });
  emulators.change({ cloud: "naver", kind: "server", id, delete: true });
  t.is(await client.state(id), undefined);
  t.deepEqual(await client.list("getNetworkInterfaceList"), []);
  t.deepEqual(await client.list("getBlockStorageInstanceList"), []);
  t.is((await client.first("getPublicIpInstanceList")).serverInstanceNo, "");
});

test("a server that is deleted while being built does not come back", async (t) => {
  const { emulators, client } = await start(t);
  const row = await client.first("createServerInstances", plainServer(emulators));
  emulators.change({ cloud: "naver", kind: "server", id: String(row.serverInstanceNo), delete: true });
  emulators.advance(3600);
  t.deepEqual(await client.list("getServerInstanceList"), []);
});

test("an unknown action and an unknown server are reported", async (t) => {
  const { emulators } = await start(t);
  t.throws(() => emulators.change({ cloud: "naver", action: "explode", id: "1" }), { message: /no action explode/ });
  t.throws(() => emulators.change({ cloud: "naver", action: "fail", id: "1" }), { message: /no server with id/ });
});

for (const [text, status, body] of [
  [
    "1001015 another subnet is being created",
    400,
    { responseError: { returnCode: "1001015", returnMessage: "another subnet is being created" } },
  ],
  ["1000 try later", 500, { responseError: { returnCode: "1000", returnMessage: "try later" } }],
  ["just words", 400, { responseError: { returnCode: "1300", returnMessage: "just words" } }],
  ["gateway 410 slow down", 429, { error: { errorCode: "410", message: "Throttle Limited", details: "slow down" } }],
  ["gateway 500 ", 503, { error: { errorCode: "500", message: "Endpoint Error", details: "" } }],
] as const) {
  test(`a fault ${JSON.stringify(text)} is ${status}`, async (t) => {
    const { emulators, client } = await start(t);
    emulators.addFault({ operation: "createVpc", fault: { error: text } });
    const reply = await client.send("createVpc", { ipv4CidrBlock: "10.4.0.0/16" });
    t.is(reply.status, status);
    t.deepEqual(await reply.json(), body);
    t.is((await client.list("getVpcList")).length, 1);
  });
}

test("a fault's error is in the format of the request", async (t) => {
  const { emulators, client } = await start(t);
  emulators.addFault({ operation: "getVpcList", times: 2, fault: { error: "1000 later" } });
  const reported = "<returnCode>1000</returnCode>";
  t.true((await (await client.send("getVpcList", {}, { format: "xml", method: "GET" })).text()).includes(reported));
  t.true((await (await client.send("getVpcList", {}, { format: "" })).text()).includes(reported));
});

test("a lost reply leaves the server", async (t) => {
  const { emulators, client } = await start(t);
  emulators.addFault({ operation: "createServerInstances", when: "after", fault: { cut: "connection" } });
  await t.throwsAsync(client.send("createServerInstances", plainServer(emulators)));
  t.is((await client.list("getServerInstanceList")).length, 1);
});

test("a stale list does not have the server that was just created", async (t) => {
  const { emulators, client } = await start(t);
  await client.ok("createServerInstances", plainServer(emulators));
  emulators.addFault({ operation: "getServerInstanceList", fault: { stale: true } });
  t.is((await client.list("getServerInstanceList")).length, 0);
  t.is((await client.list("getServerInstanceList")).length, 1);
});

test("unknown fields appear in JSON and in XML, without changing the rest", async (t) => {
  const { emulators, client } = await start(t);
  emulators.addFault({ operation: "getVpcList", times: 2, fault: { extra: true } });
  const json = await client.first("getVpcList");
  t.deepEqual([json.vpcName, json.unforeseen], ["demo-vpc", "by anybody"]);
  const xml = await (await client.send("getVpcList", {}, { format: "xml" })).text();
  const parsed = record(record(new XMLParser().parse(xml)).getVpcListResponse);
  const vpc = record(record(parsed.vpcList).vpc);
  t.deepEqual([vpc.vpcName, vpc.unforeseen], ["demo-vpc", "by anybody"]);
});

test("JSON and XML have the same values for a server", async (t) => {
  const { emulators, client } = await start(t);
  await runningServer(emulators, client);
  const json = await client.first("getServerInstanceList");
  const xml = await (await client.send("getServerInstanceList", {}, { format: "xml" })).text();
  const parser = new XMLParser({ parseTagValue: false });
  const reply = record(record(parser.parse(xml)).getServerInstanceListResponse);
  const row = record(record(reply.serverInstanceList).serverInstance);
  t.deepEqual(Object.keys(row), Object.keys(json));
  for (const [name, value] of Object.entries(json)) {
    if (typeof value !== "object") t.is(row[name], String(value), name);
  }
  t.deepEqual(row.serverInstanceStatus, json.serverInstanceStatus);
  t.deepEqual(row.networkInterfaceNoList, { networkInterfaceNo: items(json.networkInterfaceNoList)[0] });
});

test("the catalogs: zones, hypervisors, images, specs and products", async (t) => {
  const { client } = await start(t);
  const column = async (action: string, name: string, parameters = {}) =>
    (await client.list(action, parameters)).map((row) =>
      typeof row[name] === "object" ? codeOf(row[name]) : row[name],
    );
  t.deepEqual(await column("getZoneList", "zoneCode"), ["KR-1", "KR-2"]);
  t.deepEqual(await column("getZoneList", "zoneCode", { regionCode: "JPN" }), ["JPN-1", "JPN-2"]);
  t.deepEqual(await column("getHypervisorTypeList", "code"), ["XEN", "KVM"]);
  const rocky = await column("getServerImageList", "hypervisorType", { serverImageName: "rocky-8.10-base" });
  t.deepEqual(rocky, ["XEN", "KVM"]);
  for (const filter of ["hypervisorTypeCodeList.1", "hypervisorCodeList.1"]) {
    t.deepEqual(new Set(await column("getServerImageList", "hypervisorType", { [filter]: "KVM" })), new Set(["KVM"]));
  }
  t.deepEqual(await column("getServerImageDetail", "serverImageName", { serverImageNo: "104630229" }), [
    "ubuntu-24.04-base",
  ]);
  const fitting = await column("getServerSpecList", "serverSpecCode", { serverImageNo: "16187001" });
  t.true(fitting.length > 0 && fitting.every((code) => String(code).includes("-g2-")));
  t.deepEqual(await column("getServerSpecDetail", "memorySize", { serverSpecCode: "s2-g3" }), [8 * 2 ** 30]);
  t.deepEqual(await column("getServerSpecList", "cpuCount", { "serverSpecCodeList.1": "s4-g3" }), [4]);
  t.is(await client.code("getServerSpecList", { zoneCode: "JPN-1" }), "1000902");
  const [product] = await column("getServerImageProductList", "productCode");
  const products = await column("getServerProductList", "productCode", { serverImageProductCode: String(product) });
  t.true(products.includes("SVR.VSVR.STAND.C002.M008.NET.HDD.B050.G002"));
  t.is(await client.code("getServerProductList"), "900");
});

test("lists filter by IDs, status and any other documented member", async (t) => {
  const { emulators, client } = await start(t);
  const [a, b] = [
    await runningServer(emulators, client),
    await runningServer(emulators, client, { serverName: "db-1" }),
  ];
  await client.ok("stopServerInstances", only(b));
  emulators.advance(10);
  const ids = async (filter: Readonly<Record<string, string>>) =>
    (await client.list("getServerInstanceList", filter)).map((row) => row.serverInstanceNo);
  t.deepEqual(await ids({ "serverInstanceNoList.3": b, "serverInstanceNoList.9": "1" }), [b]);
  t.deepEqual(await ids({ serverInstanceStatusCode: "RUN" }), [a]);
  t.deepEqual(await ids({ serverName: "db" }), [b]);
  t.deepEqual(await ids({ serverName: "" }), [a, b]);
  t.deepEqual(await ids({ vpcNo: "1" }), []);
  t.deepEqual(await ids({ "hypervisorTypeCodeList.1": "XEN" }), []);
});

test("the environment points the vendor's own clients here", async (t) => {
  const { emulators } = await start(t);
  const { endpoint, environment, credentials } = emulators.clouds.naver;
  t.deepEqual(environment, {
    ...{ NAVER_ENDPOINT: endpoint, NCLOUD_API_GW: endpoint, NCLOUD_REGION: "KR" },
    ...{ NCLOUD_ACCESS_KEY: credentials.accessKey, NCLOUD_SECRET_KEY: credentials.secretKey },
  });
});

test("request IDs differ, and reads do not affect later IDs", async (t) => {
  const [one, two] = [await start(t), await start(t)];
  const reads = [await one.client.ok("getVpcList"), await one.client.ok("getVpcList")];
  t.not(reads[0]?.requestId, reads[1]?.requestId);
  const name = async ({ client, emulators }: typeof one) =>
    (await client.first("createServerInstances", plainServer(emulators, { serverName: "" }))).serverName;
  t.is(await name(one), await name(two));
  t.is(records((await one.client.ok("getServerInstanceList")).serverInstanceList).length, 1);
});
