import test from "ava";
import { differences, keyOf, refresh, up } from "../support/fixture.ts";
import { GROUP, KEY, lunaNodeFixture, VM, WEB } from "../support/lunanode-fixture.ts";

const SSH = { direction: "ingress", protocol: "tcp", portMin: 22 };
const WEBS = { direction: "ingress", protocol: "tcp", portMin: 8000, portMax: 8100, cidr: "203.0.113.0/24" };
const PING = { direction: "ingress", protocol: "ICMP", ethertype: "IPv6" };
const OUT = { direction: "egress", protocol: "any" };

for (const portRange of ["short", "full", "colon"] as const) {
  for (const remoteGroupAs of ["id", "name"] as const) {
    test(`ports shown ${portRange}, groups by ${remoteGroupAs}: no false drift, and no changes the second time`, async (t) => {
      const fixture = await lunaNodeFixture(t, { portRange, remoteGroupAs });
      const cloudProvider = fixture.cloudProvider();
      const db = await up(cloudProvider, GROUP, "db", { name: "db", rules: [] });
      const mail = await up(cloudProvider, GROUP, "mail", { name: "mail", rules: [] });
      const from = (group: { id: string }) => ({ ...SSH, portMin: 5432, group: keyOf(group) });
      const rules = [SSH, WEBS, PING, from(db), from(mail)];
      const group = await up(fixture.cloudProvider(), GROUP, "g", { name: "g", rules });
      t.is(fixture.rules(keyOf(group)).length, 7);
      const seen = await refresh(fixture.cloudProvider(), GROUP, group);
      t.deepEqual(seen.inputs.name, group.inputs.name);
      t.deepEqual(await differences(fixture.cloudProvider(), GROUP, seen, { name: "g", rules }), []);
      t.deepEqual(
        await differences(fixture.cloudProvider(), GROUP, seen, { name: "g", rules: rules.toReversed() }),
        [],
      );

      fixture.emulators.clearRequests();
      const renamed = await up(fixture.cloudProvider(), GROUP, "g", { name: "h", rules }, seen);
      t.deepEqual(fixture.writes(), ["securitygroup/rename"]);
      t.is(renamed.id, group.id);

      // Replacing a group with another is a change, even if LunaNode shows names.
      fixture.emulators.clearRequests();
      const swapped = [SSH, WEBS, PING, from(db), { ...from(db), portMin: 5433 }];
      const after = await up(fixture.cloudProvider(), GROUP, "g", { name: "h", rules: swapped }, renamed);
      t.deepEqual(fixture.writes(), ["securitygroup/rule-insert", "securitygroup/rule-delete"]);
      const onlyMail = await up(fixture.cloudProvider(), GROUP, "g", { name: "h", rules: [from(mail)] }, after);
      const ingress = fixture.rules(keyOf(group)).filter(({ direction }) => direction === "ingress");
      t.deepEqual(
        ingress.map(({ remote, portMin }) => [remote, portMin]),
        [[keyOf(mail), "5432"]],
      );
      const swappedGroup = await up(fixture.cloudProvider(), GROUP, "g", { name: "h", rules: [from(db)] }, onlyMail);
      t.deepEqual(
        fixture
          .rules(keyOf(group))
          .filter(({ direction }) => direction === "ingress")
          .map(({ remote }) => remote),
        [keyOf(db)],
      );
      t.deepEqual(
        await differences(fixture.cloudProvider(), GROUP, swappedGroup, { name: "h", rules: [from(db)] }),
        [],
      );
    });
  }
}

test("rules are synchronized with one call for each that differs, added before removed", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const group = await up(fixture.cloudProvider(), GROUP, "g", { rules: [SSH, WEBS] });
  fixture.emulators.clearRequests();
  const other = await up(fixture.cloudProvider(), GROUP, "g", { rules: [WEBS, PING, PING] }, group);
  t.deepEqual(fixture.writes(), ["securitygroup/rule-insert", "securitygroup/rule-delete"]);
  t.deepEqual(other.outputs.rules, [WEBS, PING, PING]);
  t.deepEqual(await differences(fixture.cloudProvider(), GROUP, other, { rules: [WEBS, PING, PING] }), []);
});

test("a rule that was added or removed in the panel is detected and repaired", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const group = await up(fixture.cloudProvider(), GROUP, "g", { rules: [SSH, WEBS] });
  const at = { region: "toronto", group_id: keyOf(group) };
  const [ssh] = fixture.rules(keyOf(group)).filter(({ portMin }) => portMin === "22");
  await fixture.call("securitygroup/rule-delete", { ...at, rule_id: String(ssh?.id) });
  await fixture.call("securitygroup/rule-insert", {
    ...at,
    ...{ direction: "ingress", type: "IPv4", protocol: "udp", port_min: "53" },
    ...{ remote_type: "cidr", remote_value: "0.0.0.0/0" },
  });
  const seen = await refresh(fixture.cloudProvider(), GROUP, group);
  t.deepEqual(seen.inputs.rules, [WEBS, { direction: "ingress", protocol: "udp", portMin: 53, portMax: 53 }]);
  fixture.emulators.clearRequests();
  const mended = await up(fixture.cloudProvider(), GROUP, "g", { rules: [SSH, WEBS] }, seen);
  t.deepEqual(fixture.writes(), ["securitygroup/rule-insert", "securitygroup/rule-delete"]);
  t.deepEqual((await refresh(fixture.cloudProvider(), GROUP, mended)).inputs, mended.inputs);
});

