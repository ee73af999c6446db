import type { dynamic } from "@pulumi/pulumi";
import type { CloudProvider } from "../../engine/cloud-provider.ts";
import { ConfigError, misplacedSetting, parseNamespace } from "../../engine/definition/config.ts";
import type { ResourceDefinition } from "../../engine/definition/definition.ts";
import type { CheckFailure } from "../../engine/definition/shape.ts";
import { type Json, UNKNOWN } from "../../engine/definition/values.ts";
import type { Diff } from "../../engine/plan/diff.ts";
import type { SecretHiding } from "../../engine/secret-hiding.ts";
import { METADATA } from "../../engine/state/metadata.ts";
import type { CloudProviderPool } from "../cloud-provider-pool.ts";
import { AUTO_NAME, type Concealing, concealing, incoming, PROVIDER, withoutSecrets } from "../encoding.ts";
import { isPlainInput, outgoing, urnOf } from "./encoding.ts";
import { readable } from "./errors.ts";

interface Configuration {
  /** Returns any key of the configuration, such as `indiecloud:lunanode`. */
  get?(key: string): string | undefined;
  account?: string | undefined;
  namespace?: string | undefined;
  budget?: string | undefined;
}

interface Target {
  cloudProvider: CloudProvider;
  namespace: string | undefined;
  definition: ResourceDefinition;
}

/** One type of resource, as Pulumi's dynamic server for Node.js calls it. */
export class DynamicProvider implements dynamic.ResourceProvider<Json, Json> {
  private readonly token: string;
  private readonly pool: CloudProviderPool;
  /**
   * The JSON text of the cloud's configuration, and the namespace. A promise, because `configure` races with the first calls:
   * the second of two first calls arrives before it has ended, and if it threw, the server would continue without it. So
   * `configure` never throws; every method awaits this promise and gets the error each time.
   */
  private configuration: Promise<Configuration> = Promise.resolve({});

  constructor(token: string, pool: CloudProviderPool) {
    this.token = token;
    this.pool = pool;
  }

  configure({ config }: dynamic.ConfigureRequest): Promise<void> {
    this.configuration = Promise.resolve().then(() => ({
      get: (key) => config.get(key),
      account: config.get(`indiecloud:${this.cloud}`),
      namespace: config.get("indiecloud:namespace"),
      budget: config.get("indiecloud:budget"),
    }));
    this.configuration.catch(() => undefined);
    return Promise.resolve();
  }

  check(olds: Json, news: Json): Promise<{ inputs: Json; failures: CheckFailure[] }> {
    return this.run("check", async ({ cloudProvider, definition, namespace }) => {
      await this.refuseStrays(cloudProvider);
      const urn = urnOf(this.token, this.pool.environment.env.PULUMI_NODEJS_PROJECT ?? "", news, namespace);
      const request = { olds: incoming(olds), news: incoming(news), urn };
      const { inputs, failures } = await cloudProvider.check(this.token, request);
      const checked = news[AUTO_NAME] === UNKNOWN ? withoutName(definition, request, inputs) : inputs;
      // The URN is left out: as an input in the state it would differ whenever a resource is renamed.
      return {
        inputs: {
          ...outgoing(checked, concealingOf(cloudProvider, definition, request.news, request.olds)),
          ...providerOf(news),
        },
        failures: failures.map((failure) => withoutSecrets(definition, failure, inputs)),
      };
    });
  }

  diff(id: string, olds: Json, news: Json): Promise<dynamic.DiffResult> {
    return this.run(`diff ${id}`, async ({ cloudProvider, definition }) => {
      const diff = await cloudProvider.diff(this.token, { id, olds: incoming(olds), news: incoming(news) });
      return answer(definition, diff, olds[PROVIDER] !== undefined);
    });
  }

  create(inputs: Json): Promise<{ id: string; outs: Json }> {
    return this.run(
      "create",
      async ({ cloudProvider, definition }) => {
        const news = incoming(inputs);
        const { id, outputs } = await cloudProvider.create(this.token, news);
        return {
          id,
          outs: { ...outgoing(outputs, concealingOf(cloudProvider, definition, news)), ...providerOf(inputs) },
        };
      },
      inputs,
    );
  }

  read(id: string, props: Json = {}): Promise<{ id: string; props: Json; inputs?: Json }> {
    return this.run(`read ${id}`, async ({ cloudProvider, definition }) => {
      const olds = incoming(props);
      const found = await cloudProvider.read(this.token, id, olds);
      if (found === undefined) {
        if (props[METADATA] === undefined) {
          // For `.get`: the server adds __provider to any answer, and Pulumi would take that for an object.
          throw new Error(`There is no ${definition.noun} ${id} in this account. Check the ID and the credentials.`);
        }
        // The dynamic server reports a deleted object by an empty ID.
        return { id: "", props: {} };
      }
      const isSecret = concealingOf(cloudProvider, definition, {}, olds, found.outputs);
      const inputs = { ...outgoing(found.inputs, isSecret), ...providerOf(props) };
      return { id: found.id, props: { ...outgoing(found.outputs, isSecret), ...providerOf(props) }, inputs };
    });
  }

