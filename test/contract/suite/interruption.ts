import { createRequire } from "node:module";
import { cloudNames } from "../../../provider/src/clouds/index.ts";
import { openDesk } from "../../../provider/src/doors/desk.ts";
import type { Left } from "../../../provider/src/doors/desk-types.ts";
import { dynamicType } from "../../../provider/src/doors/dynamic/text.ts";
import type { Engine } from "../../../provider/src/doors/testing-engine.ts";
import { isRecord, type Json } from "../../../provider/src/engine/values.ts";
import type { Deployment } from "./doors.ts";
import type { Stage } from "./stage.ts";

/* A provider that is killed at one point of a create, and what `indiecloud recover` makes of it. */

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
  take: readonly object[];
  questions: readonly { next: string }[];
  unclear: readonly object[];
}

/** The command's own files, which are CommonJS, as the package is. */
const load = createRequire(import.meta.url);
const command: (name: string) => string = (name) => `../../../sdk/src/command/recover/${name}.ts`;
const { lacking }: { lacking(sealed: State, open: State, steps: readonly object[]): readonly { inputs: Json }[] } =
  load(command("lacking"));
const { planned }: { planned(known: object): Plan } = load(command("plan"));
const { applied }: { applied(state: State, takes: readonly object[]): State } = load(command("apply"));
export type Owner = "this stack" | "unknown" | "other";
export const { ownerOf }: { ownerOf(clue: object, traces: object): Owner } = load(
  "../../../sdk/src/command/ownership.ts",
);
const scene: { providerResource: Resource; stackResource: Resource } = load(command("testing"));

export interface Point {
  /** Which request of the run, from 0 on. */
  request: number;
  /** The provider dies before the request has its effect, or after it, without seeing the answer. */
  when: "before" | "after";
}

/**
 * Every await of a create: before each of its requests, where the waits are too, and after each that writes, when the
 * answer is not seen. Of the looks of one wait, all after the second are like it.
 */
export async function awaits(stage: Stage, program: Json): Promise<Point[]> {
  await stage.engine().up(program);
  const looks = new Map<string, number>();
  return stage.emulators.requests(stage.adapter.cloud).flatMap(({ kind, operation }, request): Point[] => {
    if (kind === "write") {
      looks.clear();
      return [
        { request, when: "before" },
        { request, when: "after" },
      ];
    }
    const count = (looks.get(operation) ?? 0) + 1;
    looks.set(operation, count);
    return count > 2 ? [] : [{ request, when: "before" }];
  });
}

/** Kills the provider there. */
export async function killedAt(stage: Stage, program: Json, { request, when }: Point): Promise<void> {
  stage.fault({ operation: "*", after: request, fault: { hold: when } });
  const { cores, kill } = stage.mortal();
  void stage
    .engine("web", { cores })
    .up(program)
    .catch(() => undefined);
  await stage.emulators.waitFor((rows) => rows.some(isHeld), 60_000);
  kill();
}

const isHeld = ({ fault, stage }: { fault?: string; stage: string }): boolean =>
  fault !== undefined && (stage === "held" || stage === "effect");

/** How Pulumi tells of a create that it did not see the end of: by a preview, or by an operation of the state. */
export type Trace = "declared" | "pending";

/** The ids of servers that `indiecloud orphans` would show, where the state knows the resource by its URN alone. */
export async function orphaned(stage: Stage): Promise<string[]> {
  const { token } = stage.adapter;
  const found = await openDesk(stage.process(), cloudNames).strays(
    token,
    { urnsOf: () => [], urns: [urnOf(typeOf(stage), "web")], named: [], known: [] },
    stage.config(),
  );
  return found.map(({ id }) => stage.adapter.keyOf(id));
}

const typeOf = ({ door, adapter }: Stage): string =>
  door === "dynamic" ? dynamicType(adapter.token) : `indiecloud:${adapter.token}`;

const urnOf = (type: string, name: string): string => `urn:pulumi:dev::shop::${type}::${name}`;

/** What the command would do, and the state after it. */
export async function recovered(
  stage: Stage,
  engine: Engine,
  program: Json,
  trace: Trace,
  take?: string,
): Promise<{ plan: Plan; left: Left; resource: Resource | undefined }> {
  const { inputs } = await engine.preview(program);
  const { token } = stage.adapter;
  const type = typeOf(stage);
  const resource = {
    urn: urnOf(type, "web"),
    type,
    custom: true,
    parent: scene.stackResource.urn,
    provider: `${scene.providerResource.urn}::${scene.providerResource.id}`,
  };
  const { one, state, steps } = traced(resource, inputs, trace);
  const left = await openDesk(stage.process(), cloudNames).left(
    token,
    { inputs: one.inputs, known: [], take, own: [], urn: resource.urn, formerly: [] },
    stage.config(),
  );
  const plan = planned({
    state,
    steps,
    lacking: [one],
    findings: new Map([[one, left]]),
    takingInput: () => "adopt",
    nameInput: () => stage.definition.name?.input,
    ownerOf: () => ({ owner: "this stack", hasNamespace: false }),
    isChosen: () => take !== undefined,
    otherStackWith: () => undefined,
  });
  const after = applied(state, plan.take).resources?.find(({ urn }) => urn === resource.urn);
  return { plan, left, resource: after };
}

/** What a create that was cut off has left of a resource of the program. */
export async function leftOf(stage: Stage, program: Json, deployment: Deployment): Promise<Left> {
  const { inputs } = await stage.engine("web", { deployment }).preview(program);
  const { token } = stage.adapter;
  const asked = { inputs, known: [], own: [], urn: urnOf(typeOf(stage), "web"), formerly: [] };
  return openDesk(stage.process(), cloudNames).left(token, asked, stage.config());
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
  const [one] = lacking(
    closed,
    state((value) => envelope({ plaintext: JSON.stringify(value) })),
    steps,
  );
  if (one === undefined) {
    throw new Error("nothing lacks");
  }
  return { one, state: closed, steps };
}

/** What Pulumi's engine has of a resource of the state: a stack's import and the next command decrypt its secrets. */
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
