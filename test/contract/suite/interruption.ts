import { createRequire } from "node:module";
import { dynamicType } from "../../../provider/src/adapters/dynamic/text.ts";
import { openQueries } from "../../../provider/src/adapters/queries.ts";
import type { InterruptedCreate } from "../../../provider/src/adapters/query-types.ts";
import type { Engine } from "../../../provider/src/adapters/testing-engine.ts";
import { cloudNames } from "../../../provider/src/clouds/index.ts";
import type { ResourceDefinition } from "../../../provider/src/engine/definition/definition.ts";
import { isRecord, type Json } from "../../../provider/src/engine/definition/values.ts";
import type { Deployment } from "./adapters.ts";
import type { Harness } from "./harness.ts";
import type { TestHarness } from "./test-harness.ts";

/* A provider that is killed at one point of a create, and what `indiecloud recover` does then. */

interface Resource {
  urn: string;
  id?: string;
  inputs?: Json;
  outputs?: Json;
  initErrors?: readonly string[];
}

interface State {
  resources?: readonly Resource[];
}

interface Plan {
  imported: readonly object[];
  unresolved: readonly { next: string }[];
  indeterminate: readonly object[];
}

/** The command's own files, which are CommonJS, as is the package. */
const load = createRequire(import.meta.url);
const command: (name: string) => string = (name) => `../../../sdk/src/command/recover/${name}.ts`;
const {
  missingResources,
}: { missingResources(sealed: State, open: State, steps: readonly object[]): readonly { inputs: Json }[] } = load(
  command("missing"),
);
const { planRecovery }: { planRecovery(known: object): Plan } = load(command("plan"));
const { applyPlan }: { applyPlan(state: State, imports: readonly object[]): State } = load(command("apply"));
export type Owner = "this stack" | "unknown" | "other";
export const { ownerOf }: { ownerOf(clue: object, traces: object): Owner } = load(
  "../../../sdk/src/command/ownership.ts",
);
const scene: { providerResource: Resource; stackResource: Resource } = load(command("testing"));

export interface Point {
  /** The index of the request in the run. */
  request: number;
  /** The provider dies before the request has its effect, or after it without receiving the answer. */
  when: "before" | "after";
}

/**
 * Every await of a create: before each of its requests, which includes the waits, and after each write whose answer is
 * not received. Of the polls of one wait, all after the second are equivalent.
 */
export async function isDue(harness: TestHarness, program: Json): Promise<Point[]> {
  await harness.engine().up(program);
  const lookups = new Map<string, number>();
  return harness.emulators.requests(harness.target.cloud).flatMap(({ kind, operation }, request): Point[] => {
    if (kind === "write") {
      lookups.clear();
      return [
        { request, when: "before" },
        { request, when: "after" },
      ];
    }
    const count = (lookups.get(operation) ?? 0) + 1;
    lookups.set(operation, count);
    return count > 2 ? [] : [{ request, when: "before" }];
  });
}

/** Kills the provider at this point. */
export async function killedAt(harness: TestHarness, program: Json, { request, when }: Point): Promise<void> {
  harness.fault({ operation: "*", after: request, fault: { hold: when } });
  const { pool, kill } = harness.killableProcess();
  void harness
    .engine("web", { pool })
    .up(program)
    .catch(() => undefined);
  await harness.emulators.waitFor((rows) => rows.some(isHeld));
  kill();
}

const isHeld = ({ fault, stage }: { fault?: string; stage: string }): boolean =>
  fault !== undefined && (stage === "held" || stage === "effect");

/** How Pulumi shows a create whose end it did not see: in a preview, or as a pending operation in the state. */
export type Trace = "declared" | "pending";

/** The IDs of servers that `indiecloud orphans` would list if the state only has the resource's URN. */
export async function orphaned(harness: Harness, definition = harness.definition): Promise<string[]> {
  const { token } = definition;
  const found = await openQueries(harness.process(), cloudNames).findOrphans(
    token,
    { urnsOf: () => [], urns: [urnOf(typeOf(harness, token), "web")], namesInState: [], knownIds: [] },
    harness.config(),
  );
  return found.map(({ id }) => definition.id.parse(id).key);
}

const typeOf = ({ adapter }: Harness, token: string): string =>
  adapter === "dynamic" ? dynamicType(token) : `indiecloud:${token}`;

