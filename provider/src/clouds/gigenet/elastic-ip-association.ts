import { z } from "zod";
import { plainId, resourceKit } from "../../engine/definition/definition.ts";
import { RefusedError } from "../../engine/errors.ts";
import { CloudError } from "../../http/errors.ts";
import type { GigeNet } from "./account.ts";
import { listAddresses, readAddress, shareAddresses } from "./addresses.ts";
import { type AddressRow, done } from "./schemas.ts";

const { required, output, define } = resourceKit<GigeNet, { row: AddressRow }>();

const pairOf = (address: string, instance: string): string => `${address} ${instance}`;

const associate = (api: GigeNet, safety: "create" | "idempotent", PublicIp: string, InstanceId: string) =>
  api.call("AssociateAddress", safety, { InstanceId, PublicIp }, done);

export const elasticIpAssociation = define({
  token: "gigenet:ElasticIpAssociation",
  noun: "elastic IP association",
  description:
    "The association of an elastic address with an instance. Deleting it takes the address off the instance; the address stays. Whether DescribeAddresses shows the instance of an address is not proven: if it does not, drift cannot be seen.",
  see: "https://github.com/gigenet-projects/gcloud-golang-api",
  inputs: {
    instance: required(z.string().min(1), {
      description: "ID of the instance (`InstanceId`), in the zone of the address.",
      change: "replace",
      refersTo: ["instance"],
      read: { from: { row: ({ instanceId }) => instanceId }, drift: "repair" },
    }),
    address: required(z.ipv4(), {
      description: "The elastic address (`PublicIp`): the ID or `ip` of an `ElasticIp`.",
      change: "replace",
      refersTo: ["elastic IP"],
      listedIn: [{ catalog: "addresses" }],
      // The old association is removed first, because an address can have only one instance.
      exclusive: true,
      read: { from: { row: ({ publicIp }) => publicIp }, drift: "report" },
    }),
  },
  outputs: {
    ip: output(z.string(), {
      dependsOn: [],
      always: true,
      description: "The address.",
      from: { row: ({ publicIp }) => publicIp },
    }),
    instanceId: output(z.string(), {
      dependsOn: [],
      description: "ID of the instance, as DescribeAddresses shows it.",
      from: { row: ({ instanceId }) => instanceId },
    }),
  },
  scope: () => "",
  id: plainId("198.51.100.7"),
  views: {
    row: {
      list: async (api) =>
        (await listAddresses(api)).flatMap((row) =>
          row.instanceId === undefined ? [] : [[row.publicIp, row] as const],
        ),
      // An address without an instance is unassociated if other addresses show theirs. If none does, it proves nothing.
      one: async (api, { key }) => {
        const all = await shareAddresses(api, key);
        const row = all.find(({ publicIp }) => publicIp === key);
        const isFree = row?.instanceId === undefined && all.some(({ instanceId }) => instanceId !== undefined);
        return row === undefined || isFree ? undefined : { row };
      },
    },
  },
  absenceProof: "one",
  consistencyWindow: 60,
  isGone: ({ row }, { instanceId }) => row?.instanceId === undefined && instanceId !== undefined,
  nameOf: ({ row }) => (row?.instanceId === undefined ? undefined : pairOf(row.publicIp, row.instanceId)),
  searchKey: ({ address, instance }) => pairOf(address, instance),
  mayLackName: true,
  create: ({ api, desired: { instance, address }, exclusive }) =>
    exclusive(`gigenet:address ${address}`, async () => {
      const row = await readAddress(api, address);
      if (row?.instanceId !== undefined) {
        throw new RefusedError(
          `GigeNET address ${address} is already associated with instance ${row.instanceId}. Nothing was changed. Disassociate it in GigeNET's dashboard or in the program that associated it, then run pulumi up again.`,
        );
      }
      await associate(api, "create", address, instance);
      return address;
    }),
  steps: [
    {
      label: "be associated",
      fields: [],
      // An adopted address that shows no instance may be unassociated.
      due: ({ creating, previous, observed }) =>
        !creating && previous === undefined && observed.row?.instanceId === undefined,
      run: ({ api, desired }) => associate(api, "idempotent", desired.address, desired.instance),
    },
  ],
  remove: async ({ api, key, observed, previous, warn }) => {
    const seen = observed.row?.instanceId;
    const own = previous?.inputs.instance;
    if (seen !== undefined && own !== undefined && seen !== own) {
      warn(`address ${key} is associated with instance ${seen} and no longer with ${own}, so it was left as it is.`);
      return "released";
    }
    try {
      await api.call("DisassociateAddress", "idempotent", { PublicIp: key }, done);
    } catch (error) {
      // No view shows whether the address was associated.
      if (seen !== undefined || !(error instanceof CloudError) || error.effect === "unknown") {
        throw error;
      }
      warn(`GigeNET refused to disassociate address ${key}: ${error.message}`);
    }
    // No view shows whether it still is, so the response is the only evidence.
    return seen === undefined ? "released" : undefined;
  },
});
