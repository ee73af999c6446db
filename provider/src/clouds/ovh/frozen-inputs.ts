import { z } from "zod";
import { resourceKit } from "../../engine/definition/definition.ts";
import type { Ovh } from "./account.ts";
import { PROJECT_FIELD, projectType, REGION_FIELD, ref } from "./place-fields.ts";

interface NamedRow {
  name?: string | undefined;
  region?: string | undefined;
}

/** Name and place of what OVHcloud cannot change. `of`: what has the same region. */
export function frozenInputs<Row extends NamedRow>(of: string, max: number) {
  const { required, optional } = resourceKit<Ovh, { row: Row }>();
  return {
    name: optional(z.string().min(1).max(max), {
      description: "Name in the panel. Generated from the resource's name if absent.",
      change: "replace",
      read: { from: { row: (row) => row.name }, drift: "report" },
    }),
    project: optional(projectType, PROJECT_FIELD),
    region: required(ref, {
      ...REGION_FIELD,
      description: `Region of the ${of}, such as \`GRA11\`.`,
      read: { from: { row: (row) => row.region }, drift: "report" },
    }),
  };
}
