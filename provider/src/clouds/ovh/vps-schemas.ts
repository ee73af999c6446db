import type { z } from "zod";
import { about, integer, list, optional, optionalText, perhaps, record, text } from "../../http/decode/schemas.ts";

/** Answers about VPS (§4.6). */

export const vpsNames = list(text);
export const vpsRow = record({
  name: text,
  displayName: optionalText,
  state: text,
  netbootMode: text,
  zone: optionalText,
  vcore: perhaps(integer),
  memoryLimit: perhaps(integer),
  model: optional(record({ name: optionalText, disk: perhaps(integer) })),
});
export type VpsRow = z.output<typeof vpsRow>;
export const vpsOf = (name: string) => about(vpsRow, (row) => row.name, name);

export const vpsImageIds = list(text);
export const vpsImage = record({ id: text, name: text });
export const vpsAddresses = list(text);
export const vpsTask = record({ id: text, type: optionalText, state: text });
export const vpsSnapshot = record({ creationDate: text, description: optionalText });
