import type { dynamic } from "@pulumi/pulumi";
import type { CloudProvider } from "../../engine/cloud-provider.ts";
import { ConfigError, misplacedSetting, parseNamespace } from "../../engine/definition/config.ts";
import type { ResourceDefinition } from "../../engine/definition/definition.ts";
import type { CheckFailure } from "../../engine/definition/shape.ts";
import type { Json } from "../../engine/definition/values.ts";
import { messageOf } from "../../engine/errors.ts";
import type { Diff } from "../../engine/plan/diff.ts";
import type { SecretHiding } from "../../engine/secret-hiding.ts";
import { METADATA } from "../../engine/state/metadata.ts";
import type { CloudProviderPool } from "../cloud-provider-pool.ts";
import { AUTO_NAME, type Concealing, concealing, incoming, PROVIDER, UNKNOWN, withoutSecrets } from "../encoding.ts";
import { isPlainInput, outgoing, urnOf } from "./encoding.ts";
import { readable } from "./errors.ts";

interface Configuration {
  /** Any key of the configuration: `indiecloud:lunanode`. */
  get?(key: string): string | undefined;
  account?: string | undefined;
  namespace?: string | undefined;
}

interface Target {
  cloudProvider: CloudProvider;
  namespace: string | undefined;
  definition: ResourceDefinition;
}

/** One type of resource, as the dynamic server of Pulumi's Node.js SDK calls it. */
export class DynamicProvider implements dynamic.ResourceProvider<Json, Json> {
  private readonly token: string;
  private readonly pool: CloudProviderPool;
  /**
   * The JSON text of the cloud's configuration, and the namespace. A promise, as `configure` races: of two first calls the second comes
   * before it has ended, and after it has thrown the server goes on without. So it never throws; whoever needs the
   * configuration waits for this and gets the error, every time.
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
          // `.get`: the server adds __provider to whatever is answered, and Pulumi would take that for an object.
          throw new Error(`There is no ${definition.noun} ${id} in this account. Check the ID and the credentials.`);
        }
        // An empty id is how the server tells that the object is gone.
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

  /** Only when a program is checked: refresh and destroy get the configuration of the last `up`, which cannot be mended. */
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

  /** `inputs`: where the method may leave an object behind; the server adds no `__provider` to that, and delete needs it. */
  private async run<T>(
    what: string,
    method: (target: Target) => Promise<T>,
    inputs?: Json,
    olds: Json = {},
  ): Promise<T> {
    let hiding: SecretHiding | undefined;
    let outputs: ((outputs: Json) => Json) | undefined;
    try {
      const { account, namespace: given } = await this.configuration;
      const namespace = parseNamespace(given);
      const cloudProvider = this.pool.of(this.cloud, account, namespace);
      const definition = await cloudProvider.definition(this.token);
      const [before, now] = [incoming(olds), incoming(inputs ?? {})];
      const isSecret = concealingOf(cloudProvider, definition, now, before);
      hiding = cloudProvider.secretHidingOf(definition, [before, now]);
      outputs = inputs && ((kept) => ({ ...outgoing(kept, isSecret), ...providerOf(inputs) }));
      return await method({ cloudProvider, definition, namespace });
    } catch (thrown) {
      // An id is the cloud's text too.
      const where = `${this.token} ${hiding?.text(what) ?? what}`;
      const error = hiding?.error(thrown) ?? thrown;
      this.pool.environment.debug?.line(`${where}: ${(error instanceof Error && error.stack) || messageOf(error)}`);
      throw readable(where, error, outputs);
    }
  }
}

/** What is to be marked as a secret among properties. `known`: what the state had, or the cloud shows. */
const concealingOf = (
  cloudProvider: CloudProvider,
  definition: ResourceDefinition,
  program: Json,
  ...known: readonly Json[]
): Concealing => concealing(definition, cloudProvider.secretHidingOf(definition, [program, ...known]), program);

const providerOf = (properties: Json): Json =>
  properties[PROVIDER] === undefined ? {} : { [PROVIDER]: properties[PROVIDER] };

/**
 * What Pulumi reads. With `changes` left out it compares the inputs itself, which is what makes `replaceOnChanges`
 * work; it would then find nothing where no input differs, so that there `changes` has to be said.
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
  // Outputs without __provider come from the plugin: until they are written anew, read and delete find no code.
  return differences.length > 0 || rewrite || !hasProvider ? { changes: true, ...consequences } : { changes: false };
}

/** In a preview that does not know the URN, a name made up from anything else would not be the one that is used. */
function withoutName(definition: ResourceDefinition, { olds, news }: { olds: Json; news: Json }, inputs: Json): Json {
  const key = definition.name?.input;
  return key === undefined || news[key] !== undefined || olds[key] !== undefined
    ? inputs
    : { ...inputs, [key]: UNKNOWN };
}
