// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

export {
  SecurityGroup,
  type SecurityGroupArgs,
  type SecurityGroupRule,
  type SecurityGroupRuleArgs,
} from "./security-group.js";
export { SshKey, type SshKeyArgs } from "./ssh-key.js";
export { Vm, type VmArgs } from "./vm.js";
