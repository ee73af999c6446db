import type { EmulatorClock } from "../core/clock.ts";
import { keepValue, type Memory } from "../core/memory.ts";
import { Store, type StoredRow, Table } from "../core/store.ts";
import { Timeline } from "../core/timeline.ts";
import { HostDimeError } from "./errors.ts";
import type { Domain, HostDimeEvent, Rdns, Server, Vps } from "./model.ts";
import { accountSeeds, firstOrdered } from "./seeds.ts";
import type { HostDimeSwitches } from "./switches.ts";

/** The two families of services; they share most calls, some with different names. */
export interface Services {
  readonly vps: Vps;
  readonly server: Server;
}
export type Family = keyof Services;

/** All state of the cloud, with its lookups. */
export class HostDimeCloudState {
  readonly vpses = new Table<Vps>();
  readonly servers = new Table<Server>();
  /** The same two tables, by family. */
  readonly services: { readonly [F in Family]: Table<Services[F]> } = { vps: this.vpses, server: this.servers };
  readonly rdns = new Table<Rdns>();
  readonly domains = new Table<Domain>();
  readonly store = new Store({ vps: this.vpses, server: this.servers, rdns: this.rdns, domain: this.domains });
  readonly timeline: Timeline<HostDimeEvent>;
  switches: HostDimeSwitches;
  #nextVps = firstOrdered;

  constructor(clock: EmulatorClock, switches: HostDimeSwitches, accounts: readonly string[]) {
    this.timeline = new Timeline(clock);
    this.switches = switches;
    this.reset(switches, accounts);
  }

  get memory(): Memory {
    const nextVps = keepValue(
      () => this.#nextVps,
      (saved) => {
        this.#nextVps = saved;
      },
    );
    return { timeline: this.timeline, nextVps };
  }

  /** Deletes everything and restores the seeds; accounts are public keys. */
  reset(switches: HostDimeSwitches, accounts: readonly string[]): void {
    this.timeline.clear();
    this.store.clear();
    this.switches = switches;
    this.#nextVps = firstOrdered;
    for (const [index, seed] of accountSeeds.entries()) {
      const account = accounts[index];
      if (account === undefined) continue;
      for (const row of seed.vpses) this.vpses.put({ ...row, account });
      for (const row of seed.servers) this.servers.put({ ...row, account });
      for (const row of seed.rdns) this.rdns.put({ ...row, account });
      for (const row of seed.domains) this.domains.put({ ...row, account });
    }
  }

  /** The cuid that the next order gets; `addVps` consumes it. */
  get nextCuid(): string {
    return `V${this.#nextVps}`;
  }

  numbering(): () => void {
    const next = this.#nextVps;
    return () => {
      this.#nextVps = next;
    };
  }

  addVps(vps: Vps): void {
    this.#nextVps++;
    this.vpses.put(vps);
  }

  /** The main address of an ordered VPS, from the range reserved for benchmarks (198.18.0.0/15); never reused. */
  addressFor(cuid: string): string {
    const n = Number(cuid.slice(1)) - firstOrdered + 10;
    return `198.${18 + ((n >> 16) & 1)}.${(n >> 8) & 255}.${n & 255}`;
  }

  /** The account's service. Throws 404 if it belongs to another account or family. */
  service<F extends Family>(family: F, cuid: string, account: string): Services[F] {
    return mine(this.services[family].find(cuid), account) ?? notFound(family === "vps" ? "VPS" : "server", cuid);
  }

  /** The account's address, if it belongs to a service of the family. */
  address(family: Family, ip: string, account: string): Rdns {
    const row = mine(this.rdns.find(ip), account);
    return row && this.services[family].find(row.cuid) ? row : notFound("IP address", ip);
  }
}

function mine<Row extends StoredRow>(row: Row | undefined, account: string): Row | undefined {
  return row?.account === account ? row : undefined;
}

function notFound(what: string, id: string): never {
  throw new HostDimeError(404, `there is no ${what} ${id}`);
}
