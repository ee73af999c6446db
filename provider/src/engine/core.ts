import { createHash } from "node:crypto";
import { setMaxListeners } from "node:events";
import { readFileSync } from "node:fs";
import { type Clock, systemClock } from "../http/clock.ts";
import type { Debug } from "../http/debug.ts";
import type { Exchange } from "../http/transport.ts";
import type { ChangeGuard } from "../http/wire.ts";
import { Catalogues } from "./catalogue.ts";
import { type Charges, chargesOf } from "./charges.ts";
import { type CheckRequest, check, type Failure } from "./check.ts";
import type { CloudDefinition } from "./cloud.ts";
import { adoptedBy } from "./common.ts";
import { type Resolved, resolveSettings } from "./config.ts";
import { Creates, KnownObjects } from "./creates.ts";
import type { ResourceDefinition } from "./definition.ts";
import { type Diff, type DiffRequest, diff, namesItself } from "./diff.ts";
import { argumentFailures, functionsOf, type LookupFunction } from "./functions.ts";
import { type Asked, type Left, left } from "./left.ts";
import { create, remove, update } from "./lifecycle.ts";
import { type Listed, list, listFailures } from "./list.ts";
import { Observer } from "./observer.ts";
import { read } from "./read.ts";
import { type Call, Locks, type Reporter, type Session } from "./session.ts";
import type { State } from "./state.ts";
import { type Belongings, type Stray, strays } from "./strays.ts";
import type { Json } from "./values.ts";

/** The text of a file, `~` being the home folder; undefined where it cannot be read. */
function textOf(path: string, { HOME, USERPROFILE }: Readonly<Record<string, string | undefined>>): string | undefined {
  try {
    return readFileSync(path.replace(/^~/, HOME ?? USERPROFILE ?? "~"), "utf8");
  } catch {
    return undefined;
  }
}

export interface CoreOptions {
  /** Loads a cloud by name when a resource of it is first met. */
  load(cloud: string): Promise<CloudDefinition>;
  /** Settings by cloud, from an explicit Provider or the stack configuration. */
  given: Readonly<Record<string, unknown>>;
  /** The setting `indiecloud:namespace`. */
  namespace?: string | undefined;
  env: Readonly<Record<string, string | undefined>>;
  reporter: Reporter;
  /** What all cores of a process have said together. */
  advised?: { about?: string };
  clock?: Clock;
  debug?: Debug | undefined;
  exchange?: Exchange | undefined;
  /** Lets calls through that change something, while somebody is left to record what comes of them. */
  guard?: ChangeGuard | undefined;
  beforeCreate?: BeforeCreate | undefined;
}

/** Resolves when something may be made; throws where it may not. */
export type BeforeCreate = (context: { clock: Clock; signal: AbortSignal; reporter: Reporter }) => Promise<void>;

/**
 * The provider as both doors use it: one operation a method, by resource token (`lunanode:Vm`). Accounts are opened at
 * first use and kept, so that all resources of a process share lists, budget and waits.
 */
export class Core {
  private readonly options: CoreOptions;
  private readonly clock: Clock;
  private readonly clouds = new Map<string, Promise<CloudDefinition>>();
  private readonly sessions = new Map<string, Session>();
  private readonly known = new KnownObjects();
  private readonly adopted = new KnownObjects();
  private readonly adopting = new KnownObjects();
  private readonly replaced = new Map<string, string>();
  private readonly stop = new AbortController();

  constructor(options: CoreOptions) {
    this.options = options;
    this.clock = options.clock ?? systemClock;
    // Every wait and every request listens to it; a hundred of them are no leak.
    setMaxListeners(0, this.stop.signal);
  }

  async definition(token: string): Promise<ResourceDefinition> {
    return (await this.find(token)).definition;
  }

  async check(token: string, request: CheckRequest, call?: Call): Promise<{ inputs: Json; failures: Failure[] }> {
    const { cloud, definition } = await this.find(token);
    const adopt = adoptedBy(definition, request.news);
    if (typeof adopt === "string") {
      this.note(definition, adopt);
    }
    return check(() => this.session(cloud, call), definition, request, this.replaced);
  }

  async diff(token: string, request: DiffRequest, call?: Call): Promise<Diff> {
    const { cloud, definition } = await this.find(token);
    this.note(definition, request.id);
    if (namesItself(definition, request)) {
      this.adopting.add(definition, definition.id.parse(request.id).key);
    }
    return diff(() => this.session(cloud, call), definition, request);
  }

  async create(token: string, inputs: Json, call?: Call): Promise<State> {
    const { cloud, definition } = await this.find(token);
    const session = this.session(cloud, call);
    await this.options.beforeCreate?.(session);
    return create(session, definition, inputs);
  }

  /**
   * What an interrupted create with these checked inputs may have left in the account. `known`: ids that resources of
   * this type have. It changes nothing in the cloud.
   */
  async left(
    token: string,
    { known = [], ...asked }: Asked & { known?: readonly string[] },
    call?: Call,
  ): Promise<Left> {
    const { cloud, definition } = await this.find(token);
    for (const id of known) {
      this.note(definition, id);
    }
    return left(this.session(cloud, call), definition, asked);
  }

