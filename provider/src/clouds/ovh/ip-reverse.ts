import { z } from "zod";
import { resourceKit } from "../../engine/definition/definition.ts";
import { overwrite } from "../../engine/definition/overwrite.ts";
import type { At } from "../../engine/definition/view.ts";
import { CloudError } from "../../http/errors.ts";
import type { Ovh } from "./account.ts";
import { addressId, blockOf, listBlocks } from "./ip-blocks.ts";
import { addressList, reverseOf } from "./ip-schemas.ts";

/** An address and its reverse DNS name: `""` if it has none. */
interface Row {
  ip: string;
  block: string;
  reverse: string;
}

const { required, optional, output, define } = resourceKit<Ovh, { row: Row }>();

const REVERSES = "/ip/{ip}/reverse";
const REVERSE = `${REVERSES}/{ipReverse}` as const;

/** Seconds for which a name that does not resolve yet is sent again, as Terraform's provider does (§4.5). */
const RESOLVE_LIMIT = 60;

const bare = (name: string): string => name.toLowerCase().replace(/\.$/, "");
const sameName = (a: string, b: string): boolean => bare(a) === bare(b);

const listNamed = (api: Ovh, block: string): Promise<string[]> =>
  api.call(`GET ${REVERSES}`, "read", { ip: block }, addressList);

/** An address without a name has no entry, so only the list distinguishes it from one of a block that the account lacks. */
async function readAddress(api: Ovh, { scope: block, key: ip }: At): Promise<Row> {
  const isNamed = (await listNamed(api, block)).includes(ip);
  const entry = isNamed
    ? await api.call(`GET ${REVERSE}`, "read", { ip: block, ipReverse: ip }, reverseOf(ip))
    : undefined;
  return { ip, block, reverse: bare(entry?.reverse ?? "") };
}

const setName = (api: Ovh, { scope: ip, key: ipReverse }: At, reverse: string): Promise<unknown> =>
  reverse === ""
    ? api.command(`DELETE ${REVERSE}`, "idempotent", { ip, ipReverse })
    : api.call(`POST ${REVERSES}`, "idempotent", { ip, ipReverse, reverse }, reverseOf(ipReverse));

/** Whether a call that failed set the name anyway. */
const stands = async (api: Ovh, at: At, reverse: string): Promise<boolean> =>
  sameName((await readAddress(api, at)).reverse, reverse);

export const ipReverse = define({
  token: "ovh:IpReverse",
  noun: "reverse DNS entry",
  description:
    "The reverse DNS name (PTR) of an address of the account: an additional IP, or one that came with a VPS or a server. Deleting the resource restores the previous name.",
  see: "https://github.com/ovh/terraform-provider-ovh",
  inputs: {
    ip: required(z.union([z.ipv4(), z.ipv6()]), {
      description: "The address (`ipReverse`), spelled as OVHcloud lists it.",
      change: "replace",
      // If the new name were set first, deleting the old resource would overwrite it with the previous name.
      exclusive: true,
      listedIn: [{ catalog: "reverseAddresses" }],
      read: { from: { row: (row) => row.ip }, drift: "report" },
    }),
    block: optional(z.string().regex(/^[0-9a-f.:]+\/\d+$/i, "must be a block, such as 2001:db8:100::/56"), {
      description:
        "The block that the address belongs to (`ip`), as the panel shows it. Required for IPv6. An IPv4 address is a block of its own if absent.",
      change: "replace",
      read: { from: { row: (row) => row.block }, drift: "report" },
    }),
    reverse: required(z.string().min(1, "is empty: delete the resource instead").max(253), {
      description:
        "Host name, which must already resolve to the address. Letter case and a dot at the end are ignored.",
      change: "update",
      same: sameName,
      read: { from: { row: (row) => row.reverse }, drift: "repair" },
    }),
  },
  outputs: {
    formerReverse: output(z.string(), {
      dependsOn: ["reverse"],
      description: "The name before this resource first set one, which deletion restores. Empty if there was none.",
    }),
    writtenReverse: output(z.string(), {
      dependsOn: ["reverse"],
      description:
        "The name that this resource last set. Deletion restores the previous name only if this one is still set.",
    }),
  },
  scope: ({ ip, block }) => block ?? blockOf(ip),
  listBy: { ip: "required", block: "all" },
  id: addressId,
  views: {
    row: {
      ids: async (api, block) =>
        (await listBlocks(api)).includes(block) ? (await listNamed(api, block)).map((ip) => [ip] as const) : [],
      one: async (api, at) => ({ row: await readAddress(api, at) }),
    },
  },
  absenceProof: "both",
  // It exists with the address; only a program decides what its name should be.
  isUnlisted: () => true,
  claims: ({ ip }) => (ip === undefined ? {} : { ip: `the reverse DNS name of ${ip}` }),
  validate: ({ ip = "" }, isSet) =>
    ip.includes(":") && !isSet("block")
      ? [{ property: "block", reason: "an IPv6 address needs the block that it belongs to" }]
      : [],
  /** The step sets the name. */
  create: async ({ desired: { ip } }) => ip,
  steps: [
    {
      label: "have its name",
      fields: ["reverse"],
      passingRefusal: {
        waitingFor: "for the name to resolve to the address",
        limitSeconds: RESOLVE_LIMIT,
        isPassing: (error) => error instanceof CloudError && error.kind === "invalid",
      },
      refusalHint: ({ words }) =>
        /already/i.test(words ?? "")
          ? "Delete the present name in OVHcloud's panel, then run pulumi up again."
          : "The name must resolve to the address: create its A or AAAA record first, for example with DnsRecord.",
      run: ({ api, at, desired: { reverse }, observed, previous, setOutputs }) => {
        const isFirst = previous?.outputs.writtenReverse === undefined;
        const formerReverse = observed.row?.reverse ?? "";
        return overwrite(
          () => setName(api, at, reverse),
          () => stands(api, at, reverse),
          () => setOutputs({ writtenReverse: reverse, ...(isFirst ? { formerReverse } : {}) }),
        );
      },
    },
  ],
  remove: async ({ api, at, observed, previous, warn }) => {
    const { formerReverse = "", writtenReverse } = previous?.outputs ?? {};
    const now = observed.row?.reverse;
    if (writtenReverse !== undefined && now !== undefined && !sameName(now, writtenReverse)) {
      warn(`the reverse DNS name of ${at.key} is no longer the one that this resource set, so it was left as it is.`);
    } else if (writtenReverse !== undefined && now !== undefined) {
      await setName(api, at, formerReverse);
    }
    return "released";
  },
});
