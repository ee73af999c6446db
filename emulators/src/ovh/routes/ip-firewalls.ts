import type { OvhCloudState } from "../cloud-state.ts";
import { type EncodedTree, isoDate, orNull } from "../encoding.ts";
import { badRequest, busy, conflict, notFound } from "../errors.ts";
import { theBlock } from "../ip-blocks.ts";
import type { IpFirewall, IpFirewallRule } from "../ip-firewall-model.ts";
import { within } from "../ipv4.ts";
import type { Fields } from "./fields.ts";
import { type Call, type Routes, under } from "./route.ts";

const sequences = Array.from({ length: 20 }, (_, index) => String(index));

/** Firewalls of IPv4 addresses of the account and their rules (docs/api/ovh.md §4.5). */
export const ipFirewallRoutes: Routes = under("/ip/{ip}/firewall", {
  "GET ": (call) => firewallsOf(call).map(({ id }) => id),
  "POST ": add,
  "GET /{ipOnFirewall}": (call) => firewallView(theFirewall(call)),
  "PUT /{ipOnFirewall}": edit,
  "DELETE /{ipOnFirewall}": remove,
  "GET /{ipOnFirewall}/rule": (call) => rulesOf(call).map(({ sequence }) => sequence),
  "POST /{ipOnFirewall}/rule": addRule,
  "GET /{ipOnFirewall}/rule/{sequence}": (call) => ruleView(call.cloudState, theRule(call)),
  "DELETE /{ipOnFirewall}/rule/{sequence}": removeRule,
});

function firewallsOf(call: Call): IpFirewall[] {
  const { id } = theBlock(call);
  return call.cloudState.ipFirewalls.where(({ block }) => block === id);
}

function theFirewall(call: Call): IpFirewall {
  const found = firewallsOf(call).find(({ id }) => id === call.param("ipOnFirewall"));
  if (!found) throw notFound("firewall", call.cloudState.switches);
  return found;
}

function rulesOf(call: Call): IpFirewallRule[] {
  const { id } = theFirewall(call);
  return call.cloudState.ipFirewallRules.where(({ ip }) => ip === id).sort((a, b) => a.sequence - b.sequence);
}

function theRule(call: Call): IpFirewallRule {
  const found = rulesOf(call).find(({ sequence }) => String(sequence) === call.param("sequence"));
  if (!found) throw notFound("rule", call.cloudState.switches);
  return found;
}

const firewallView = ({ id, enabled, state }: IpFirewall): EncodedTree => ({ ipOnFirewall: id, enabled, state });

function ruleView({ switches }: OvhCloudState, rule: IpFirewallRule): EncodedTree {
  const { ip, sequence, action, protocol, state, fragments, createdAt } = rule;
  const everyone = switches.firewallEveryone === "any" ? "any" : "0.0.0.0/0";
  const [source, destination] = [rule.source || everyone, `${ip}/32`];
  const ports = (text: string): string | null => orNull(switches.firewallPorts === "plain" ? text : inWords(text));
  const destinationPort = ports(rule.destinationPort);
  return {
    ...{ sequence, action, protocol, source, destination, destinationPort, sourcePort: ports(rule.sourcePort) },
    ...{ l3PacketLength: ports(rule.l3PacketLength), tcpOption: orNull(rule.tcpOption) },
    ...{ fragments: fragments ? true : null, state, creationDate: isoDate(createdAt) },
    rule: [action, protocol, source, destination, destinationPort ?? ""].join(" ").trim(),
  };
}

const inWords = (text: string): string =>
  text === "" ? "" : text.includes("-") ? `range ${text.replace("-", " ")}` : `eq ${text}`;

/** A change takes effect later; whether others are accepted until then is not known. */
function mustBeSettled({ cloudState }: Call, { id, state }: IpFirewall): void {
  const rules = cloudState.ipFirewallRules.where(({ ip }) => ip === id);
  const isPending = [{ state }, ...rules].some((one) => one.state !== "ok");
  if (isPending && cloudState.switches.firewallWhilePending === "refused") {
    throw busy(`Firewall ${id} has a pending change`, cloudState.switches);
  }
}

