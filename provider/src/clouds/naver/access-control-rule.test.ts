import test from "ava";
import fc from "fast-check";
import { hostBits } from "../../engine/definition/cidr.ts";
import {
  inWordsOf,
  normalize,
  parametersOf,
  type Rule,
  removalParametersOf,
  ruleOf,
  sameRules,
  wrong,
} from "./access-control-rule.ts";
import { tidied } from "./network-rule-text.ts";
import { ruleRow } from "./schemas.ts";

const SSH: Rule = { protocol: "TCP", portRange: "22", ipBlock: "0.0.0.0/0" };

for (const [title, a, b] of [
  ["the case of a protocol", SSH, { ...SSH, protocol: "tcp" }],
  ["the number of a protocol", SSH, { ...SSH, protocol: "6" }],
  ["one port as a range", SSH, { ...SSH, portRange: "22-22" }],
  ["blanks in a range", { ...SSH, portRange: "1-9" }, { ...SSH, portRange: " 1 - 9 " }],
  ["one address as a block", { ...SSH, ipBlock: "192.0.2.1" }, { ...SSH, ipBlock: "192.0.2.1/32" }],
  ["the description", SSH, { ...SSH, description: "ssh" }],
  [
    "the id of a group",
    { protocol: "ICMP", accessControlGroup: "KR/7" },
    { protocol: "icmp", accessControlGroup: "7" },
  ],
] as const) {
  test(`${title} does not make a different rule`, (t) => {
    t.is(normalize(a), normalize(b));
    t.true(sameRules([a, SSH], [SSH, b]));
  });
}

test("other ports, protocols, addresses and groups make a different rule", (t) => {
  const others: Rule[] = [
    SSH,
    { ...SSH, portRange: "23" },
    { ...SSH, protocol: "UDP" },
    { ...SSH, ipBlock: "10.0.0.0/8" },
    { protocol: "TCP", portRange: "22", accessControlGroup: "7" },
    { protocol: "47", ipBlock: "0.0.0.0/0" },
  ];
  t.is(new Set(others.map(normalize)).size, others.length);
});

test("a row is read as the rule that created it, and is removed by the values it shows", (t) => {
  const displayed = (parameters: ReturnType<typeof parametersOf>, protocolType: object) =>
    ruleOf(
      ruleRow.parse({
        protocolType,
        ipBlock: parameters.ipBlock ?? "",
        accessControlGroupSequence: parameters.accessControlGroupSequence ?? "",
        portRange: parameters.portRange ?? "",
        accessControlGroupRuleDescription: "",
      }),
    );
  t.deepEqual(displayed(parametersOf(SSH), { code: "TCP", codeName: "tcp", number: "6" }), SSH);
  const gre: Rule = { protocol: "47", accessControlGroup: "7" };
  t.deepEqual(displayed(parametersOf(gre), { code: "GRE", number: "47" }), gre);
  t.deepEqual(displayed(parametersOf(gre), { code: "47" }), gre);
  const odd = ruleOf(ruleRow.parse({ protocolType: { code: "TCP" }, portRange: "22-22", ipBlock: "192.0.2.1" }));
  t.like(parametersOf(odd), { protocolTypeCode: "TCP", portRange: "22-22", ipBlock: "192.0.2.1" });
  t.deepEqual(inWordsOf([odd], [{ ...SSH, ipBlock: "192.0.2.1/32", description: "me" }]), [
    { ...SSH, ipBlock: "192.0.2.1/32", description: "me" },
  ]);
});

test("a removal sends everything of a rule except its description", (t) => {
  const { accessControlGroupRuleDescription, ...rest } = parametersOf({ ...SSH, description: "ssh" });
  t.is(accessControlGroupRuleDescription, "ssh");
  t.deepEqual(removalParametersOf({ ...SSH, description: "ssh" }), rest);
});

test("normalizing changes the spelling of a rule, never its meaning, and a normalized rule is valid", (t) => {
  const port = fc.integer({ min: 1, max: 65535 });
  const rule = fc.record({
    protocol: fc.constantFrom("TCP", "udp", "17"),
    portRange: fc.oneof(
      port.map(String),
      fc.tuple(port, port).map(([a, b]) => `${Math.min(a, b)} - ${Math.max(a, b)}`),
    ),
    ipBlock: fc.oneof(
      fc.ipV4(),
      fc
        .tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 }))
        .map(([ip, bits]) => `${ip}/${bits}`)
        .map((text) => / write (\S+)$/.exec(hostBits(text) ?? "")?.[1] ?? text),
    ),
  });
  fc.assert(
    fc.property(rule, (each) => {
      t.is(normalize(tidied(each)), normalize(each));
      t.is(wrong(tidied(each)), undefined);
      t.regex(tidied(each).ipBlock ?? "", /^[\d.]+\/\d+$/);
    }),
  );
});
