import type { ManualAssumption, ProbedAssumption } from "../../engine/definition/assumption.ts";
import { textAt } from "../../http/decode/schemas.ts";
import type { Ovh } from "./account.ts";
import { within } from "./scope.ts";
import { volumeOf } from "./volume-schemas.ts";

const VOLUME = "/cloud/project/{serviceName}/volume/{volumeId}";
const UPSIZE = `POST ${VOLUME}/upsize` as const;
const CLIENT = "Try it with another client, in a project of its own.";
const by = (how: string): ManualAssumption["probe"] => ({ by: "manual", how });

/** Assumptions about volumes, copies, groups and users. */
export const storageAssumptions: readonly (ProbedAssumption<Ovh> | ManualAssumption)[] = [
  {
    id: "attached-volume-work",
    statement: "A volume grows, changes its type and is backed up while an instance has it.",
    affects:
      "A larger `size` and another `type` of an attached `Volume`, and a `VolumeBackup` of it. A refusal says how to detach the volume first.",
    switch: "attachedVolumeWork",
    assumed: "possible",
    probe: {
      by: "create",
      ask: async (api, { evidence, server }) => {
        const [attached] = evidence.of(`POST ${VOLUME}/attach`).filter(({ status }) => status === 200);
        const volumeId = textAt(attached?.parameters, "volumeId");
        if (server?.step === "create" && volumeId !== undefined) {
          const parameters = { serviceName: within(api, server.scope).serviceName, volumeId, size: 11 };
          await api.call(UPSIZE, "idempotent", parameters, volumeOf(volumeId));
        }
      },
      find: (evidence) => {
        const [asked] = evidence.during("probe").of(UPSIZE);
        return asked === undefined || asked.status === 0 ? undefined : asked.status < 300 ? "possible" : "refused";
      },
    },
  },
  {
    id: "volume-with-snapshots",
    statement: "A volume that has snapshots is not deleted.",
    affects: "Deletion of a `Volume`: those of snapshots that the program declares come first; others are an error.",
    switches: ["volumeWithSnapshots"],
    probe: by("Try it in the panel with a volume of its own."),
  },
  {
    id: "snapshot-image-id",
    statement: "The response to a snapshot has the ID of the new image in `imageId`.",
    affects: "`InstanceSnapshot`. Only an image that the list has since then is taken, by this ID or by its name.",
    switches: ["snapshotImageId"],
    probe: by("Take a snapshot with another client, by the call of a region, and send us the answer."),
  },
  {
    id: "distant-copy",
    statement: "The copy of a snapshot in another region has the name that was asked for, and outlives the snapshot.",
    affects: "Deletion of an `InstanceSnapshot` with `distantRegion`, which deletes the copy.",
    switches: ["distantCopyStays"],
    probe: by("Take a snapshot with a copy in the panel, and delete it there."),
  },
  {
    id: "backup-image-name",
    statement: "The names of the backups that a workflow makes begin with its own.",
    affects: "The warning when a `WorkflowBackup` is deleted, which names them.",
    switches: ["backupImageName"],
    probe: by("Look at the snapshots of an instance with automatic backups in the panel."),
  },
  {
    id: "deleted-user",
    statement: "A deleted user of a project is shown with the status `deleted`.",
    affects: "Deletion of a `ProjectUser`, which is over with that status or once the user is not found.",
    switches: ["deletedUser"],
    probe: by("Delete a user in the panel and list the users with another client."),
  },
  {
    id: "group-with-instances",
    statement: "A group that has instances is not deleted.",
    affects: "Deletion of an `InstanceGroup`: the instances of the program go first; others are an error.",
    switches: ["groupWithInstances"],
    probe: by(CLIENT),
  },
];
