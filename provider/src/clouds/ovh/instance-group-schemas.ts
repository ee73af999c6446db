import type { z } from "zod";
import { about, list, optionalText, record, text } from "../../http/decode/schemas.ts";

/** An instance group; `instance_ids` is spelled so by the API. */
export const groupRow = record({
  id: text,
  name: optionalText,
  region: text,
  type: text,
  instance_ids: list(text),
});
export type GroupRow = z.output<typeof groupRow>;
export const groupRows = list(groupRow);
export const groupOf = (id: string) => about(groupRow, (row) => row.id, id);
