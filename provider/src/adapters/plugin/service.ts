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
  ReadRequest,
  ReadResponse,
  UpdateRequest,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import empties from "google-protobuf/google/protobuf/empty_pb.js";
import { namespaced } from "../../engine/definition/names.ts";
import { UNKNOWN } from "../../engine/definition/values.ts";
import { previewOutputs } from "../../engine/plan/preview.ts";
import type { SecretHiding } from "../../engine/secret-hiding.ts";
import type { CloudProviderPool } from "../cloud-provider-pool.ts";
import { withoutSecrets } from "../encoding.ts";
import { PluginConfiguration } from "./configuration.ts";
import { UnimplementedError } from "./errors.ts";
import { invoke } from "./functions.ts";
import { ignoring } from "./ignoring.ts";
import { type ListResponse, listObjects } from "./list.ts";
import type { EngineLog } from "./log.ts";
import { holdsSecret, markSecrets } from "./properties.ts";
import {
  callWithSecrets,
  idOf,
  namingOf,
  propertiesOf,
  type ResourceRequest,
  requireKnown,
  type Target,
  tokenOf,
} from "./requests.ts";
import { checkResponse, diffResponse, secretMarker, throwWithState } from "./responses.ts";
import { toStruct } from "./struct.ts";

type Empty = InstanceType<typeof empties.Empty>;

/** Pulumi's provider protocol after the introduction, message by message, without the transport. */
export class Service {
  private readonly pool: CloudProviderPool;
  private readonly log: EngineLog;
  private readonly schema: () => Promise<string>;
  private readonly accounts: PluginConfiguration;

  /** `schema` reads the text of schema.json. */
  constructor(pool: CloudProviderPool, log: EngineLog, schema: () => Promise<string>, clouds: readonly string[]) {
    this.pool = pool;
    this.log = log;
    this.schema = schema;
    this.accounts = new PluginConfiguration(pool, clouds);
  }

  async getSchema(request: GetSchemaRequest): Promise<GetSchemaResponse> {
    if (request.getVersion() !== 0) {
      throw new UnimplementedError(`Schema version ${request.getVersion()} is not supported, only version 0.`);
    }
    if (request.getSubpackageName() !== "") {
      throw new UnimplementedError(`The package has no subpackage ${request.getSubpackageName()}.`);
    }
    return new messages.GetSchemaResponse().setSchema(await this.schema());
  }

  async checkConfig(request: CheckRequest): Promise<CheckResponse> {
    const { encoded, plain } = propertiesOf(request.getNews());
    const failures = await this.accounts.validate(plain);
    return checkResponse(
      markSecrets(plain, [encoded], () => this.accounts.isSecret),
      failures,
    );
  }

  /**
   * A changed key or endpoint never replaces the provider: whether an object belongs to another account is visible in its
   * state.
   */
  async diffConfig(request: DiffRequest): Promise<DiffResponse> {
    const olds = propertiesOf(request.getOldInputs() ?? request.getOlds()).plain;
    const news = propertiesOf(request.getNews()).plain;
    const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
    return new messages.DiffResponse().setChanges(this.accounts.differ(olds, news) ? DIFF_SOME : DIFF_NONE);
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
    return this.handle(request, 0, async (target) => {
      const { cloudProvider, token, definition } = target;
      const olds = propertiesOf(request.getOlds());
      const news = propertiesOf(request.getNews());
      const naming = namingOf(request);
      const urn = namespaced(request.getUrn(), this.accounts.namespace);
      const hidden = new Set(Object.keys(news.encoded).filter((key) => holdsSecret(news.encoded[key])));
      const requested = { olds: olds.plain, news: news.plain, urn, naming, hidden };
      const { inputs, failures } = await cloudProvider.check(token, requested, callWithSecrets(target, olds, news));
      return checkResponse(
        secretMarker(target, news, news, olds)(inputs),
        failures.map((failure) => withoutSecrets(definition, failure, inputs, hidden)),
      );
    });
  }

  diff(request: DiffRequest): Promise<DiffResponse> {
    return this.handle(request, 0, async (target) => {
      const { cloudProvider, token, definition } = target;
      const id = idOf(request);
      const [before, requested] = [propertiesOf(request.getOlds()), propertiesOf(request.getNews())];
      const olds = before.plain;
      const news = ignoring(request.getIgnorechangesList(), olds, requested.plain);
      // The outputs in the state count, as in the other adapter: after a failed update they say more than the inputs.
      const diff = await cloudProvider.diff(token, { id, olds, news }, callWithSecrets(target, before, requested));
      // After a failed update, the state has the inputs from before it; Pulumi would compare those and find no difference.
      const oldInputs = propertiesOf(request.getOldInputs() ?? request.getOlds()).plain;
      return diffResponse(definition, diff, { olds, oldInputs, news });
    });
  }

