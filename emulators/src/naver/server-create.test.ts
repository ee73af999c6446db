import test from "ava";
import { plainServer, records, runningServer, type Sent, start, stored } from "./testing.ts";

const refusals: [string, Sent, string][] = [
  ["no image", { serverImageNo: "" }, "900"],
  ["two images", { serverImageProductCode: "SW.VSVR.OS.LNX64.ROCKY.0810.B050" }, "1000902"],
  ["an unknown image", { serverImageNo: "1" }, "1000901"],
  ["a retired image", { serverImageNo: "17552318" }, "1000901"],
  ["an image of an account", { serverImageNo: "", memberServerImageInstanceNo: "16187001" }, "1000901"],
  ["an unknown spec", { serverSpecCode: "s3-g3" }, "1401"],
  ["a spec of the other hypervisor", { serverSpecCode: "s2-g2-s50" }, "1100903"],
  ["no VPC", { vpcNo: "" }, "900"],
  ["no subnet", { subnetNo: "" }, "900"],
  ["an unknown subnet", { subnetNo: "1" }, "1000901"],
  ["no interface", { "networkInterfaceList.1.networkInterfaceOrder": "" }, "900"],
  ["no interface with the order 0", { "networkInterfaceList.1.networkInterfaceOrder": "1" }, "900"],
  ["an interface too many", { "networkInterfaceList.1.networkInterfaceOrder": "3" }, "1000902"],
  ["no group", { "networkInterfaceList.1.accessControlGroupNoList.1": "" }, "900"],
  ["an unknown group", { "networkInterfaceList.1.accessControlGroupNoList.1": "1" }, "1007000"],
  ["an address outside", { "networkInterfaceList.1.ip": "10.0.2.9" }, "1000902"],
  ["one of the first six addresses", { "networkInterfaceList.1.ip": "10.0.1.5" }, "1000902"],
  ["the last address", { "networkInterfaceList.1.ip": "10.0.1.255" }, "1000902"],
  ["a name in capitals", { serverName: "Web" }, "1000902"],
  ["a name of two letters", { serverName: "we" }, "1000902"],
  ["a name that ends in a hyphen", { serverName: "web-" }, "1000902"],
  ["a name of 31 letters", { serverName: "w".repeat(31) }, "1000902"],
  ["a description of 1001 bytes", { serverDescription: `${"é".repeat(500)}e` }, "1000902"],
  ["an unknown login key", { loginKeyName: "nobodys" }, "1000901"],
  ["an unknown init script", { initScriptNo: "1" }, "1000901"],
  ["a flag that is neither", { isProtectServerTermination: "yes" }, "1000902"],
  ["an unknown way to pay", { feeSystemTypeCode: "FREE" }, "1000902"],
  ["eleven servers", { serverCreateCount: "11" }, "1000902"],
  ["several servers with one address", { serverCreateCount: "2", associateWithPublicIp: "true" }, "1000902"],
  ["an unknown region", { regionCode: "XX" }, "1000902"],
  ["another region's subnet", { regionCode: "JPN" }, "1000901"],
];
for (const [what, set, code] of refusals) {
  test(`createServerInstances rejects ${what}, and creates nothing`, async (t) => {
    const { emulators, client } = await start(t);
    t.is(await client.code("createServerInstances", plainServer(emulators, set)), code);
    t.false(emulators.objects("naver").some(({ kind }) => ["server", "networkInterface", "storage"].includes(kind)));
  });
}

test("a missing parameter of a list is named with its index", async (t) => {
  const { emulators, client } = await start(t);
  const requested = plainServer(emulators, { "networkInterfaceList.1.accessControlGroupNoList.1": "" });
  const reply = await client.call("createServerInstances", requested);
  t.deepEqual(reply.responseError, {
    ...{ returnCode: "900", returnMessage: "required field missing: networkInterfaceList.1.accessControlGroupNoList" },
  });
});

test("the default spec is the smallest, the default name is generated, unknown parameters do nothing", async (t) => {
  const { emulators, client } = await start(t);
  const requested = plainServer(emulators, { serverSpecCode: "", serverName: "", whatever: "1" });
  const row = await client.first("createServerInstances", requested);
  t.is(row.serverSpecCode, "c2-g3");
  t.regex(String(row.serverName), /^s[0-9a-f]{11}$/);
});

test("several servers are numbered", async (t) => {
  const { emulators, client } = await start(t);
  const requested = plainServer(emulators, { serverCreateCount: "3", serverCreateStartNo: "9" });
  const { totalRows, serverInstanceList } = await client.ok("createServerInstances", requested);
  t.is(totalRows, 3);
  t.deepEqual(
    records(serverInstanceList).map((row) => row.serverName),
    ["web-1-009", "web-1-010", "web-1-011"],
  );
  emulators.advance(40);
  const ips = (await client.list("getNetworkInterfaceList")).map((row) => row.ip);
  t.deepEqual(ips, ["10.0.1.6", "10.0.1.7", "10.0.1.8"]);
});

test("a server rejected because of a full subnet leaves nothing behind", async (t) => {
  const { emulators, client } = await start(t);
  const { id: subnetNo } = stored(emulators, "subnet", "name", "demo-public");
  emulators.change({ cloud: "naver", kind: "subnet", id: subnetNo, set: { cidr: "10.0.1.0/29" } });
  await client.ok("createServerInstances", plainServer(emulators));
  t.is(await client.code("createServerInstances", plainServer(emulators)), "1000902");
  t.is(emulators.objects("naver").filter(({ kind }) => kind === "server").length, 1);
});

test("names need not be unique", async (t) => {
  const { emulators, client } = await start(t);
  await runningServer(emulators, client);
  await runningServer(emulators, client);
  const named = await client.list("getServerInstanceList", { serverName: "web-1" });
  t.is(named.length, 2);
});

test("fixed addresses are kept, and assigned only once", async (t) => {
  const { emulators, client } = await start(t);
  const set = { "networkInterfaceList.1.ip": "10.0.1.77" };
  await runningServer(emulators, client, set);
  t.is((await client.first("getNetworkInterfaceList")).ip, "10.0.1.77");
  t.is(await client.code("createServerInstances", plainServer(emulators, set)), "1000902");
  t.is((await client.list("getServerInstanceList", { ip: "10.0.1.77" })).length, 1);
  t.is((await client.list("getServerInstanceList", { ip: "10.0.1.78" })).length, 0);
});
