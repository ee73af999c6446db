import type { ExecutionContext } from "ava";
import type { OvhSwitchPatch } from "../../emulators/src/index.ts";
import { connect, type Ovh } from "../../provider/src/clouds/ovh/account.ts";
import type { Parameters, Route } from "../../provider/src/clouds/ovh/request.ts";
import { created } from "../../provider/src/clouds/ovh/schemas.ts";
import type { Json } from "../../provider/src/engine/definition/values.ts";
import type { Clock } from "../../provider/src/http/clock.ts";
import { accepted } from "../../provider/src/http/decode/schemas.ts";
import { startFixture } from "./fixture.ts";

export const INSTANCE = "ovh:Instance";
export const KEY = "ovh:SshKey";
export const VOLUME = "ovh:Volume";
export const ATTACHMENT = "ovh:VolumeAttachment";
export const SNAPSHOT = "ovh:VolumeSnapshot";
export const BACKUP = "ovh:VolumeBackup";
export const IMAGE = "ovh:InstanceSnapshot";
export const WORKFLOW = "ovh:WorkflowBackup";
export const USER = "ovh:ProjectUser";
export const REGION = "ovh:ProjectRegion";
export const GROUP = "ovh:InstanceGroup";
export const PROJECT = "/cloud/project/{serviceName}";

/** The minimal inputs of an instance. */
export const WEB = { name: "web", region: "GRA11", plan: "b3-8", image: "Ubuntu 24.04" };

/** Creates a private network with one subnet in a region, and returns its own ID. */
export async function makeNetwork(
  { api, clock, serviceName }: { api: Ovh; clock: Clock; serviceName: string },
  { name, region, block }: { name: string; region: string; block: string },
): Promise<string> {
  const route: Route = `POST ${PROJECT}/network/private`;
  const { id } = await api.call(route, "write", { serviceName, name, regions: [region] }, created);
  await clock.sleep(20_000);
  const subnet = {
    ...{ serviceName, networkId: id, region, network: `${block}.0/24`, start: `${block}.10`, end: `${block}.200` },
    ...{ dhcp: true, noGateway: true },
  };
  await api.call(`POST ${PROJECT}/network/private/{networkId}/subnet`, "write", subnet, created);
  return id;
}

/** A fixture with OVHcloud only and the given switches. */
export async function ovhFixture(t: ExecutionContext, switches: OvhSwitchPatch = {}) {
  const fixture = await startFixture({ clouds: ["ovh"], switches: { ovh: switches } });
  t.teardown(fixture.stop);
  const { emulators, clock, exchange } = fixture;
  const { endpoint, credentials, accounts } = emulators.clouds.ovh;
  const objects = (kind: string) => emulators.objects("ovh").filter((object) => object.kind === kind);
  const api = connect({ endpoint, ...credentials }, { clock, exchange }).api;
  const serviceName = credentials.project;
  /** A call that the provider does not make, in the first project. */
  const call = (route: Route, parameters: Parameters = {}): Promise<void> => {
    const given = { serviceName, ...parameters };
    return route.startsWith("DELETE ") ? api.command(route, "write", given) : api.call(route, "write", given, accepted);
  };
  return {
    ...fixture,
    project: serviceName,
    accounts,
    config: (more: Json = {}, account = 0) => ({ ovh: { ...accounts[account], endpoint, ...more } }),
    set: (patch: OvhSwitchPatch) => emulators.clouds.ovh.setSwitches(patch),
    instances: () => objects("instance").filter(({ phase }) => phase !== "deleted"),
    objects,
    /** The networks of an instance's ports, by network name. */
    ports: (id: string) =>
      objects("interface")
        .filter(({ instanceId, state }) => instanceId === id && state !== "DETACHING")
        .map(({ ips, type }) => (type === "public" ? "Ext-Net" : [ips].flat().join())),
    /** The calls since the last check, without reads and without the project. */
    writes: () =>
      emulators
        .requests("ovh")
        .map(({ operation }) => operation.replace(PROJECT, ""))
        .filter((name) => !name.startsWith("GET")),
    count: (operation: string) => emulators.requests({ cloud: "ovh", operation }).length,
    changeOutOfBand: (kind: string, id: unknown, set: Json) =>
      emulators.change({ cloud: "ovh", kind, id: String(id), set }),
    act: (action: string, id: unknown) => emulators.change({ cloud: "ovh", action, id: String(id) }),
    call,
    network: (name: string, region: string, block: string) =>
      makeNetwork({ api, clock, serviceName }, { name, region, block }),
    warnings: () => fixture.reported.filter(({ level }) => level === "warn").map(({ text }) => text),
  };
}
