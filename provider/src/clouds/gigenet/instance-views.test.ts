import test from "ava";
import fc from "fast-check";
import {
  hostnameOf,
  ipOf,
  isMarker,
  isUnfinished,
  launchTimeOf,
  marker,
  markersOf,
  phaseOf,
  planOf,
  powerOf,
  privateIpOf,
  sizeIn,
  sizeText,
  stateCode,
  statusText,
  tagChanges,
  tagsOf,
  tokenOf,
} from "./instance-views.ts";
import { type InstanceRow, instanceRow } from "./schemas.ts";

const row = (fields: Record<string, unknown> = {}): InstanceRow => instanceRow.parse({ instanceId: "2632", ...fields });

for (const [name, code, phase, power] of [
  ["on", "0", "ready", "running"],
  ["off", "3", "ready", "stopped"],
  ["stopped", "80", "ready", "stopped"],
  ["running", "16", "ready", "running"],
  ["pause", "2", "ready", "stopped"],
  ["unknown", "4", "pending", undefined],
  // During the transition to "off", the new code may come with another status.
  ["unknown", "3", "pending", undefined],
  ["pending", "0", "pending", undefined],
  ["humming", "0", "pending", undefined],
  ["resting", "3", "ready", "stopped"],
  ["", "3", "ready", "stopped"],
  ["shutting-down", "32", "pending", undefined],
  ["stopping", "64", "pending", undefined],
  ["terminated", "48", "gone", undefined],
  ["deleted", "6", "gone", undefined],
  ["error", "5", "failed", undefined],
  ["build failed", "5", "failed", undefined],
  ["", "", "pending", undefined],
] as const) {
  test(`state "${name}" with code "${code}" is ${phase}`, (t) => {
    for (const element of ["state", "instanceState"]) {
      const seen = row({ [element]: { name, code } });
      t.is(phaseOf({ row: seen })?.is, phase);
      t.is(powerOf(seen), power);
    }
  });
}

test("the state is read from GigeNET's status, else from its code; GigeNET's own element takes precedence over EC2's", (t) => {
  const both = row({ state: { name: "on", code: "0" }, instanceState: { name: "running", code: "16" } });
  t.deepEqual([statusText(both), stateCode(both)], ["on", 0]);
  t.is(statusText(row({ state: { code: "7" } })), "7");
  t.is(statusText(row()), undefined);
  t.deepEqual(phaseOf({ row: row({ state: { name: "error" } }) }), { is: "failed", why: "error" });
  t.is(phaseOf({}), undefined);
});

test("sentinels count as absent: `none` for an address, 1970 for a launch time", (t) => {
  t.is(privateIpOf(row({ privateIpAddress: "none" })), undefined);
  t.is(privateIpOf(row({ privateIpAddress: "10.60.0.1" })), "10.60.0.1");
  t.is(launchTimeOf(row({ launchTime: "1970-01-01T00:00:00+00:00" })), undefined);
  t.is(launchTimeOf(row({ launchTime: "2018-03-20T18:17:59+00:00" })), "2018-03-20T18:17:59+00:00");
  t.is(ipOf(row({ ipAddress: "192.0.2.1" })), "192.0.2.1");
  t.is(ipOf(row({ publicIpAddress: "192.0.2.2", ipAddress: "192.0.2.1" })), "192.0.2.2");
});

for (const [displayed, wanted, reported] of [
  ["web", "web", "web"],
  ["web.thegcloud.com", "web", "web"],
  ["web.thegcloud.com", undefined, "web"],
  ["web", "web.thegcloud.com", "web.thegcloud.com"],
  ["web.example.com", "web", "web.example.com"],
  ["joe.thegcloud.com", "web", "joe"],
  ["", "web", undefined],
] as const) {
  test(`hostname "${displayed}" is ${reported} where ${wanted} is wanted`, (t) => {
    t.is(hostnameOf(row({ privateDnsName: displayed }), wanted), reported);
  });
}