  create(request: CreateRequest): Promise<CreateResponse> {
    return this.handle(request, request.getTimeout(), async (target) => {
      const { cloudProvider, token, definition } = target;
      const news = propertiesOf(request.getProperties());
      const mark = secretMarker(target, news, news);
      if (request.getPreview()) {
        return new messages.CreateResponse().setProperties(
          toStruct(mark(previewOutputs(definition, news.plain, UNKNOWN))),
        );
      }
      const created = cloudProvider.create(token, requireKnown(news.plain), callWithSecrets(target, news));
      const { id, outputs } = await created.catch(throwWithState(mark));
      return new messages.CreateResponse().setId(id).setProperties(toStruct(mark(outputs)));
    });
  }

  read(request: ReadRequest): Promise<ReadResponse> {
    return this.handle(request, 0, async (target) => {
      const id = idOf(request);
      const outputs = propertiesOf(request.getProperties());
      const inputs = propertiesOf(request.getInputs());
      const found = await target.cloudProvider.read(
        target.token,
        id,
        outputs.plain,
        callWithSecrets(target, outputs, inputs),
      );
      if (found === undefined) {
        // An empty ID tells Pulumi that there is no such object.
        return new messages.ReadResponse();
      }
      const answered = { encoded: {}, plain: found.outputs };
      return new messages.ReadResponse()
        .setId(found.id)
        .setProperties(toStruct(secretMarker(target, undefined, outputs, inputs, answered)(found.outputs)))
        .setInputs(toStruct(secretMarker(target, undefined, inputs, outputs, answered)(found.inputs)));
    });
  }

  update(request: UpdateRequest): Promise<UpdateResponse> {
    return this.handle(request, request.getTimeout(), async (target) => {
      const { cloudProvider, token, definition } = target;
      const id = idOf(request);
      const olds = propertiesOf(request.getOlds());
      const requested = propertiesOf(request.getNews());
      const news = ignoring(request.getIgnorechangesList(), olds.plain, requested.plain);
      const mark = secretMarker(target, requested, requested, olds);
      const call = callWithSecrets(target, requested, olds);
      if (request.getPreview()) {
        const diff = await cloudProvider.diff(token, { id, olds: olds.plain, news }, call);
        const outputs = previewOutputs(definition, news, UNKNOWN, { outputs: olds.plain, diff });
        return new messages.UpdateResponse().setProperties(toStruct(mark(outputs)));
      }
      const created = cloudProvider.update(token, id, olds.plain, requireKnown(news), call);
      const { outputs } = await created.catch(throwWithState(mark));
      return new messages.UpdateResponse().setProperties(toStruct(mark(outputs)));
    });
  }

  delete(request: DeleteRequest): Promise<Empty> {
    return this.handle(request, request.getTimeout(), async (target) => {
      const olds = propertiesOf(request.getProperties());
      await target.cloudProvider.delete(target.token, idOf(request), olds.plain, callWithSecrets(target, olds));
      return new empties.Empty();
    });
  }

  /** The account's objects of a resource type, one message each. */
  list(request: ListRequest): Promise<ListResponse[]> {
    const about = { getUrn: () => "", getType: () => request.getToken() };
    return this.handle(about, 0, (target) => listObjects(target, request));
  }

  invoke(request: InvokeRequest): Promise<InvokeResponse> {
    return invoke(this.pool, this.accounts, this.log, request);
  }

  /** Ends all waits: operations on existing objects are answered with their ID. */
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

  /**
   * Finds the resource of a request and runs the work. The answer waits until all messages about it have been delivered to
   * Pulumi.
   */
  private async handle<T>(request: ResourceRequest, seconds: number, work: (target: Target) => Promise<T>): Promise<T> {
    const urn = request.getUrn();
    const token = tokenOf(request);
    const reporter = this.log.about(urn);
    let hiding: SecretHiding | undefined;
    try {
      const cloudProvider = this.pool.of(...this.accounts.of(token), this.accounts);
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
      this.pool.failed(urn === "" ? token : urn, error);
      throw error;
    } finally {
      await reporter.isDelivered();
    }
  }
}
