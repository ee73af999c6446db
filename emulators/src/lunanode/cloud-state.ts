import type { EmulatorClock } from "../core/clock.ts";
import { Ids } from "../core/ids.ts";
import { keepValue, type Memory } from "../core/memory.ts";
import { Store, type StoredRow, Table } from "../core/store.ts";
import { Timeline } from "../core/timeline.ts";
import { type Kind, LunaNodeError, notFound } from "./errors.ts";
import type {
  DnsRecord,
  DnsZone,
  DynamicName,
  FloatingIp,
  Image,
  LunaNodeEvent,
  Network,
  Rule,
  Script,
  SecurityGroup,
  SshKey,
  Vm,
  Volume,
  VolumeSnapshot,
} from "./model.ts";
import { defaultNetwork, type Plan, plans, regionNames, templateNames } from "./seeds.ts";
import type { LunaNodeSwitches } from "./switches.ts";

/** All state of the cloud, with its lookups. */
export class LunaNodeCloudState {
  readonly vms = new Table<Vm>();
  readonly images = new Table<Image>();
  readonly floatingIps = new Table<FloatingIp>();
  readonly volumes = new Table<Volume>();
  readonly snapshots = new Table<VolumeSnapshot>();
  readonly networks = new Table<Network>();
  readonly groups = new Table<SecurityGroup>();
  readonly rules = new Table<Rule>();
  readonly keys = new Table<SshKey>();
  readonly scripts = new Table<Script>();
  readonly zones = new Table<DnsZone>();
  readonly records = new Table<DnsRecord>();
  readonly dynamicNames = new Table<DynamicName>();
  readonly store = new Store({
    vm: this.vms,
    image: this.images,
    floatingIp: this.floatingIps,
    volume: this.volumes,
    volumeSnapshot: this.snapshots,
    network: this.networks,
    securityGroup: this.groups,
    rule: this.rules,
    sshKey: this.keys,
    script: this.scripts,
    dnsZone: this.zones,
    dnsRecord: this.records,
    dynamicName: this.dynamicNames,
  });
  readonly timeline: Timeline<LunaNodeEvent>;
  ids: Ids;
  switches: LunaNodeSwitches;
  #regions: Readonly<Record<string, string>>;

  constructor(clock: EmulatorClock, seed: string, switches: LunaNodeSwitches, accounts: readonly string[]) {
    this.timeline = new Timeline(clock);
    this.switches = switches;
    this.ids = new Ids(seed);
    this.#regions = regionNames(switches.regionMenu);
    this.reset(seed, switches, accounts);
  }

  get memory(): Memory {
    const regions = keepValue(
      () => this.#regions,
      (saved) => {
        this.#regions = saved;
      },
    );
    return { timeline: this.timeline, ids: this.ids, regions };
  }

  /** Deletes everything and restores the seeds. */
  reset(seed: string, switches: LunaNodeSwitches, accounts: readonly string[]): void {
    this.timeline.clear();
    this.store.clear();
    this.switches = switches;
    this.ids = new Ids(seed);
    this.#regions = regionNames(switches.regionMenu);
    for (const region of Object.keys(this.#regions)) {
      for (const name of templateNames) this.#seedTemplate(name, region);
      for (const account of accounts) {
        this.networks.put({ id: this.number("network", 1001), account, region, ...defaultNetwork });
        this.addGroup(account, region, "default");
      }
    }
  }

  #seedTemplate(name: string, region: string): void {
    const iso = name.endsWith("(ISO)");
    this.images.put({
      ...{ id: this.number("image", 240279), account: "", name, region, status: "active", outcome: "active" },
      ...{ format: iso ? "iso" : "qcow2", virtio: !iso, bytes: iso ? 662_700_032 : 2_361_393_152 },
      ...{ checksum: this.ids.hex(32), createdAt: Date.UTC(2025, 0, 15, 12) },
    });
  }

  /** Adds a group with the two rules that allow all outgoing traffic (docs/api/lunanode.md §4.5). */
  addGroup(account: string, region: string, name: string): SecurityGroup {
    const group = this.groups.put({ id: this.number("group", 4), account, region, name });
    for (const family of ["IPv4", "IPv6"] as const) {
      this.rules.put({
        ...{ id: this.ids.uuid(), account, groupId: group.id, direction: "egress", family, protocol: "*" },
        ...{ portMin: "", portMax: "", remoteType: "cidr", remote: "*", label: "" },
      });
    }
    return group;
  }

  /** Adds a public address of the account, from the range reserved for benchmarks (198.18.0.0/15); never reused. */
  addFloatingIp(account: string, region: string, vmId: string): FloatingIp {
    const n = this.ids.next("public address", 10);
    const id = `198.${18 + ((n >> 16) & 1)}.${(n >> 8) & 255}.${n & 255}`;
    const known = { id, number: this.number("floating", 5001), account, region, vmId, reverse: "" };
    return this.floatingIps.put({ ...known, updatedAt: this.timeline.now });
  }

  changeFloatingIp(id: string, set: Partial<Pick<FloatingIp, "vmId" | "reverse">>): void {
    this.floatingIps.patch(id, { ...set, updatedAt: this.timeline.now });
  }

  /** The next private address in the network. */
  privateAddress(network: Network | undefined): string {
    const [first = "172", second = "20"] = (network?.subnet ?? defaultNetwork.subnet).split(".");
    const n = this.ids.next(`private ${network?.id ?? ""}`, 10);
    return `${first}.${second}.${(n >> 8) & 255}.${n & 255}`;
  }

  /** The next numeric ID of a kind, as text. */
  number(counter: string, first: number): string {
    return String(this.ids.next(counter, first));
  }

  /** Region IDs with their display names. */
  get regions(): Readonly<Record<string, string>> {
    return this.#regions;
  }

  /** The plan with this ID or short name. */
  plan(idOrName: string): Plan | undefined {
    return plans.find((plan) => plan.id === idOrName || plan.name === idOrName);
  }

  planOf(vm: Vm): Plan | undefined {
    return this.plan(vm.planId);
  }

  /** Public addresses of a VM, the primary first. */
  addressesOf(vmId: string): FloatingIp[] {
    return this.floatingIps.where((ip) => ip.vmId === vmId);
  }

  /**
   * The account's own object. Throws the not-found error of its kind if it does not exist or belongs to another
   * account.
   */
  own<Row extends StoredRow>(table: Table<Row>, kind: Kind, id: string, account: string): Row {
    const row = table.find(id);
    if (!row || row.account !== account) throw notFound(kind, this.switches);
    return row;
  }

  /** Like `own`, limited to this region. */
  ownIn<Row extends StoredRow & { readonly region: string }>(
    table: Table<Row>,
    kind: Kind,
    id: string,
    account: string,
    region: string,
  ): Row {
    const row = this.own(table, kind, id, account);
    if (row.region !== region) throw notFound(kind, this.switches);
    return row;
  }

  /** The account's VM, unless it is only shown as deleted. */
  vm(id: string, account: string): Vm {
    const vm = this.own(this.vms, "vm", id, account);
    if (vm.phase === "deleted") throw notFound("vm", this.switches);
    return vm;
  }

  region(region: string): string {
    if (!Object.hasOwn(this.#regions, region)) throw new LunaNodeError("invalid region");
    return region;
  }

  /** Creation costs money: rejected without credit (the wording is a switch). */
  needCredit(): void {
    if (this.switches.credit <= 0) throw new LunaNodeError(this.switches.creditText);
  }
}
