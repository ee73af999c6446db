// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

export { Instance, type InstanceArgs, type InstanceAutobackup, type InstanceAutobackupArgs } from "./instance.js";
export { SshKey, type SshKeyArgs } from "./ssh-key.js";
