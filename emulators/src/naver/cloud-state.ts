import type { EmulatorClock } from "../core/clock.ts";
import { Ids } from "../core/ids.ts";
import { keepValue, type Memory } from "../core/memory.ts";
import { Store, Table } from "../core/store.ts";
import { Timeline } from "../core/timeline.ts";
import { formatAddress, parseAddress, usable } from "./addresses.ts";
import type { AutoScalingGroup, LaunchConfiguration, ScalingPolicy, ScalingSchedule } from "./auto-scaling-model.ts";
import type { LoadBalancer, LoadBalancerListener, TargetGroup } from "./load-balancer-model.ts";
import type {
  AccessControlGroup,
  AccessControlGroupRule,
  DenyAllowGroup,
  Direction,
  InitScript,
  LoginKey,
  NatGateway,
  NaverEvent,
  NetworkAcl,
  NetworkAclRule,
  NetworkInterface,
  Owned,
  PlacementGroup,
  PublicIp,
  Route,
  RouteTable,
  Server,
  Storage,
  Subnet,
  Vpc,
} from "./model.ts";
import type { NasVolume } from "./nas-model.ts";
import type { VpcPeering } from "./peering-model.ts";
import { fingerprintOf } from "./rsa.ts";
import { demo, demoPublicKey, type Region, sites } from "./seeds.ts";
import type { OwnImage } from "./server-image-model.ts";
import type { StorageSnapshot } from "./storage-model.ts";
import type { NaverSwitches } from "./switches.ts";

/** The account and region of an object. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

/** The first number of each kind, far enough apart that kinds do not share IDs. */
const firstNumbers = {
  server: 26_695_183,
  networkInterface: 3_415_001,
  storage: 36_695_901,
  snapshot: 56_311_101,
  ownImage: 104_701_201,
  memberImage: 66_911_001,
  nasVolume: 76_201_301,
  publicIp: 46_801_001,
  vpc: 70_101,
  subnet: 152_301,
  networkAcl: 281_201,
  denyAllowGroup: 291_301,
  accessControlGroup: 404_501,
  rule: 600_001,
  routeTable: 531_401,
  natGateway: 561_501,
  placementGroup: 591_601,
  vpcPeering: 571_701,
  loginKey: 1,
  initScript: 998_101,
  targetGroup: 1_283_401,
  loadBalancer: 21_445_001,
  listener: 2_517_601,
  listenerRule: 3_204_901,
  launchConfiguration: 27_701,
  autoScalingGroup: 23_401,
  scalingPolicy: 3_301,
  scalingSchedule: 5_501,
} as const;

/** All state of the cloud, with its lookups. */
export class NaverCloudState {
  readonly servers = new Table<Server>();
  readonly interfaces = new Table<NetworkInterface>();
  readonly storages = new Table<Storage>();
  readonly snapshots = new Table<StorageSnapshot>();
  readonly ownImages = new Table<OwnImage>();
  readonly nasVolumes = new Table<NasVolume>();
  readonly publicIps = new Table<PublicIp>();
  readonly vpcs = new Table<Vpc>();
  readonly subnets = new Table<Subnet>();
  readonly acls = new Table<NetworkAcl>();
  readonly aclRules = new Table<NetworkAclRule>();
  readonly denyAllowGroups = new Table<DenyAllowGroup>();
  readonly groups = new Table<AccessControlGroup>();
  readonly groupRules = new Table<AccessControlGroupRule>();
  readonly routeTables = new Table<RouteTable>();
  readonly routes = new Table<Route>();
  readonly natGateways = new Table<NatGateway>();
  readonly vpcPeerings = new Table<VpcPeering>();
  readonly placementGroups = new Table<PlacementGroup>();
  readonly keys = new Table<LoginKey>();
  readonly scripts = new Table<InitScript>();
  readonly targetGroups = new Table<TargetGroup>();
  readonly balancers = new Table<LoadBalancer>();
  readonly listeners = new Table<LoadBalancerListener>();
  readonly launchConfigurations = new Table<LaunchConfiguration>();
  readonly scalingGroups = new Table<AutoScalingGroup>();
  readonly scalingPolicies = new Table<ScalingPolicy>();
  readonly scalingSchedules = new Table<ScalingSchedule>();
  readonly store = new Store({
    server: this.servers,
    networkInterface: this.interfaces,
    storage: this.storages,
    snapshot: this.snapshots,
    serverImage: this.ownImages,
    nasVolume: this.nasVolumes,
    publicIp: this.publicIps,
    vpc: this.vpcs,
    subnet: this.subnets,
    networkAcl: this.acls,
    networkAclRule: this.aclRules,
    denyAllowGroup: this.denyAllowGroups,
    accessControlGroup: this.groups,
    accessControlGroupRule: this.groupRules,
    routeTable: this.routeTables,
    route: this.routes,
    natGateway: this.natGateways,
    vpcPeering: this.vpcPeerings,
    placementGroup: this.placementGroups,
    loginKey: this.keys,
    initScript: this.scripts,
    targetGroup: this.targetGroups,
    loadBalancer: this.balancers,
    loadBalancerListener: this.listeners,
    launchConfiguration: this.launchConfigurations,
    autoScalingGroup: this.scalingGroups,
    scalingPolicy: this.scalingPolicies,
    scalingSchedule: this.scalingSchedules,
  });
  readonly timeline: Timeline<NaverEvent>;
  switches: NaverSwitches;
  regions: readonly Region[] = [];
  ids: Ids;
  /** A separate generator, so that reads do not affect the IDs of new objects. */
  requestIds: Ids;
  readonly #seed: string;

