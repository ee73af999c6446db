import { z } from "zod";

/** What the inputs `project` and `region` are in every resource that has them. */

export const projectType = z.string().regex(/^[0-9a-f]{32}$/, "is not 32 hexadecimal digits");

export const PROJECT_FIELD = {
  description: "Project (`serviceName`). If absent, the configuration's.",
  change: "replace",
} as const;

export const REGION_FIELD = {
  description: "Region that is activated in the project, with its number, such as `GRA11`.",
  change: "replace",
  catalog: "regions",
} as const;

/** An ID or a name. */
export const ref = z.string().min(1);

export const nameType = z.string().min(1).max(255);
