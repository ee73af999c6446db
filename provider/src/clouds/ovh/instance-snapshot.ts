import { z } from "zod";
import { resourceKit } from "../../engine/definition/definition.ts";
import type { Leftovers } from "../../engine/definition/leftovers.ts";
import { RefusedError } from "../../engine/errors.ts";
import { moment } from "../../http/decode/schemas.ts";
import type { Ovh } from "./account.ts";
import { frozenInputs } from "./frozen-inputs.ts";
import { type SnapshotRow, snapshotOf, snapshotRequested } from "./instance-snapshot-schemas.ts";
import { listImages, titleOf } from "./instance-snapshots.ts";
import { createByOperation } from "./operations.ts";
import { ref } from "./place-fields.ts";
import { idInRegion, placeIn, scopeOf, within } from "./scope.ts";

interface Views {
  row: SnapshotRow;
  /** Its copies in other regions, which only the list of all images shows. */
  copies: readonly SnapshotRow[];
}
const { optional, output, define } = resourceKit<Ovh, Views>();

const PROJECT = "/cloud/project/{serviceName}";
const SNAPSHOT = `${PROJECT}/snapshot/{imageId}` as const;
const MAKE = `${PROJECT}/region/{regionName}/instance/{instanceId}/snapshot` as const;

/** The name of a copy, by which alone it is found: it differs from that of the snapshot. */
const nameOfCopy = (name: string | undefined, region: string | undefined): string => `${name}-${region}`;

const remove = (api: Ovh, scope: string, imageId: string): Promise<SnapshotRow> => {
  const { serviceName } = within(api, scope);
  return api.call(`DELETE ${SNAPSHOT}`, "idempotent", { serviceName, imageId }, snapshotOf(imageId));
};

interface Removal {
  readonly api: Ovh;
  readonly scope: string;
  readonly previous:
    | {
        readonly inputs: { name?: string | undefined; region?: string | undefined; distantRegion?: string | undefined };
        readonly outputs: { readonly distantName?: string | undefined };
      }
    | undefined;
}

const imagesOfProject = (api: Ovh, scope: string) => listImages(api, `${within(api, scope).serviceName}/`);

/**
 * The name of the copy. An adopted snapshot has it from its inputs: whoever made it, such as a run that was killed, and the
 * program says that there is one.
 */
function distantNameIn(previous: Removal["previous"]): string | undefined {
  const { inputs, outputs } = previous ?? { inputs: {}, outputs: {} };
  const { name, region, distantRegion } = inputs;
  return outputs.distantName ?? (distantRegion === undefined ? undefined : nameOfCopy(name, region));
}

/** The copy in another region. Its name was free when the snapshot was made, so it is the snapshot's. */
const copies: Leftovers<Removal> = {
  async find({ api, scope, previous }) {
    const wanted = distantNameIn(previous);
    if (wanted === undefined) {
      return [];
    }
    const found = (await imagesOfProject(api, scope)).filter(({ name }) => name === wanted);
    return found.map((row) => ({
      id: row.id,
      name: `copy ${titleOf(row)} in ${row.region}`,
      isOwn: found.length === 1,
    }));
  },
  giveBack: async ({ api, scope }, { id }) => {
    await remove(api, scope, id);
  },
};

