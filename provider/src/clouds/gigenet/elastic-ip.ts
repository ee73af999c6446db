import { z } from "zod";
import { plainId, resourceKit } from "../../engine/definition/definition.ts";
import { RefusedError } from "../../engine/errors.ts";
import type { GigeNet } from "./account.ts";
import { listAddresses } from "./addresses.ts";
import { type AddressRow, allocated, done } from "./schemas.ts";

const { optional, output, define } = resourceKit<GigeNet, { row: AddressRow }>();

/** Seconds for which an address may still show an instance after its disassociation. */
const DISASSOCIATED_WITHIN = 120;

/** In the sample, DescribeAddresses has `standard` in place of the zone that AllocateAddress returns (§2). */
const zoneOf = ({ domain }: AddressRow): string | undefined =>
  domain === "standard" || domain === "vpc" ? undefined : domain;

export const elasticIp = define({
  token: "gigenet:ElasticIp",
  noun: "elastic IP",
  description:
    "A public IPv4 address of the account, independent of the instance that it is associated with. It is charged until it is deleted, also while no instance has it.\n\nGigeNET's addresses have neither a name nor a tag. So a create whose reply was lost, or that was killed, is never settled by itself: the provider reports the addresses that could be the one, and allocates no other while there is one.",
  see: "https://github.com/gigenet-projects/gcloud-golang-api",
  inputs: {
    zone: optional(z.string().min(1), {
      description:
        "Zone (`Domain`), such as `ord1`; that of the instance which is to have the address. If absent, the configuration's zone at the time of creation.",
      change: "replace",
      catalog: "zones",
      read: { from: { row: zoneOf }, drift: "report" },
    }),
    otherAddresses: optional(z.array(z.ipv4()), {
      description:
        "Unassociated addresses of the account that belong to something else. Without them, nothing is created while the account has an address that no instance has and no known resource manages: an interrupted run could have allocated it.",
      change: "update",
      unordered: true,
    }),
  },
  outputs: {
    ip: output(z.string(), {
      dependsOn: [],
      always: true,
      description: "The address.",
      from: { row: ({ publicIp }) => publicIp },
    }),
    allocatedIn: output(z.string(), {
      dependsOn: [],
      description: "Zone in which GigeNET allocated the address. Absent if it was adopted or imported.",
    }),
    instanceId: output(z.string(), {
      dependsOn: [],
      description: "ID of the instance that it is associated with.",
      from: { row: ({ instanceId }) => instanceId },
    }),
  },
  isCharged: true,
  scope: () => "",
  configured: ({ zone }) => ({ zone }),
  id: plainId("198.51.100.7"),
  views: {
    row: {
      list: async (api) => (await listAddresses(api)).map((row) => [row.publicIp, row] as const),
    },
  },
  absenceProof: "list",
  consistencyWindow: 60,
  // An address has no name or tags. If an interrupted run allocated one, it is recognized because it has no instance.
  unnamed: {
    is: ({ row }, _scope, { otherAddresses = [] }) =>
      row !== undefined && row.instanceId === undefined && !otherAddresses.includes(row.publicIp),
    like: [],
    described: "that no instance has and",
    claimHint: "list them in otherAddresses",
  },
  create: async ({ api, desired, setOutputs }) => {
    const zone = desired.zone ?? api.zone;
    const row = await api.call("AllocateAddress", "create", { Domain: zone }, allocated);
    setOutputs({ allocatedIn: zoneOf({ ...row, instanceId: undefined }) ?? zone });
    return row.publicIp;
  },
  statusText: ({ row }) => (row?.instanceId === undefined ? "unassociated" : `associated with ${row.instanceId}`),
  steps: [],
  beforeRemoval: async ({ key, waitWithin, observed }) => {
    // Another stack or the dashboard may have associated it. Releasing it would disconnect that instance.
    if (!(await waitWithin(DISASSOCIATED_WITHIN, "to be disassociated", ({ row }) => row?.instanceId === undefined))) {
      throw new RefusedError(
        `GigeNET elastic IP ${key} is associated with instance ${observed.row?.instanceId}, so it was not released. Disassociate it in GigeNET's dashboard or in the stack that associated it, then run this again.`,
      );
    }
  },
  remove: ({ api, key }) => api.call("ReleaseAddress", "idempotent", { PublicIp: key }, done),
});
