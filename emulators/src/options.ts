import type { EmulatorClock } from "./core/clock.ts";
import {
  type Answered,
  type CloudAction,
  type CloudEmulator,
  type CloudName,
  type CloudSettings,
  cloudNames,
} from "./core/cloud.ts";
import type { StoredRow } from "./core/store.ts";
import { type CloudTypes, registry } from "./registry.ts";

/** A cloud that can be started. */
export type StartableCloud = keyof CloudTypes;

/** `Others`: the names of clouds that are not in the registry. */
export interface EmulatorOptions<Others extends string = never> {
  /**
   * Port of the admin API; cloud n (LunaNode 1, HostDime 2, … OVH 5) gets port + n. Default: 0, which picks free ports.
   */
  readonly port?: number;
  /** Address to listen on. Default: 127.0.0.1, which is not reachable from other machines. */
  readonly host?: string;
  /** Default: all clouds. */
  readonly clouds?: readonly (CloudName | Others)[];
  /** Further clouds that can be started, by name. */
  readonly others?: Readonly<Record<Others, (settings: CloudSettings) => CloudEmulator>>;
  /** Virtual seconds in a real second; 0 is a manual clock. Default: 1. */
  readonly timeScale?: number;
  /** Used instead of `timeScale`. */
  readonly clock?: EmulatorClock;
  /** Minimum delay of each reply, in real milliseconds. */
  readonly latencyMs?: number;
  /** What IDs are derived from: the same seed gives the same IDs. */
  readonly seed?: string;
  /** Keeps the whole state in this file: a later start continues where this one ends. */
  readonly stateFile?: string;
  /** Switches applied at the start and after each reset. */
  readonly switches?: { readonly [C in StartableCloud]?: CloudTypes[C]["patch"] };
  /** Replaces the built-in accounts of a cloud. */
  readonly accounts?: { readonly [C in StartableCloud]?: readonly CloudTypes[C]["credentials"][] };
  /** Called with every call that a cloud has carried out and the cloud's own reply, before a fault alters it. */
  readonly onAnswer?: (answered: Answered) => void;
}

export interface CloudHandle<C extends StartableCloud> {
  /** Base URL without a trailing slash. */
  readonly endpoint: string;
  /** The first account. */
  readonly credentials: CloudTypes[C]["credentials"];
  /** All accounts, `credentials` first. */
  readonly accounts: readonly CloudTypes[C]["credentials"][];
  /** Environment variables that point a client here. */
  readonly environment: Readonly<Record<string, string>>;
  readonly switches: () => CloudTypes[C]["switches"];
  readonly setSwitches: (patch: CloudTypes[C]["patch"]) => void;
}

/** An object in a cloud. */
export type CloudObject = StoredRow & { readonly cloud: string; readonly kind: string } & Readonly<
    Record<string, unknown>
  >;

/** A change that was not made by a client of the API. */
export type Change<Cloud extends string = CloudName> =
  | { readonly cloud: Cloud; readonly kind: string; readonly id: string; readonly set: Record<string, unknown> }
  | { readonly cloud: Cloud; readonly kind: string; readonly id: string; readonly delete: true }
  | {
      readonly cloud: Cloud;
      readonly kind: string;
      readonly id: string;
      /** ID of a copy of the object, such as another service that was ordered. */
      readonly copy: string;
      readonly set?: Record<string, unknown>;
    }
  | ({ readonly cloud: Cloud } & CloudAction);

/** The clouds to start. */
export function chooseClouds({ clouds, others = {} }: EmulatorOptions<string>): string[] {
  const known = cloudNames.filter((name) => registry[name] !== undefined);
  return [...known, ...Object.keys(others)].filter((name) => clouds?.includes(name) ?? true);
}

export const seedOf = ({ seed }: EmulatorOptions<string>): string => seed ?? "indiecloud";

/** One cloud, not listening yet. */
export function createCloud(name: string, clock: EmulatorClock, options: EmulatorOptions<string>): CloudEmulator {
  const known = new Map(Object.entries(registry).map(([key, { create }]) => [key, create]));
  const create = options.others?.[name] ?? known.get(name);
  if (!create) throw new Error(`${name} has no emulator yet`);
  const switches: unknown = new Map<string, unknown>(Object.entries(options.switches ?? {})).get(name);
  const accounts = new Map(Object.entries(options.accounts ?? {})).get(name)?.map((one) => ({ ...one }));
  const seed = `${seedOf(options)}/${name}`;
  return create({ clock, seed, switches, ...(accounts ? { accounts } : {}) });
}

/** What a test or a program needs to know about a running cloud. */
export function handleOf(cloud: CloudEmulator, endpoint: string): object {
  return {
    endpoint,
    credentials: cloud.accounts[0],
    accounts: cloud.accounts,
    environment: cloud.environment(endpoint),
    switches: () => cloud.switches,
    setSwitches: (patch: unknown) => cloud.setSwitches(patch),
  };
}
