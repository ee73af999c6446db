import type { ManualAssumption } from "../../engine/definition/assumption.ts";

const CLIENT = "Try it with another client, in a project of its own.";
const by = (how: string): ManualAssumption["probe"] => ({ by: "manual", how });

/** Assumptions about volumes, copies, groups and users. */
export const storageAssumptions: readonly ManualAssumption[] = [
  {
    id: "attached-volume-work",
    statement: "A volume grows, changes its type and is backed up while an instance has it.",
    affects:
      "A larger `size` and another `type` of an attached `Volume`, and a `VolumeBackup` of it. A refusal says how to detach the volume first.",
    switches: ["attachedVolumeWork"],
    probe: by("Try it in the panel with a volume that is attached."),
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
