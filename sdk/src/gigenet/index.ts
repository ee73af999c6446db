// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

export { Instance, type InstanceArgs } from "./instance.js";
