import { resourceKit } from "../../engine/definition/definition.ts";
import type { Ovh } from "./account.ts";
import { frozenInputs } from "./frozen-inputs.ts";
import { ref } from "./place-fields.ts";
import { scopeOf } from "./scope.ts";
import { storageId } from "./volumes.ts";

/** What snapshots and backups of volumes have in common: OVHcloud changes neither. */

interface CopyRow {
  name?: string | undefined;
  region?: string | undefined;
  volumeId: string;
}

export function copyInputs<Row extends CopyRow>(ofVolume: string) {
  const { required } = resourceKit<Ovh, { row: Row }>();
  return {
    ...frozenInputs<Row>("volume", 255),
    volume: required(ref, {
      description: `Volume, by ID or name. ${ofVolume}`,
      change: "replace",
      catalog: "volumes",
      read: { from: { row: (row) => row.volumeId }, drift: "report" },
    }),
  };
}

export const copyTraits = {
  isCharged: true,
  scope: (desired: { project?: string | undefined; region: string }, api: Ovh) =>
    scopeOf(api, desired.project, desired.region),
  listBy: { project: "configured", region: "all" },
  id: storageId,
  name: { input: "name", max: 255, character: /[A-Za-z0-9._-]/ },
  absenceProof: "both",
  consistencyWindow: 120,
} as const;
