import { setMaxListeners } from "node:events";
import { type Clock, systemClock } from "../http/clock.ts";
import { adoptionFailure } from "./apply/adopt.ts";
import { heldByLeftovers } from "./apply/leftovers.ts";
import { create, operationForCreate, update } from "./apply/lifecycle.ts";
import { remove } from "./apply/removal.ts";
import { readUnfinished } from "./apply/unfinished.ts";
import type { Call, CloudProviderOptions } from "./cloud-provider-options.ts";
import { type Charges, chargesOf } from "./definition/charges.ts";
import type { CloudDefinition, Rights } from "./definition/cloud.ts";
import { adoptedBy } from "./definition/common-inputs.ts";
import { type Resolved, resolveSettings } from "./definition/config.ts";
import type { ResourceDefinition } from "./definition/definition.ts";
import type { CheckFailure } from "./definition/shape.ts";
import { hasUnknown, type Json } from "./definition/values.ts";
import { IncompleteError, RefusedError } from "./errors.ts";
import { argumentFailures, functionsOf, secretResults } from "./observe/functions.ts";
import { type Listed, list, listFailures } from "./observe/list.ts";
import type { LookupFunction } from "./observe/lookup.ts";
import { type ObjectPrice, type Priced, priceOf } from "./observe/prices.ts";
import { read } from "./observe/read.ts";
import { type ImportedObject, type ReadObject, relate } from "./observe/relate.ts";
import { wrongSettings } from "./observe/wrong-settings.ts";
import { openSession, type Shared, textOfFile } from "./open-session.ts";
import { type CheckRequest, check, isAutoNamed, isCreation } from "./plan/check.ts";
import { Claims } from "./plan/claims.ts";
import { type Diff, type DiffRequest, diff, namesItself } from "./plan/diff.ts";
import { resourcesOf } from "./plan/plan-choice.ts";
import { ManagedObjects } from "./recovery/in-flight-creates.ts";
import {
  findInterruptedCreate,
  type InterruptedCreate,
  type InterruptedCreateQuery,
} from "./recovery/interrupted-creates.ts";
import { findOrphans, type OrphanCandidate, type StackIdentity } from "./recovery/orphans.ts";
import type { Session } from "./recovery/session.ts";
import { hide, SecretHiding, secretTexts, textsIn } from "./secret-hiding.ts";
import type { State } from "./state/state.ts";

/**
 * The provider as both adapters use it: one method per operation, by resource token (`lunanode:Vm`). Accounts are opened at
 * first use and kept, so that all resources of a process share lists, budget and waits.
 */
export class CloudProvider {
  private readonly options: CloudProviderOptions;
  private readonly clock: Clock;
  private readonly clouds = new Map<string, Promise<CloudDefinition>>();
  private readonly sessions = new Map<string, Session>();
  private readonly managedObjects = new ManagedObjects();
  private readonly adopted = new ManagedObjects();
  private readonly adopting = new ManagedObjects();
  private readonly justMade = new Set<string>();
  private readonly claims = new Claims();
  private readonly replaced = new Map<string, string>();
  /** The URNs that generated names were made from, by token and name. */
  private readonly urns = new Map<string, string>();
  private readonly stop = new AbortController();
  private readonly shared: Shared;

  constructor(options: CloudProviderOptions) {
    this.options = options;
    this.clock = options.clock ?? systemClock;
    // Every wait and every request listens to this signal; a hundred listeners are not a leak.
    setMaxListeners(0, this.stop.signal);
    this.shared = {
      ...options,
      clock: this.clock,
      managedObjects: this.managedObjects,
      adopted: this.adopted,
      adopting: this.adopting,
      justMade: this.justMade,
      signal: this.stop.signal,
    };
  }

  async definition(token: string): Promise<ResourceDefinition> {
    return (await this.find(token)).definition;
  }

  async check(token: string, request: CheckRequest, call?: Call): Promise<{ inputs: Json; failures: CheckFailure[] }> {
    return this.withResource(token, [request.olds, request.news], call, async (session, definition, hiding) => {
      const adopt = adoptedBy(definition, request.news);
      if (typeof adopt === "string") {
        this.markManaged(definition, adopt);
      }
      const { inputs, failures } = await check(session, definition, request, this.replaced);
      if (isAutoNamed(definition, inputs)) {
        this.urns.set(namedKey(definition, inputs), request.urn);
      }
      failures.push(...(failures.length > 0 ? [] : this.claims.conflicts(definition, inputs, { urn: request.urn })));
      if (typeof adopt === "string" && failures.length === 0 && isCreation(request.olds) && !hasUnknown(inputs)) {
        const operation = await operationForCreate(session(), definition, inputs);
        const reason = await adoptionFailure(operation, adopt);
        failures.push(...(reason === undefined ? [] : [{ property: definition.adoptInput ?? "adopt", reason }]));
      }
      return { inputs, failures: failures.map((each) => ({ ...each, reason: hiding.text(each.reason) })) };
    });
  }

