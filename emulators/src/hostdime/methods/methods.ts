import type { HostDimeCloudState } from "../cloud-state.ts";
import type { Method, Methods } from "./method.ts";
import { orderMethod } from "./orders.ts";
import { otherMethods } from "./others.ts";
import { serviceMethods } from "./services.ts";

const methods: Methods = { ...serviceMethods, ...otherMethods };

export const methodNames: readonly string[] = Object.keys(methods);

/** The method of this name, if the switches enable it. */
export function methodOf(name: string, cloudState: HostDimeCloudState): Method | undefined {
  if (name === "vps.list" && !cloudState.switches.vpsList) return undefined;
  return Object.hasOwn(methods, name) ? methods[name] : orderMethod(name, cloudState);
}
