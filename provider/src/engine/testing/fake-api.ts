import { CloudError, type CloudErrorDetails } from "../../http/errors.ts";
import type { ManualClock } from "../../http/testing.ts";
import type { Entry } from "../definition/catalog.ts";

/** A cloud in memory, for tests of the engine: boxes that take time to be built, changed and deleted. */
export interface FakeVm {
  id: string;
  region: string;
  name: string;
  size: string;
  image: string;
  disk: number;
  power: "on" | "off";
  groups: readonly string[];
  keys: readonly string[];
  /** Cannot be read back. */
  note: string;
  restarts: number;
  state: "building" | "active" | "changing" | "broken" | "deleted";
}

/** Seconds. */
const TIMES = { build: 20, change: 8, delete: 5 };

/** What goes wrong with one call. `after`: it is carried out, and the answer is lost. */
export interface Fault {
  when: "before" | "after";
  error: Error;
}

export const cloudError = (operation: string, details: Partial<CloudErrorDetails> = {}): CloudError =>
  new CloudError({
    kind: "unavailable",
    cloud: "Fake",
    call: operation,
    effect: "unknown",
    words: "out of order",
    nextStep: "Try again later.",
    ...details,
  });

export class FakeApi {
  readonly vms = new Map<string, FakeVm>();
  /** Every call by name, in order. */
  readonly calls: string[] = [];
  /** Called before every call, with its number from 0 on. */
  fault: (name: string, index: number) => Fault | undefined = () => undefined;
  /** The signal of the account that was opened last; aborts when Pulumi has asked to stop. */
  signal: AbortSignal | undefined;
  /** The final state of new builds. */
  outcome: "active" | "broken" | "building" = "active";
  /** Whether a resize has an effect; a cloud may accept it and do nothing. */
  resizes = true;
  /** Lists show the state from this many seconds ago. */
  lag = 0;
  /** The cloud's own name for the account of each user. Without it, no call returns one. */
  readonly accounts: Record<string, string> = {};
  /** Catalogs, by kind. */
  readonly entries: Record<string, readonly Entry[]> = {
    regions: [
      { id: "r1", name: "Region One" },
      { id: "r2", name: "Region Two" },
    ],
    sizes: [
      { id: "11", name: "small" },
      { id: "12", name: "large" },
    ],
    images: [
      { id: "i1", name: "Debian 12", scope: "r1" },
      { id: "i2", name: "Debian 13", scope: "r1" },
      { id: "i3", name: "Debian 12", scope: "r2" },
    ],
    groups: [
      { id: "g1", name: "web" },
      { id: "g2", name: "db" },
      { id: "g3", name: "mail" },
    ],
    keys: [
      { id: "k1", name: "anna" },
      { id: "k2", name: "bert" },
    ],
  };
  private readonly clock: ManualClock;
  private due: { at: number; id: string; set: Partial<FakeVm> }[] = [];
  private history: { at: number; vms: FakeVm[] }[] = [];
  private created = 0;

  constructor(clock: ManualClock) {
    this.clock = clock;
  }

  count(name: string): number {
    return this.calls.filter((call) => call === name).length;
  }

  /** The current boxes. */
  get all(): FakeVm[] {
    this.settle();
    return [...this.vms.values()];
  }

  get only(): FakeVm {
    const [vm, ...others] = this.all;
    if (vm === undefined || others.length > 0) {
      throw new Error(`expected one box, found ${this.all.length}`);
    }
    return vm;
  }

  async call<T>(name: string, act: () => T): Promise<T> {
    const index = this.calls.length;
    this.calls.push(name);
    const fault = this.fault(name, index);
    await Promise.resolve();
    if (fault?.when === "before") {
      throw fault.error;
    }
    const result = act();
    if (fault !== undefined) {
      throw fault.error;
    }
    return result;
  }

  create(vm: Omit<FakeVm, "id" | "state" | "restarts" | "power">): Promise<string> {
    return this.call("create", () => {
      this.created += 1;
      const id = `b${this.created}`;
      this.put({ ...vm, id, state: "building", restarts: 0, power: "on" });
      if (this.outcome !== "building") {
        this.later(TIMES.build, id, { state: this.outcome });
      }
      return id;
    });
  }

  list(region: string | undefined): Promise<FakeVm[]> {
    return this.call("list", () => {
      const at = this.clock.now() - this.lag * 1000;
      const now = this.all;
      const vms = this.lag === 0 ? now : (this.history.findLast((moment) => moment.at <= at)?.vms ?? []);
      return vms.filter((vm) => region === undefined || vm.region === region);
    });
  }

  get(id: string): Promise<FakeVm> {
    return this.call("get", () => this.find(id, "get"));
  }

  change(name: string, id: string, set: (vm: FakeVm) => Partial<FakeVm>): Promise<void> {
    return this.call(name, () => {
      const vm = this.find(id, name);
      if (name === "resize" && !this.resizes) {
        return;
      }
      if (name === "rename" || name === "note" || name === "restart") {
        this.put({ ...vm, ...set(vm) });
      } else {
        this.put({ ...vm, state: "changing" });
        this.later(TIMES.change, id, { ...set(vm), state: "active" });
      }
    });
  }

  delete(id: string): Promise<void> {
    return this.call("delete", () => {
      this.put({ ...this.find(id, "delete"), state: "changing" });
      this.later(TIMES.delete, id, { state: "deleted" });
    });
  }

  choices(kind: string): Promise<readonly Entry[]> {
    return this.call(kind, () => this.entries[kind] ?? []);
  }

  /** A change out of band. */
  changeOutOfBand(id: string, set: Partial<FakeVm>): void {
    this.settle();
    const vm = this.vms.get(id);
    if (vm === undefined) {
      throw new Error(`there is no box ${id}`);
    }
    this.put({ ...vm, ...set });
  }

  /** Adds or replaces an object, as somebody else could. */
  put(vm: FakeVm, at = this.clock.now()): void {
    this.vms.set(vm.id, vm);
    this.history.push({ at, vms: [...this.vms.values()] });
  }

  remove(id: string, at = this.clock.now()): void {
    this.vms.delete(id);
    this.due = this.due.filter((one) => one.id !== id);
    this.history.push({ at, vms: [...this.vms.values()] });
  }

  private find(id: string, operation: string): FakeVm {
    this.settle();
    const vm = this.vms.get(id);
    if (vm === undefined) {
      throw cloudError(operation, { kind: "notFound", effect: "none", words: `no box ${id}` });
    }
    return vm;
  }

  private later(seconds: number, id: string, set: Partial<FakeVm>): void {
    this.due.push({ at: this.clock.now() + seconds * 1000, id, set });
  }

  private settle(): void {
    const now = this.clock.now();
    const due = this.due.filter(({ at }) => at <= now);
    this.due = this.due.filter(({ at }) => at > now);
    for (const { at, id, set } of due) {
      const vm = this.vms.get(id);
      if (set.state === "deleted") {
        this.remove(id, at);
      } else if (vm !== undefined) {
        this.put({ ...vm, ...set }, at);
      }
    }
  }
}
