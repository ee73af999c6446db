// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

export { DedicatedServer, type DedicatedServerArgs } from "./dedicated-server.js";
export { type GetVpsArgs, type GetVpsOutputArgs, type GetVpsResult, getVps, getVpsOutput } from "./functions.js";
export { ReverseDns, type ReverseDnsArgs } from "./reverse-dns.js";
export { Vps, type VpsArgs, type VpsOrder, type VpsOrderArgs } from "./vps.js";
