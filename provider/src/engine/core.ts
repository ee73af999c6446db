import { setMaxListeners } from "node:events";
import { type Clock, systemClock } from "../http/clock.ts";
import { type Charges, chargesOf } from "./charges.ts";
import { type CheckRequest, check, type Failure } from "./check.ts";
import type { CloudDefinition } from "./cloud.ts";
import { adoptedBy } from "./common.ts";
import { type Resolved, resolveSettings } from "./config.ts";
import type { CoreOptions } from "./core-options.ts";
import { KnownObjects } from "./creates.ts";
import type { ResourceDefinition } from "./definition.ts";
import { type Diff, type DiffRequest, diff, namesItself } from "./diff.ts";
import { Discretion, secretTexts } from "./discretion.ts";
import { argumentFailures, functionsOf, type LookupFunction } from "./functions.ts";
import { type Asked, type Left, left } from "./left.ts";
import { create, remove, update } from "./lifecycle.ts";
import { type Listed, list, listFailures } from "./list.ts";
import { openSession, type Shared, textOfFile } from "./open-session.ts";
import { IncompleteError } from "./problems.ts";
import { read } from "./read.ts";
import type { Call, Session } from "./session.ts";
import type { State } from "./state.ts";
import { type Belongings, type Stray, strays } from "./strays.ts";
import type { Json } from "./values.ts";
import { wrongSettings } from "./wrong-settings.ts";

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
  private readonly shared: Shared;

  constructor(options: CoreOptions) {
    this.options = options;
    this.clock = options.clock ?? systemClock;
    // Every wait and every request listens to it; a hundred of them are no leak.
    setMaxListeners(0, this.stop.signal);
    this.shared = {
      ...options,
      clock: this.clock,
      known: this.known,
      adopted: this.adopted,
      adopting: this.adopting,
      signal: this.stop.signal,
    };
  }

  async definition(token: string): Promise<ResourceDefinition> {
    return (await this.find(token)).definition;
  }

  async check(token: string, request: CheckRequest, call?: Call): Promise<{ inputs: Json; failures: Failure[] }> {
    return this.discreetly(token, [request.olds, request.news], call, async (session, definition, discretion) => {
      const adopt = adoptedBy(definition, request.news);
      if (typeof adopt === "string") {
        this.note(definition, adopt);
      }
      const { inputs, failures } = await check(session, definition, request, this.replaced);
      return { inputs, failures: failures.map((each) => ({ ...each, reason: discretion.text(each.reason) })) };
    });
  }

  async diff(token: string, request: DiffRequest, call?: Call): Promise<Diff> {
    return this.discreetly(token, [request.olds, request.news], call, async (session, definition) => {
      this.note(definition, request.id);
      if (namesItself(definition, request)) {
        this.adopting.add(definition, definition.id.parse(request.id).key);
      }
      return diff(session, definition, request);
    });
  }

  async create(token: string, inputs: Json, call?: Call): Promise<State> {
    return this.discreetly(token, [inputs], call, async (open, definition) => {
      const session = open();
      await this.options.beforeCreate?.(session);
      return create(session, definition, inputs);
    });
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
    return this.discreetly(token, [asked.inputs], call, (session, definition) => {
      for (const id of known) {
        this.note(definition, id);
      }
      return left(session(), definition, asked);
    });
  }

  async read(token: string, id: string, olds: Json, call?: Call): Promise<(State & { inputs: Json }) | undefined> {
    return this.discreetly(token, [olds], call, (session, definition) => {
      this.note(definition, id);
      return read(session(), definition, id, olds);
    });
  }

  async update(token: string, id: string, olds: Json, inputs: Json, call?: Call): Promise<State> {
    return this.discreetly(token, [olds, inputs], call, (session, definition) => {
      this.note(definition, id);
      return update(session(), definition, id, olds, inputs);
    });
  }

  async delete(token: string, id: string, olds: Json, call?: Call): Promise<void> {
    return this.discreetly(token, [olds], call, (session, definition) => {
      this.note(definition, id);
      return remove(session(), definition, id, olds);
    });
  }

  /** What the account has of a resource, or what is wrong with the inputs by which it is asked for. */
  async list(token: string, asked: Json, call?: Call): Promise<{ objects: readonly Listed[]; failures: Failure[] }> {
    return this.discreetly(token, [asked], call, async (session, definition, discretion) => {
      const failures = listFailures(definition, asked);
      return failures.length > 0
        ? { objects: [], failures }
        : { objects: discretion.value(await list(session(), definition, asked)), failures };
    });
  }

  /** The objects of the account that a stack could have made, and no state has. It changes nothing in the cloud. */
  async strays(token: string, belongings: Belongings, call?: Call): Promise<readonly Stray[]> {
    return this.discreetly(token, [], call, async (session, definition, discretion) =>
      discretion.value(await strays(session(), definition, belongings)),
    );
  }

  /** What the account is charged for beside the resources. It changes nothing in the cloud. */
  async charges(name: string): Promise<Charges> {
    const cloud = await this.cloud(name);
    return this.discretion(name, () => []).value(
      await chargesOf(this.session(cloud).api, cloud.title, cloud.charges ?? []),
    );
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
    if (failures.length > 0) {
      return { result: {}, failures };
    }
    const discretion = this.discretion(name, () => call?.secrets ?? []);
    try {
      const result = await found.run(this.session(cloud, this.hushed(call, discretion)), args);
      return { result: discretion.value(result), failures };
    } catch (error) {
      throw discretion.error(error);
    }
  }

  /** What must not be shown of a resource with these properties, nor of its account. */
  discretionOf(
    definition: ResourceDefinition,
    properties: readonly Json[],
    secrets: readonly string[] = [],
  ): Discretion {
    const [name = ""] = definition.token.split(":");
    return this.discretion(name, () => [...secrets, ...secretTexts(definition, properties)]);
  }

  /** Does something about a resource, of which neither errors nor messages show what is secret. */
  private async discreetly<T>(
    token: string,
    properties: readonly Json[],
    call: Call | undefined,
    work: (session: () => Session, definition: ResourceDefinition, discretion: Discretion) => Promise<T>,
  ): Promise<T> {
    const { cloud, definition } = await this.find(token);
    const discretion = this.discretionOf(definition, properties, call?.secrets);
    this.options.told?.add(() => [...(call?.secrets ?? []), ...secretTexts(definition, properties)]);
    try {
      return await work(() => this.session(cloud, this.hushed(call, discretion)), definition, discretion);
    } catch (error) {
      if (error instanceof IncompleteError) {
        discretion.learn(secretTexts(definition, [error.outputs]));
      }
      throw discretion.error(error);
    }
  }

  private discretion(cloud: string, secrets: () => readonly string[]): Discretion {
    return new Discretion(() => this.sessions.get(cloud)?.redactor, secrets);
  }

  private hushed(call: Call | undefined, discretion: Discretion): Call {
    return { ...call, reporter: discretion.reporter(call?.reporter ?? this.options.reporter) };
  }

  /** The URL of the API of an account. Asks nothing. */
  async endpoint(cloud: string): Promise<string> {
    return this.session(await this.cloud(cloud)).endpoint;
  }

  /** Settings whose value the account does not have, with what to do. It changes nothing in the cloud. */
  async wrongSettings(name: string): Promise<string[]> {
    const cloud = await this.cloud(name);
    return wrongSettings(cloud, this.settings(cloud).settings, this.session(cloud).catalogues);
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
  private session(cloud: CloudDefinition, call?: Omit<Call, "secrets">): Session {
    const there = this.sessions.get(cloud.name) ?? openSession(cloud, this.settings(cloud).settings, this.shared);
    this.sessions.set(cloud.name, there);
    return call === undefined ? there : { ...there, ...call };
  }

  /** The settings of a cloud; throws a ConfigError where an account could not be opened with what there is. */
  settings(cloud: CloudDefinition): Resolved {
    const { given, env } = this.options;
    return resolveSettings(cloud, given[cloud.name], env, (path) => textOfFile(path, env));
  }
}
