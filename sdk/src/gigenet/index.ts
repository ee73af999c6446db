// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

export { ElasticIp, type ElasticIpArgs } from "./elastic-ip.js";
export { ElasticIpAssociation, type ElasticIpAssociationArgs } from "./elastic-ip-association.js";
export {
  type GetImagesArgs,
  type GetImagesOutputArgs,
  type GetImagesResult,
  type GetInstanceArgs,
  type GetInstanceOutputArgs,
  type GetInstanceResult,
  type GetPlansArgs,
  type GetPlansOutputArgs,
  type GetPlansResult,
  type GetRegionsArgs,
  type GetRegionsOutputArgs,
  type GetRegionsResult,
  getImages,
  getImagesOutput,
  getInstance,
  getInstanceOutput,
  getPlans,
  getPlansOutput,
  getRegions,
  getRegionsOutput,
} from "./functions.js";
export { Instance, type InstanceArgs } from "./instance.js";
export { KeyPair, type KeyPairArgs } from "./key-pair.js";
export { PlanChoice, type PlanChoiceArgs } from "./plan-choice.js";
