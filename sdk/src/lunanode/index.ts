// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

export { DnsRecord, type DnsRecordArgs } from "./dns-record.js";
export { DnsZone, type DnsZoneArgs } from "./dns-zone.js";
export { DynamicDns, type DynamicDnsArgs } from "./dynamic-dns.js";
export { FloatingIp, type FloatingIpArgs } from "./floating-ip.js";
export { FloatingIpAttachment, type FloatingIpAttachmentArgs } from "./floating-ip-attachment.js";
export {
  type GetCreditArgs,
  type GetCreditOutputArgs,
  type GetCreditResult,
  type GetImagesArgs,
  type GetImagesOutputArgs,
  type GetImagesResult,
  type GetPlansArgs,
  type GetPlansOutputArgs,
  type GetPlansResult,
  type GetRegionsArgs,
  type GetRegionsOutputArgs,
  type GetRegionsResult,
  type GetVmArgs,
  type GetVmConsoleArgs,
  type GetVmConsoleOutputArgs,
  type GetVmConsoleResult,
  type GetVmOutputArgs,
  type GetVmResult,
  type GetVmUsageArgs,
  type GetVmUsageOutputArgs,
  type GetVmUsageResult,
  getCredit,
  getCreditOutput,
  getImages,
  getImagesOutput,
  getPlans,
  getPlansOutput,
  getRegions,
  getRegionsOutput,
  getVm,
  getVmConsole,
  getVmConsoleOutput,
  getVmOutput,
  getVmUsage,
  getVmUsageOutput,
} from "./functions.js";
export { Image, type ImageArgs } from "./image.js";
export { Network, type NetworkArgs } from "./network.js";
export { PlanChoice, type PlanChoiceArgs } from "./plan-choice.js";
export { ReverseDns, type ReverseDnsArgs } from "./reverse-dns.js";
export {
  SecurityGroup,
  type SecurityGroupArgs,
  type SecurityGroupRule,
  type SecurityGroupRuleArgs,
} from "./security-group.js";
export { SshKey, type SshKeyArgs } from "./ssh-key.js";
export { StartupScript, type StartupScriptArgs } from "./startup-script.js";
export { Vm, type VmArgs } from "./vm.js";
export { Volume, type VolumeArgs } from "./volume.js";
export { VolumeAttachment, type VolumeAttachmentArgs } from "./volume-attachment.js";
export { VolumeSnapshot, type VolumeSnapshotArgs } from "./volume-snapshot.js";
