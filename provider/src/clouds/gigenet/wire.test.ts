import test from "ava";
import { listUnder } from "../../http/decode/schemas.ts";
import { decodeXml } from "../../http/decode/xml.ts";
import { addressRow, answerTo, assigned, done, launched, passwordOf, reservation, reservedRow } from "./schemas.ts";

const ID = "<RequestID>b7de420a019667e5cec50028864aa459</RequestID>";
const instances = listUnder("reservationSet", reservation, { in: "item" });
const describe = (xml: string) => answerTo("DescribeInstances", instances).safeParse(decodeXml(xml));
const wrapped = (content: string) => `<DescribeInstancesResponse>${content}${ID}</DescribeInstancesResponse>`;
const instance = (id: string) => `<item><instanceId>${id}</instanceId><tagSet/></item>`;

for (const [what, content, ids] of [
  [
    "one instance",
    `<reservationSet><item><instancesSet>${instance("2632")}</instancesSet></item></reservationSet>`,
    ["2632"],
  ],
  [
    "two in one reservation, ids as they are written",
    `<reservationSet><item><instancesSet>${instance("02632")}${instance("1e3")}</instancesSet></item></reservationSet>`,
    ["02632", "1e3"],
  ],
  [
    "one in each of two reservations",
    `<reservationSet><item><instancesSet>${instance("1")}</instancesSet></item><item><instancesSet>${instance("2")}</instancesSet></item></reservationSet>`,
    ["1", "2"],
  ],
  ["an empty list", "<reservationSet/>", []],
  ["an empty list with blanks", "<reservationSet>\n  </reservationSet>", []],
  ["a reservation of nothing", "<reservationSet><item><ownerId>1</ownerId><instancesSet/></item></reservationSet>", []],
] as const) {
  test(`${what} is read as what it is`, (t) => {
    t.deepEqual(
      describe(wrapped(content))
        .data?.flat()
        .map(({ instanceId }) => instanceId),
      [...ids],
    );
  });
}

test("a response without a request ID or its list, to another action, or with damaged items proves nothing", (t) => {
  for (const xml of [
    wrapped(""),
    wrapped("<reservationSet>none</reservationSet>"),
    wrapped("<reservationSet><item/></reservationSet>"),
    wrapped("<reservationSet><item><ownerId>1</ownerId></item></reservationSet>"),
    wrapped("<reservationSet><items><instancesSet/></items></reservationSet>"),
    "<DescribeInstancesResponse/>",
    "<DescribeInstancesResponse><reservationSet/></DescribeInstancesResponse>",
    `<DescribeAddressesResponse>${ID}</DescribeAddressesResponse>`,
    wrapped("<reservationSet><item><instancesSet><item><tagSet/></item></instancesSet></item></reservationSet>"),
  ]) {
    t.false(describe(xml).success, xml);
  }
});

test("the ID of a new instance is read from either wrapper; a missing ID is an error", (t) => {
  const run = (content: string) =>
    answerTo("RunInstances", launched).safeParse(
      decodeXml(`<RunInstancesResponse>${content}${ID}</RunInstancesResponse>`),
    );
  t.is(run(`<instancesSet>${instance("2760")}</instancesSet>`).data, "2760");
  t.is(run(`<reservation><instances>${instance("2760")}</instances></reservation>`).data, "2760");
  t.false(run("<instancesSet/>").success);
});

test("the billing view and the addresses are read with and without their optional members", (t) => {
  const reserved = decodeXml(
    `<r><reservedInstancesSet><item><reservedInstancesId>7</reservedInstancesId><recurringCharges><item><amount>0.1</amount><desc>1 Additional IPs</desc></item></recurringCharges></item><item><reservedInstancesId>8</reservedInstancesId><recurringCharges/></item></reservedInstancesSet></r>`,
  );
  const { r } = Object(reserved);
  t.deepEqual(listUnder("reservedInstancesSet", reservedRow, { in: "item" }).parse(r), [
    { reservedInstancesId: "7", recurringCharges: [{ amount: "0.1", desc: "1 Additional IPs" }] },
    { reservedInstancesId: "8", recurringCharges: [] },
  ]);
  const addresses = { addressesSet: { item: { publicIp: "192.0.2.1", domain: "standard" } } };
  t.deepEqual(listUnder("addressesSet", addressRow, { in: "item" }).parse(addresses), [
    { publicIp: "192.0.2.1", domain: "standard" },
  ]);
});

test("the return value of a change must be true, if there is one", (t) => {
  const reboot = (content: string) =>
    answerTo("RebootInstances", done).safeParse(
      decodeXml(`<RebootInstancesResponse>${content}${ID}</RebootInstancesResponse>`),
    ).success;
  t.true(reboot("<return>true</return>"));
  t.true(reboot(""));
  for (const returned of ["<return>false</return>", "<return/>", "<return><a>true</a></return>"]) {
    t.false(reboot(returned), returned);
  }
});

test("responses without a known sample are accepted in any shape", (t) => {
  for (const tree of ["", null, undefined, { return: "true" }]) {
    t.is(assigned.parse(tree)?.publicIp, undefined);
    t.is(done.parse(tree), undefined);
  }
  t.is(assigned.parse({ publicIp: "192.0.2.1" })?.publicIp, "192.0.2.1");
  t.is(passwordOf("7").parse({ instanceId: "7", passwordData: " \n" }).passwordData, undefined);
  t.false(passwordOf("7").safeParse({ instanceId: "8", passwordData: "x" }).success);
});
