// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

export * as gigenet from "./gigenet/index.js";
export * as hostdime from "./hostdime/index.js";
export type { InvokeOptions } from "./invoke.js";
export * as lunanode from "./lunanode/index.js";
export * as naver from "./naver/index.js";
export * as ovh from "./ovh/index.js";
export { Provider } from "./provider.js";
export type {
  GigenetAccount,
  HostdimeAccount,
  LunanodeAccount,
  NaverAccount,
  OvhAccount,
  ProviderArgs,
} from "./provider-args.js";
export { Resource } from "./resource.js";
export { type PerCloud, Server, type ServerArgs, type ServerCloud, type ServerLogin } from "./server.js";
export type { Image, Plan, PlanPrice, Point, Region, Timeouts, TimeoutsArgs } from "./types.js";
