import test from "ava";
import fc from "fast-check";
import { cidr, cidrv4, hostBits, notInRange } from "./cidr.ts";

const right: Record<string, string> = {
  "10.1.2.3/16": "10.1.0.0/16",
  "203.0.113.7/0": "0.0.0.0/0",
  "198.51.100.129/25": "198.51.100.128/25",
  "2001:db8::1/64": "2001:db8::/64",
  "2001:db8:1:2:3:4:5:6/48": "2001:db8:1::/48",
  "::1/0": "::/0",
};
for (const [given, network] of Object.entries(right)) {
  test(`${given} has host bits; its network is ${network}`, (t) => {
    t.regex(hostBits(given) ?? "", new RegExp(`; write ${network.replaceAll(".", "\\.")}$`));
    t.is(hostBits(network), undefined);
  });
}

test("what is no range is left to other checks", (t) => {
  for (const text of ["10.1.2.3", "::1", "web", "10.1.2/8", "1:2:3/4", ""]) t.is(hostBits(text), undefined, text);
});

test("an input refuses them, with the network to write", (t) => {
  t.regex(cidrv4().safeParse("10.1.2.3/16").error?.message ?? "", /write 10\.1\.0\.0\/16/);
  t.true(cidrv4().safeParse("10.1.0.0/16").success);
  t.false(cidrv4().safeParse("2001:db8::/32").success);
  t.true(cidr().safeParse("2001:db8::/32").success);
});

test("the network that is proposed has none, for every address and length", (t) => {
  const v4 = fc.tuple(fc.ipV4(), fc.integer({ min: 0, max: 32 }));
  const v6 = fc.tuple(
    fc.ipV6().filter((text) => !text.includes(".")),
    fc.integer({ min: 0, max: 128 }),
  );
  fc.assert(
    fc.property(fc.oneof(v4, v6), ([address, length]) => {
      const proposed = / write (\S+)$/.exec(hostBits(`${address}/${length}`) ?? "")?.[1];
      return proposed === undefined || (hostBits(proposed) === undefined && cidr().safeParse(proposed).success);
    }),
  );
  t.pass();
});

test("an address outside of a network, or reserved in it, is refused with the addresses that are possible", (t) => {
  const inNetwork = (ip: string, range: string | undefined, reserved?: { first: number; last: number }) =>
    notInRange(ip, { name: "it", range }, reserved);
  const six = { first: 6, last: 1 };
  t.is(
    inNetwork("10.0.2.1", "10.0.1.0/24"),
    "10.0.2.1 cannot be an address in it (10.0.1.0/24): choose one from 10.0.1.1 to 10.0.1.254",
  );
  for (const ip of ["10.0.1.0", "10.0.1.5", "10.0.1.255"]) {
    t.regex(inNetwork(ip, "10.0.1.0/24", six) ?? "", /from 10\.0\.1\.6 to 10\.0\.1\.254$/);
  }
  for (const ip of ["10.0.1.6", "10.0.1.254"]) t.is(inNetwork(ip, "10.0.1.0/24", six), undefined);
  // What is not known says nothing.
  for (const range of [undefined, "", "2001:db8::/64", "10.0.1.0"]) t.is(inNetwork("10.0.2.1", range), undefined);
});