  constructor(clock: EmulatorClock, seed: string, switches: NaverSwitches, accounts: readonly string[]) {
    this.timeline = new Timeline(clock);
    this.#seed = seed;
    this.switches = switches;
    this.ids = new Ids(seed);
    this.requestIds = new Ids(`${seed}/requests`);
    this.reset(switches, accounts);
  }

  get memory(): Memory {
    const regions = keepValue(
      () => this.regions,
      (saved) => {
        this.regions = saved;
      },
    );
    return { timeline: this.timeline, ids: this.ids, requestIds: this.requestIds, regions };
  }

  /** Deletes everything and restores the seeds. */
  reset(switches: NaverSwitches, accounts: readonly string[]): void {
    this.timeline.clear();
    this.store.clear();
    this.switches = switches;
    this.ids = new Ids(this.#seed);
    this.requestIds = new Ids(`${this.#seed}/requests`);
    this.regions = sites[switches.site];
    const [first] = this.regions;
    if (!first || switches.accountsBegin === "none") return;
    for (const account of accounts) this.#seedDemo({ account, region: first.code }, first.zones);
  }

  #seedDemo(place: Place, zones: readonly string[]): void {
    const createdAt = Date.UTC(2025, 0, 15, 3);
    const vpc = this.addVpc(place, demo.vpc.name, demo.vpc.cidr, createdAt);
    this.vpcs.patch(vpc.id, { status: "RUN" });
    const networkAclNo = this.acls.where((acl) => acl.vpcNo === vpc.id)[0]?.id ?? "";
    for (const { zone, ...subnet } of demo.subnets) {
      this.subnets.put({
        ...{ id: this.number("subnet"), ...place, vpcNo: vpc.id, ...subnet, zone: zones[zone] ?? zones[0] ?? "" },
        ...{ status: "RUN", usage: "GEN", networkAclNo, createdAt },
      });
    }
    this.addKey(place, demo.key, demoPublicKey, createdAt);
  }

  /**
   * Adds a VPC with the objects that come with it: a network ACL, a group and two route tables (docs/api/naver.md
   * §4.3).
   */
  addVpc({ account, region }: Place, name: string, cidr: string, createdAt: number): Vpc {
    const place = { account, region };
    const vpc = this.vpcs.put({ id: this.number("vpc"), ...place, name, cidr, status: "INIT", createdAt });
    const part = { ...place, vpcNo: vpc.id, status: "RUN", isDefault: true, description: "" } as const;
    this.acls.put({ id: this.number("networkAcl"), ...part, name: `${name}-default-network-acl`, createdAt });
    const group = this.groups.put({ id: this.number("accessControlGroup"), ...part, name: `${name}-default-acg` });
    this.#addDefaultRules(group);
    for (const subnetType of ["PUBLIC", "PRIVATE"] as const) {
      const table = { id: this.number("routeTable"), ...place, vpcNo: vpc.id, subnetType, status: "RUN" } as const;
      const part = { description: "", isDefault: true, subnetNos: [] };
      this.routeTables.put({ ...table, ...part, name: `${name}-default-${subnetType.toLowerCase()}-table` });
    }
    return vpc;
  }

