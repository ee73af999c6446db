import { type ZodType, z } from "zod";
import { anything, at, list, optional, optionalText, record, text, textAt } from "../../http/decode/wire.ts";

/** GigeNET's answers. All scalars are text, ids too; a missing wrapper and an empty one both mean an empty list. */

const REQUEST_ID = ["RequestID", "RequestId", "requestId"];

/**
 * What stands within the root element. Every answer has a request id in it: one without is not whole, and the lists that
 * it lacks would prove nothing.
 */
export const answerTo = <T>(action: string, content: ZodType<T>): ZodType<T> =>
  z.preprocess((tree: never) => {
    const root = at(tree, `${action}Response`);
    return REQUEST_ID.some((name) => textAt(root, name) !== undefined) ? root : undefined;
  }, content);

export const done = anything;

const items = <T>(item: ZodType<T>) => list(item, { in: "item" });

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
export const instanceList = record({
  reservationSet: items(record({ instancesSet: items(instanceRow) })),
}).transform(({ reservationSet }) => reservationSet.flatMap(({ instancesSet }) => instancesSet));

const launchedRow = record({ instanceId: text });

/** The id of the one new instance; the wrappers were others until May 2018. */
export const launched = record({
  instancesSet: items(launchedRow),
  reservation: optional(record({ instances: items(launchedRow) })),
}).transform(({ instancesSet, reservation }, context) => {
  const [first] = [...instancesSet, ...(reservation?.instances ?? [])];
  if (first !== undefined) {
    return first.instanceId;
  }
  context.addIssue({ code: "custom", message: "expected an instance, found none" });
  return z.NEVER;
});

/** The billing view: one row an instance, with the same id. */
export const reservedList = record({
  reservedInstancesSet: items(
    record({ reservedInstancesId: text, recurringCharges: items(record({ desc: optionalText })) }),
  ),
}).transform(({ reservedInstancesSet }) => reservedInstancesSet);

/** Addresses beside the first one of each instance. */
export const addressList = record({
  addressesSet: items(record({ publicIp: text, instanceId: optionalText })),
}).transform(({ addressesSet }) => addressesSet);

/** What AssignPublicIpAddress answers is not documented. */
export const assigned = optional(record({ publicIp: optionalText }));

/** Empty until there is one. */
export const passwordData = record({ passwordData: optionalText });

export const typeList = record({
  instanceTypeSet: items(record({ name: text, cores: optionalText, memory: optionalText, disk: optionalText })),
}).transform(({ instanceTypeSet }) => instanceTypeSet);

export const imageList = record({
  imagesSet: items(
    record({
      imageId: text,
      name: optionalText,
      description: optionalText,
      imageState: optionalText,
      /** `Centos`, `Win12` … */
      platform: optionalText,
    }),
  ),
}).transform(({ imagesSet }) => imagesSet);

export const zoneList = record({
  availabilityZoneInfo: items(
    record({
      zoneName: text,
      zoneState: optionalText,
      /** Without the `item` that EC2 has there. */
      messageSet: optional(record({ message: optionalText, item: optional(record({ message: optionalText })) })),
    }),
  ),
}).transform(({ availabilityZoneInfo }) => availabilityZoneInfo);
