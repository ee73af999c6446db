// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

export { DedicatedServer, type DedicatedServerArgs } from "./dedicated-server.js";
export {
  type GetDedicatedServerArgs,
  type GetDedicatedServerBandwidthArgs,
  type GetDedicatedServerBandwidthOutputArgs,
  type GetDedicatedServerBandwidthResult,
  type GetDedicatedServerOutputArgs,
  type GetDedicatedServerResult,
  type GetVpsArgs,
  type GetVpsBandwidthArgs,
  type GetVpsBandwidthOutputArgs,
  type GetVpsBandwidthResult,
  type GetVpsOutputArgs,
  type GetVpsResult,
  getDedicatedServer,
  getDedicatedServerBandwidth,
  getDedicatedServerBandwidthOutput,
  getDedicatedServerOutput,
  getVps,
  getVpsBandwidth,
  getVpsBandwidthOutput,
  getVpsOutput,
} from "./functions.js";
export { ReverseDns, type ReverseDnsArgs } from "./reverse-dns.js";
export { Vps, type VpsArgs, type VpsOrder, type VpsOrderArgs } from "./vps.js";
