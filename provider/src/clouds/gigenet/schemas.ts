import { type ZodType, z } from "zod";
import {
  about,
  accepted,
  at,
  list,
  listUnder,
  optional,
  optionalList,
  optionalText,
  record,
  text,
  textAt,
} from "../../http/decode/schemas.ts";
import type { Tree } from "../../http/decode/tree.ts";

/** GigeNET's responses. All scalars, including IDs, are text; an empty wrapper is an empty list. */

const REQUEST_ID = ["RequestID", "RequestId", "requestId"];

/**
 * The content of the root element, which is named after the call. Every response has a request ID, and `return` is true for a
 * change. Otherwise the response is damaged or not from GigeNET, and proves nothing.
 */
export const answerTo = <T>(action: string, content: ZodType<T>): ZodType<T> =>
  z.preprocess((tree: Tree, context) => {
    const root = at(tree, `${action}Response`);
    const returned = at(root, "return");
    if (!REQUEST_ID.some((name) => textAt(root, name) !== undefined)) {
      context.addIssue({ code: "custom", message: `expected ${action}Response with a request id` });
    } else if (returned !== undefined && textAt(root, "return") !== "true") {
      context.addIssue({ code: "custom", path: ["return"], message: "expected true" });
    }
    return root;
  }, content);

export const done = accepted;

const items = <T>(item: ZodType<T>) => optionalList(item, { in: "item" });

const state = optional(record({ code: optionalText, name: optionalText }));

/** An instance. If GigeNET's name of a member differs from EC2's, both are read, because clients disagree on which is sent. */
export const instanceRow = record({
  instanceId: text,
  imageId: optionalText,
  instanceType: optionalText,
  placement: optional(record({ availabilityZone: optionalText })),
  launchTime: optionalText,
  privateDnsName: optionalText,
  privateIpAddress: optionalText,
  publicIpAddress: optionalText,
  ipAddress: optionalText,
  state,
  instanceState: state,
  subnetId: optionalText,
  platform: optionalText,
  tagSet: items(record({ key: text })),
});
export type InstanceRow = z.output<typeof instanceRow>;

/** Usually one reservation per owner. The instances of all reservations are the account's instances. */
export const reservation = listUnder("instancesSet", instanceRow, { in: "item" });

const launchedRow = record({ instanceId: text });

/** The ID of the new instance. The wrappers were different until May 2018. */
export const launched = record({
  instancesSet: items(launchedRow),
  reservation: optional(record({ instances: items(launchedRow) })),
}).transform(({ instancesSet, reservation: older }, context) => {
  const [first] = [...instancesSet, ...(older?.instances ?? [])];
  if (first !== undefined) {
    return first.instanceId;
  }
  context.addIssue({ code: "custom", message: "expected an instance, found none" });
  return z.NEVER;
});

/** The billing view: one row per instance, with the same ID. */
export const reservedRow = record({
  reservedInstancesId: text,
  instanceType: optionalText,
  /** By the hour. */
  usagePrice: optionalText,
  currencyCode: optionalText,
  /** Undefined: charges are not included in this response, which does not mean "none". */
  recurringCharges: list(record({ desc: optionalText, amount: optionalText, frequency: optionalText }), {
    in: "item",
  }).optional(),
});

/** Addresses besides the first one of each instance. `domain` is `standard` in the sample, and may be the zone. */
export const addressRow = record({ publicIp: text, instanceId: optionalText, domain: optionalText });
export type AddressRow = z.output<typeof addressRow>;

export const allocated = record({ publicIp: text, domain: optionalText });

export const keyPairRow = record({ keyName: text, keyFingerprint: optionalText });
export type KeyPairRow = z.output<typeof keyPairRow>;

/** The only answer that ever contains the private key; its sample indents every line of the PEM (§4). */
export const createdKeyPair = record({
  keyName: text,
  keyMaterial: text.transform((pem) =>
    pem
      .split("\n")
      .map((line) => `${line.trim()}\n`)
      .join(""),
  ),
});

const credentials = record({ AccessKeyId: text, SecretAccessKey: text, SessionToken: text });

/** Temporary credentials; older documentation has an `item` around them (§4). */
export const sessionKey = record({
  GetSessionTokenResult: record({
    Credentials: z.preprocess((tree: Tree) => at(tree, "item") ?? tree, credentials),
  }),
}).transform(({ GetSessionTokenResult: { Credentials: key } }) => ({
  apiKey: key.AccessKeyId,
  apiHash: key.SecretAccessKey,
  token: key.SessionToken,
}));

/** The response of AssignPublicIpAddress is not documented. */
export const assigned = optional(record({ publicIp: optionalText }));

/** The password of an instance; empty until it is set. */
export const passwordOf = (id: string) =>
  about(record({ instanceId: text, passwordData: optionalText }), ({ instanceId }) => instanceId, id);

export const typeList = listUnder(
  "instanceTypeSet",
  record({ name: text, cores: optionalText, memory: optionalText, disk: optionalText }),
  { in: "item" },
);

export const imageList = listUnder(
  "imagesSet",
  record({
    imageId: text,
    name: optionalText,
    description: optionalText,
    imageState: optionalText,
    /** `Centos`, `Win12` … */
    platform: optionalText,
  }),
  { in: "item" },
);

export const zoneList = listUnder(
  "availabilityZoneInfo",
  record({
    zoneName: text,
    zoneState: optionalText,
    /** EC2 has an `item` element here. */
    messageSet: optional(record({ message: optionalText, item: optional(record({ message: optionalText })) })),
  }),
  { in: "item" },
);
