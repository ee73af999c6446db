import type { z } from "zod";
import { about, list, optional, optionalText, record, text } from "../../http/decode/schemas.ts";
import { v2Envelope } from "./v2-resources.ts";

/** Answers about floating and additional IPs (§4.5). */

const location = record({ region: text, availabilityZone: optionalText });

/** As v2 shows it: `id` is the address, and that of `currentState` the ID by which v1 knows it. */
export const floatingIpRow = record({
  ...v2Envelope,
  targetSpec: optional(record({ description: optionalText, location: optional(location) })),
  currentState: optional(
    record({ id: optionalText, ip: optionalText, description: optionalText, location: optional(location) }),
  ),
});
export type FloatingIpRow = z.output<typeof floatingIpRow>;
/** The answer for one address. */
export const floatingIpOf = (ip: string) => about(floatingIpRow, (row) => row.id, ip);
/** Older deployments of the API do not say which address they have created. */
export const floatingIpCreated = record({ id: optionalText });

/** As v1 shows it, with what it leads to. */
export const attachedIpList = list(
  record({
    id: text,
    ip: text,
    associatedEntity: optional(record({ id: optionalText, type: optionalText, ip: optionalText })),
  }),
);

export const additionalIpRow = record({
  id: text,
  ip: optionalText,
  block: optionalText,
  routedTo: optionalText,
  status: text,
});
export type AdditionalIpRow = z.output<typeof additionalIpRow>;
export const additionalIpList = list(additionalIpRow);
/** The answer for one address. */
export const additionalIpOf = (id: string) => about(additionalIpRow, (row) => row.id, id);
