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
import type { CloudProvider } from "../../engine/cloud-provider.ts";
import type { ResourceDefinition } from "../../engine/definition/definition.ts";
import { namespaced } from "../../engine/definition/names.ts";
import type { CheckFailure } from "../../engine/definition/shape.ts";
import { hasUnknown, type Json } from "../../engine/definition/values.ts";
import { plural } from "../../engine/definition/words.ts";
import { IncompleteError, messageOf } from "../../engine/errors.ts";
import { isListed } from "../../engine/observe/objects.ts";
import type { Naming } from "../../engine/plan/check.ts";
import { previewOutputs, stableOutputs } from "../../engine/plan/preview.ts";
import type { SecretHiding } from "../../engine/secret-hiding.ts";
import type { CloudProviderPool } from "../cloud-provider-pool.ts";
import { concealing, incoming, UNKNOWN, withoutSecrets } from "../encoding.ts";
import { NAMESPACE, PluginConfiguration } from "./configuration.ts";
import { MalformedError, PartialError, UnimplementedError } from "./errors.ts";
import { invoke } from "./functions.ts";
import { ignoring } from "./ignoring.ts";
import { answerUnknown, type ListResponse, pageOf, parsePageRequest } from "./list.ts";
import type { EngineLog, LogMessage } from "./log.ts";
import { bareRecord, holdsSecret, markSecrets, normalRecord, sealedTexts } from "./properties.ts";
import { fromStruct, type Struct, toStruct } from "./struct.ts";

type Empty = InstanceType<typeof empties.Empty>;

export interface PackageInfo {
  /** Of the plugin, without `v`. */
  version: string;
  /** The text of schema.json. */
  schema(): Promise<string>;
}

/** A resource that a request is about, and its core. */
interface Target {
  token: string;
  cloudProvider: CloudProvider;
  definition: ResourceDefinition;
  call: { reporter: LogMessage; limitSeconds: number | undefined };
}

/** What requests about resources have in common. */
interface Request {
  getUrn(): string;
  getType(): string;
}

/** Properties as they came, secrets marked, and as our engine has them. */
interface Properties {
  encoded: Json;
  plain: Json;
}

/** Pulumi's protocol for providers, message by message, without the transport. */
export class Service {
  private readonly pool: CloudProviderPool;
  private readonly log: EngineLog;
  private readonly packageInfo: PackageInfo;
  private readonly accounts: PluginConfiguration;

  constructor(pool: CloudProviderPool, log: EngineLog, packageInfo: PackageInfo, clouds: readonly string[]) {
    this.pool = pool;
    this.log = log;
    this.packageInfo = packageInfo;
    this.accounts = new PluginConfiguration(pool, clouds);
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
    return new plugins.PluginInfo().setVersion(this.packageInfo.version);
  }

  async getSchema(request: GetSchemaRequest): Promise<GetSchemaResponse> {
    if (request.getVersion() !== 0) {
      throw new UnimplementedError(`Schema version ${request.getVersion()} is not supported, only version 0.`);
    }
    if (request.getSubpackageName() !== "") {
      throw new UnimplementedError(`The package has no subpackage ${request.getSubpackageName()}.`);
    }
    return new messages.GetSchemaResponse().setSchema(await this.packageInfo.schema());
  }