  /**
   * The real rules of a default group are unknown. Here its members reach each other, SSH is allowed in, and everything
   * is allowed out.
   */
  #addDefaultRules(group: AccessControlGroup): void {
    const add = (direction: Direction, protocol: string, source: { ip?: string; group?: string }, ports: string) =>
      this.groupRules.put({
        ...{ id: this.number("rule"), account: group.account, acgNo: group.id, direction, protocol, description: "" },
        ...{ ipBlock: source.ip ?? "", sourceAcgNo: source.group ?? "", portRange: ports },
      });
    for (const protocol of ["TCP", "UDP", "ICMP"]) {
      const ports = protocol === "ICMP" ? "" : "1-65535";
      add("INBND", protocol, { group: group.id }, ports);
      add("OTBND", protocol, { ip: "0.0.0.0/0" }, ports);
    }
    add("INBND", "TCP", { ip: "0.0.0.0/0" }, "22");
  }

  addKey({ account, region }: Place, name: string, publicKey: string, createdAt: number): LoginKey {
    const fingerprint = fingerprintOf(publicKey) ?? "";
    return this.keys.put({ id: this.number("loginKey"), account, region, name, publicKey, fingerprint, createdAt });
  }

  /** The next ID of a kind. */
  number(kind: keyof typeof firstNumbers): string {
    return String(this.ids.next(kind, firstNumbers[kind]));
  }

  /** An account's object in a region; undefined if it belongs to another account or region. */
  own<Row extends Owned>(table: Table<Row>, id: string, { account, region }: Place): Row | undefined {
    const row = table.find(id);
    return row?.account === account && row.region === region ? row : undefined;
  }

  interfacesOf(serverNo: string): NetworkInterface[] {
    return this.interfaces
      .where((one) => one.serverNo === serverNo)
      .sort((a, b) => a.deviceName.localeCompare(b.deviceName));
  }

  /** The first free `ethN` of a server. */
  freeDevice(serverNo: string): string {
    const used = new Set(this.interfacesOf(serverNo).map((one) => one.deviceName));
    return ["eth0", "eth1", "eth2"].find((name) => !used.has(name)) ?? "";
  }

  defaultGroup(vpcNo: string): AccessControlGroup | undefined {
    return this.groups.where((group) => group.vpcNo === vpcNo && group.isDefault)[0];
  }

  /** The load balancer whose listeners send requests to a target group. */
  balancerOfGroup(targetGroupNo: string): LoadBalancer | undefined {
    const [listener] = this.listeners.where((one) => one.targetGroupNo === targetGroupNo);
    return listener && this.balancers.find(listener.balancerNo);
  }

  /** Whether an interface could use this address of a subnet. */
  addressIsFree(subnet: Subnet, ip: string): boolean {
    const address = parseAddress(ip);
    const { from, to } = usable(subnet.cidr);
    if (address === undefined || address < from || address > to) return false;
    return !this.#addressesIn(subnet).has(ip);
  }

  #addressesIn({ id }: Subnet): ReadonlySet<string> {
    const there = this.interfaces.where((one) => one.subnetNo === id);
    return new Set(there.flatMap(({ ip, secondaryIps }) => [ip, ...secondaryIps]));
  }

  /** The lowest free address of a subnet; undefined if it is full. */
  freeAddress(subnet: Subnet): string | undefined {
    const taken = this.#addressesIn(subnet);
    const { from, to } = usable(subnet.cidr);
    for (let address = from; address <= to; address++) {
      if (!taken.has(formatAddress(address))) return formatAddress(address);
    }
    return undefined;
  }

  /** A public address from the range reserved for benchmarks (198.19.64.0/18); never reused. */
  newPublicAddress(): string {
    const n = this.ids.next("public address", 10);
    return `198.19.${64 + ((n >> 8) & 63)}.${n & 255}`;
  }
}
