import { z } from "zod";

/** The ID or name of something that a catalog lists. */
export const ref = z.string().min(1);

/** The region of an object, which does not move; `read` depends on the view. */
export const REGION_FIELD = {
  description: "Region, by ID or name, such as `toronto`.",
  change: "replace",
  default: "toronto",
  catalog: "regions",
} as const;
