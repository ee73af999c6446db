import { z } from "zod";
import { cidrv4 } from "../../engine/definition/cidr.ts";
import { resourceKit } from "../../engine/definition/definition.ts";
import { changeMembers } from "../../engine/definition/members.ts";
import type { At } from "../../engine/definition/view.ts";
import { accepted } from "../../http/decode/schemas.ts";
import type { Ovh } from "./account.ts";
import { addressId, blockOf, listBlocks } from "./ip-blocks.ts";
import { firewallRules, normalFirewallRule, ruleParameters, shownRule } from "./ip-firewall-rules.ts";
import { type FirewallRow, firewallOf, type RuleRow, ruleOf, sequenceList } from "./ip-firewall-schemas.ts";
import { addressList } from "./ip-schemas.ts";
import { unlessNotFound } from "./not-found.ts";

interface Views {
  row: FirewallRow & { block: string };
  rules: readonly RuleRow[];
}

const { required, optional, output, define } = resourceKit<Ovh, Views>();

const FIREWALLS = "/ip/{ip}/firewall";
const FIREWALL = `${FIREWALLS}/{ipOnFirewall}` as const;
const RULES = `${FIREWALL}/rule` as const;
const RULE = `${RULES}/{sequence}` as const;

const placeOf = ({ scope, key }: At) => ({ ip: scope, ipOnFirewall: key });

async function listRules(api: Ovh, at: At): Promise<RuleRow[]> {
  const sequences = await api.call(`GET ${RULES}`, "read", placeOf(at), sequenceList);
  const rows = await Promise.all(
    sequences.map((sequence) =>
      unlessNotFound(api.call(`GET ${RULE}`, "read", { ...placeOf(at), sequence: String(sequence) }, ruleOf(sequence))),
    ),
  );
  // A rule that is gone since the list was read does not make the firewall "not found".
  return rows.filter((row) => row !== undefined);
}

/** None of a block that the account lacks, or no longer has. */
const listFirewalls = async (api: Ovh, ip: string): Promise<string[]> =>
  (await unlessNotFound(api.call(`GET ${FIREWALLS}`, "read", { ip }, addressList))) ?? [];

/** The firewalls of every block: one request each. */
async function listAll(api: Ovh): Promise<(readonly [key: string, scope: string])[]> {
  const blocks = (await listBlocks(api)).filter((block) => !block.includes(":"));
  const found = blocks.map(async (block) => (await listFirewalls(api, block)).map((ip) => [ip, block] as const));
  return (await Promise.all(found)).flat();
}

/** A rule that is being removed no longer counts, but its place is taken until it is gone. */
const isLeaving = ({ state }: RuleRow): boolean => state === "removalPending";

export const ipFirewall = define({
  token: "ovh:IpFirewall",
  noun: "IP firewall",
  description:
    "The firewall in OVHcloud's network before an IPv4 address of the account, with its rules. It has no memory of connections: replies to what the server sends need rules of their own. It does not filter IPv6.",
  see: "https://github.com/ovh/terraform-provider-ovh",
  inputs: {
    ip: required(z.ipv4(), {
      description: "The IPv4 address (`ipOnFirewall`), such as `ip` of an `Instance`.",
      change: "replace",
      exclusive: true,
      listedIn: [{ catalog: "firewallAddresses" }],
      read: { from: { row: (row) => row.ipOnFirewall }, drift: "report" },
    }),
    block: optional(cidrv4(), {
      description: "The block that the address belongs to (`ip`), as the panel shows it. The address alone if absent.",
      change: "replace",
      read: { from: { row: (row) => row.block }, drift: "report" },
    }),
    rules: optional(firewallRules, {
      description:
        "Rules, one for each sequence. OVHcloud cannot change one: it is removed and made anew. Those of others are left alone. Unmanaged if absent.",
      change: "update",
      unordered: true,
      normalize: normalFirewallRule,
      read: { from: { rules: (rows) => rows.filter((row) => !isLeaving(row)).flatMap(shownRule) }, drift: "repair" },
    }),
    enabled: optional(z.boolean(), {
      description: "Whether the rules are in force.",
      change: "update",
      default: true,
      read: { from: { row: (row) => row.enabled }, drift: "repair" },
    }),
  },
  outputs: {
    status: output(z.string(), {
      always: true,
      description: "State as reported by OVHcloud, such as `ok`.",
      from: { row: (row) => row.state },
    }),
  },
  scope: ({ ip = "", block }) => block ?? blockOf(ip),
  listBy: { ip: "all", block: "all" },
  id: addressId,
  name: { input: "ip", max: 15, character: /[0-9.]/, isGiven: true },
  views: {
    row: {
      allScopes: true,
      ids: listAll,
      one: async (api, at) => ({
        row: {
          ...(await api.call(`GET ${FIREWALL}`, "read", placeOf(at), firewallOf(at.key))),
          block: at.scope,
        },
      }),
    },
    rules: { one: async (api, at) => ({ rules: await listRules(api, at) }) },
  },
  absenceProof: "both",
  nameOf: ({ row }) => row?.ipOnFirewall,
  search: listFirewalls,
  create: async ({ api, scope: ip, desired: { ip: ipOnFirewall } }) => {
    await api.call(`POST ${FIREWALLS}`, "create", { ip, ipOnFirewall }, firewallOf(ipOnFirewall));
    return ipOnFirewall;
  },
  state: ({ row, rules = [] }) =>
    row && { is: [row, ...rules].every(({ state }) => state === "ok") ? "ready" : "pending" },
  statusText: ({ row, rules = [] }) => [row, ...rules].find((one) => one !== undefined && one.state !== "ok")?.state,
  steps: [
    {
      label: "have its rules",
      fields: ["rules"],
      severalCalls: true,
      run: async ({ api, at, desired: { rules = [] }, observed, waitUntil }) => {
        const rows = observed.rules ?? [];
        await changeMembers({
          // The last rule usually denies the rest: it comes last, and goes first.
          present: rows.filter((row) => !isLeaving(row)).sort((a, b) => b.sequence - a.sequence),
          wanted: [...rules].sort((a, b) => a.sequence - b.sequence),
          fits: (row, wanted) => shownRule(row).some((own) => normalFirewallRule(own) === normalFirewallRule(wanted)),
          excludes: (row, wanted) => row.sequence === wanted.sequence,
          oneACall: true,
          add: async ([one]) => {
            if (one === undefined) {
              return;
            }
            const { sequence } = one;
            if (rows.some((row) => row.sequence === sequence)) {
              await waitUntil(`for rule ${sequence} to be removed`, (now) =>
                (now.rules ?? []).every((row) => row.sequence !== sequence),
              );
            }
            await api.call(`POST ${RULES}`, "write", { ...placeOf(at), ...ruleParameters(one) }, ruleOf(sequence));
          },
          remove: async ([row]) => {
            const sequence = String(row?.sequence);
            await api.call(`DELETE ${RULE}`, "idempotent", { ...placeOf(at), sequence }, accepted);
          },
        });
      },
    },
    {
      label: "be enabled as desired",
      fields: ["enabled"],
      run: ({ api, at, desired: { enabled } }) =>
        api.command(`PUT ${FIREWALL}`, "idempotent", { ...placeOf(at), enabled }),
    },
  ],
  remove: ({ api, at }) => api.call(`DELETE ${FIREWALL}`, "idempotent", placeOf(at), accepted),
});