export const instanceSnapshot = define({
  token: "ovh:InstanceSnapshot",
  noun: "instance snapshot",
  description:
    "A snapshot of an instance, kept as an image of the project for `image` of another instance; also copied to another region. OVHcloud cannot change one: every change replaces it.",
  see: "https://github.com/ovh/docs",
  inputs: {
    ...frozenInputs<SnapshotRow>("instance", 200),
    instance: optional(ref, {
      description:
        "Instance, by ID or name; OVHcloud does not show it afterwards, so that an existing snapshot may lack it. It is busy meanwhile. A snapshot of one that runs is as consistent as a power failure leaves it.",
      change: "replace",
      catalog: "instances",
    }),
    distantRegion: optional(ref, {
      description:
        "Region to copy it to as well (`distantRegionName`). The copy is charged, has the snapshot's name with `-` and the snapshot's region, and is deleted with the snapshot.",
      change: "replace",
      catalog: "regions",
      read: {
        from: {
          copies: (seen, given) => (given === undefined || seen.some(({ region }) => region === given) ? given : ""),
        },
        drift: "report",
      },
    }),
  },
  outputs: {
    imageId: output(z.string(), {
      always: true,
      description: "ID of the image, without its project and region.",
      from: { row: (row) => row.id },
    }),
    size: output(z.number(), { description: "Size in GB.", from: { row: (row) => row.size } }),
    status: output(z.string(), {
      always: true,
      description: "Status as reported by OVHcloud, such as `active`.",
      from: { row: (row) => row.status },
    }),
    distantName: output(z.string(), { description: "Name of the copy in `distantRegion`." }),
    distantImageId: output(z.string(), { description: "ID of the copy in `distantRegion`." }),
  },
  isCharged: true,
  timeouts: { create: 3600, update: 600, delete: 600 },
  scope: (desired, api) => scopeOf(api, desired.project, desired.region),
  listBy: { project: "configured", region: "all" },
  id: idInRegion("7c2d4e6f-8a1b-4c3d-9e5f-6a7b8c9d0e1f"),
  name: { input: "name", max: 200, character: /[A-Za-z0-9._-]/ },
  views: {
    row: {
      list: async (api, scope) => {
        const { serviceName } = within(api, scope);
        const rows = await listImages(api, scope);
        return rows.map((row) => [row.id, row, scopeOf(api, serviceName, row.region)] as const);
      },
      one: async (api, { scope, key: imageId }) => {
        const { serviceName } = within(api, scope);
        return { row: await api.call(`GET ${SNAPSHOT}`, "read", { serviceName, imageId }, snapshotOf(imageId)) };
      },
    },
    copies: {
      list: async (api, scope) => {
        const rows = await imagesOfProject(api, scope);
        const byName = new Map<string, SnapshotRow[]>();
        for (const row of rows) {
          byName.set(row.name ?? "", [...(byName.get(row.name ?? "") ?? []), row]);
        }
        return rows.map((row) => [row.id, byName.get(nameOfCopy(row.name, row.region)) ?? []] as const);
      },
      none: [],
    },
  },
  absenceProof: "both",
  consistencyWindow: 120,
  nameOf: ({ row }) => row?.name,
  createdAt: ({ row }) => moment(row?.creationDate),
  validate: ({ region, distantRegion }, isSet, creates) => [
    ...(creates && !isSet("instance") ? [{ property: "instance", reason: "is needed for a new snapshot" }] : []),
    ...(distantRegion !== undefined && distantRegion === region
      ? [{ property: "distantRegion", reason: "must be another region than that of the instance" }]
      : []),
  ],
  create: async (context) => {
    const { api, scope, desired, setOutputs } = context;
    const { name = "", instance: instanceId, distantRegion } = desired;
    const { serviceName, regionName } = placeIn(api, scope);
    const distantName = distantRegion === undefined ? undefined : nameOfCopy(name, regionName);
    if (distantName !== undefined) {
      const [taken] = (await imagesOfProject(api, scope)).filter((row) => row.name === distantName);
      if (taken !== undefined) {
        throw new RefusedError(
          `OVHcloud has an image ${titleOf(taken)} in ${taken.region} already, and the copy would have the same name. Nothing was created. Delete it if it is a leftover, or choose another name.`,
        );
      }
      setOutputs({ distantName });
    }
    const distant = { distantRegionName: distantRegion, distantSnapshotName: distantName };
    const parameters = { serviceName, regionName, instanceId, snapshotName: name, ...distant };
    // What `imageId` of the answer is, is not documented well enough to record it unseen (§3.4).
    return createByOperation(context, {
      ...{ serviceName, name },
      send: async () => {
        const { operationId: id, imageId: resourceId } = await api.call(
          `POST ${MAKE}`,
          "create",
          parameters,
          snapshotRequested,
        );
        return { id, action: undefined, status: "created", resourceId, subOperations: [] };
      },
      list: async () => (await listImages(api, scope)).map((row) => ({ id: row.id, name: row.name ?? "" })),
    });
  },
  state: ({ row }) => {
    if (row === undefined) return undefined;
    if (/^(error|killed|deleted)$/.test(row.status)) return { is: "failed", why: row.status };
    return { is: row.status === "active" ? "ready" : "pending" };
  },
  statusText: ({ row }) => row?.status,
  steps: [
    {
      label: "be copied to the other region",
      fields: [],
      due: ({ creating, desired }) => creating && desired.distantRegion !== undefined,
      run: async ({ api, scope, desired, poll, setOutputs }) => {
        const wanted = nameOfCopy(desired.name, desired.region);
        const copy = await poll(
          `its copy ${wanted} in ${desired.distantRegion}`,
          async () =>
            (await imagesOfProject(api, scope)).find(
              ({ name, region }) => name === wanted && region === desired.distantRegion,
            ),
          (row) => row?.status === "active",
        );
        setOutputs({ distantImageId: copy?.id });
      },
    },
  ],
  remove: async ({ api, scope, key }) => {
    await remove(api, scope, key);
  },
  leftovers: copies,
});
