import type { EmulatorClock } from "../core/clock.ts";
import { Ids } from "../core/ids.ts";
import type { Memory } from "../core/memory.ts";
import { Store, Table } from "../core/store.ts";
import { Timeline } from "../core/timeline.ts";
import { type DedicatedServer, type DedicatedTask, dedicatedSeeds } from "./dedicated-model.ts";
import { type DnsRecord, type DnsZone, recordSeeds, zoneSeeds } from "./dns-model.ts";
import { notFound } from "./errors.ts";
import type { IpFirewall, IpFirewallRule } from "./ip-firewall-model.ts";
import { blockSeeds, type IpBlock, type IpReverse, reverseSeeds } from "./ip-model.ts";
import type {
  AdditionalIp,
  Application,
  BackupSchedule,
  Certificate,
  Credential,
  Flavor,
  FloatingIp,
  Gateway,
  GatewayInterface,
  Group,
  HealthMonitor,
  Image,
  Instance,
  Interface,
  L7Policy,
  L7Rule,
  Listener,
  LoadBalancer,
  Member,
  Network,
  OauthClient,
  Operation,
  OvhEvent,
  Pool,
  Project,
  ProjectRow,
  ProjectUser,
  Region,
  SshKey,
  Subnet,
  Volume,
  VolumeBackup,
  VolumeSnapshot,
} from "./model.ts";
import {
  activeRegions,
  defaultAccounts,
  flavorSeeds,
  imageSeeds,
  nichandle,
  regionSeeds,
  secondProject,
  serviceAccounts,
} from "./seeds.ts";
import type { OvhCredentials } from "./signature.ts";
import type { OvhSwitches } from "./switches.ts";
import { Vault } from "./vault.ts";
import { type Vps, type VpsTask, vpsSeeds } from "./vps-model.ts";

const everything = ["GET", "POST", "PUT", "DELETE"].map((method) => ({ method, path: "/*" }));
const seededAt = Date.UTC(2025, 0, 15, 12);

/** All state of the cloud, with its lookups. */
export class OvhCloudState {
  readonly projects = new Table<Project>();
  readonly instances = new Table<Instance>();
  readonly interfaces = new Table<Interface>();
  readonly floatingIps = new Table<FloatingIp>();
  readonly additionalIps = new Table<AdditionalIp>();
  readonly volumes = new Table<Volume>();
  readonly volumeSnapshots = new Table<VolumeSnapshot>();
  readonly volumeBackups = new Table<VolumeBackup>();
  readonly backupSchedules = new Table<BackupSchedule>();
  readonly flavors = new Table<Flavor>();
  readonly images = new Table<Image>();
  readonly regions = new Table<Region>();
  readonly sshKeys = new Table<SshKey>();
  readonly networks = new Table<Network>();
  readonly subnets = new Table<Subnet>();
  readonly gateways = new Table<Gateway>();
  readonly gatewayInterfaces = new Table<GatewayInterface>();
  readonly certificates = new Table<Certificate>();
  readonly l7Rules = new Table<L7Rule>();
  readonly l7Policies = new Table<L7Policy>();
  readonly healthMonitors = new Table<HealthMonitor>();
  readonly members = new Table<Member>();
  readonly pools = new Table<Pool>();
  readonly listeners = new Table<Listener>();
  readonly loadBalancers = new Table<LoadBalancer>();
  readonly groups = new Table<Group>();
  readonly operations = new Table<Operation>();
  readonly projectUsers = new Table<ProjectUser>();
  readonly applications = new Table<Application>();
  readonly credentials = new Table<Credential>();
  readonly oauthClients = new Table<OauthClient>();
  readonly dnsZones = new Table<DnsZone>();
  readonly dnsRecords = new Table<DnsRecord>();
  readonly ipBlocks = new Table<IpBlock>();
  readonly ipReverses = new Table<IpReverse>();
  readonly ipFirewalls = new Table<IpFirewall>();
  readonly ipFirewallRules = new Table<IpFirewallRule>();
  readonly vpses = new Table<Vps>();
  readonly vpsTasks = new Table<VpsTask>();
  readonly dedicatedServers = new Table<DedicatedServer>();
  readonly dedicatedTasks = new Table<DedicatedTask>();
  readonly store = new Store({
    instance: this.instances,
    interface: this.interfaces,
    sshKey: this.sshKeys,
    network: this.networks,
    subnet: this.subnets,
    gateway: this.gateways,
    gatewayInterface: this.gatewayInterfaces,
    certificate: this.certificates,
    l7Rule: this.l7Rules,
    l7Policy: this.l7Policies,
    healthMonitor: this.healthMonitors,
    member: this.members,
    pool: this.pools,
    listener: this.listeners,
    loadBalancer: this.loadBalancers,
    floatingIp: this.floatingIps,
    additionalIp: this.additionalIps,
    volume: this.volumes,
    volumeSnapshot: this.volumeSnapshots,
    volumeBackup: this.volumeBackups,
    backupSchedule: this.backupSchedules,
    group: this.groups,
    operation: this.operations,
    projectUser: this.projectUsers,
    project: this.projects,
    credential: this.credentials,
    application: this.applications,
    oauthClient: this.oauthClients,
    region: this.regions,
    flavor: this.flavors,
    image: this.images,
    dnsZone: this.dnsZones,
    dnsRecord: this.dnsRecords,
    ipBlock: this.ipBlocks,
    ipReverse: this.ipReverses,
    ipFirewall: this.ipFirewalls,
    ipFirewallRule: this.ipFirewallRules,
    vps: this.vpses,
    vpsTask: this.vpsTasks,
    dedicatedServer: this.dedicatedServers,
    dedicatedTask: this.dedicatedTasks,
  });
  readonly vault = new Vault();
  readonly timeline: Timeline<OvhEvent>;
  ids: Ids;
  switches: OvhSwitches;
  /** Seconds by which the cloud's wall clock is ahead of the real one. */
  skewSeconds = 0;
  readonly #clock: EmulatorClock;
  readonly #seed: string;