  async checkConfig(request: CheckRequest): Promise<CheckResponse> {
    const { encoded, plain } = propertiesOf(request.getNews());
    const failures = await this.accounts.validate(plain);
    return checked(
      markSecrets(plain, [encoded], () => this.accounts.isAccount),
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
      const { cloudProvider, token, definition } = target;
      const olds = propertiesOf(request.getOlds());
      const news = propertiesOf(request.getNews());
      const naming = namingOf(request);
      const urn = namespaced(request.getUrn(), this.accounts.namespace);
      const hidden = new Set(Object.keys(news.encoded).filter((key) => holdsSecret(news.encoded[key])));
      const requested = { olds: olds.plain, news: news.plain, urn, naming, hidden };
      const { inputs, failures } = await cloudProvider.check(token, requested, secretly(target, olds, news));
      return checked(
        dresser(target, news, news, olds)(inputs),
        failures.map((failure) => withoutSecrets(definition, failure, inputs, hidden)),
      );
    });
  }

  diff(request: DiffRequest): Promise<DiffResponse> {
    return this.on(request, 0, async (target) => {
      const { cloudProvider, token, definition } = target;
      const id = idOf(request);
      const [before, requested] = [propertiesOf(request.getOlds()), propertiesOf(request.getNews())];
      const olds = before.plain;
      const news = ignoring(request.getIgnorechangesList(), olds, requested.plain);
      // What the state was left with counts, as in the other adapter: after an update that failed, the inputs say more.
      const diff = await cloudProvider.diff(token, { id, olds, news }, secretly(target, before, requested));
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
      const { cloudProvider, token, definition } = target;
      const news = propertiesOf(request.getProperties());
      const dress = dresser(target, news, news);
      if (request.getPreview()) {
        return new messages.CreateResponse().setProperties(
          toStruct(dress(previewOutputs(definition, news.plain, UNKNOWN))),
        );
      }
      const created = cloudProvider.create(token, known(news.plain), secretly(target, news));
      const { id, outputs } = await created.catch(partial(dress));
      return new messages.CreateResponse().setId(id).setProperties(toStruct(dress(outputs)));
    });
  }

  read(request: ReadRequest): Promise<ReadResponse> {
    return this.on(request, 0, async (target) => {
      const id = idOf(request);
      const outputs = propertiesOf(request.getProperties());
      const inputs = propertiesOf(request.getInputs());
      const found = await target.cloudProvider.read(target.token, id, outputs.plain, secretly(target, outputs, inputs));
      if (found === undefined) {
        // An empty id is how Pulumi is told that there is no such object.
        return new messages.ReadResponse();
      }
      const packageInfo = { encoded: {}, plain: found.outputs };
      return new messages.ReadResponse()
        .setId(found.id)
        .setProperties(toStruct(dresser(target, undefined, outputs, inputs, packageInfo)(found.outputs)))
        .setInputs(toStruct(dresser(target, undefined, inputs, outputs, packageInfo)(found.inputs)));
    });
  }

  update(request: UpdateRequest): Promise<UpdateResponse> {
    return this.on(request, request.getTimeout(), async (target) => {
      const { cloudProvider, token, definition } = target;
      const id = idOf(request);
      const olds = propertiesOf(request.getOlds());
      const requested = propertiesOf(request.getNews());
      const news = ignoring(request.getIgnorechangesList(), olds.plain, requested.plain);
      const dress = dresser(target, requested, requested, olds);
      const call = secretly(target, requested, olds);
      if (request.getPreview()) {
        const diff = await cloudProvider.diff(token, { id, olds: olds.plain, news }, call);
        const outputs = previewOutputs(definition, news, UNKNOWN, { outputs: olds.plain, diff });
        return new messages.UpdateResponse().setProperties(toStruct(dress(outputs)));
      }
      const created = cloudProvider.update(token, id, olds.plain, known(news), call);
      const { outputs } = await created.catch(partial(dress));
      return new messages.UpdateResponse().setProperties(toStruct(dress(outputs)));
    });
  }

  delete(request: DeleteRequest): Promise<Empty> {
    return this.on(request, request.getTimeout(), async (target) => {
      const olds = propertiesOf(request.getProperties());
      await target.cloudProvider.delete(target.token, idOf(request), olds.plain, secretly(target, olds));
      return new empties.Empty();
    });
  }

  /** What the account has of a resource, a message each. */
  list(request: ListRequest): Promise<ListResponse[]> {
    const about = { getUrn: () => "", getType: () => request.getToken() };
    return this.on(about, 0, async ({ cloudProvider, token, definition, call }) => {
      if (!isListed(definition)) {
        throw new UnimplementedError(`${token}: the cloud cannot list ${plural(definition.noun)}.`);
      }
      const page = parsePageRequest(request);
      const { encoded, plain } = propertiesOf(request.getQuery());
      if (hasUnknown(plain)) {
        return answerUnknown();
      }
      const { objects, failures } = await cloudProvider.list(token, plain, call);
      if (failures.length > 0) {
        const reasons = failures.map(({ property, reason }) =>
          holdsSecret(encoded[property.split(".")[0] ?? ""]) ? `${property}: the value is not valid` : reason,
        );
        throw new MalformedError(`${reasons.join("; ")}.`);
      }
      return pageOf(objects, page);
    });
  }

  invoke(request: InvokeRequest): Promise<InvokeResponse> {
    return invoke(this.pool, this.accounts, this.log, request);
  }

  /** Ends all waits: what exists is answered with its id. */
  async cancel(): Promise<Empty> {
    this.pool.cancel();
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
    this.pool.environment.engine?.follow(engine);
  }

  /** Finds what a request is about; the answer waits until all that was said about it is on Pulumi's screen. */
  private async on<T>(request: Request, seconds: number, work: (target: Target) => Promise<T>): Promise<T> {
    const urn = request.getUrn();
    const token = tokenOf(request.getType() || typeIn(urn));
    const reporter = this.log.about(urn);
    let hiding: SecretHiding | undefined;
    try {
      const cloudProvider = this.pool.of(...this.accounts.of(token), this.accounts.namespace);
      const definition = await cloudProvider.definition(token);
      hiding = cloudProvider.secretHidingOf(definition, []);
      return await work({
        token,
        cloudProvider,
        definition,
        call: { reporter, limitSeconds: seconds > 0 ? seconds : undefined },
      });
    } catch (thrown) {
      const error = hiding?.error(thrown) ?? thrown;
      const stack = (error instanceof Error && error.stack) || messageOf(error);
      this.pool.environment.debug?.line(`${token} ${urn}: ${stack}`);
      throw error;
    } finally {
      await reporter.isDelivered();
    }
  }
}

