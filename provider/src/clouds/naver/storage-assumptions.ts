import type { ManualAssumption, ProbedAssumption } from "../../engine/definition/assumption.ts";
import { textsOf } from "../../engine/definition/evidence.ts";
import { textAt } from "../../http/decode/schemas.ts";
import type { Naver } from "./account.ts";

const LIST = "getBlockStorageInstanceList";

/** Assumptions about block storage. */
export const storageAssumptions: readonly (ProbedAssumption<Naver> | ManualAssumption)[] = [
  {
    id: "detached-storage",
    statement: "Block storage that is detached shows no server.",
    affects:
      "`server` of a `BlockStorage`, and the deletion of a server. Only the status says whether storage is attached.",
    switch: "detachedStorageShows",
    assumed: "none",
    probe: {
      by: "create",
      find: (evidence) => {
        const own = new Set(
          textsOf(
            evidence.items(
              "createBlockStorageInstance",
              "createBlockStorageInstanceResponse",
              "blockStorageInstanceList",
            ),
            "blockStorageInstanceNo",
          ),
        );
        const rows = evidence.during("detach storage").items(LIST, `${LIST}Response`, "blockStorageInstanceList");
        const free = rows.filter(
          (row) =>
            own.has(textAt(row, "blockStorageInstanceNo") ?? "") &&
            textAt(row, "blockStorageInstanceStatus", "code") === "CREAT",
        );
        return free.length === 0
          ? undefined
          : textsOf(free, "serverInstanceNo").some((no) => no !== "")
            ? "last"
            : "none";
      },
    },
  },
  {
    id: "image-storage",
    statement: "`createServerImage` needs no snapshot of the server's root disk.",
    affects: "A `ServerImage` with `server` only. If it needs one, the error says how to set `snapshot`.",
    switches: ["imageStorage"],
    probe: { by: "manual", how: "Create a `ServerImage` of a KVM server." },
  },
  {
    id: "member-images",
    statement: "Member server images (XEN and RHV) are not in the list of server images.",
    affects: "Nothing: the provider reads both lists, and counts an image that is in both once.",
    switches: ["memberImagesListed"],
    probe: { by: "manual", how: "Compare the names in `getServerImageList` and `getMemberServerImageInstanceList`." },
  },
  {
    id: "image-numbers",
    statement: "No member server image has the number of a server image.",
    affects: "The ID of a `ServerImage`, which is the number of either.",
    switches: [],
    probe: { by: "manual", how: "The report shows the numbers in both lists." },
  },
  {
    id: "member-image-plan",
    statement: "A server is created from a member server image with the product code of its plan.",
    affects:
      "`image` of a server on XEN or RHV. The provider sends the spec's code if the list of specs shows no product code.",
    switches: [],
    probe: { by: "manual", how: "Create a server from a member server image." },
  },
  {
    id: "snapshot-chains",
    statement: "A snapshot that incremental ones add to cannot be deleted before them.",
    affects: "Deletion. A refusal is tried for two minutes, so that Pulumi can delete the others meanwhile.",
    switches: [],
    probe: { by: "manual", how: "Delete a full snapshot with an incremental one in the console." },
  },
];
