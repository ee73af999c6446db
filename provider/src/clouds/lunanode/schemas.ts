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

/** LunaNode's responses. All scalars are text, IDs are opaque text, and `""` means "none". */

/** Every response has `success: yes`. Without it, the response is damaged or not from LunaNode, and proves nothing. */
export const enveloped = <T>(answer: ZodType<T>): ZodType<T> =>
  z.preprocess((tree: Tree, context) => {
    if (textAt(tree, "success") !== "yes") {
      const found = at(tree, "success") === undefined ? "nothing" : "something else";
      context.addIssue({ code: "custom", path: ["success"], message: `expected yes, found ${found}` });
    }
    return tree;
  }, answer);

export const done = accepted;

/** A VM as in vm/list; `extra` in vm/info has the same shape. */
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
  /** Missing in old samples. */
  os_status: optionalText,
});
export type VmRow = z.output<typeof vmRow>;

export const vmInfo = record({
  hostname: optionalText,
  status_nohtml: optionalText,
  status_raw: optionalText,
  /** The image's name, not its ID. */
  image: optionalText,
  ip: optionalText,
  privateip: optionalText,
  /** Undefined: not included in this response, which does not mean "none". */
  additionalip: optional(optionalList(text)),
  additionalprivateip: optional(optionalList(text)),
  ipv6: optionalList(text),
  /** It is not known which of the two is sent, nor whether it contains names or IDs. */
  securitygroups: optional(optionalList(text)),
  security_groups: optional(optionalList(text)),
  login_details: optionalText,
});
export type VmInfo = z.output<typeof vmInfo>;

export const vmDetails = record({ info: vmInfo, extra: vmRow });
export const vmCreated = record({ vm_id: text });

/** `attached` is the volume's VM, or empty. A response without it proves nothing. */
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
    /** US dollars per hour. */
    price: perhaps(decimal),
    /** Formatted: `$7.56`. Missing in old responses. */
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
/** A floating IP, attached to a VM or `unattached`. */
export const floatingRow = record({
  ip: text,
  region: optionalText,
  hostname: optionalText,
  attached_id: optionalText,
  attached_type: optionalText,
});
export type FloatingRow = z.output<typeof floatingRow>;
/** The response is not documented; one client reads `ip`. */
export const floatingAdded = record({ ip: optionalText });
/** `status` is LunaNode's own and differs from that of volume/info (§4.1). */
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
/** The response of volume/snapshot-list is not documented (§2.2). */
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
/** The response is not documented. */
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
