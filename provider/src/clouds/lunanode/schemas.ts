import { type ZodType, z } from "zod";
import {
  accepted,
  at,
  decimal,
  listUnder,
  mapOf,
  optional,
  optionalList,
  optionalText,
  perhaps,
  record,
  text,
  textAt,
  verbatim,
} from "../../http/decode/schemas.ts";
import type { Tree } from "../../http/decode/tree.ts";

/** LunaNode's answers. All scalars are text; ids are opaque text; `""` is "none". */

/** Every answer says `success: yes`. One that does not is somebody else's, or damaged: nothing in it proves anything. */
export const enveloped = <T>(answer: ZodType<T>): ZodType<T> =>
  z.preprocess((tree: Tree, context) => {
    if (textAt(tree, "success") !== "yes") {
      const found = at(tree, "success") === undefined ? "nothing" : "something else";
      context.addIssue({ code: "custom", path: ["success"], message: `expected yes, found ${found}` });
    }
    return tree;
  }, answer);

export const done = accepted;

/** A VM as vm/list shows it; the same shape is `extra` in vm/info. */
export const vmRow = record({
  vm_id: text,
  name: optionalText,
  hostname: optionalText,
  plan_id: optionalText,
  primaryip: optionalText,
  privateip: optionalText,
  ram: optionalText,
  vcpu: optionalText,
  storage: optionalText,
  region: optionalText,
  /** Not in old samples. */
  os_status: optionalText,
});
export type VmRow = z.output<typeof vmRow>;

export const vmInfo = record({
  hostname: optionalText,
  status_nohtml: optionalText,
  status_raw: optionalText,
  /** The name of the image, not its id. */
  image: optionalText,
  ip: optionalText,
  privateip: optionalText,
  /** Undefined: this answer does not say, which is not "none". */
  additionalip: optional(optionalList(text)),
  additionalprivateip: optional(optionalList(text)),
  ipv6: optionalList(text),
  /** Whether names or ids is not known, nor which of the two is sent. */
  securitygroups: optional(optionalList(text)),
  security_groups: optional(optionalList(text)),
  login_details: optionalText,
});
export type VmInfo = z.output<typeof vmInfo>;

export const vmDetails = record({ info: vmInfo, extra: vmRow });
export const vmCreated = record({ vm_id: text });

/** `attached` is the VM that has it, or empty: without it, an answer says nothing. */
export const volumeInfo = record({ volume: record({ id: text, attached: verbatim, status: optionalText }) });
export type VolumeInfo = z.output<typeof volumeInfo>["volume"];

export const planList = listUnder(
  "plans",
  record({
    plan_id: text,
    name: text,
    /** GB. */
    storage: optionalText,
    /** MB. */
    ram: optionalText,
    vcpu: optionalText,
    /** US dollars an hour. */
    price: perhaps(decimal),
    /** As a person reads it: `$7.56`. Not in old answers. */
    price_monthly_nice: optionalText,
    category: optionalText,
  }),
);
const imageRow = record({ image_id: text, name: text, region: optionalText, status: optionalText });
export type ImageRow = z.output<typeof imageRow>;
export const imageList = listUnder("images", imageRow);
/** Without the ID. */
export const imageDetails = record({ details: record({ name: text, region: optionalText, status: optionalText }) });
export const imageCreated = record({ image_id: text });
/** A floating IP: attached to a VM, or `unattached`. */
export const floatingRow = record({
  ip: text,
  region: optionalText,
  hostname: optionalText,
  attached_id: optionalText,
  attached_type: optionalText,
});
export type FloatingRow = z.output<typeof floatingRow>;
/** The reply is not documented; one client reads `ip`. */
export const floatingAdded = record({ ip: optionalText });
/** `status` is LunaNode's own word, not that of volume/info (§4.1). */
export const volumeRow = record({
  id: text,
  name: optionalText,
  region: optionalText,
  identification: optionalText,
  /** GB. */
  size: optionalText,
  status: optionalText,
  time_created: optionalText,
});
export type VolumeRow = z.output<typeof volumeRow>;
export const volumeCreated = record({ volume_id: text });
/** The reply of volume/snapshot-list is not documented (§2.2). */
export const snapshotRow = record({
  id: text,
  name: optionalText,
  label: optionalText,
  volume_id: optionalText,
  region: optionalText,
  size: optionalText,
  status: optionalText,
  time_created: optionalText,
});
export type SnapshotRow = z.output<typeof snapshotRow>;
export const snapshotCreated = record({ snapshot_id: optionalText });
export const regionList = record({ regions: mapOf(verbatim) });
export const networkRow = record({ net_id: text, name: text, subnet: optionalText });
export type NetworkRow = z.output<typeof networkRow>;
/** The reply is not documented. */
export const networkCreated = record({ net_id: optionalText });
export const scriptRow = record({ id: text, name: text, content: optional(verbatim) });
export type ScriptRow = z.output<typeof scriptRow>;
export const scriptCreated = record({ script_id: text });

export const sshKeyRow = record({ id: text, name: text, value: optional(verbatim) });
export type SshKeyRow = z.output<typeof sshKeyRow>;
export const sshKeyAdded = record({ key_id: text });

export const groupRow = record({ securitygroup_id: text, name: text, region: text });
export type GroupRow = z.output<typeof groupRow>;
export const groupCreated = record({ group_id: text });

export const ruleRow = record({
  id: text,
  direction: text,
  ethertype: optionalText,
  protocol: optionalText,
  port_range: optionalText,
  remote: optionalText,
  label: optionalText,
});
export type RuleRow = z.output<typeof ruleRow>;