  update(id: string, olds: Json, news: Json): Promise<{ outs: Json }> {
    return this.run(
      `update ${id}`,
      async ({ cloudProvider, definition }) => {
        const [before, now] = [incoming(olds), incoming(news)];
        const { outputs } = await cloudProvider.update(this.token, id, before, now);
        return {
          outs: { ...outgoing(outputs, concealingOf(cloudProvider, definition, now, before)), ...providerOf(news) },
        };
      },
      news,
      olds,
    );
  }

  delete(id: string, props: Json): Promise<void> {
    return this.run(`delete ${id}`, ({ cloudProvider }) => cloudProvider.delete(this.token, id, incoming(props)));
  }

  /** Only when a program is checked: refresh and destroy use the configuration of the last `up`, which cannot be corrected. */
  private async refuseStrays(cloudProvider: CloudProvider): Promise<void> {
    const { get } = await this.configuration;
    const { settings } = await cloudProvider.cloud(this.cloud);
    for (const [key, setting] of Object.entries(settings)) {
      if ((get?.(`indiecloud:${this.cloud}.${key}`) ?? "") !== "") {
        throw new ConfigError(misplacedSetting(this.cloud, key, setting), []);
      }
    }
  }

  private get cloud(): string {
    return this.token.split(":")[0] ?? "";
  }

  /**
   * `inputs`: given if the method may leave an object behind. The server does not add `__provider` to such a state, and delete
   * needs it.
   */
  private async run<T>(
    what: string,
    method: (target: Target) => Promise<T>,
    inputs?: Json,
    olds: Json = {},
  ): Promise<T> {
    let hiding: SecretHiding | undefined;
    let outputs: ((outputs: Json) => Json) | undefined;
    try {
      const { account, namespace: given, budget } = await this.configuration;
      const namespace = parseNamespace(given);
      const cloudProvider = this.pool.of(this.cloud, account, { namespace, budget });
      const definition = await cloudProvider.definition(this.token);
      const [before, now] = [incoming(olds), incoming(inputs ?? {})];
      const isSecret = concealingOf(cloudProvider, definition, now, before);
      hiding = cloudProvider.secretHidingOf(definition, [before, now]);
      outputs = inputs && ((kept) => ({ ...outgoing(kept, isSecret), ...providerOf(inputs) }));
      return await method({ cloudProvider, definition, namespace });
    } catch (thrown) {
      // An ID is text from the cloud too.
      const where = `${this.token} ${hiding?.text(what) ?? what}`;
      const error = hiding?.error(thrown) ?? thrown;
      this.pool.failed(where, error);
      throw readable(where, error, outputs);
    }
  }
}

/** Which properties to mark as secrets. `known`: properties from the state or the cloud. */
const concealingOf = (
  cloudProvider: CloudProvider,
  definition: ResourceDefinition,
  program: Json,
  ...known: readonly Json[]
): Concealing => concealing(definition, cloudProvider.secretHidingOf(definition, [program, ...known]), program);

const providerOf = (properties: Json): Json =>
  properties[PROVIDER] === undefined ? {} : { [PROVIDER]: properties[PROVIDER] };

/**
 * The answer to `diff`. Without `changes`, Pulumi compares the inputs itself, which is what makes `replaceOnChanges` work. If
 * no input differs it would then find no change, so `changes` has to be set.
 */
function answer(definition: ResourceDefinition, diff: Diff, hasProvider: boolean): dynamic.DiffResult {
  const { differences, replaces, deleteBeforeReplace, rewrite } = diff;
  const consequences = {
    ...(replaces.length > 0 ? { replaces } : {}),
    ...(deleteBeforeReplace ? { deleteBeforeReplace } : {}),
  };
  if (differences.some((difference) => isPlainInput(definition, difference))) {
    return consequences;
  }
  // Outputs without __provider come from the plugin. Until they are written anew, read and delete cannot load the provider.
  return differences.length > 0 || rewrite || !hasProvider ? { changes: true, ...consequences } : { changes: false };
}

/** If a preview does not know the URN, a name generated from anything else would not be the final one. */
function withoutName(definition: ResourceDefinition, { olds, news }: { olds: Json; news: Json }, inputs: Json): Json {
  const key = definition.name?.input;
  return key === undefined || news[key] !== undefined || olds[key] !== undefined
    ? inputs
    : { ...inputs, [key]: UNKNOWN };
}
