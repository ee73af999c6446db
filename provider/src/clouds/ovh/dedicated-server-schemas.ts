import type { z } from "zod";
import { about, bool, optional, optionalList, optionalText, record, text } from "../../http/decode/schemas.ts";

/** Answers about dedicated servers and services (§4.7). */

export const dedicatedRow = record({
  name: text,
  state: text,
  ip: optionalText,
  os: optionalText,
  bootId: optionalText,
  monitoring: bool,
  rescueSshKey: optionalText,
  datacenter: optionalText,
  region: optionalText,
  commercialRange: optionalText,
});
export type DedicatedRow = z.output<typeof dedicatedRow>;
export const dedicatedOf = (name: string) => about(dedicatedRow, (row) => row.name, name);

export const dedicatedBoot = record({ bootId: text, bootType: text, description: optionalText });
/** Operating systems; null if there are none. */
export const dedicatedTemplates = record({ ovh: optionalList(text) });
export const dedicatedTask = record({ taskId: text, function: optionalText, status: text, comment: optionalText });

export const serviceInfos = record({ serviceId: text });
export const serviceOf = (id: string) =>
  about(
    record({ serviceId: text, resource: record({ displayName: optional(text) }) }),
    ({ serviceId }) => serviceId,
    id,
  );
