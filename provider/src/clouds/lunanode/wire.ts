import type { z } from "zod";
import {
  anything,
  decimal,
  indexed,
  list,
  mapOf,
  optional,
  optionalText,
  perhaps,
  record,
  text,
  verbatim,
} from "../../http/decode/wire.ts";

/** LunaNode's answers. All scalars are text; ids are opaque text; `""` is "none". */

export const done = anything;

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
  additionalip: list(text),
  ipv6: list(text),
  /** Whether names or ids is not known. */
  securitygroups: list(text),
  security_groups: list(text),
  login_details: optionalText,
});
export type VmInfo = z.output<typeof vmInfo>;

export const vmList = record({ vms: list(vmRow) });
export const vmDetails = record({ info: vmInfo, extra: vmRow });
export const vmCreated = record({ vm_id: text });

export const planList = record({
  plans: list(
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
  ),
});
export const imageList = record({
  images: list(record({ image_id: text, name: text, region: optionalText, status: optionalText })),
});
export const regionList = record({ regions: mapOf(verbatim) });
export const scriptList = record({ scripts: list(record({ id: text, name: text })) });
export const networkList = record({ networks: list(record({ net_id: text, name: text })) });

export const sshKeyRow = record({ id: text, name: text, value: optional(verbatim) });
export type SshKeyRow = z.output<typeof sshKeyRow>;
export const sshKeyList = indexed(sshKeyRow);
export const sshKeyAdded = record({ key_id: text });

export const groupRow = record({ securitygroup_id: text, name: text, region: text });
export type GroupRow = z.output<typeof groupRow>;
export const groupList = record({ securitygroups: list(groupRow) });
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
export const ruleList = indexed(ruleRow);
