import test from "ava";
import { decodeJson } from "../../http/decode/json.ts";
import { decodeXml } from "../../http/decode/xml.ts";
import { enveloped, INTERFACE, pageOf, SERVER, type ServerRow } from "./schemas.ts";
import { isIdle, isTerminating, mainInterface, powerOf, stateOf, statusTextOf } from "./server-views.ts";

const row = (status: string | undefined, operation?: string): ServerRow & { regionCode: string } => ({
  ...SERVER.row.parse({ serverInstanceNo: "1", serverInstanceStatus: { code: status ?? "" } }),
  ...SERVER.row.parse({
    serverInstanceNo: "1",
    serverInstanceStatus: { code: status ?? "", codeName: "실행" },
    serverInstanceOperation: { code: operation ?? "NULL", codeName: "NULL OP" },
  }),
  regionCode: "KR",
});

for (const [status, operation, is, power, words] of [
  ["INIT", "NULL", "pending", undefined, "INIT"],
  ["CREAT", "CREAT", "pending", undefined, "CREAT, CREAT"],
  ["RUN", "SETUP", "pending", "running", "RUN, SETUP"],
  ["RUN", "NULL", "ready", "running", "RUN"],
  ["RUN", "SHTDN", "pending", "running", "RUN, SHTDN"],
  ["NSTOP", "NULL", "ready", "stopped", "NSTOP"],
  ["NSTOP", "CHNG", "pending", "stopped", "NSTOP, CHNG"],
  ["NSTOP", "TERMT", "pending", "stopped", "NSTOP, TERMT"],
  ["TERMT", "NULL", "gone", undefined, "TERMT"],
  ["FSTOP", "NULL", "failed", "stopped", "FSTOP"],
  ["SD_FL", "NULL", "failed", undefined, "SD_FL"],
  ["RS_FL", "NULL", "failed", undefined, "RS_FL"],
  ["ST_FL", "NULL", "failed", undefined, "ST_FL"],
  ["HUMMING", "NULL", "pending", undefined, "HUMMING"],
] as const) {
  test(`${status} with operation ${operation} is ${is}`, (t) => {
    const observed = { row: row(status, operation) };
    t.is(stateOf(observed)?.is, is);
    t.is(powerOf(observed.row), power);
    t.is(statusTextOf(observed), words);
    t.is(isIdle(observed), operation === "NULL");
    t.is(isTerminating(observed), operation === "TERMT");
  });
}

const rowsIn = <Row>(parsed: { success: boolean; data?: { rows: Row[] } }): readonly Row[] => parsed.data?.rows ?? [];

test("missing values mean nothing", (t) => {
  t.is(stateOf({}), undefined);
  t.false(isIdle({}));
  t.is(statusTextOf({}), undefined);
  t.is(stateOf({ row: row(undefined) })?.is, "pending");
  t.is(mainInterface(undefined), undefined);
});

test("the main interface is the default one, otherwise eth0, otherwise the first", (t) => {
  const nic = (networkInterfaceNo: string, more: object) => INTERFACE.row.parse({ networkInterfaceNo, ...more });
  const [eth1, eth0] = [nic("1", { deviceName: "eth1" }), nic("2", { deviceName: "eth0" })];
  t.is(mainInterface([eth1, eth0, nic("3", { isDefault: "true" })])?.networkInterfaceNo, "3");
  t.is(mainInterface([eth1, eth0])?.networkInterfaceNo, "2");
  t.is(mainInterface([eth1])?.networkInterfaceNo, "1");
});

test("JSON and XML give the same rows: numbers or text, one, none or several, empty or absent", (t) => {
  const json = `{"getServerInstanceListResponse": {"totalRows": 2, "serverInstanceList": [
    {"serverInstanceNo": 26695183, "serverName": "web", "memorySize": 8.589934592E9, "isProtectServerTermination": true,
     "publicIp": "", "serverInstanceStatus": {"code": "RUN", "codeName": "Running"}, "serverInstanceOperation": {"code": "NULL"}},
    {"serverInstanceNo": "26695184", "serverName": null, "serverDescription": "a & b"}
  ], "requestId": "r", "returnCode": "0", "returnMessage": "success"}}`;
  const xml = `<getServerInstanceListResponse><requestId>r</requestId><returnCode>0</returnCode><totalRows>2</totalRows>
    <serverInstanceList>
      <serverInstance><serverInstanceNo>26695183</serverInstanceNo><serverName>web</serverName><memorySize>8589934592</memorySize>
        <isProtectServerTermination>true</isProtectServerTermination><publicIp/><serverInstanceStatus><code>RUN</code><codeName>실행</codeName></serverInstanceStatus>
        <serverInstanceOperation><code>NULL</code></serverInstanceOperation></serverInstance>
      <serverInstance><serverInstanceNo>26695184</serverInstanceNo><serverName/><serverDescription>a &amp; b</serverDescription></serverInstance>
    </serverInstanceList></getServerInstanceListResponse>`;
  const schema = enveloped("getServerInstanceList", pageOf(SERVER));
  const read = rowsIn(schema.safeParse(decodeJson(json)));
  t.deepEqual(rowsIn(schema.safeParse(decodeXml(xml))), read);
  t.like(read[0], { serverInstanceNo: "26695183", memorySize: 2 ** 33, serverInstanceStatus: "RUN" });
  t.is(read[0]?.publicIp, undefined);
  t.is(read[0]?.serverInstanceOperation, undefined);

  const groups = enveloped("x", pageOf(INTERFACE));
  const nic = (list: string) =>
    `<xResponse><returnCode>0</returnCode><totalRows>1</totalRows><networkInterfaceList><networkInterface><networkInterfaceNo>1</networkInterfaceNo>${list}</networkInterface></networkInterfaceList></xResponse>`;
  for (const [list, numbers] of [
    ["<accessControlGroupNoList/>", []],
    ["<accessControlGroupNoList><accessControlGroupNo>7</accessControlGroupNo></accessControlGroupNoList>", ["7"]],
    [
      "<accessControlGroupNoList><accessControlGroupNo>7</accessControlGroupNo><accessControlGroupNo>8</accessControlGroupNo></accessControlGroupNoList>",
      ["7", "8"],
    ],
  ] as const) {
    t.deepEqual(rowsIn(groups.safeParse(decodeXml(nic(list))))[0]?.accessControlGroupNoList, [...numbers]);
  }
  const none = "<xResponse><returnCode>0</returnCode><totalRows>1</totalRows><networkInterfaceList/></xResponse>";
  t.deepEqual(rowsIn(groups.safeParse(decodeXml(none))), []);
});