  constructor(clock: EmulatorClock, seed: string, switches: OvhSwitches, accounts: readonly OvhCredentials[]) {
    this.timeline = new Timeline(clock);
    this.#clock = clock;
    this.#seed = seed;
    this.switches = switches;
    this.ids = new Ids(seed);
    this.reset(switches, accounts);
  }

  get memory(): Memory {
    return { timeline: this.timeline, ids: this.ids, ...this.vault.memory };
  }

  /** Deletes everything and restores the seeds. */
  reset(switches: OvhSwitches, accounts: readonly OvhCredentials[]): void {
    this.timeline.clear();
    this.store.clear();
    this.vault.clear();
    this.switches = switches;
    this.ids = new Ids(this.#seed);
    for (const region of regionSeeds) this.#seedRegion(region);
    for (const [index, account] of accounts.entries()) this.#seedAccount(account, nichandle(index));
    if (accounts === defaultAccounts) this.#seedProject(secondProject, nichandle(0), "second");
    for (const zone of zoneSeeds) this.#seedZone(zone, nichandle(0));
    for (const block of blockSeeds) this.ipBlocks.put({ ...block, account: nichandle(0) });
    for (const vps of vpsSeeds) this.vpses.put({ ...vps, account: nichandle(0) });
    for (const server of dedicatedSeeds) this.dedicatedServers.put({ ...server, account: nichandle(0) });
    for (const reverse of reverseSeeds) this.ipReverses.put({ ...reverse, account: nichandle(0) });
  }

  /** Flavors and images have a different ID in each region (docs/api/ovh.md §4.9). */
  #seedRegion(region: (typeof regionSeeds)[number]): void {
    const idOf = (what: string): string => new Ids(`${this.#seed}/${region.id}/${what}`).uuid();
    this.regions.put({ ...region, account: "", publicNetworkId: idOf("Ext-Net") });
    for (const flavor of flavorSeeds) {
      this.flavors.put({ id: idOf(`flavor ${flavor.name}`), account: "", region: region.id, ...flavor });
    }
    for (const image of imageSeeds) {
      this.images.put({
        ...{ id: idOf(`image ${image.name}`), account: "", project: "", region: region.id, ...image },
        ...{ visibility: "public", minRam: 0, size: 2.5, instanceId: "", sourceId: "", createdAt: seededAt },
      });
    }
  }

