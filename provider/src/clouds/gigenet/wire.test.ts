import test from "ava";
import { decodeXml } from "../../http/decode/xml.ts";
import { addressList, answerTo, assigned, done, instanceList, launched, passwordData, reservedList } from "./wire.ts";

const ID = "<RequestID>b7de420a019667e5cec50028864aa459</RequestID>";
const describe = (xml: string) => answerTo("DescribeInstances", instanceList).safeParse(decodeXml(xml));
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
  ["no list", "", []],
] as const) {
  test(`${what} is read as what it is`, (t) => {
    t.deepEqual(
      describe(wrapped(content)).data?.map(({ instanceId }) => instanceId),
      [...ids],
    );
  });
}

test("an answer without a request id, to another action, or with an instance without id proves nothing", (t) => {
  for (const xml of [
    "<DescribeInstancesResponse/>",
    "<DescribeInstancesResponse><reservationSet/></DescribeInstancesResponse>",
    `<DescribeAddressesResponse>${ID}</DescribeAddressesResponse>`,
    wrapped("<reservationSet><item><instancesSet><item><tagSet/></item></instancesSet></item></reservationSet>"),
  ]) {
    t.false(describe(xml).success, xml);
  }
});

test("the id of a new instance stands in either wrapper; none at all is an error", (t) => {
  const run = (content: string) =>
    answerTo("RunInstances", launched).safeParse(
      decodeXml(`<RunInstancesResponse>${content}${ID}</RunInstancesResponse>`),
    );
  t.is(run(`<instancesSet>${instance("2760")}</instancesSet>`).data, "2760");
  t.is(run(`<reservation><instances>${instance("2760")}</instances></reservation>`).data, "2760");
  t.false(run("<instancesSet/>").success);
});

test("the billing view and the addresses are read with and without what they may lack", (t) => {
  const reserved = decodeXml(
    `<r><reservedInstancesSet><item><reservedInstancesId>7</reservedInstancesId><recurringCharges><item><amount>0.1</amount><desc>1 Additional IPs</desc></item></recurringCharges></item><item><reservedInstancesId>8</reservedInstancesId><recurringCharges/></item></reservedInstancesSet></r>`,
  );
  const { r } = Object(reserved);
  t.deepEqual(reservedList.parse(r), [
    { reservedInstancesId: "7", recurringCharges: [{ desc: "1 Additional IPs" }] },
    { reservedInstancesId: "8", recurringCharges: [] },
  ]);
  t.deepEqual(addressList.parse({ addressesSet: { item: { publicIp: "192.0.2.1", domain: "standard" } } }), [
    { publicIp: "192.0.2.1" },
  ]);
});

test("replies of which no sample exists are taken in any shape", (t) => {
  for (const tree of ["", null, undefined, { return: "true" }]) {
    t.is(assigned.parse(tree)?.publicIp, undefined);
    t.is(done.parse(tree), undefined);
  }
  t.is(assigned.parse({ publicIp: "192.0.2.1" })?.publicIp, "192.0.2.1");
  t.is(passwordData.parse({ passwordData: " \n" }).passwordData, undefined);
});
