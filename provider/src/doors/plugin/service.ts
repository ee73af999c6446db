import { isDeepStrictEqual } from "node:util";
import type { PluginAttach, PluginInfo } from "@pulumi/pulumi/proto/plugin_pb.js";
import plugins from "@pulumi/pulumi/proto/plugin_pb.js";
import type {
  CheckRequest,
  CheckResponse,
  ConfigureRequest,
  ConfigureResponse,
  CreateRequest,
  CreateResponse,
  DeleteRequest,
  DiffRequest,
  DiffResponse,
  GetMappingResponse,
  GetMappingsResponse,
  GetSchemaRequest,
  GetSchemaResponse,
  InvokeRequest,
  InvokeResponse,
  ListRequest,
  ProviderHandshakeRequest,
  ProviderHandshakeResponse,
  ReadRequest,
  ReadResponse,
  UpdateRequest,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import empties from "google-protobuf/google/protobuf/empty_pb.js";
import type { Failure, Naming } from "../../engine/check.ts";
import type { Core } from "../../engine/core.ts";
import type { ResourceDefinition } from "../../engine/definition.ts";
import type { Discretion } from "../../engine/discretion.ts";
import { namespaced } from "../../engine/names.ts";
import { isListed } from "../../engine/objects.ts";
import { previewed, stableOutputs } from "../../engine/preview.ts";
import { IncompleteError, messageOf } from "../../engine/problems.ts";
import { hasUnknown, type Json } from "../../engine/values.ts";
import { plural } from "../../engine/words.ts";
import type { Cores } from "../cores.ts";
import { concealing, discreet, incoming, UNKNOWN } from "../wire.ts";
import { Accounts, NAMESPACE } from "./accounts.ts";
import { MalformedError, PartialError, UnimplementedError } from "./errors.ts";
import { invoke } from "./functions.ts";
import { ignoring } from "./ignoring.ts";
import { asked, computed, type ListResponse, pageOf } from "./list.ts";
import type { EngineLog, Told } from "./log.ts";
import { bareRecord, holdsSecret, marked, normalRecord, sealedTexts } from "./properties.ts";
import { fromStruct, type Struct, toStruct } from "./struct.ts";

type Empty = InstanceType<typeof empties.Empty>;

export interface Shown {
  /** Of the plugin, without `v`. */
  version: string;
  /** The text of schema.json. */
  schema(): Promise<string>;
}

/** A resource that a request is about, and its core. */
interface Target {
  token: string;
  core: Core;
  definition: ResourceDefinition;
  call: { reporter: Told; limitSeconds: number | undefined };
}

/** What requests about resources have in common. */
interface Request {
  getUrn(): string;
  getType(): string;
}

/** Properties as they came, secrets marked, and as our engine has them. */
interface Properties {
  wire: Json;
  plain: Json;
}

/** Pulumi's protocol for providers, message by message, without the transport. */
export class Service {
  private readonly cores: Cores;
  private readonly log: EngineLog;
  private readonly shown: Shown;
  private readonly accounts: Accounts;

  constructor(cores: Cores, log: EngineLog, shown: Shown, clouds: readonly string[]) {
    this.cores = cores;
    this.log = log;
    this.shown = shown;
    this.accounts = new Accounts(cores, clouds);
  }

  async handshake(request: ProviderHandshakeRequest): Promise<ProviderHandshakeResponse> {
    this.connect(request.getEngineAddress());
    return new messages.ProviderHandshakeResponse()
      .setAcceptSecrets(true)
      .setAcceptResources(true)
      .setAcceptOutputs(false)
      .setSupportsAutonamingConfiguration(true);
  }

  async attach(request: PluginAttach): Promise<Empty> {
    this.connect(request.getAddress());
    return new empties.Empty();
  }

  async getPluginInfo(): Promise<PluginInfo> {
    return new plugins.PluginInfo().setVersion(this.shown.version);
  }

  async getSchema(request: GetSchemaRequest): Promise<GetSchemaResponse> {
    if (request.getVersion() !== 0) {
      throw new UnimplementedError(`There is no schema in version ${request.getVersion()} of the format, only in 0.`);
    }
    if (request.getSubpackageName() !== "") {
      throw new UnimplementedError(`The package has no part ${request.getSubpackageName()}.`);
    }
    return new messages.GetSchemaResponse().setSchema(await this.shown.schema());
  }

  async checkConfig(request: CheckRequest): Promise<CheckResponse> {
    const { wire, plain } = propertiesOf(request.getNews());
    const failures = await this.accounts.problems(plain);
    return checked(
      marked(plain, [wire], () => this.accounts.isAccount),
      failures,
    );
  }

  /** Another key or endpoint never replaces: what belongs to another account is told by the state of each resource. */
  async diffConfig(request: DiffRequest): Promise<DiffResponse> {
    const olds = propertiesOf(request.getOldInputs() ?? request.getOlds()).plain;
    const news = propertiesOf(request.getNews()).plain;
    const same =
      isDeepStrictEqual(this.accounts.given(olds), this.accounts.given(news)) && olds[NAMESPACE] === news[NAMESPACE];
    const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
    return new messages.DiffResponse().setChanges(same ? DIFF_NONE : DIFF_SOME);
  }

  async configure(request: ConfigureRequest): Promise<ConfigureResponse> {
    await this.accounts.configure(propertiesOf(request.getArgs()).plain);
    return new messages.ConfigureResponse()
      .setAcceptsecrets(true)
      .setAcceptresources(true)
      .setAcceptoutputs(false)
      .setSupportspreview(true)
      .setSupportsAutonamingConfiguration(true);
  }

  check(request: CheckRequest): Promise<CheckResponse> {
    return this.on(request, 0, async (target) => {
      const { core, token, definition } = target;
      const olds = propertiesOf(request.getOlds());
      const news = propertiesOf(request.getNews());
      const naming = namingOf(request);
      const urn = namespaced(request.getUrn(), this.accounts.namespace);
      const hidden = new Set(Object.keys(news.wire).filter((key) => holdsSecret(news.wire[key])));
      const asked = { olds: olds.plain, news: news.plain, urn, naming, hidden };
      const { inputs, failures } = await core.check(token, asked, secretly(target, olds, news));
      return checked(
        dresser(target, news, news, olds)(inputs),
        failures.map((failure) => discreet(definition, failure, inputs, hidden)),
      );
    });
  }

  diff(request: DiffRequest): Promise<DiffResponse> {
    return this.on(request, 0, async (target) => {
      const { core, token, definition } = target;
      const id = idOf(request);
      const [before, asked] = [propertiesOf(request.getOlds()), propertiesOf(request.getNews())];
      const olds = before.plain;
      const news = ignoring(request.getIgnorechangesList(), olds, asked.plain);
      // What the state was left with counts, as in the other door: after an update that failed, the inputs say more.
      const diff = await core.diff(token, { id, olds, news }, secretly(target, before, asked));
      const { differences, replaces, deleteBeforeReplace, unfinished, rewrite } = diff;
      const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
      const response = new messages.DiffResponse()
        .setChanges(differences.length > 0 || rewrite ? DIFF_SOME : DIFF_NONE)
        .setReplacesList(replaces)
        .setDeletebeforereplace(deleteBeforeReplace)
        .setDiffsList(differences.map(({ key }) => key))
        .setStablesList(stableOutputs(definition, diff))
        .setHasdetaileddiff(true);
      // After an update that failed, the state has the inputs of before it: Pulumi would show those, and no difference.
      const oldInputs = propertiesOf(request.getOldInputs() ?? request.getOlds()).plain;
      const isInput = (key: string) =>
        (definition.inputs[key] !== undefined || key === "timeouts") && !isDeepStrictEqual(oldInputs[key], news[key]);
      for (const { key, kind } of differences) {
        response.getDetaileddiffMap().set(key, detailOf(key, kind === "replace", isInput(key), olds, news));
      }
      // Not among the properties that differ, so that replaceOnChanges does not make another server of it.
      for (const key of unfinished) {
        response.getDetaileddiffMap().set(key, detailOf(key, false, false, olds, news));
      }
      return response;
    });
  }

  create(request: CreateRequest): Promise<CreateResponse> {
    return this.on(request, request.getTimeout(), async (target) => {
      const { core, token, definition } = target;
      const news = propertiesOf(request.getProperties());
      const dress = dresser(target, news, news);
      if (request.getPreview()) {
        return new messages.CreateResponse().setProperties(toStruct(dress(previewed(definition, news.plain, UNKNOWN))));
      }
      const made = core.create(token, known(news.plain), secretly(target, news));
      const { id, outputs } = await made.catch(partial(dress));
      return new messages.CreateResponse().setId(id).setProperties(toStruct(dress(outputs)));
    });
  }

  read(request: ReadRequest): Promise<ReadResponse> {
    return this.on(request, 0, async (target) => {
      const id = idOf(request);
      const outputs = propertiesOf(request.getProperties());
      const inputs = propertiesOf(request.getInputs());
      const found = await target.core.read(target.token, id, outputs.plain, secretly(target, outputs, inputs));
      if (found === undefined) {
        // An empty id is how Pulumi is told that there is no such object.
        return new messages.ReadResponse();
      }
      const shown = { wire: {}, plain: found.outputs };
      return new messages.ReadResponse()
        .setId(found.id)
        .setProperties(toStruct(dresser(target, undefined, outputs, inputs, shown)(found.outputs)))
        .setInputs(toStruct(dresser(target, undefined, inputs, outputs, shown)(found.inputs)));
    });
  }

  update(request: UpdateRequest): Promise<UpdateResponse> {
    return this.on(request, request.getTimeout(), async (target) => {
      const { core, token, definition } = target;
      const id = idOf(request);
      const olds = propertiesOf(request.getOlds());
      const asked = propertiesOf(request.getNews());
      const news = ignoring(request.getIgnorechangesList(), olds.plain, asked.plain);
      const dress = dresser(target, asked, asked, olds);
      const call = secretly(target, asked, olds);
      if (request.getPreview()) {
        const diff = await core.diff(token, { id, olds: olds.plain, news }, call);
        const outputs = previewed(definition, news, UNKNOWN, { outputs: olds.plain, diff });
        return new messages.UpdateResponse().setProperties(toStruct(dress(outputs)));
      }
      const made = core.update(token, id, olds.plain, known(news), call);
      const { outputs } = await made.catch(partial(dress));
      return new messages.UpdateResponse().setProperties(toStruct(dress(outputs)));
    });
  }

  delete(request: DeleteRequest): Promise<Empty> {
    return this.on(request, request.getTimeout(), async (target) => {
      const olds = propertiesOf(request.getProperties());
      await target.core.delete(target.token, idOf(request), olds.plain, secretly(target, olds));
      return new empties.Empty();
    });
  }

  /** What the account has of a resource, a message each. */
  list(request: ListRequest): Promise<ListResponse[]> {
    const about = { getUrn: () => "", getType: () => request.getToken() };
    return this.on(about, 0, async ({ core, token, definition, call }) => {
      if (!isListed(definition)) {
        throw new UnimplementedError(`${token}: the cloud has no list of its ${plural(definition.noun)}.`);
      }
      const page = asked(request);
      const { wire, plain } = propertiesOf(request.getQuery());
      if (hasUnknown(plain)) {
        return computed();
      }
      const { objects, failures } = await core.list(token, plain, call);
      if (failures.length > 0) {
        const reasons = failures.map(({ property, reason }) =>
          holdsSecret(wire[property.split(".")[0] ?? ""]) ? `${property} is not what the list takes` : reason,
        );
        throw new MalformedError(`${reasons.join("; ")}.`);
      }
      return pageOf(objects, page);
    });
  }

  invoke(request: InvokeRequest): Promise<InvokeResponse> {
    return invoke(this.cores, this.accounts, this.log, request);
  }

  /** Ends all waits: what exists is answered with its id. */
  async cancel(): Promise<Empty> {
    this.cores.cancel();
    return new empties.Empty();
  }

  async getMapping(): Promise<GetMappingResponse> {
    return new messages.GetMappingResponse();
  }

  async getMappings(): Promise<GetMappingsResponse> {
    return new messages.GetMappingsResponse();
  }

  private connect(engine: string): void {
    this.log.connect(engine);
    this.cores.surroundings.engine?.follow(engine);
  }

  /** Finds what a request is about; the answer waits until all that was said about it is on Pulumi's screen. */
  private async on<T>(request: Request, seconds: number, work: (target: Target) => Promise<T>): Promise<T> {
    const urn = request.getUrn();
    const token = tokenOf(request.getType() || typeIn(urn));
    const reporter = this.log.about(urn);
    let discretion: Discretion | undefined;
    try {
      const core = this.cores.of(...this.accounts.of(token), this.accounts.namespace);
      const definition = await core.definition(token);
      discretion = core.discretionOf(definition, []);
      return await work({
        token,
        core,
        definition,
        call: { reporter, limitSeconds: seconds > 0 ? seconds : undefined },
      });
    } catch (thrown) {
      const error = discretion?.error(thrown) ?? thrown;
      const stack = (error instanceof Error && error.stack) || messageOf(error);
      this.cores.surroundings.debug?.line(`${token} ${urn}: ${stack}`);
      throw error;
    } finally {
      await reporter.settled();
    }
  }
}

const TYPE = /^indiecloud:([a-z0-9]+:[A-Za-z0-9]+)$/;

/** `indiecloud:lunanode:Vm` -> `lunanode:Vm` */
function tokenOf(type: string): string {
  const token = TYPE.exec(type)?.[1];
  if (token === undefined) {
    throw new MalformedError(`"${type}" is no type of resource of indiecloud, such as indiecloud:lunanode:Vm.`);
  }
  return token;
}

/** The type in a URN, without those of its parents. */
const typeIn = (urn: string): string => urn.split("::")[2]?.split("$").at(-1) ?? "";

function idOf(request: { getId(): string }): string {
  const id = request.getId();
  if (id === "") {
    throw new MalformedError("The request names no id.");
  }
  return id;
}

function propertiesOf(struct: Struct | undefined): Properties {
  const wire = incoming(normalRecord(fromStruct(struct)));
  return { wire, plain: bareRecord(wire) };
}

/** Outside of previews Pulumi leaves out what is not known; to send it to a cloud would be worse than to fail. */
function known(inputs: Json): Json {
  const unknown = Object.keys(inputs).filter((key) => hasUnknown(inputs[key]));
  if (unknown.length > 0) {
    throw new MalformedError(`${unknown.join(", ")}: the value is not known yet.`);
  }
  return inputs;
}

function namingOf(request: CheckRequest): Naming | undefined {
  const { DISABLE, ENFORCE } = messages.CheckRequest.AutonamingOptions.Mode;
  const options = request.getAutonaming();
  const name = options?.getProposedName() ?? "";
  if (options?.getMode() === DISABLE) {
    return { is: "refuse" };
  }
  return name === "" ? undefined : { is: options?.getMode() === ENFORCE ? "enforce" : "propose", name };
}

function checked(inputs: Json, failures: readonly Failure[]): CheckResponse {
  const list = failures.map(({ property, reason }) =>
    new messages.CheckFailure().setProperty(property).setReason(reason),
  );
  return new messages.CheckResponse().setInputs(toStruct(inputs)).setFailuresList(list);
}

function detailOf(key: string, replaces: boolean, isInput: boolean, olds: Json, news: Json) {
  const { Kind } = messages.PropertyDiff;
  const change =
    olds[key] === undefined
      ? replaces
        ? Kind.ADD_REPLACE
        : Kind.ADD
      : news[key] === undefined
        ? replaces
          ? Kind.DELETE_REPLACE
          : Kind.DELETE
        : replaces
          ? Kind.UPDATE_REPLACE
          : Kind.UPDATE;
  // What is no input (a build that failed) differs by itself, not from the program.
  return new messages.PropertyDiff().setKind(change).setInputdiff(isInput);
}

/** An object that is there, but not as it should be, keeps its id and what is known of it. */
const partial =
  (dress: (properties: Json) => Json) =>
  (error: unknown): never => {
    throw error instanceof IncompleteError ? new PartialError(error, dress(error.outputs)) : error;
  };

/** A call that is told what else the program calls secret. */
const secretly = ({ call }: Target, ...sources: readonly Properties[]): Target["call"] & { secrets: string[] } => ({
  ...call,
  secrets: sources.flatMap(({ wire }) => sealedTexts(wire)),
});

/** Marks what is secret among properties that were these, the first before the others. `program`: what it says itself. */
function dresser(
  { core, definition }: Target,
  program: Properties | undefined,
  ...sources: readonly Properties[]
): (properties: Json) => Json {
  const [wires, known] = [sources.map(({ wire }) => wire), sources.map(({ plain }) => plain)];
  const discretion = core.discretionOf(definition, known, wires.flatMap(sealedTexts));
  return (properties) => marked(properties, wires, concealing(definition, discretion, program?.plain ?? {}));
}