  #seedAccount({ applicationKey, applicationSecret, consumerKey, project }: OvhCredentials, account: string): void {
    const applicationId = this.number("application", 2_000_001);
    const [name, description] = ["indiecloud", "Made by hand"];
    this.applications.put({ id: applicationId, account, applicationKey, name, description, status: "active" });
    this.vault.applicationSecrets.set(applicationId, applicationSecret);
    const credential = this.credentials.put({
      ...{ id: this.number("credential", 700_000_001), account, applicationId, status: "validated", rules: everything },
      ...{ allowedIPs: [], redirection: "", createdAt: seededAt, expiresAt: 0, usedAt: 0 },
    });
    this.vault.consumerKeys.set(consumerKey, credential.id);
    this.#seedProject(project, account, "first");
    for (const { clientId, clientSecret } of serviceAccounts.filter((one) => one.project === project)) {
      this.vault.clientSecrets.set(clientId, clientSecret);
      const about = { name: "indiecloud", description: "Made by hand", flow: "CLIENT_CREDENTIALS" };
      this.oauthClients.put({ id: clientId, account, ...about, callbackUrls: [], createdAt: seededAt });
    }
  }

  #seedZone(id: string, account: string): void {
    this.dnsZones.put({ id, account, dirty: false });
    for (const record of recordSeeds) {
      const own = { id: this.number("record", 5_000_000_001), account, zone: id, createdAt: seededAt };
      this.dnsRecords.put({ ...own, ...record });
    }
  }

  #seedProject(id: string, account: string, description: string): void {
    this.projects.put({ id, account, description, status: "ok", regions: activeRegions, createdAt: seededAt });
    for (const ip of ["192.0.2.10", "192.0.2.11"]) {
      const key = new Ids(`${this.#seed}/${id}/${ip}`).uuid();
      this.additionalIps.put({ id: key, account, project: id, ip, instanceId: "", status: "ok" });
    }
  }

  /** The cloud's wall clock, in seconds since 1970: what /auth/time returns and timestamps are checked against. */
  wallSeconds(): number {
    return this.#clock.wall() / 1000 + this.skewSeconds;
  }

  /** The ID that a network has in a region: the same each time it is added to the region. */
  openstackId(network: string, region: string): string {
    return new Ids(`${this.#seed}/${network}/${region}`).uuid();
  }

  /** The next numeric ID of a kind, as text. */
  number(counter: string, first: number): string {
    return String(this.ids.next(counter, first));
  }

  /** The project's own object; throws not-found for anything else, including other projects' objects. */
  own<Row extends ProjectRow>(table: Table<Row>, kind: string, id: string, project: string): Row {
    const row = table.find(id);
    if (!row || row.project !== project) throw notFound(kind, this.switches);
    return row;
  }

  /** The project's instance, unless it only lingers as DELETED or is too new to be found. */
  instance(id: string, project: string): Instance {
    const instance = this.own(this.instances, "instance", id, project);
    const { readLag } = this.switches.durations;
    if (instance.phase === "deleted" || this.younger(instance, readLag)) throw notFound("instance", this.switches);
    return instance;
  }

  /** The project's objects of one kind, limited to a region if given. */
  inProject<Row extends ProjectRow & { readonly region?: string }>(
    table: Table<Row>,
    project: string,
    region: string | null = null,
  ): Row[] {
    return table.where((row) => row.project === project && (region === null || row.region === region));
  }

  younger({ createdAt }: { readonly createdAt: number }, seconds: number): boolean {
    return this.timeline.now - createdAt < seconds * 1000;
  }

  interfacesOf(instanceId: string): Interface[] {
    return this.interfaces.where((one) => one.instanceId === instanceId);
  }

  removeInterfacesOf(gateway: string): void {
    for (const { id } of this.gatewayInterfaces.where(({ gatewayId }) => gatewayId === gateway)) {
      this.gatewayInterfaces.delete(id);
    }
  }

  /** The network of a project with this ID in a region; undefined for Ext-Net. */
  networkOf(openstackId: string): Network | undefined {
    return this.networks.all().find((network) => network.regions.some((one) => one.openstackId === openstackId));
  }

  /** A new public address from the range reserved for benchmarks (198.19.128.0/17); never reused. */
  publicIpv4(): string {
    const n = this.ids.next("public address", 10);
    return `198.19.${128 + ((n >> 8) & 127)}.${n & 255}`;
  }

  publicIpv6(): string {
    return `2001:db8:0:${this.ids.next("public address 6", 256).toString(16)}::1`;
  }

  macAddress(): string {
    return `fa:16:3e:${this.ids.hex(6).match(/../g)?.join(":") ?? ""}`;
  }
}
