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

/** GigeNET's answers. All scalars are text, ids too; an empty wrapper is an empty list. */

const REQUEST_ID = ["RequestID", "RequestId", "requestId"];

/**
 * What stands within the root element, which is named after the call. Every answer has a request id in it, and the
 * `return` of a change is true: without, it is another's, or damaged, and proves nothing.
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

/** An instance; where GigeNET's own name and EC2's differ, both are read, as its clients do not agree which one is sent. */
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

/** One reservation an owner as a rule; be it as it may, all of them together are the account's instances. */
export const reservation = listUnder("instancesSet", instanceRow, { in: "item" });

const launchedRow = record({ instanceId: text });

/** The id of the one new instance; the wrappers were others until May 2018. */
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

/** The billing view: one row an instance, with the same id. */
export const reservedRow = record({
  reservedInstancesId: text,
  /** Undefined: this answer does not say what is charged, which is not "nothing". */
  recurringCharges: list(record({ desc: optionalText }), { in: "item" }).optional(),
});

/** Addresses beside the first one of each instance. `domain` is `standard` in the sample, and may be the zone. */
export const addressRow = record({ publicIp: text, instanceId: optionalText, domain: optionalText });
export type AddressRow = z.output<typeof addressRow>;

export const allocated = record({ publicIp: text, domain: optionalText });

/** What AssignPublicIpAddress answers is not documented. */
export const assigned = optional(record({ publicIp: optionalText }));

/** The password of one instance; empty until there is one. */
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
    /** Without the `item` that EC2 has there. */
    messageSet: optional(record({ message: optionalText, item: optional(record({ message: optionalText })) })),
  }),
  { in: "item" },
);
