import type { EmulatorClock } from "../core/clock.ts";
import { Ids } from "../core/ids.ts";
import type { Memory } from "../core/memory.ts";
import { Store, type StoredRow, Table } from "../core/store.ts";
import { Timeline } from "../core/timeline.ts";
import { type ErrorCode, GigeNetError, missing } from "./errors.ts";
import type { Address, GigeNetEvent, Instance, KeyPair, Launch, Session } from "./model.ts";
import { type InstanceType, typeNamed, zoneRows } from "./seeds.ts";
import type { GigeNetSwitches } from "./switches.ts";

/** All state of the cloud, with its lookups. Catalogs are constants; accounts start empty. */
export class GigeNetCloudState {
  readonly instances = new Table<Instance>();
  readonly addresses = new Table<Address>();
  readonly keyPairs = new Table<KeyPair>();
  readonly sessions = new Table<Session>();
  readonly launches = new Table<Launch>();
  readonly store = new Store({
    instance: this.instances,
    address: this.addresses,
    keyPair: this.keyPairs,
    session: this.sessions,
    launch: this.launches,
  });
  readonly timeline: Timeline<GigeNetEvent>;
  ids: Ids;
  switches: GigeNetSwitches;

  constructor(clock: EmulatorClock, seed: string, switches: GigeNetSwitches) {
    this.timeline = new Timeline(clock);
    this.switches = switches;
    this.ids = new Ids(seed);
  }

  get memory(): Memory {
    return { timeline: this.timeline, ids: this.ids };
  }

  reset(seed: string, switches: GigeNetSwitches): void {
    this.timeline.clear();
    this.store.clear();
    this.switches = switches;
    this.ids = new Ids(seed);
  }

  /** The account's object. Throws `code` if it does not exist or belongs to another account. */
  own<Row extends StoredRow>(table: Table<Row>, id: string, account: string, code: ErrorCode): Row {
    const row = table.find(id);
    if (row?.account !== account) throw missing(code, id);
    return row;
  }

  /** The account's instance, if it is visible already. */
  instance(id: string, account: string): Instance {
    const row = this.own(this.instances, id, account, "InvalidInstanceID.NotFound");
    if (!this.#visible(row)) throw missing("InvalidInstanceID.NotFound", id);
    return row;
  }

  /** The account's visible instances. */
  instancesOf(account: string): Instance[] {
    return this.instances.where((row) => row.account === account && this.#visible(row));
  }

  #visible({ visibleFrom }: Instance): boolean {
    return this.timeline.now >= visibleFrom;
  }

  addressesOf(instanceId: string): Address[] {
    return this.addresses.where((row) => row.instanceId === instanceId);
  }

  /** A type by the name that RunInstances takes, current or legacy. */
  type(name: string): InstanceType {
    const type = typeNamed(name);
    if (!type) throw missing("InvalidInstanceType", name);
    return type;
  }

  zone(name: string): string {
    if (zoneRows.some((row) => row.name === name) && this.switches.openZones.includes(name)) return name;
    throw new GigeNetError("InvalidZone.NotFound", `The zone ${JSON.stringify(name)} is not valid`);
  }

  /** A public address from the range reserved for benchmarks (198.19.0.0/18); never reused. */
  publicIp(): string {
    const n = this.ids.next("public address", 10);
    return `198.19.${(n >> 8) & 63}.${n & 255}`;
  }

  privateIp(): string {
    const n = this.ids.next("private address", 10);
    return `10.60.${(n >> 8) & 255}.${n & 255}`;
  }

  addAddress(type: Address["type"], account: string, zone: string, instanceId: string): Address {
    return this.addresses.put({ id: this.publicIp(), account, type, zone, instanceId });
  }

  /** `<zone>-<6 hex>` (docs/api/gigenet.md §2.1). */
  defaultHostname(zone: string): string {
    return `${zone}-${this.ids.hex(6)}`;
  }

  needFunds(): void {
    if (this.switches.funds <= 0) throw new GigeNetError("InsufficientFunds");
  }

  needAddresses(account: string, count: number): void {
    const { addressQuota } = this.switches;
    const owned = this.addresses.where((row) => row.account === account).length;
    if (addressQuota !== null && owned + count > addressQuota) throw new GigeNetError("AddressLimitExceeded");
  }

  needTags(account: string, count: number): void {
    const { tagQuota } = this.switches;
    const owned = this.instancesOf(account).reduce((sum, row) => sum + row.tags.length, 0);
    if (tagQuota !== null && owned + count > tagQuota) throw new GigeNetError("TagLimitExceeded");
  }
}