test("egress stays open until the program has an egress rule, and is then managed", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const group = await up(fixture.cloudProvider(), GROUP, "g", { rules: [SSH] });
  const egress = () => fixture.rules(keyOf(group)).filter(({ direction }) => direction === "egress");
  t.is(egress().length, 2);
  await up(fixture.cloudProvider(), GROUP, "g", { rules: [SSH, OUT] }, group);
  t.deepEqual(
    egress().map(({ family }) => family),
    ["IPv4"],
  );
});

test("rules that would open more than intended, or nothing, are refused in the preview", async (t) => {
  const fixture = await lunaNodeFixture(t);
  for (const [rule, message] of [
    [{ direction: "ingress", protocol: "tcp", portMax: 22 }, /rules\[0\]: portMax requires portMin; .*all ports/],
    [{ ...SSH, portMin: 90, portMax: 80 }, /portMin 90 is greater than portMax 80/],
    [{ ...SSH, protocol: "any" }, /only tcp and udp have ports/],
    [{ ...SSH, cidr: "10.0.0.0/8", group: "4" }, /cidr or group, not both/],
    [{ ...SSH, cidr: "203.0.113.7" }, /203\.0\.113\.7\/32/],
    [{ ...SSH, portMin: 70000 }, /rules\[0\]\.portMin/],
    [{ ...SSH, port: 22 }, /rules\[0\].*port/],
  ] as const) {
    await t.throwsAsync(up(fixture.cloudProvider(), GROUP, "g", { rules: [rule] }), { message });
  }
  t.is(fixture.count("securitygroup/create"), 0);
});

test("a group that a VM still uses is deleted as soon as the VM no longer does", async (t) => {
  const fixture = await lunaNodeFixture(t, { durations: { delete: 20 } });
  const group = await up(fixture.cloudProvider(), GROUP, "g", { rules: [SSH] });
  const vm = await up(fixture.cloudProvider(), VM, "web", { ...WEB, securityGroups: [keyOf(group)] });
  await Promise.all([
    fixture.cloudProvider().delete(VM, vm.id, vm.outputs),
    fixture.cloudProvider().delete(GROUP, group.id, group.outputs),
  ]);
  t.is(fixture.rules(keyOf(group)).length, 0);
});

test("a group that something uses forever is a deadline error with a readable message", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const group = await up(fixture.cloudProvider(), GROUP, "g", { rules: [], timeouts: { delete: "1m" } });
  await up(fixture.cloudProvider(), VM, "web", { ...WEB, securityGroups: [keyOf(group)] });
  await t.throwsAsync(fixture.cloudProvider().delete(GROUP, group.id, group.outputs), {
    message: /after 1m, waiting for its VMs to release it: \S+ \(toronto\/\S+\)\./,
  });
});

test("a delete whose response is lost succeeds if nothing is left", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const key = await up(fixture.cloudProvider(), KEY, "k", { publicKey: "ssh-ed25519 AAAA me" });
  const group = await up(fixture.cloudProvider(), GROUP, "g", { rules: [] });
  fixture.emulators.addFault({ operation: "sshkey/remove", when: "after", fault: { status: 500 } });
  fixture.emulators.addFault({ operation: "securitygroup/delete", when: "after", fault: { cut: "connection" } });
  await t.notThrowsAsync(fixture.cloudProvider().delete(KEY, key.id, key.outputs));
  await t.notThrowsAsync(fixture.cloudProvider().delete(GROUP, group.id, group.outputs));
});

test("an SSH key is unchanged with another comment or whitespace, and is replaced if the key differs", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const key = await up(fixture.cloudProvider(), KEY, "k", { name: "k", publicKey: "ssh-ed25519 AAAA me" });
  const seen = await refresh(fixture.cloudProvider(), KEY, key);
  t.deepEqual(seen.inputs, key.inputs);
  t.deepEqual(
    await differences(fixture.cloudProvider(), KEY, seen, { name: "k", publicKey: " ssh-ed25519  AAAA you@host " }),
    [],
  );
  t.deepEqual(await differences(fixture.cloudProvider(), KEY, seen, { name: "k", publicKey: "ssh-ed25519 BBBB me" }), [
    "publicKey replace",
  ]);
});

test("a key label that is already used is refused with the existing ID; LunaNode's own error has a next step too", async (t) => {
  const fixture = await lunaNodeFixture(t);
  const key = await up(fixture.cloudProvider(), KEY, "k", { name: "k", publicKey: "ssh-ed25519 AAAA me" });
  await t.throwsAsync(up(fixture.cloudProvider(), KEY, "l", { name: "k", publicKey: "ssh-ed25519 BBBB me" }), {
    message: new RegExp(`SSH key named "k" already exists: ${key.id}.*adopt: "${key.id}"`),
  });
  fixture.emulators.addFault({ operation: "sshkey/add", fault: { error: "a key with this label already exists" } });
  await t.throwsAsync(up(fixture.cloudProvider(), KEY, "m", { name: "m", publicKey: "ssh-ed25519 CCCC me" }), {
    message: /a key with this label already exists.*Choose another name/,
  });
});
