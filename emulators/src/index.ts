import { adminListener } from "./core/admin.ts";
import { Emulators } from "./emulators.ts";
import type { EmulatorOptions } from "./options.ts";

export { EmulatorClock } from "./core/clock.ts";
export type {
  Answered,
  CloudEmulator,
  CloudName,
  CloudReply,
  CloudRequest,
  CloudSettings,
  Inspection,
} from "./core/cloud.ts";
export type { ActiveFault, Fault, FaultRule } from "./core/faults.ts";
export type { RequestFilter, RequestRow, Stage, WaitFilter } from "./core/log.ts";
export type { Delivery, DirectRequest } from "./core/server.ts";
export type { Emulators } from "./emulators.ts";
export type { GigeNetCredentials } from "./gigenet/seeds.ts";
export { signV2 as signGigeNetV2 } from "./gigenet/signature-v2.ts";
export { signV4 as signGigeNetV4 } from "./gigenet/signature-v4.ts";
export type { GigeNetDurations, GigeNetSwitches, GigeNetSwitchPatch } from "./gigenet/switches.ts";
export { type HostDimeCredentials, sign as signHostDime } from "./hostdime/signature.ts";
export type { HostDimeDurations, HostDimeSwitches, HostDimeSwitchPatch } from "./hostdime/switches.ts";
export { type LunaNodeCredentials, sign as signLunaNode } from "./lunanode/signature.ts";
export type { LunaNodeDurations, LunaNodeSwitches, LunaNodeSwitchPatch } from "./lunanode/switches.ts";
export { type NaverCredentials, sign as signNaver } from "./naver/signature.ts";
export type { NaverCodes, NaverDurations, NaverSwitches, NaverSwitchPatch } from "./naver/switches.ts";
export type { Change, CloudHandle, CloudObject, EmulatorOptions, StartableCloud } from "./options.ts";
export { serviceAccounts as ovhServiceAccounts } from "./ovh/seeds.ts";
export { type OvhCredentials, type OvhServiceAccount, sign as signOvh } from "./ovh/signature.ts";
export type { OvhDurations, OvhSwitches, OvhSwitchPatch } from "./ovh/switches.ts";

/** Starts the emulators on 127.0.0.1. Rejects with one clear sentence if a port is taken. */
export function startEmulators<Others extends string = never>(
  options: EmulatorOptions<Others> = {},
): Promise<Emulators<Others>> {
  return Emulators.start(adminListener, options);
}