  async read(token: string, id: string, olds: Json, call?: Call): Promise<(State & { inputs: Json }) | undefined> {
    const { cloud, definition } = await this.find(token);
    this.note(definition, id);
    return read(this.session(cloud, call), definition, id, olds);
  }

  async update(token: string, id: string, olds: Json, inputs: Json, call?: Call): Promise<State> {
    const { cloud, definition } = await this.find(token);
    this.note(definition, id);
    return update(this.session(cloud, call), definition, id, olds, inputs);
  }

  async delete(token: string, id: string, olds: Json, call?: Call): Promise<void> {
    const { cloud, definition } = await this.find(token);
    this.note(definition, id);
    return remove(this.session(cloud, call), definition, id, olds);
  }

  /** What the account has of a resource, or what is wrong with the inputs by which it is asked for. */
  async list(token: string, asked: Json, call?: Call): Promise<{ objects: readonly Listed[]; failures: Failure[] }> {
    const { cloud, definition } = await this.find(token);
    const failures = listFailures(definition, asked);
    return failures.length > 0
      ? { objects: [], failures }
      : { objects: await list(this.session(cloud, call), definition, asked), failures };
  }

  /** The objects of the account that a stack could have made, and no state has. It changes nothing in the cloud. */
  async strays(token: string, belongings: Belongings, call?: Call): Promise<readonly Stray[]> {
    const { cloud, definition } = await this.find(token);
    return strays(this.session(cloud, call), definition, belongings);
  }

  /** What the account is charged for beside the resources. It changes nothing in the cloud. */
  async charges(name: string): Promise<Charges> {
    const cloud = await this.cloud(name);
    return chargesOf(this.session(cloud).api, cloud.title, cloud.charges ?? []);
  }

  /** A function by its token (`lunanode:getPlans`); undefined where there is none. */
  async function(token: string): Promise<LookupFunction | undefined> {
    const [name = ""] = token.split(":");
    return functionsOf(await this.cloud(name)).find((each) => each.token === token);
  }

  /** What a function answers, or what is wrong with its arguments. It changes nothing in the cloud. */
  async invoke(token: string, args: Json, call?: Call): Promise<{ result: Json; failures: Failure[] }> {
    const [name = ""] = token.split(":");
    const cloud = await this.cloud(name);
    const found = await this.function(token);
    if (found === undefined) {
      const names = functionsOf(cloud).map((each) => each.token);
      throw new Error(`${cloud.title} has no function ${token}; there are ${names.join(", ")}.`);
    }
    const failures = argumentFailures(found, args);
    return failures.length > 0
      ? { result: {}, failures }
      : { result: await found.run(this.session(cloud, call), args), failures };
  }

  /** The URL of the API of an account. Asks nothing. */
  async endpoint(cloud: string): Promise<string> {
    return this.session(await this.cloud(cloud)).endpoint;
  }

  /** Ends all waits. What exists is kept in the state; calls that buy are not cut off. */
  cancel(reason: string): void {
    this.stop.abort(new Error(reason));
  }

  /** What a resource of this program manages is not what an interrupted create of another one has left. */
  private note(definition: ResourceDefinition, id: string): void {
    this.known.add(definition, definition.id.parse(id).key);
  }

  cloud(name: string): Promise<CloudDefinition> {
    const loading = this.clouds.get(name) ?? this.options.load(name);
    this.clouds.set(name, loading);
    return loading;
  }

  private async find(token: string): Promise<{ cloud: CloudDefinition; definition: ResourceDefinition }> {
    const [name = ""] = token.split(":");
    const cloud = await this.cloud(name);
    const definition = cloud.resources.find((resource) => resource.token === token);
    if (definition === undefined) {
      throw new Error(
        `${cloud.title} has no resource ${token}; this version of the provider may be older than the program.`,
      );
    }
    return { cloud, definition };
  }

  /** The account's one session; a call that has texts or limits of its own sees them in a view of it. */
  private session(cloud: CloudDefinition, call?: Call): Session {
    const there = this.sessions.get(cloud.name) ?? this.open(cloud);
    return call === undefined ? there : { ...there, ...call };
  }

  /** The settings of a cloud; throws a ConfigError where an account could not be opened with what there is. */
  settings(cloud: CloudDefinition): Resolved {
    const { given, env } = this.options;
    return resolveSettings(cloud, given[cloud.name], env, (path) => textOf(path, env));
  }

  private open(cloud: CloudDefinition): Session {
    const { reporter, debug, exchange, guard } = this.options;
    const tools = { clock: this.clock, debug, exchange, guard, signal: this.stop.signal };
    const { api, endpoint, identity } = cloud.open(this.settings(cloud).settings, tools);
    const session: Session = {
      cloud: cloud.title,
      endpoint,
      fingerprint: createHash("sha256").update(`${cloud.name}\n${identity}`).digest("hex").slice(0, 12),
      api,
      namespace: this.options.namespace,
      clock: this.clock,
      observer: new Observer(api, this.clock),
      catalogues: new Catalogues(api, cloud.catalogues),
      locks: new Locks(),
      names: new Set(),
      removals: new Map(),
      creates: new Creates(),
      advised: this.options.advised ?? {},
      known: this.known,
      adopted: this.adopted,
      adopting: this.adopting,
      reporter,
      signal: this.stop.signal,
    };
    this.sessions.set(cloud.name, session);
    return session;
  }
}
