import type { z } from "zod";
import {
  about,
  bool,
  decimal,
  integer,
  list,
  optional,
  optionalList,
  optionalText,
  perhaps,
  record,
  text,
} from "../../http/decode/schemas.ts";

/** OVHcloud's answers: bare values without an envelope. All IDs are kept as text. */

export const epochSeconds = integer;
/** Who calls: `account` is the customer, whichever of his keys or users it is. */
export const authDetails = record({ account: text, method: text });
export const issuedToken = record({ access_token: text, expires_in: integer });

/**
 * An instance. Single answers have objects where older lists have IDs; newer lists have both (§3.1). Nothing names the
 * kind of a list, so fields that only instances have are required: a list of flavors has IDs and names too.
 */
export const instanceRow = record({
  id: text,
  name: optionalText,
  status: text,
  region: optionalText,
  created: optionalText,
  flavorId: optionalText,
  flavor: optional(record({ id: optionalText })),
  imageId: optionalText,
  image: optional(record({ id: optionalText })),
  sshKeyId: optionalText,
  sshKey: optional(record({ id: optionalText })),
  ipAddresses: list(record({ ip: text, version: optionalText, type: optionalText, networkId: optionalText })),
  monthlyBilling: optional(record({ status: optionalText })),
  availabilityZone: optionalText,
  /** Of the rescue system, while it runs. */
  rescuePassword: optionalText,
});
export type InstanceRow = z.output<typeof instanceRow>;
export const instanceList = list(instanceRow);
/** The answer for one instance. */
export const instanceOf = (id: string) => about(instanceRow, (row) => row.id, id);

export const created = record({ id: text });

export const interfaceRow = record({ id: text, networkId: text, fixedIps: list(record({ ip: optionalText })) });
export type InterfaceRow = z.output<typeof interfaceRow>;
export const interfaceList = list(interfaceRow);

export const regionList = list(text);
export const flavorList = list(
  record({
    id: text,
    name: text,
    region: optionalText,
    osType: optionalText,
    vcpus: perhaps(integer),
    /** GB, formerly MB (§4.9). */
    ram: perhaps(decimal),
    disk: optionalText,
    available: perhaps(bool),
    /** How many more the project may create. */
    quota: perhaps(integer),
    /** Null for flavors that are not sold any more, and for those of some regions (§4.11). */
    planCodes: optional(record({ hourly: optionalText, monthly: optionalText, license: optionalText })),
  }),
);
export const imageList = list(
  record({ id: text, name: text, region: optionalText, status: optionalText, type: optionalText }),
);
export const networkList = list(
  record({ id: text, name: optionalText, regions: optionalList(record({ region: text, openstackId: optionalText })) }),
);

export const sshKeyRow = record({ id: text, name: text, publicKey: text, regions: list(text) });
export type SshKeyRow = z.output<typeof sshKeyRow>;
export const sshKeyList = list(sshKeyRow);
/** The answer for one key. */
export const sshKeyOf = (id: string) => about(sshKeyRow, (row) => row.id, id);

export const volumeList = list(
  record({ id: text, name: optionalText, region: optionalText, attachedTo: optionalList(text) }),
);
export const floatingIpList = list(
  record({
    id: text,
    ip: optionalText,
    associatedEntity: optional(record({ id: optionalText, type: optionalText })),
  }),
);
/** An automatic backup. */
export const scheduleRow = record({
  id: text,
  name: optionalText,
  instanceId: optionalText,
  cron: optionalText,
  rotation: optionalText,
});
export type ScheduleRow = z.output<typeof scheduleRow>;
export const scheduleList = list(scheduleRow);

export const requestedKey = record({ consumerKey: text, state: text, validationUrl: text });
export const idList = list(text);
export const credential = record({
  credentialId: text,
  status: text,
  creation: optionalText,
  expiration: optionalText,
  lastUse: optionalText,
  rules: list(record({ method: text, path: text })),
  allowedIPs: optionalList(text),
});
export const application = record({
  name: optionalText,
  description: optionalText,
  status: optionalText,
});