const urnOf = (type: string, name: string): string => `urn:pulumi:dev::shop::${type}::${name}`;

/** What the command would do, and the state after it. */
export async function recovered(
  harness: Harness,
  engine: Engine,
  program: Json,
  trace: Trace,
  { take, definition = harness.definition }: { take?: string | undefined; definition?: ResourceDefinition } = {},
): Promise<{ plan: Plan; findInterrupted: InterruptedCreate; resource: Resource | undefined }> {
  const { inputs } = await engine.preview(program);
  const { token } = definition;
  const type = typeOf(harness, token);
  const resource = {
    urn: urnOf(type, "web"),
    type,
    custom: true,
    parent: scene.stackResource.urn,
    provider: `${scene.providerResource.urn}::${scene.providerResource.id}`,
  };
  const { one, state, steps } = traced(resource, inputs, trace);
  const findInterrupted = await openQueries(harness.process(), cloudNames).findInterruptedCreate(
    token,
    { inputs: one.inputs, known: [], adoptId: take, own: [], urn: resource.urn, formerly: [] },
    harness.config(),
  );
  const plan = planRecovery({
    state,
    steps,
    missing: [one],
    findings: new Map([[one, findInterrupted]]),
    adoptInput: () => "adopt",
    nameInput: () => definition.name?.input,
    ownerOf: () => ({ owner: "this stack", hasNamespace: false }),
    isChosen: () => take !== undefined,
    otherStackWith: () => undefined,
  });
  const after = applyPlan(state, plan.imported).resources?.find(({ urn }) => urn === resource.urn);
  return { plan, findInterrupted, resource: after };
}

/** What an interrupted create of a resource of the program has left. */
export async function interruptedCreateOf(
  harness: TestHarness,
  program: Json,
  deployment: Deployment,
): Promise<InterruptedCreate> {
  const { inputs } = await harness.engine("web", { deployment }).preview(program);
  const { token } = harness.target;
  const requested = { inputs, known: [], own: [], urn: urnOf(typeOf(harness, token), "web"), formerly: [] };
  return openQueries(harness.process(), cloudNames).findInterruptedCreate(token, requested, harness.config());
}

function traced(resource: Resource, inputs: Json, trace: Trace) {
  const own = [scene.stackResource, scene.providerResource];
  const whole: (seal: (value: unknown) => unknown) => Resource = (seal) => ({
    ...resource,
    inputs: Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, secretsAs(seal, value)] as const)),
  });
  const state = (seal: (value: unknown) => unknown): State => ({
    resources: own,
    ...(trace === "pending" ? { pending_operations: [{ type: "creating", resource: whole(seal) }] } : {}),
  });
  const steps = trace === "declared" ? [{ op: "create", urn: resource.urn, newState: whole(() => "[secret]") }] : [];
  const closed = state((value) => envelope({ ciphertext: JSON.stringify(value) }));
  const [one] = missingResources(
    closed,
    state((value) => envelope({ plaintext: JSON.stringify(value) })),
    steps,
  );
  if (one === undefined) {
    throw new Error("nothing lacks");
  }
  return { one, state: closed, steps };
}

/**
 * Loads a resource of the state into Pulumi's engine, as after a stack import, when the next command decrypts its
 * secrets.
 */
export function putInto(engine: Engine, { id = "", inputs = {}, outputs = {}, initErrors = [] }: Resource): void {
  const decrypted = (properties: Json): Json =>
    Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, decryptedValue(value)] as const));
  engine.state = { id, inputs: decrypted(inputs), outputs: decrypted(outputs), initErrors };
}

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const envelope = (content: Json): Json => ({ [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", ...content });

function secretsAs(seal: (value: unknown) => unknown, value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((each) => secretsAs(seal, each));
  }
  if (!isRecord(value)) {
    return value;
  }
  return SIGNATURE in value
    ? seal(value.value)
    : Object.fromEntries(Object.entries(value).map(([key, each]) => [key, secretsAs(seal, each)] as const));
}

function decryptedValue(value: unknown): unknown {
  if (!isRecord(value) || !(SIGNATURE in value)) {
    return value;
  }
  return envelope({ value: JSON.parse(String(value.ciphertext ?? value.plaintext)) });
}
