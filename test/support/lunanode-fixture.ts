import type { ExecutionContext } from "ava";
import type { LunaNodeSwitchPatch } from "../../emulators/src/index.ts";
import { LunaNode } from "../../provider/src/clouds/lunanode/account.ts";
import { done } from "../../provider/src/clouds/lunanode/schemas.ts";
import type { Json } from "../../provider/src/engine/definition/values.ts";
import { startFixture } from "./fixture.ts";

export const VM = "lunanode:Vm";
export const GROUP = "lunanode:SecurityGroup";
export const KEY = "lunanode:SshKey";
export const SCRIPT = "lunanode:StartupScript";
export const VOLUME = "lunanode:Volume";
export const IMAGE = "lunanode:Image";
export const ATTACHMENT = "lunanode:VolumeAttachment";
export const SNAPSHOT = "lunanode:VolumeSnapshot";

/** The minimal inputs of a VM. */
export const WEB = { name: "web", plan: "m.2", image: "Ubuntu 24.04 64-bit" };

/** A fixture with LunaNode only and the given switches. */
export async function lunaNodeFixture(t: ExecutionContext, switches: LunaNodeSwitchPatch = {}) {
  const fixture = await startFixture({ clouds: ["lunanode"], switches: { lunanode: switches } });
  t.teardown(fixture.stop);
  const { emulators } = fixture;
  const objects = (kind: string) => emulators.objects("lunanode").filter((object) => object.kind === kind);
  const { endpoint, credentials } = emulators.clouds.lunanode;
  return {
    ...fixture,
    set: (patch: LunaNodeSwitchPatch) => emulators.clouds.lunanode.setSwitches(patch),
    objects,
    vms: () => objects("vm"),
    addresses: () => objects("floatingIp").map(({ id, vmId }) => ({ ip: id, vm: vmId })),
    rules: (group: string) => objects("rule").filter(({ groupId }) => groupId === group),
    /** The calls since the last check, without reads unless requested. */
    writes: () =>
      emulators
        .requests("lunanode")
        .map(({ operation }) => operation)
        .filter((name) => !/list$|info$/.test(name)),
    count: (operation: string) => emulators.requests({ cloud: "lunanode", operation }).length,
    changeOutOfBand: (kind: string, id: unknown, set: Json) =>
      emulators.change({ cloud: "lunanode", kind, id: String(id), set }),
    act: (action: string, id: unknown) => emulators.change({ cloud: "lunanode", action, id: String(id) }),
    /** A call that the provider does not make. */
    call: (name: string, parameters: Record<string, string>) =>
      new LunaNode(endpoint, credentials, {
        clock: fixture.clock,
        exchange: fixture.exchange,
        signal: new AbortController().signal,
      }).call(name, "write", parameters, done),
    warnings: () => fixture.reported.filter(({ level }) => level === "warn").map(({ text }) => text),
  };
}
