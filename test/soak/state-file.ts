import type { State } from "../../provider/src/adapters/testing-engine.ts";
import { isRecord, type Json } from "../../provider/src/engine/definition/values.ts";
import { typeOf } from "../contract/suite/adapters.ts";
import type { Deployment, ShownPlan } from "./deployment.ts";

/* Converts a deployment to and from the formats of `pulumi stack export` and `pulumi preview --json`. */

export interface StateResource {
  urn: string;
  type: string;
  custom: boolean;
  id?: string;
  inputs?: Json;
  outputs?: Json;
  parent?: string;
  provider?: string;
  initErrors?: readonly string[];
  delete?: boolean;
  pendingReplacement?: boolean;
}

export interface StackState {
  manifest: { time: string };
  resources: readonly StateResource[];
  pending_operations: readonly { type: string; resource: StateResource }[];
}

export interface PreviewStep {
  op: string;
  urn: string;
  newState?: StateResource;
}

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
export const isSecret = (value: unknown): value is Json => isRecord(value) && value[SIGNATURE] === SECRET;

type Seal = (secret: unknown) => unknown;

/** `sealed`: secrets as ciphertext; `open`: as plain text. */
const seals: Readonly<Record<"sealed" | "open" | "shown", Seal>> = {
  sealed: (value) => ({ [SIGNATURE]: SECRET, ciphertext: JSON.stringify(value) }),
  open: (value) => ({ [SIGNATURE]: SECRET, plaintext: JSON.stringify(value) }),
  shown: () => "[secret]",
};

function mapped(seal: Seal, value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((each) => mapped(seal, each));
  }
  if (!isRecord(value)) {
    return value;
  }
  return isSecret(value) ? seal(value.value) : mappedRecord(seal, value);
}

const mappedRecord = (seal: Seal, value: Json): Json =>
  Object.fromEntries(Object.entries(value).map(([key, each]) => [key, mapped(seal, each)] as const));

const stackUrn = ({ identity: { stack = "dev" } }: Deployment): string =>
  `urn:pulumi:${stack}::shop::pulumi:pulumi:Stack::shop-${stack}`;

const providerOf = ({ adapter, identity: { stack = "dev" } }: Deployment): { urn: string; type: string } => {
  const type = `pulumi:providers:${adapter === "plugin" ? "indiecloud" : "pulumi-nodejs"}`;
  return { urn: `urn:pulumi:${stack}::shop::${type}::default`, type };
};

function about(deployment: Deployment, name: string, token: string): StateResource {
  return {
    urn: deployment.urn(name, token),
    type: typeOf[deployment.adapter](token),
    custom: true,
    parent: stackUrn(deployment),
    provider: `${providerOf(deployment).urn}::0001`,
  };
}

export function exported(deployment: Deployment, secrets: "sealed" | "open"): StackState {
  const seal = seals[secrets];
  const own = deployment.states().map(({ name, token, state }): StateResource => {
    const isOld = deployment.engines.get(name)?.engine.condemned.includes(state) === true;
    return {
      ...about(deployment, name, token),
      id: state.id,
      inputs: mappedRecord(seal, state.inputs),
      outputs: mappedRecord(seal, state.outputs),
      ...(state.initErrors.length > 0 ? { initErrors: state.initErrors } : {}),
      ...(isOld ? { delete: true } : {}),
      ...(state.pendingReplacement === true ? { pendingReplacement: true } : {}),
    };
  });
  const provider = providerOf(deployment);
  return {
    manifest: { time: new Date(deployment.writtenAt).toISOString() },
    resources: [
      { urn: stackUrn(deployment), type: "pulumi:pulumi:Stack", custom: false },
      { ...provider, custom: true, id: "0001" },
      ...own,
    ],
    pending_operations: deployment.creates.map(({ name, token, inputs }) => ({
      type: "creating",
      resource: { ...about(deployment, name, token), inputs: mappedRecord(seal, inputs) },
    })),
  };
}

export const previewSteps = (deployment: Deployment, plans: ReadonlyMap<string, ShownPlan>): PreviewStep[] =>
  [...plans].map(([name, { op, token, inputs }]) => {
    const resource = about(deployment, name, token);
    const displayed = { ...resource, inputs: mappedRecord(seals.shown, inputs) };
    return { op: op === "delete-replace" ? "replace" : op, urn: resource.urn, newState: displayed };
  });

/** Loads a state into a deployment, as `pulumi stack import` and the decryption by the next command do. */
export function imported(deployment: Deployment, { resources }: { resources?: readonly StateResource[] }): void {
  for (const { engine } of deployment.engines.values()) {
    engine.state = undefined;
    engine.condemned = [];
  }
  deployment.creates = [];
  for (const resource of resources ?? []) {
    const name = resource.urn.split("::").at(-1) ?? "";
    const known = [...deployment.engines].find(
      ([each, { token }]) => each === name && resource.type === typeOf[deployment.adapter](token),
    );
    if (known === undefined) {
      continue;
    }
    const [, { engine }] = known;
    const state: State = {
      id: resource.id ?? "",
      inputs: decrypted(resource.inputs ?? {}),
      outputs: decrypted(resource.outputs ?? {}),
      initErrors: resource.initErrors ?? [],
      ...(resource.pendingReplacement === true ? { pendingReplacement: true as const } : {}),
    };
    if (resource.delete === true) {
      engine.condemned = [...engine.condemned, state];
    } else {
      engine.state = state;
    }
  }
}

export function decrypted(value: Json): Json {
  const each = (one: unknown): unknown => {
    if (Array.isArray(one)) {
      return one.map(each);
    }
    if (!isRecord(one)) {
      return one;
    }
    return isSecret(one)
      ? { [SIGNATURE]: SECRET, value: JSON.parse(String(one.ciphertext ?? one.plaintext)) }
      : decrypted(one);
  };
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, each(one)] as const));
}
