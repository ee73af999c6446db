import { z } from "zod";
import { resourceKit } from "../../engine/definition/definition.ts";
import { RefusedError } from "../../engine/errors.ts";
import type { Ovh } from "./account.ts";
import { PROJECT_FIELD, projectType, REGION_FIELD, ref } from "./place-fields.ts";
import { idInRegion, scopeOf, within } from "./scope.ts";
import { type VolumeRow, volumeOf } from "./volume-schemas.ts";
import { fetchVolume, listVolumes, VOLUME } from "./volumes.ts";

interface Attached extends VolumeRow {
  instance: string;
}
const { required, optional, output, define } = resourceKit<Ovh, { row: Attached }>();

/** The key of an attachment: a volume of the type `classic-multiattach` can have several. */
const pairOf = (volume: string, instance: string): string => `${volume}:${instance}`;

const partsOf = (key: string): { volumeId: string; instanceId: string } => {
  const [volumeId = "", instanceId = ""] = key.split(":");
  return { volumeId, instanceId };
};

export const volumeAttachment = define({
  token: "ovh:VolumeAttachment",
  noun: "volume attachment",
  description:
    "Attaches a volume to an instance. Deleting it detaches the volume, which keeps its data. Unmount the file system in the guest first.",
  see: "https://github.com/ovh/docs",
  inputs: {
    project: optional(projectType, PROJECT_FIELD),
    region: required(ref, {
      ...REGION_FIELD,
      description: "Region of the volume and the instance, such as `GRA11`.",
      read: { from: { row: (row) => row.region }, drift: "report" },
    }),
    volume: required(ref, {
      description: "Volume, by ID or name.",
      change: "replace",
      exclusive: true,
      catalog: "volumes",
      read: { from: { row: (row) => row.id }, drift: "report" },
    }),
    instance: required(ref, {
      description: "Instance to attach it to, by ID or name. A change detaches the volume and attaches it again.",
      change: "replace",
      catalog: "instances",
      read: { from: { row: (row) => row.instance }, drift: "report" },
    }),
  },
  outputs: {
    volumeId: output(z.string(), {
      always: true,
      description: "ID of the volume.",
      from: { row: (row) => row.id },
    }),
    instanceId: output(z.string(), {
      always: true,
      description: "ID of the instance.",
      from: { row: (row) => row.instance },
    }),
    status: output(z.string(), {
      description: "Status of the volume as reported by OVHcloud, such as `in-use`.",
      from: { row: (row) => row.status },
    }),
  },
  scope: (desired, api) => scopeOf(api, desired.project, desired.region),
  listBy: { project: "configured", region: "all" },
  id: {
    ...idInRegion("9b1c2a74-0d6e-4f3b-8a57-2e4d6c8b1f90:5e8f7b1c-4d3a-4b7e-9c1d-2f6a8e0b3c5d"),
    lacks: ({ key }) => (/^[^:]+:[^:]+$/.test(key) ? undefined : "the other one of its volume and its instance"),
  },
  views: {
    row: {
      list: async (api, scope) =>
        (await listVolumes(api, scope)).flatMap(([id, row, place]) =>
          row.attachedTo.map((instance) => [pairOf(id, instance), { ...row, instance }, place] as const),
        ),
      one: async (api, { scope, key }) => {
        const { volumeId, instanceId } = partsOf(key);
        const row = await fetchVolume(api, scope, volumeId);
        return row.attachedTo.includes(instanceId) ? { row: { ...row, instance: instanceId } } : undefined;
      },
    },
  },
  absenceProof: "both",
  consistencyWindow: 60,
  nameOf: ({ row }) => (row === undefined ? undefined : pairOf(row.id, row.instance)),
  searchKey: ({ volume, instance }) => pairOf(volume, instance),
  create: ({ api, scope, desired: { volume, instance }, exclusive }) =>
    exclusive(`ovh:volume ${volume}`, async () => {
      const { attachedTo, type } = await fetchVolume(api, scope, volume);
      if (attachedTo.length > 0 && type !== "classic-multiattach") {
        throw new RefusedError(
          `OVHcloud volume ${volume} is attached to instance ${attachedTo.join(" and ")} already. Nothing was changed. Detach it there first, in the panel or in the program that attached it.`,
        );
      }
      const parameters = { serviceName: within(api, scope).serviceName, volumeId: volume, instanceId: instance };
      await api.call(`POST ${VOLUME}/attach`, "create", parameters, volumeOf(volume));
      return pairOf(volume, instance);
    }),
  state: ({ row }) => (row === undefined ? undefined : { is: row.status === "attaching" ? "pending" : "ready" }),
  statusText: ({ row }) => row?.status,
  steps: [],
  isBeingRemoved: ({ row }) => row?.status === "detaching",
  remove: async ({ api, scope, key }) => {
    const { volumeId, instanceId } = partsOf(key);
    const parameters = { serviceName: within(api, scope).serviceName, volumeId, instanceId };
    await api.call(`POST ${VOLUME}/detach`, "idempotent", parameters, volumeOf(volumeId));
  },
});