test("a reported type is reduced to its size, whatever its family; a plain name is kept", (t) => {
  const plan = (instanceType: string) => planOf(row({ instanceType }));
  t.is(plan("custom_bal_1vcpu_512m_10gb"), "1vcpu_512m_10gb");
  t.is(plan("custom_promo_bal_1vcpu_512m_10gb"), "1vcpu_512m_10gb");
  t.is(plan("1vcpu_512m_10gb"), "1vcpu_512m_10gb");
  for (const name of ["gcl.2", "bal.small", "client_1544-bal.small", "custom_cpu", "x1vcpu_2m_3gb"]) {
    t.is(plan(name), name);
  }
  t.is(planOf(row()), undefined);
});

test("any size can be formatted and parsed again", (t) => {
  const size = fc.record({ cores: fc.nat(), memory: fc.nat(), disk: fc.nat() });
  fc.assert(
    fc.property(size, fc.stringMatching(/^[a-z_]*$/), (each, family) => {
      t.deepEqual(sizeIn(`custom_${family}_${sizeText(each)}`), each);
    }),
  );
});

test("a marker depends on the name and is distinguished from the user's tags", (t) => {
  t.is(marker("web"), marker("web"));
  t.not(marker("web"), marker("web2"));
  t.true(isMarker(marker("web")));
  t.true(isMarker(marker("web", "0123abcd")));
  for (const tag of [
    "pulumi",
    "pulumi-1",
    "pulumi-0123456789abcdefg",
    "Pulumi-0123456789abcdef",
    `${marker("a")}-0123`,
    "blue",
  ]) {
    t.false(isMarker(tag));
  }
});

test("an instance is found by its tags and by its hostname", (t) => {
  const seen = row({ privateDnsName: "web.thegcloud.com", tagSet: { item: [{ key: "a" }, { key: marker("fred") }] } });
  t.deepEqual(markersOf({ row: seen }), [marker("web"), "a", marker("fred")]);
  t.deepEqual(markersOf({}), []);
  const tagged = row({ tagSet: { item: [{ key: "a" }, { key: marker("fred", "0123abcd") }] } });
  t.deepEqual(markersOf({ row: tagged }), ["a", marker("fred")]);
});

test("an instance is unfinished while it has the provider's marker and only GigeNET's own hostname", (t) => {
  const named = (privateDnsName: string | undefined, key: string) =>
    isUnfinished({
      row: row({ privateDnsName, placement: { availabilityZone: "ord1" }, tagSet: { item: [{ key }] } }),
    });
  t.true(named(undefined, marker("fred", "0123abcd")));
  t.true(named("ord1-0a1b2c", marker("fred", "0123abcd")));
  t.false(named("web", marker("fred", "0123abcd")));
  t.false(named(undefined, "shop"));
  t.false(isUnfinished({}));
});

test("its marker identifies its create; a hostname, or a marker without a token, rules out a recent one", (t) => {
  const tagged = (...keys: string[]) => ({ row: row({ tagSet: { item: keys.map((key) => ({ key })) } }) });
  t.is(tokenOf(tagged("a", marker("fred", "0123abcd"))), "0123abcd");
  t.is(tokenOf(tagged(marker("fred"))), "");
  t.is(tokenOf(tagged("a")), undefined);
  t.is(tokenOf({ row: row({ privateDnsName: "web" }) }), "");
  t.is(tokenOf({}), undefined);
});

test("after its tag changes, an instance has its marker and the wanted tags, or its previous tags if none are given", (t) => {
  const key = fc.oneof(
    fc.constantFrom("a", "b", "c"),
    fc.constantFrom("web", "fred", "joe").map((name) => marker(name)),
  );
  const keys = fc.uniqueArray(key);
  const wanted = fc.option(fc.uniqueArray(fc.constantFrom("a", "b", "c", "d")), { nil: undefined });
  fc.assert(
    fc.property(keys, wanted, (present, tags) => {
      const before = row({ tagSet: { item: present.map((each) => ({ key: each })) } });
      const { missing, surplus } = tagChanges(before, "web", tags);
      const after = [...tagsOf(before).filter((tag) => !surplus.includes(tag)), ...missing];
      const own = tags ?? present.filter((tag) => !isMarker(tag));
      t.deepEqual(after.toSorted(), [marker("web"), ...own].sort());
    }),
  );
  // A marker that was sent with the create is kept.
  const created = row({ tagSet: { item: [{ key: marker("web", "0123abcd") }] } });
  t.deepEqual(tagChanges(created, "web", undefined), { missing: [], surplus: [] });
});