function add(call: Call): EncodedTree {
  const { cloudState, account, body } = call;
  const block = theBlock(call);
  const id = body.text("ipOnFirewall");
  if (block.version !== 4 || !within(block.id, id)) throw badRequest(`${id} is not in ${block.id}`);
  if (cloudState.ipFirewalls.find(id)) throw conflict(`${id} is already on the firewall`);
  const enabled = cloudState.switches.newFirewall === "enabled";
  return firewallView(cloudState.ipFirewalls.put({ id, account, block: block.id, enabled, state: "ok" }));
}

function edit(call: Call): undefined {
  const { cloudState, body } = call;
  const firewall = theFirewall(call);
  const enabled = body.flag("enabled") ?? firewall.enabled;
  if (enabled === firewall.enabled) return;
  mustBeSettled(call, firewall);
  const state = enabled ? "enableFirewallPending" : "disableFirewallPending";
  cloudState.ipFirewalls.patch(firewall.id, { state });
  cloudState.timeline.after(cloudState.switches.firewallChange, { type: "firewall", id: firewall.id, enabled });
}

function remove(call: Call): EncodedTree {
  const { cloudState } = call;
  const firewall = theFirewall(call);
  mustBeSettled(call, firewall);
  cloudState.ipFirewalls.patch(firewall.id, { state: "disableFirewallPending" });
  cloudState.timeline.after(cloudState.switches.firewallChange, { type: "firewall-gone", id: firewall.id });
  return "Firewall is being removed";
}

function addRule(call: Call): EncodedTree {
  const { cloudState, account, body } = call;
  const firewall = theFirewall(call);
  const sequence = body.numeral("sequence", sequences);
  const id = `${firewall.id} ${sequence}`;
  if (cloudState.ipFirewallRules.find(id)) throw conflict(`Rule ${sequence} already exists`);
  mustBeSettled(call, firewall);
  const option = body.object("tcpOption");
  const rule = cloudState.ipFirewallRules.put({
    ...{ id, account, ip: firewall.id, sequence: Number(sequence), action: body.oneOf("action", ["permit", "deny"]) },
    protocol: body.oneOf("protocol", ["ah", "esp", "gre", "icmp", "ipv4", "tcp", "udp"]),
    source: body.get("source") ?? "",
    sourcePort: portIn(body, "sourcePort"),
    destinationPort: portIn(body, "destinationPort"),
    l3PacketLength: rangeIn(body, "l3PacketLength"),
    tcpOption: option?.get("option") === undefined ? "" : option.oneOf("option", ["established", "syn"]),
    ...{ fragments: option?.flag("fragments") === true, state: "creationPending", createdAt: cloudState.timeline.now },
  });
  cloudState.timeline.after(cloudState.switches.firewallChange, { type: "firewall-rule-ok", id });
  return ruleView(cloudState, rule);
}

function portIn(body: Fields, name: string): string {
  const port = body.int(name);
  return port === undefined ? rangeIn(body, `${name}Range`) : String(port);
}

function rangeIn(body: Fields, name: string): string {
  const range = body.object(name);
  const [from, to] = [range?.int("from"), range?.int("to")];
  if (range && (from === undefined || to === undefined || from > to)) throw badRequest(`[${name}] Not a range`);
  return from === undefined ? "" : from === to ? String(from) : `${from}-${to}`;
}

function removeRule(call: Call): EncodedTree {
  const { cloudState } = call;
  mustBeSettled(call, theFirewall(call));
  const rule = theRule(call);
  cloudState.ipFirewallRules.patch(rule.id, { state: "removalPending" });
  cloudState.timeline.after(cloudState.switches.firewallChange, { type: "firewall-rule-gone", id: rule.id });
  return ruleView(cloudState, { ...rule, state: "removalPending" });
}
