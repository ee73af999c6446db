import type { ProbedAssumption } from "../../engine/definition/assumption.ts";
import { type Evidence, firstOf, itemsOf, textsOf } from "../../engine/definition/evidence.ts";
import { at } from "../../http/decode/schemas.ts";
import type { Tree } from "../../http/decode/tree.ts";
import type { LunaNode } from "./account.ts";
import { listAddresses, vmOf } from "./addresses.ts";
import { isYes } from "./answers.ts";
import { done } from "./schemas.ts";

/** The volume that the trial has created. */
const volumeOf = (evidence: Evidence): string | undefined => evidence.texts("volume/create", "volume_id").at(-1);

/** Names that the trial sent in creates. */
const sentNames = (evidence: Evidence, call: string, parameter: string): string[] =>
  textsOf(
    evidence.of(call).map(({ parameters }) => parameters),
    parameter,
  );

const rowsOfSnapshots = (evidence: Evidence): Tree[] =>
  evidence
    .of("volume/snapshot-list")
    .flatMap(({ tree }) => (isYes(tree) ? itemsOf(at(tree ?? null, "snapshots") ?? tree ?? null) : []))
    .filter((row) => at(row, "id") !== undefined);

const accepted = (evidence: Evidence, call: string): boolean | undefined => {
  const [first] = evidence.during("probe").of(call);
  return first === undefined ? undefined : isYes(first.tree);
};

/** What `indiecloud verify --with-server` tests of the things next to the server: scripts, addresses, volumes and snapshots. */
export const siteAssumptions: readonly ProbedAssumption<LunaNode>[] = [
  {
    id: "script-newlines",
    statement: "Startup scripts keep their line ends.",
    affects: "Nothing: scripts are sent with Unix line ends, and compared whatever their line ends.",
    switch: "scriptNewlines",
    assumed: "keep",
    probe: {
      by: "create",
      find: (evidence) => {
        const own = new Set(sentNames(evidence, "script/create", "name"));
        const rows = evidence.items("script/list", "scripts").filter((row) => own.has(String(at(row, "name"))));
        return firstOf(textsOf(rows, "content"), [/\r\n/, "crlf"], [/\n/, "keep"]);
      },
    },
  },
  {
    id: "attached-address",
    statement: "A floating IP cannot be deleted while a VM has it.",
    affects: "Nothing: the provider detaches an address before it deletes it.",
    switch: "deleteAttachedAddress",
    assumed: "refuse",
    probe: {
      by: "create",
      // After the last change of the server, which does not need its address any more.
      ask: async (api, { server }) => {
        if (server?.step !== "start") return;
        const own = (await listAddresses(api)).find((row) => vmOf(row) === server.key);
        if (own !== undefined) {
          await api.call("floating/delete", "idempotent", { region: server.scope, ip: own.ip }, done);
        }
      },
      find: (evidence) => {
        const isDeleted = accepted(evidence, "floating/delete");
        return isDeleted === undefined ? undefined : isDeleted ? "release" : "refuse";
      },
    },
  },
  {
    id: "extend-attached",
    statement: "A volume can be extended only while it is detached.",
    affects: "A larger `size` of an attached `Volume`. A refusal says how to detach the volume first.",
    switch: "extendNeedsDetach",
    assumed: true,
    probe: {
      by: "create",
      ask: async (api, { evidence, server }) => {
        const volume_id = volumeOf(evidence);
        if (server?.step === "create" && volume_id !== undefined && isHeld(evidence)) {
          await api.call("volume/extend", "idempotent", { volume_id, size: "11" }, done);
        }
      },
      find: (evidence) => {
        const isExtended = accepted(evidence, "volume/extend");
        return isExtended === undefined ? undefined : !isExtended;
      },
    },
  },
  {
    id: "attached-as",
    statement: "`volume/info` shows the ID of the VM in `attached`.",
    affects: "`VolumeAttachment`, and the deletion of a volume. A text with the ID in it is understood too.",
    switch: "attachedAs",
    assumed: "id",
    probe: {
      by: "create",
      find: (evidence) =>
        firstOf(evidence.texts("volume/info", "volume", "attached"), [/^[0-9a-f-]{36}$/i, "id"], [/./, "device"]),
    },
  },
  {
    id: "snapshot-label",
    statement: "`volume/snapshot-list` shows the label of a snapshot as `name`.",
    affects: "`VolumeSnapshot`. A label as `label` is understood too.",
    switch: "snapshotLabelAs",
    assumed: "name",
    probe: {
      by: "create",
      find: (evidence) => {
        const own = new Set(sentNames(evidence, "volume/snapshot-create", "label"));
        const shows = (member: string) => textsOf(rowsOfSnapshots(evidence), member).some((text) => own.has(text));
        return shows("name") ? "name" : shows("label") ? "label" : undefined;
      },
    },
  },
];

/** Whether the attachment was seen: a volume that is free says nothing about an attached one. */
const isHeld = (evidence: Evidence): boolean =>
  evidence.texts("volume/info", "volume", "attached").some((text) => text !== "");
