import type { ExecutionContext } from "ava";
import type { NaverSwitchPatch } from "../../emulators/src/index.ts";
import { openAccount } from "../../provider/src/clouds/naver/account.ts";
import type { Parameters } from "../../provider/src/clouds/naver/parameters.ts";
import { done } from "../../provider/src/clouds/naver/schemas.ts";
import type { Json } from "../../provider/src/engine/definition/values.ts";
import { startFixture } from "./fixture.ts";

export const SERVER = "naver:Server";
export const LOGIN_KEY = "naver:LoginKey";
export const VPC = "naver:Vpc";
export const SUBNET = "naver:Subnet";
export const GROUP = "naver:AccessControlGroup";
export const INIT_SCRIPT = "naver:InitScript";
export const PUBLIC_IP = "naver:PublicIp";
export const TARGET_GROUP = "naver:TargetGroup";
export const BALANCER = "naver:LoadBalancer";
export const LISTENER = "naver:LoadBalancerListener";
export const NETWORK_ACL = "naver:NetworkAcl";
export const NETWORK_INTERFACE = "naver:NetworkInterface";
export const PLACEMENT_GROUP = "naver:PlacementGroup";
export const ROUTE_TABLE = "naver:RouteTable";
export const NAT_GATEWAY = "naver:NatGateway";
export const VPC_PEERING = "naver:VpcPeering";
export const DENY_ALLOW_GROUP = "naver:NetworkAclDenyAllowGroup";
export const STORAGE = "naver:BlockStorage";
export const SNAPSHOT = "naver:BlockStorageSnapshot";
export const NAS_VOLUME = "naver:NasVolume";
export const SERVER_IMAGE = "naver:ServerImage";

/** The minimal inputs of a server, in the network that an account starts with. */
export const WEB = { name: "web", plan: "s2-g3", image: "ubuntu-22.04-base", subnet: "demo-public" };

/** A fixture with NAVER Cloud only, the given switches and further provider settings. */
export async function naverFixture(t: ExecutionContext, switches: NaverSwitchPatch = {}, settings: Json = {}) {
  const fixture = await startFixture({ clouds: ["naver"], switches: { naver: switches } });
  t.teardown(fixture.stop);
  const { emulators, clock, exchange } = fixture;
  const objects = (kind: string) => emulators.objects("naver").filter((object) => object.kind === kind);
  const { endpoint, credentials, accounts } = emulators.clouds.naver;
  const api = () =>
    openAccount({ ...credentials, endpoint }, { clock, exchange, signal: new AbortController().signal }).api;
  return {
    ...fixture,
    core: (more: Json = {}) => fixture.cloudProvider({ naver: { ...credentials, endpoint, ...settings, ...more } }),
    /** The configuration of the second account. */
    other: () => fixture.cloudProvider({ naver: { ...accounts[1], endpoint, ...settings } }),
    set: (patch: NaverSwitchPatch) => emulators.clouds.naver.setSwitches(patch),
    objects,
    servers: () => objects("server"),
    addresses: () => objects("publicIp").map(({ id, serverNo }) => ({ no: id, server: serverNo })),
    /** Access control groups of a server's first network interface. */
    groups: (server: string) => {
      const found = objects("networkInterface").find(({ serverNo }) => serverNo === server);
      return [found?.acgNos].flat().map(String);
    },
    idOf: (kind: string, name: string) => String(objects(kind).find((object) => object.name === name)?.id),
    /** The calls since the last check that change something. */
    writes: () =>
      emulators
        .requests("naver")
        .map(({ operation }) => operation)
        .filter((name) => !/^get[A-Z].*(List|Detail)$/.test(name)),
    count: (operation: string) => emulators.requests({ cloud: "naver", operation }).length,
    changeOutOfBand: (kind: string, id: unknown, set: Json) =>
      emulators.change({ cloud: "naver", kind, id: String(id), set }),
    act: (action: string, id: unknown) => emulators.change({ cloud: "naver", action, id: String(id) }),
    /** A call that the provider does not make. */
    call: (name: string, parameters: Parameters) => api().call(name, "write", "KR", parameters, done),
    warnings: () => fixture.reported.filter(({ level }) => level === "warn").map(({ text }) => text),
  };
}

export type NaverFixture = Awaited<ReturnType<typeof naverFixture>>;
