import { z } from "zod";
import type { OperationContext } from "../../engine/definition/context.ts";
import { plainId, resourceKit } from "../../engine/definition/definition.ts";
import { RefusedError } from "../../engine/errors.ts";
import type { LunaNode } from "./account.ts";
import { done, type VolumeInfo, type VolumeRow } from "./schemas.ts";
import { holderOf, infoOfVolume, isAttachedTo, isFree, listVolumes } from "./volumes.ts";

interface Views {
  listed: VolumeRow;
  /** Only volume/info shows a volume's VM. */
  info: VolumeInfo;
}
const { required, optional, output, define } = resourceKit<LunaNode, Views>();

type Detaching = Pick<OperationContext<LunaNode, Views, object, object>, "api" | "key" | "changeElsewhere">;

/** LunaNode releases the volume after a few seconds. */
const detach = ({ api, key, changeElsewhere }: Detaching): Promise<void> =>
  changeElsewhere(
    "to be detached",
    () => api.call("volume/detach", "idempotent", { volume_id: key }, done),
    () => infoOfVolume(api, key),
    isFree,
  );

export const volumeAttachment = define({
  token: "lunanode:VolumeAttachment",
  noun: "volume attachment",
  description:
    "Attaches a volume to a VM. Deleting it detaches the volume, which keeps its data. Unmount the file system in the guest first.",
  see: "https://www.lunanode.com/api/volume",
  inputs: {
    volume: required(z.string().min(1), {
      description: "Volume, by ID or name.",
      change: "replace",
      exclusive: true,
      catalog: "volumes",
      read: { from: { listed: (row) => row.id }, drift: "report" },
    }),
    vm: required(z.string().min(1), {
      description: "VM to attach it to, by ID or name, in the region of the volume. A change moves the volume.",
      change: "update",
      catalog: "vms",
      read: {
        from: { info: (info, given) => (given !== undefined && isAttachedTo(info, given) ? given : holderOf(info)) },
        drift: "repair",
      },
    }),
    target: optional(z.string().min(1), {
      description:
        "Device name that LunaNode is asked for (`target`), such as `/dev/vdc`. The guest may choose another one, so mount by UUID. `auto` if absent.",
      change: "initial",
    }),
  },
  outputs: {
    volumeId: output(z.string(), {
      dependsOn: [],
      always: true,
      description: "ID of the volume, without its region.",
      from: { listed: (row) => row.id },
    }),
    status: output(z.string(), {
      dependsOn: ["vm"],
      description: "Status of the volume as reported by LunaNode, such as `in-use`.",
      from: { info: (info) => info.status },
    }),
  },
  scope: () => "",
  id: plainId("3001"),
  views: {
    listed: { list: async (api) => (await listVolumes(api)).map((row) => [row.id, row] as const) },
    info: { one: async (api, { key }) => ({ info: await infoOfVolume(api, key) }) },
  },
  absenceProof: "list",
  isListedOneByOne: true,
  isUnlisted: ({ info }) => info !== undefined && isFree(info),
  claims: ({ volume }) => (volume === undefined ? {} : { volume: `which VM has volume ${volume.split("/").at(-1)}` }),
  /** The step attaches the volume, so that an interrupted attachment can be observed and completed. */
  create: async ({ api, desired: { volume, vm } }) => {
    const info = await infoOfVolume(api, volume);
    if (!isFree(info) && !isAttachedTo(info, vm)) {
      throw new RefusedError(
        `LunaNode volume ${volume} is attached to VM ${holderOf(info)} already. Nothing was changed. Detach it there first, in the panel or in the program that attached it.`,
      );
    }
    return volume;
  },
  steps: [
    {
      label: "be attached",
      fields: ["vm"],
      severalCalls: true,
      run: async (context) => {
        const { api, key, desired, observed, changeElsewhere } = context;
        const info = observed.info ?? (await infoOfVolume(api, key));
        if (!isFree(info) && !isAttachedTo(info, desired.vm)) {
          await detach(context);
        }
        if (!isAttachedTo(info, desired.vm)) {
          const parameters = { volume_id: key, vm_id: desired.vm, target: desired.target ?? "auto" };
          await changeElsewhere(
            "to be attached",
            () => api.call("volume/attach", "write", parameters, done),
            () => infoOfVolume(api, key),
            (seen) => isHeld(seen, desired.vm),
          );
        }
      },
    },
  ],
  remove: async (context) => {
    const { key, api, previous, hasChanged, warn } = context;
    const info = await infoOfVolume(api, key);
    const own = previous?.inputs.vm;
    // A move that failed has left it at either VM.
    if (info.attached !== "" && own !== undefined && !isAttachedTo(info, own) && !hasChanged("vm")) {
      warn(
        `the volume is attached to VM ${holderOf(info)} and no longer to the VM of the program, so it was left there.`,
      );
    } else if (info.attached !== "") {
      await detach(context);
    }
    return "released";
  },
});

/** Attached, and no change in progress. */
const isHeld = (info: VolumeInfo, vm: string): boolean =>
  isAttachedTo(info, vm) && !/^(attaching|detaching)$/i.test(info.status ?? "");