const TYPE = /^indiecloud:([a-z0-9]+:[A-Za-z0-9]+)$/;

/** `indiecloud:lunanode:Vm` -> `lunanode:Vm` */
function tokenOf(type: string): string {
  const token = TYPE.exec(type)?.[1];
  if (token === undefined) {
    throw new MalformedError(`"${type}" is not an indiecloud resource type, such as indiecloud:lunanode:Vm.`);
  }
  return token;
}

/** The type in a URN, without those of its parents. */
const typeIn = (urn: string): string => urn.split("::")[2]?.split("$").at(-1) ?? "";

function idOf(request: { getId(): string }): string {
  const id = request.getId();
  if (id === "") {
    throw new MalformedError("The request has no ID.");
  }
  return id;
}

function propertiesOf(struct: Struct | undefined): Properties {
  const encoded = incoming(normalRecord(fromStruct(struct)));
  return { encoded, plain: bareRecord(encoded) };
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

function checked(inputs: Json, failures: readonly CheckFailure[]): CheckResponse {
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
  secrets: sources.flatMap(({ encoded }) => sealedTexts(encoded)),
});

/** Marks what is secret among properties that were these, the first before the others. `program`: what it says itself. */
function dresser(
  { cloudProvider, definition }: Target,
  program: Properties | undefined,
  ...sources: readonly Properties[]
): (properties: Json) => Json {
  const [wires, known] = [sources.map(({ encoded }) => encoded), sources.map(({ plain }) => plain)];
  const hiding = cloudProvider.secretHidingOf(definition, known, wires.flatMap(sealedTexts));
  return (properties) => markSecrets(properties, wires, concealing(definition, hiding, program?.plain ?? {}));
}
