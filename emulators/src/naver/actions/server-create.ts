import type { Fields } from "../encoding.ts";
import { known, ServiceError } from "../errors.ts";
import { beginBuild } from "../machine.ts";
import type { NetworkInterface, Server, Subnet } from "../model.ts";
import { type Image, images, type Spec, specs } from "../seeds.ts";
import { imageOf } from "../server-image-lookup.ts";
import { serverView } from "../server-view.ts";
import type { Call } from "./action.ts";
import { addInterface, groupsOf } from "./interfaces.ts";
import { listed } from "./list.ts";
import { addStorages, storagesOf } from "./storage-mapping.ts";

type Plan = Omit<Server, "id" | "account" | "region" | "name">;

/** createServerInstances: checks all references, replies with INIT, and builds later (docs/api/naver.md §3.1). */
export function createServers(call: Call): Fields {
  const { cloudState } = call;
  const count = call.count("serverCreateCount", 1, 10) ?? 1;
  const startNo = call.count("serverCreateStartNo", 0, 999) ?? 1;
  const { image, spec } = imageAndSpec(call);
  const subnet = subnetOf(call);
  const interfaces = interfacesOf(call, subnet);
  if (count > 1 && interfaces.some((one) => one.reused !== undefined || one.ip !== "")) {
    call.invalid("serverCreateCount");
  }
  const base = call.name("serverName", () => call.fabricated("s"));
  const names = Array.from({ length: count }, (_, n) => (count === 1 ? base : numbered(base, startNo + n)));
  for (const name of names) call.unique(cloudState.servers, name);
  const plan = planOf(call, image, spec, subnet, count);
  refuseBeyondLimits(call, spec, subnet, count);
  const servers = names.map((name) => build(call, { ...plan, name }, storagesOf(call, name, image, spec), interfaces));
  return listed(call, "serverInstanceList", servers, serverView);
}

/** How the cloud numbers several servers is unknown: three digits are used here. */
function numbered(base: string, n: number): string {
  return `${base.slice(0, 26)}-${String(n).padStart(3, "0")}`;
}

/** Exactly one of three ways to name an image; the default spec is the smallest (docs/api/naver.md §3.1). */
export function imageAndSpec(call: Call): { image: Image; spec: Spec } {
  const ways: readonly ImageParameter[] = ["serverImageNo", "serverImageProductCode", "memberServerImageInstanceNo"];
  const [way = call.missing("serverImageNo"), second] = ways.filter((name) => call.get(name) !== "");
  if (second !== undefined) call.invalid(second);
  const id = call.get(way);
  const image = imageBy(call, way, id);
  if (!image || !isSold(call, image)) {
    throw new ServiceError(call.switches.codes.notFound, `there is no such server image: ${id}`);
  }
  const parameter = way === "serverImageNo" ? "serverSpecCode" : "serverProductCode";
  const wanted = call.get(parameter);
  const fitting = specs.filter((one) => one.hypervisor === image.hypervisor);
  if (wanted === "") return { image, spec: fitting[0] ?? call.missing(parameter) };
  const spec = specs.find((one) => wanted === (parameter === "serverSpecCode" ? one.code : one.productCode));
  if (!spec) throw new ServiceError(known.unknownSpec, "Not found server product.");
  if (spec.hypervisor !== image.hypervisor) {
    throw new ServiceError(call.switches.codes.specMismatch, `${wanted} does not go with the server image ${id}`);
  }
  return { image, spec };
}

type ImageParameter = "serverImageNo" | "serverImageProductCode" | "memberServerImageInstanceNo";

/** NAVER's images, and the account's own once they are created. */
function imageBy(call: Call, way: ImageParameter, id: string): Image | undefined {
  if (way === "serverImageProductCode") return images.find((one) => id === one.productCode);
  const own = call.cloudState.own(call.cloudState.ownImages, id, call);
  const isMember = way === "memberServerImageInstanceNo";
  if (own !== undefined)
    return own.isMember === isMember && own.status === "CREAT" ? imageOf(call.cloudState, id) : undefined;
  return isMember ? undefined : images.find((one) => one.no === id);
}

/** A server of a member image also shows the image that this was made from (docs/api/naver.md §4.10). */
function numbersOf({ cloudState }: Call, { no }: Image): Pick<Server, "imageNo" | "memberImageNo"> {
  const own = cloudState.ownImages.find(no);
  return own?.isMember === true ? { imageNo: own.sourceNo, memberImageNo: no } : { imageNo: no, memberImageNo: "" };
}

const isSold = ({ switches }: Call, { phase }: Image): boolean =>
  phase === "IN_SERVICE" || (phase === "FADE_OUT" && switches.fadingImage === "made");

function subnetOf(call: Call): Subnet {
  const vpc = call.named(call.cloudState.vpcs, "vpcNo");
  const subnet = call.named(call.cloudState.subnets, "subnetNo");
  if (subnet.vpcNo !== vpc.id || subnet.status !== "RUN" || subnet.usage !== "GEN") call.invalid("subnetNo");
  return subnet;
}

interface WantedInterface {
  readonly order: number;
  readonly subnet: Subnet;
  readonly ip: string;
  readonly acgNos: readonly string[];
  readonly reused: NetworkInterface | undefined;
}

