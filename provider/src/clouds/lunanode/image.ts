import { z } from "zod";
import type { BaseOperationContext } from "../../engine/definition/context.ts";
import { resourceKit, scopedId } from "../../engine/definition/definition.ts";
import { RefusedError } from "../../engine/errors.ts";
import type { LunaNode } from "./account.ts";
import { REGION_FIELD, ref } from "./fields.ts";
import { isOwnName, listOwnImages } from "./images.ts";
import { done, type ImageRow, imageCreated, imageDetails } from "./schemas.ts";

const { optional, output, define } = resourceKit<LunaNode, { row: ImageRow }>();

const ORIGINS = ["location", "vm", "copyOf"] as const;

export const image = define({
  token: "lunanode:Image",
  noun: "image",
  description:
    "An image of the account: fetched from a URL, a snapshot of a VM, or a copy of an image of another region. It costs money until it is deleted.",
  see: "https://www.lunanode.com/api/image",
  inputs: {
    name: optional(
      z
        .string()
        .min(1)
        .max(64)
        .refine(isOwnName, 'must not end in "(template)" or "(ISO)", as LunaNode\'s own images do'),
      {
        description: "Name in the panel. Generated from the resource's name if absent.",
        change: "update",
        read: { from: { row: (row) => row.name }, drift: "repair" },
      },
    ),
    region: optional(ref, {
      ...REGION_FIELD,
      description: "Region of the image, by ID or name, such as `toronto`.",
      read: { from: { row: (row) => row.region }, drift: "report" },
    }),
    location: optional(z.url({ protocol: /^(https?|ftp)$/ }), {
      description:
        "URL that LunaNode fetches the image from: `http`, `https` or `ftp`. Set exactly one of `location`, `vm` and `copyOf`.",
      change: "replace",
    }),
    format: optional(z.enum(["iso", "qcow2"]), {
      description: "Format of the file at `location`.",
      change: "replace",
    }),
    virtio: optional(z.boolean(), {
      description: "Whether VMs of the image have virtio devices instead of IDE and e1000. Only with `location`.",
      change: "replace",
    }),
    vm: optional(ref, {
      description:
        "VM to take a snapshot of, by ID or name, in the region of the image. Stop it first for a consistent disk.",
      change: "replace",
      catalog: "vms",
    }),
    copyOf: optional(ref, {
      description: "Image of the account to copy to `region`, by ID or name.",
      change: "replace",
      catalog: "allImages",
    }),
  },
  outputs: {
    imageId: output(z.string(), {
      dependsOn: [],
      always: true,
      description: "ID of the image, without its region.",
      from: { row: (row) => row.image_id },
    }),
    status: output(z.string(), {
      dependsOn: [],
      description: "Status as reported by LunaNode, such as `active`.",
      from: { row: (row) => row.status },
    }),
  },
  isCharged: true,
  timeouts: { create: 3600, update: 600, delete: 600 },
  scope: (desired) => desired.region ?? "toronto",
  listBy: { region: "all" },
  id: scopedId("toronto/240279"),
  name: { input: "name", max: 64, character: /[A-Za-z0-9._-]/ },
  views: {
    row: {
      allScopes: true,
      list: async (api) => (await listOwnImages(api)).map((row) => [row.image_id, row, row.region] as const),
      one: async (api, { key }) => {
        const { details } = await api.call("image/details", "read", { image_id: key }, imageDetails);
        return { row: { ...details, image_id: key } };
      },
    },
  },
  // The list omits an image whose name looks like one of LunaNode's own.
  absenceProof: "both",
  consistencyWindow: 30,
  nameOf: (observed) => observed.row?.name,
  validate: (desired, isSet, creates) => {
    const origins = ORIGINS.filter(isSet);
    if (creates ? origins.length !== 1 : origins.length > 1) {
      return [
        {
          property: origins[1] ?? "location",
          reason: "set exactly one of location, vm and copyOf, which the image is made from",
        },
      ];
    }
    if (creates && isSet("location") && !isSet("format")) {
      return [{ property: "format", reason: "say what is at location: iso or qcow2" }];
    }
    return desired.virtio !== undefined && creates && !isSet("location")
      ? [{ property: "virtio", reason: "only an image that is fetched from a location can have it" }]
      : [];
  },
  create: async (context) => {
    const { api, scope, desired } = context;
    const { name, location, format, virtio, vm, copyOf } = desired;
    if (copyOf !== undefined) {
      return copy(context, copyOf);
    }
    const { image_id } =
      vm === undefined
        ? await api.call(
            "image/fetch",
            "create",
            { region: scope, name, location, format, virtio: virtio === true ? "yes" : undefined },
            imageCreated,
          )
        : await api.call("vm/snapshot", "create", { vm_id: vm, name }, imageCreated);
    return image_id;
  },
  state: ({ row: { status } = {} }) =>
    /^(killed|error)$/i.test(status ?? "")
      ? { is: "failed", why: `LunaNode reports "${status}". A location that cannot be fetched is one reason` }
      : { is: status === undefined || /^active$/i.test(status) ? "ready" : "pending" },
  statusText: ({ row }) => row?.status,
  steps: [
    {
      label: "be renamed",
      fields: ["name"],
      run: ({ api, key, desired }) =>
        api.call("image/rename", "idempotent", { image_id: key, name: desired.name }, done),
    },
  ],
  remove: ({ api, key }) => api.call("image/delete", "idempotent", { image_id: key }, done),
});

type Copying = Pick<BaseOperationContext<LunaNode, object, object>, "api" | "scope" | "exclusive">;

/**
 * A copy has the name of its source until it is renamed. An image with that name may therefore be the copy of an interrupted
 * run, and no other copy is created while it exists (§4.2).
 */
const copy = ({ api, scope, exclusive }: Copying, source: string): Promise<string> =>
  exclusive(`image copies ${scope}`, async () => {
    const all = await listOwnImages(api);
    const name = all.find(({ image_id }) => image_id === source)?.name;
    if (name === undefined) {
      throw new RefusedError(
        `LunaNode image ${source} is not one of the account's. LunaNode has its own images in every region: use the one there.`,
      );
    }
    const left = all.filter((row) => row.name === name && row.region === scope && row.image_id !== source);
    if (left.length > 0) {
      const ids = left.map(({ image_id }) => `${scope}/${image_id}`).join(", ");
      throw new RefusedError(
        `LunaNode has an image named "${name}" in ${scope} already: ${ids}. Nothing was created. It may be the copy of an interrupted run: then adopt it with adopt: "${left.length === 1 ? ids : "<id>"}". Otherwise rename it in the panel, because a copy has the name of its source at first.`,
      );
    }
    return (await api.call("image/replicate", "create", { image_id: source, region: scope }, imageCreated)).image_id;
  });
