import test, { type ExecutionContext } from "ava";
import { connect } from "../../provider/src/clouds/ovh/account.ts";
import type { Json } from "../../provider/src/engine/definition/values.ts";
import { accepted } from "../../provider/src/http/decode/schemas.ts";
import { ovh } from "./clouds/ovh.ts";
import { TestHarness } from "./suite/test-harness.ts";

const token = "ovh:IpFirewall";
const ip = "198.51.100.10";
const ssh = { sequence: 0, action: "permit", protocol: "tcp", destinationPort: "22", source: "203.0.113.7" };
const range = { sequence: 1, action: "permit", protocol: "tcp", destinationPort: "8000-8100" };
const replies = { sequence: 2, action: "permit", protocol: "tcp", tcpOption: "established" };
const rest = { sequence: 19, action: "deny", protocol: "ipv4" };
const WALL = { ip, rules: [rest, ssh, range, replies] };

const harness = (t: ExecutionContext, switches: Json = {}) => TestHarness.start(t, { ...ovh, switches }, "json");
const rules = (on: TestHarness) => on.objects("ipFirewallRule").map(({ sequence, action }) => `${sequence} ${action}`);

for (const [newFirewall, firewallWhilePending, firewallPorts, firewallEveryone] of [
  ["disabled", "accepted", "plain", "any"],
  ["enabled", "refused", "words", "block"],
]) {
  test(`rules are made, changed and repaired, if a new firewall is ${newFirewall}, changes meanwhile are ${firewallWhilePending} and ports shown ${firewallPorts}`, async (t) => {
    const on = await harness(t, { newFirewall, firewallWhilePending, firewallPorts, firewallEveryone });
    const engine = on.engine("wall", { token });
    await engine.up(WALL);
    await on.assertSettled(engine, WALL);
    // The rule for the rest comes last, so that nothing is cut off meanwhile.
    t.deepEqual(rules(on), ["0 permit", "1 permit", "2 permit", "19 deny"]);
    t.like(on.objects("ipFirewall")[0], { enabled: true, state: "ok" });

    const next = { ip, rules: [rest, { ...ssh, source: "203.0.113.7/32" }, { ...range, destinationPort: "443" }] };
    await engine.up(next);
    await on.assertSettled(engine, next);
    t.deepEqual(rules(on).sort(), ["0 permit", "1 permit", "19 deny"]);

    const imported = on.engine("imported", { token, adapter: "plugin" });
    await imported.import(ip);
    t.like(imported.inputs, { ip, enabled: true });

    on.emulators.change({ cloud: "ovh", kind: "ipFirewallRule", id: `${ip} 19`, delete: true });
    on.emulators.change({ cloud: "ovh", kind: "ipFirewall", id: ip, set: { enabled: false } });
    await on.clock.sleep(60_000);
    t.is(await engine.refresh(), "update");
    await engine.up(next);
    await on.assertSettled(engine, next);
    await engine.destroy();
    t.deepEqual([on.objects("ipFirewall"), rules(on)], [[], []]);
  });
}

test("a rule of somebody else stays until a refresh shows it; one in the place of a new rule is an error before anything changes", async (t) => {
  const on = await harness(t);
  const engine = on.engine("wall", { token });
  await engine.up({ ip, rules: [rest] });
  const { api } = connect(on.settings(), on.dependencies());
  const rule = { ip: `${ip}/32`, ipOnFirewall: ip, action: "permit", protocol: "icmp" };
  const add = (sequence: number) =>
    api.call("POST /ip/{ip}/firewall/{ipOnFirewall}/rule", "write", { ...rule, sequence: String(sequence) }, accepted);
  await add(5);
  await on.clock.sleep(60_000);
  await engine.up({ ip, rules: [rest, replies] });
  await add(0);
  await on.clock.sleep(60_000);
  const next = { ip, rules: [rest, ssh] };
  await t.throwsAsync(() => engine.up(next), { message: /two rules have the sequence 0\. Run pulumi up --refresh/ });
  t.is(await engine.refresh(), "update");
  await engine.up(next);
  t.deepEqual(
    on.objects("ipFirewallRule").map(({ sequence, protocol }) => `${sequence} ${protocol}`),
    ["19 ipv4", "0 tcp"],
  );
});

test("the firewall of an instance goes with it; an address that the account lacks is an error of the preview", async (t) => {
  const on = await harness(t);
  const server = on.engine("web", { token: "ovh:Instance" });
  await server.up({ region: "GRA11", plan: "b3-8", image: "Ubuntu 24.04" });
  const wall = { ip: String(server.outputs.ip), rules: [rest] };
  const engine = on.engine("wall", { token });
  await engine.up(wall);
  await on.assertSettled(engine, wall);
  await server.destroy();
  await on.clock.sleep(600_000);
  t.is(await engine.refresh(), "delete");
  on.set({ instanceAddresses: "unlisted" });
  await t.throwsAsync(() => on.engine("other", { token }).up({ ...wall, ip: "198.51.100.99" }), {
    message: /is not an OVHcloud address of the account/,
  });
});

test("an address that has a firewall is not taken over, unless the program adopts it", async (t) => {
  const on = await harness(t);
  await on.engine("one", { token }).up(WALL);
  const other = on.engine("two", { token });
  await t.throwsAsync(() => other.up({ ip }), { message: /adopt/ });
  await other.up({ ip, adopt: ip });
  t.is(rules(on).length, 4);
});

test("rules that cannot be are refused before anything is sent", async (t) => {
  const on = await harness(t);
  for (const [wrong, message] of [
    [[rest, { ...ssh, sequence: 19 }], /two rules have the sequence 19/],
    [[{ ...rest, destinationPort: "22" }], /rule 19: ipv4 has no ports/],
    [[{ ...rest, tcpOption: "syn" }], /only tcp has tcpOption/],
    [
      [{ ...rest, source: "10.0.0.7/8" }],
      /rules\[0\]\.source: "10\.0\.0\.7\/8": has an address inside the network, .* write 10\.0\.0\.0\/8/,
    ],
    [[{ ...ssh, destinationPort: "90-80" }], /smaller number first/],
  ] as const) {
    await t.throwsAsync(() => on.engine("wall", { token }).up({ ip, rules: wrong }), { message });
  }
  t.is(on.count("POST /ip/{ip}/firewall"), 0);
});