/** An interface with order 0 is required; new interfaces need groups (docs/api/naver.md §3.1). */
function interfacesOf(call: Call, subnet: Subnet): WantedInterface[] {
  const { cloudState } = call;
  const wanted = call.objects("networkInterfaceList").map((one): WantedInterface => {
    const order = one.count("networkInterfaceOrder", 0, 2) ?? one.missing("networkInterfaceOrder");
    const own = one.get("subnetNo");
    const at = own === "" || order === 0 ? subnet : call.owned(cloudState.subnets, own, "subnetNo");
    if (at.vpcNo !== subnet.vpcNo || at.zone !== subnet.zone) one.invalid("subnetNo");
    if (one.get("networkInterfaceNo") === "") {
      const ip = one.get("ip");
      if (ip !== "" && !cloudState.addressIsFree(at, ip)) one.invalid("ip");
      return { order, subnet: at, ip, acgNos: groupsOf(call, one, subnet.vpcNo), reused: undefined };
    }
    const reused = call.owned(cloudState.interfaces, one.get("networkInterfaceNo"), "networkInterfaceNo");
    const fits = reused.serverNo === "" && reused.vpcNo === subnet.vpcNo && (order > 0 || reused.subnetNo === at.id);
    if (!fits) one.invalid("networkInterfaceNo");
    return { order, subnet: at, ip: "", acgNos: reused.acgNos, reused };
  });
  const orders = wanted.map((one) => one.order);
  if (!orders.includes(0)) call.missing("networkInterfaceList.1.networkInterfaceOrder");
  if (new Set(orders).size < orders.length) call.invalid("networkInterfaceList");
  return wanted.sort((a, b) => a.order - b.order);
}

function planOf(call: Call, image: Image, spec: Spec, subnet: Subnet, count: number): Plan {
  const { cloudState, switches } = call;
  const wantsPublicIp = call.flag("associateWithPublicIp");
  if (wantsPublicIp && count > 1) call.invalid("associateWithPublicIp");
  if (wantsPublicIp && subnet.type === "PRIVATE") {
    throw new ServiceError(switches.codes.privateSubnet, "a server in a private subnet cannot have a public IP");
  }
  const script = call.get("initScriptNo");
  const group = call.get("placementGroupNo");
  const placementGroupNo = group === "" ? "" : call.owned(cloudState.placementGroups, group, "placementGroupNo").id;
  const initScriptNo = script === "" ? "" : call.owned(cloudState.scripts, script, "initScriptNo").id;
  return {
    ...{ description: call.description("serverDescription"), status: "INIT", operation: "NULL" },
    ...{ specCode: spec.code, ...numbersOf(call, image), vpcNo: subnet.vpcNo, subnetNo: subnet.id, zone: subnet.zone },
    ...{ loginKeyName: loginKeyOf(call), initScriptNo, placementGroupNo },
    isProtected: call.flag("isProtectServerTermination"),
    ...{ feeSystem: call.word("feeSystemTypeCode", ["MTRAT", "FXSUM"], "MTRAT"), wantsPublicIp },
    ...{ outcome: switches.buildOutcome, createdAt: cloudState.timeline.now, startedAt: cloudState.timeline.now },
  };
}

/** Default: the most recently created key (docs/api/naver.md §3.1). */
export function loginKeyOf(call: Call): string {
  const keys = call.mine(call.cloudState.keys);
  const wanted = call.get("loginKeyName");
  const key = wanted === "" ? keys.at(-1) : keys.find((one) => one.name === wanted);
  if (!key) throw new ServiceError(call.switches.codes.notFound, `there is no such login key: ${wanted}`);
  return key.name;
}

function refuseBeyondLimits(call: Call, spec: Spec, subnet: Subnet, count: number): void {
  const { codes, fullSpecs, fullZones, serverQuota } = call.switches;
  const there = call.cloudState.servers.where((server) => server.account === call.account).length;
  if (serverQuota !== null && there + count > serverQuota) {
    throw new ServiceError(codes.quota, "the limit of servers has been reached");
  }
  if (fullZones.includes(subnet.zone) || fullSpecs.includes(spec.code)) {
    throw new ServiceError(codes.capacity, `there is no capacity for ${spec.code} in ${subnet.zone}`);
  }
}

function build(
  call: Call,
  plan: Plan & { readonly name: string },
  storages: ReturnType<typeof storagesOf>,
  interfaces: readonly WantedInterface[],
): Server {
  const { cloudState, account, region } = call;
  const server = cloudState.servers.put({ id: cloudState.number("server"), account, region, ...plan });
  for (const { order, subnet, ip, acgNos, reused } of interfaces) {
    const plugged = { serverNo: server.id, deviceName: `eth${order}`, status: "SET", isDefault: order === 0 } as const;
    if (reused) cloudState.interfaces.patch(reused.id, plugged);
    else {
      const made = { ip, acgNos, secondaryIps: [], deleteOnTermination: true, name: "", description: "" };
      addInterface(call, subnet, { ...made, ...plugged });
    }
  }
  addStorages(call, server, storages);
  beginBuild(cloudState, server);
  return server;
}