  async diff(token: string, request: DiffRequest, call?: Call): Promise<Diff> {
    return this.withResource(token, [request.olds, request.news], call, async (session, definition) => {
      this.markManaged(definition, request.id);
      if (namesItself(definition, request)) {
        this.adopting.add(definition, definition.id.parse(request.id).key);
      }
      const [conflict] = this.claims.conflicts(definition, request.news, request);
      if (conflict !== undefined) {
        throw new RefusedError(`${conflict.property}: ${conflict.reason}`);
      }
      return diff(session, definition, request);
    });
  }

  async create(token: string, inputs: Json, call?: Call): Promise<State> {
    return this.withResource(token, [inputs], call, async (connect, definition) => {
      const session = connect();
      await this.options.beforeCreate?.(session);
      const created = await create(session, definition, inputs, this.urns.get(namedKey(definition, inputs)));
      // What comes after it in the program is checked against it; it exists, so that it is kept in any case.
      this.claims.conflicts(definition, inputs, created);
      this.markMade(created);
      return created;
    });
  }

  /**
   * What an interrupted create with these checked inputs may have left in the account. `known`: IDs that resources of this type
   * have in the state. Changes nothing in the cloud.
   */
  async findInterruptedCreate(
    token: string,
    { known, ...query }: InterruptedCreateQuery & { known: readonly string[] },
    call?: Call,
  ): Promise<InterruptedCreate> {
    return this.withResource(token, [query.inputs], call, (session, definition) => {
      for (const id of known) {
        this.markManaged(definition, id);
      }
      return findInterruptedCreate(session(), definition, query, readUnfinished);
    });
  }

  async read(token: string, id: string, olds: Json, call?: Call): Promise<(State & { inputs: Json }) | undefined> {
    return this.withResource(token, [olds], call, async (session, definition) => {
      this.markManaged(definition, id);
      const there = await read(session(), definition, id, olds);
      return there ?? heldByLeftovers(session(), definition, id, olds);
    });
  }

  /** Objects that were read for an import, as a program that declares all of them has them. Changes nothing in the cloud. */
  async relate(name: string, objects: readonly ReadObject[]): Promise<readonly ImportedObject[]> {
    return relate(this.session(await this.cloud(name)), objects);
  }

  async update(token: string, id: string, olds: Json, inputs: Json, call?: Call): Promise<State> {
    return this.withResource(token, [olds, inputs], call, async (session, definition) => {
      this.markManaged(definition, id);
      const updated = await update(session(), definition, id, olds, inputs);
      this.markMade(updated);
      return updated;
    });
  }

  async delete(token: string, id: string, olds: Json, call?: Call): Promise<void> {
    return this.withResource(token, [olds], call, (session, definition) => {
      this.markManaged(definition, id);
      return remove(session(), definition, id, olds);
    });
  }

  /** The account's objects of a resource type, or the errors in the inputs that filter the list. */
  async list(
    token: string,
    query: Json,
    call?: Call,
  ): Promise<{ objects: readonly Listed[]; failures: CheckFailure[] }> {
    return this.withResource(token, [query], call, async (session, definition, hiding) => {
      const failures = listFailures(definition, query);
      return failures.length > 0
        ? { objects: [], failures }
        : { objects: hiding.value(await list(session(), definition, query)), failures };
    });
  }

  /** The account's objects that a stack could have created and that are in no state. Changes nothing in the cloud. */
  async findOrphans(token: string, stackIdentity: StackIdentity, call?: Call): Promise<readonly OrphanCandidate[]> {
    return this.withResource(token, [], call, async (session, definition, hiding) =>
      hiding.value(await findOrphans(session(), definition, stackIdentity)),
    );
  }

  /** What the account is charged for besides the resources. Changes nothing in the cloud. */
  async charges(name: string): Promise<Charges> {
    const cloud = await this.cloud(name);
    return this.hiding(name, () => []).value(
      await chargesOf(this.session(cloud).api, cloud.title, cloud.charges ?? []),
    );
  }

  /** What an object costs, or will. Changes nothing in the cloud. */
  async price(token: string, object: Priced, call?: Call): Promise<ObjectPrice> {
    return this.withResource(token, [object.inputs], call, async (connect, definition, hiding) => {
      const price = await priceOf(connect(), await this.cloud(token.split(":")[0] ?? ""), definition, object);
      return price.is === "unknown" ? { ...price, reason: hiding.text(price.reason) } : price;
    });
  }

  /** A function by its token (`lunanode:getPlans`); undefined if there is none. */
  async function(token: string): Promise<LookupFunction | undefined> {
    const [name = ""] = token.split(":");
    return functionsOf(await this.cloud(name)).find((each) => each.token === token);
  }

