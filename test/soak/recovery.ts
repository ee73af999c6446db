import { createRequire } from "node:module";
import { openQueries } from "../../provider/src/adapters/queries.ts";
import type { ProviderQueries } from "../../provider/src/adapters/query-types.ts";
import type { State } from "../../provider/src/adapters/testing-engine.ts";
import { cloudNames } from "../../provider/src/clouds/index.ts";
import type { Json } from "../../provider/src/engine/definition/values.ts";
import type { Declared, Deployment, Process } from "./deployment.ts";
import {
  decrypted,
  exported,
  imported,
  type PreviewStep,
  previewSteps,
  type StackState,
  type StateResource,
} from "./state-file.ts";

/* `indiecloud recover` and `indiecloud orphans` without the CLI: their decisions do not need it. */

interface Span {
  from: number;
  to: number;
}

/** The result of `recover`. */
export interface Recovery {
  imported: readonly { id: string; urn: string }[];
  unresolved: readonly { urn: string; why: string; next: string }[];
  indeterminate: readonly { urn: string; why: string }[];
}

/** The command's own files, which are CommonJS, as is the package. */
const load = createRequire(import.meta.url);
const from = (path: string) => load(`../../sdk/src/command/${path}.ts`);
const {
  decided,
}: {
  decided(
    queries: ProviderQueries,
    situation: {
      sealed: StackState;
      open: StackState;
      steps: readonly PreviewStep[];
      config: { accounts(): unknown; namespace: string | undefined };
      formerly: readonly string[];
      take: ReadonlyMap<string, string>;
      unsuccessful(): Promise<readonly Span[]>;
      otherStacks(): Promise<() => undefined>;
    },
  ): Promise<Recovery>;
} = from("recover/decide");
const {
  applyPlan,
}: { applyPlan(state: StackState, imports: Recovery["imported"]): { resources?: readonly StateResource[] } } =
  from("recover/apply");
const { sealingWith }: { sealingWith(properties: Json, secrets: readonly string[]): Json } = from("state");
interface StackFacts {
  stack: string;
  project: string;
  state: StackState;
  namespaces: readonly string[];
  formerly: readonly string[];
}

export interface Orphan {
  id: string;
  owner: string;
  why: string;
  next: string;
}

const {
  collectAccount,
}: {
  collectAccount(
    queries: ProviderQueries,
    cloud: string,
    account: { settings: unknown; provider?: string },
    stack: StackFacts,
  ): Promise<{ account: object; failures: readonly string[] }>;
} = from("orphans/search");
const { orphansOf }: { orphansOf(account: object, question: object): Orphan[] } = from("orphans/classify");
const { knownIn }: { knownIn(states: readonly StackState[]): object } = from("orphans/known");

/** Runs the command; the state is then as the command leaves it. `take`: the ID of the object, by resource. */
export async function recovered(
  deployment: Deployment,
  program: readonly Declared[],
  process: Process,
  take: ReadonlyMap<string, string>,
): Promise<Recovery> {
  const queries = openQueries(process.pool, cloudNames);
  const sealed = exported(deployment, "sealed");
  const open = exported(deployment, "open");
  const steps = previewSteps(deployment, await deployment.preview(program, process));
  const { namespace } = deployment.identity;
  const plan = await decided(queries, {
    ...{ sealed, open, steps, take },
    config: { accounts: () => process.config, namespace },
    formerly: deployment.formerly,
    unsuccessful: async () => deployment.history.filter(({ isSuccess }) => !isSuccess),
    otherStacks: async () => () => undefined,
  });
  if (plan.indeterminate.length > 0) {
    throw new Error(plan.indeterminate.map(({ urn, why }) => `${urn}: ${why}`).join("\n"));
  }
  imported(deployment, applyPlan(sealed, plan.imported));
  return plan;
}

/**
 * As `pulumi import`: a plugin reads the object; a dynamic resource gets all its properties, as from `indiecloud
 * import`.
 */
export async function importInto(
  deployment: Deployment,
  name: string,
  token: string,
  old: State,
  process: Process,
): Promise<void> {
  if (deployment.adapter === "plugin") {
    await deployment.import(name, token, old.id, process);
    return;
  }
  const queries = openQueries(process.pool, cloudNames);
  const found = await queries.read(token, old.id, process.config);
  if (found === undefined) {
    throw new Error(`${old.id} is not there`);
  }
  const { __provider } = old.inputs;
  const { secrets } = found;
  await deployment.import(name, token, old.id, process, {
    id: found.id,
    inputs: { ...decrypted(sealingWith(found.inputs, secrets)), __provider },
    outputs: { ...decrypted(sealingWith(found.outputs, secrets)), __provider },
    initErrors: [],
  });
}

/** What the command lists: the deployment's own, or everything that is not in its state. */
export async function orphaned(deployment: Deployment, process: Process, all: boolean): Promise<readonly Orphan[]> {
  const queries = openQueries(process.pool, cloudNames);
  const { stack = "dev", namespace } = deployment.identity;
  const state = exported(deployment, "open");
  const namespaces = namespace === undefined ? [] : [namespace];
  const facts = { ...{ stack, project: "shop", state, namespaces }, formerly: deployment.formerly };
  const { account, failures } = await collectAccount(queries, deployment.cloud, { settings: process.config }, facts);
  if (failures.length > 0) {
    throw new Error(failures.join("\n"));
  }
  const traces = {
    pending: new Set(state.pending_operations.map(({ resource }) => resource.urn)),
    writtenAt: deployment.writtenAt,
    unsuccessful: deployment.history.filter(({ isSuccess }) => !isSuccess),
  };
  return orphansOf(account, { known: knownIn([state]), all, namespaces, traces });
}
