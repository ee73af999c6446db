import type { HostDimeWorld } from "../world.ts";
import type { Method, Methods } from "./method.ts";
import { orderMethod } from "./orders.ts";
import { otherMethods } from "./others.ts";
import { serviceMethods } from "./services.ts";

const methods: Methods = { ...serviceMethods, ...otherMethods };

/** The method of this name, if the switches let it be there. */
export function methodOf(name: string, world: HostDimeWorld): Method | undefined {
  if (name === "vps.list" && !world.switches.vpsList) return undefined;
  return Object.hasOwn(methods, name) ? methods[name] : orderMethod(name, world);
}