  /** The result of a function, or the errors in its arguments. Changes nothing in the cloud. */
  async invoke(token: string, args: Json, call?: Call): Promise<{ result: Json; failures: CheckFailure[] }> {
    const [name = ""] = token.split(":");
    const cloud = await this.cloud(name);
    const found = await this.function(token);
    if (found === undefined) {
      const names = functionsOf(cloud).map((each) => each.token);
      throw new Error(`${cloud.title} has no function ${token}. Its functions are ${names.join(", ")}.`);
    }
    const failures = argumentFailures(found, args);
    if (failures.length > 0) {
      return { result: {}, failures };
    }
    const hiding = this.hiding(name, () => call?.secrets ?? []);
    try {
      const session = this.session(cloud, this.hideIn(call, hiding));
      const result = await found.run(session, args);
      const secrets = secretResults(found, result);
      hide(session.redactor, textsIn(secrets));
      this.options.reported?.add(() => textsIn(secrets));
      return { result: { ...hiding.value(result), ...secrets }, failures };
    } catch (error) {
      throw hiding.error(error);
    }
  }

  /** Hides the secrets of a resource with these properties and of its account. */
  secretHidingOf(
    definition: ResourceDefinition,
    properties: readonly Json[],
    secrets: readonly string[] = [],
  ): SecretHiding {
    const [name = ""] = definition.token.split(":");
    return this.hiding(name, () => [...secrets, ...secretTexts(definition, properties)]);
  }

  /** Runs work on a resource, with its secrets hidden in errors and messages. */
  private async withResource<T>(
    token: string,
    properties: readonly Json[],
    call: Call | undefined,
    work: (session: () => Session, definition: ResourceDefinition, hiding: SecretHiding) => Promise<T>,
  ): Promise<T> {
    const { cloud, definition } = await this.find(token);
    const hiding = this.secretHidingOf(definition, properties, call?.secrets);
    this.options.reported?.add(() => [...(call?.secrets ?? []), ...secretTexts(definition, properties)]);
    try {
      return await work(() => this.session(cloud, this.hideIn(call, hiding)), definition, hiding);
    } catch (error) {
      if (error instanceof IncompleteError) {
        hiding.learn(secretTexts(definition, [error.outputs]));
      }
      throw hiding.error(error);
    }
  }

  private hiding(cloud: string, secrets: () => readonly string[]): SecretHiding {
    return new SecretHiding(() => this.sessions.get(cloud)?.redactor, secrets);
  }

  private hideIn(call: Call | undefined, hiding: SecretHiding): Call {
    return { ...call, reporter: hiding.reporter(call?.reporter ?? this.options.reporter) };
  }

  /** The URL of an account's API. Makes no request. */
  async endpoint(cloud: string): Promise<string> {
    return this.session(await this.cloud(cloud)).endpoint;
  }

  /** Settings whose value does not exist in the account, with the next step. Changes nothing in the cloud. */
  async wrongSettings(name: string): Promise<string[]> {
    const cloud = await this.cloud(name);
    return wrongSettings(cloud, this.settings(cloud).settings, this.session(cloud).catalogs);
  }

  /** Whether the credentials may send what resources of these types send; undefined if the cloud does not show it. */
  async checkRights(name: string, tokens: readonly string[]): Promise<Rights | undefined> {
    const cloud = await this.cloud(name);
    return cloud.checkRights?.(this.session(cloud).api, tokens);
  }

  /** Ends all waits. Existing objects are kept in the state; create calls are not interrupted. */
  cancel(reason: string): void {
    this.stop.abort(new Error(reason));
  }

  /**
   * Records that a resource of this program manages an object, so that it is not taken for the leftover of another one's
   * interrupted create.
   */
  private markManaged(definition: ResourceDefinition, id: string): void {
    this.managedObjects.add(definition, definition.id.parse(id).key);
  }

  private markMade({ id, outputs }: State): void {
    for (const text of [id, ...Object.values(outputs).flat()]) {
      if (typeof text === "string" && text !== "") {
        this.justMade.add(text);
      }
    }
  }

  cloud(name: string): Promise<CloudDefinition> {
    const loading = this.clouds.get(name) ?? this.options.load(name);
    this.clouds.set(name, loading);
    return loading;
  }

  private async find(token: string): Promise<{ cloud: CloudDefinition; definition: ResourceDefinition }> {
    const [name = ""] = token.split(":");
    const cloud = await this.cloud(name);
    const definition = resourcesOf(cloud).find((resource) => resource.token === token);
    if (definition === undefined) {
      throw new Error(`${cloud.title} has no resource ${token}. The provider may be older than the program's package.`);
    }
    return { cloud, definition };
  }

  /** The account's only session. A call with its own reporter or limit gets a view of it with these. */
  private session(cloud: CloudDefinition, call?: Omit<Call, "secrets">): Session {
    const there = this.sessions.get(cloud.name) ?? openSession(cloud, this.settings(cloud).settings, this.shared);
    this.sessions.set(cloud.name, there);
    return call === undefined ? there : { ...there, ...call };
  }

  /** The settings of a cloud. Throws a ConfigError if they are not sufficient to open an account. */
  settings(cloud: CloudDefinition): Resolved {
    const { given, env } = this.options;
    return resolveSettings(cloud, given[cloud.name], env, (path) => textOfFile(path, env));
  }
}

const namedKey = ({ token, name }: ResourceDefinition, inputs: Json): string =>
  `${token}\n${name === undefined ? "" : String(inputs[name.input])}`;
