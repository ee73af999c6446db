import { isRecord } from "../../automation/values.js";
import type { Owner } from "../ownership.js";
import type { PreviewStep } from "../preview.js";
import type { InterruptedCreate, InterruptedObject, Properties } from "../queries.js";
import {
  holdsSecret,
  isMarked,
  nameIn,
  type StackState,
  type StateResource,
  sealSecret as sealedValue,
  tokenOf,
} from "../state.js";
import type { MissingResource } from "./missing.js";

/** What the cloud reports for a missing resource; `indeterminate`: the cloud could not be asked. */
export type Finding = InterruptedCreate | { is: "indeterminate"; why: string };

/** Adds an object of the cloud to the state. */
export interface Import {
  urn: string;
  token: string;
  id: string;
  phase: "ready" | "pending" | "failed";
  /** As it will be in the state. */
  resource: StateResource;
  /** Parent components that are not in the state, the outermost first. */
  parents: readonly StateResource[];
}

/** Drops a pending operation. */
export interface ClearedOperation {
  urn: string;
  /** `creating`, `updating`, … */
  operation: string;
  why: string;
}

/** What the user has to handle, with the next step. */
export interface Unresolved {
  urn: string;
  why: string;
  next: string;
  /** The object, if its owner is uncertain. */
  id?: string;
  owner?: Owner;
}

export interface Plan {
  imported: readonly Import[];
  clearedOperations: readonly ClearedOperation[];
  unresolved: readonly Unresolved[];
  /** Creates whose outcome could not be determined. Until it can, nothing may be written. */
  indeterminate: readonly { urn: string; why: string }[];
}

export interface Known {
  /** The state, with its secrets as ciphertext. */
  state: StackState;
  steps: readonly PreviewStep[];
  missing: readonly MissingResource[];
  findings: ReadonlyMap<MissingResource, Finding>;
  /** The input with which a resource adopts an existing object: `adopt`. */
  adoptInput(token: string): string;
  /** The input that holds its name. */
  nameInput(token: string): string | undefined;
  /**
   * Who owns an object that was found for a resource, and whether its name was generated with this stack's namespace.
   */
  ownerOf(one: MissingResource, found: InterruptedObject): { owner: Owner; hasNamespace: boolean };
  /** Whether the user has chosen the found object for this resource. */
  isChosen(one: MissingResource): boolean;
  /** The other stack of this project that has an object in its state. The current stack is not checked. */
  otherStackWith(id: string, token: string): string | undefined;
}

/** The plan that repairs the state. Pure. */
export function planRecovery(known: Known): Plan {
  const found: Import[] = [];
  const unresolved: Unresolved[] = [];
  const indeterminate: { urn: string; why: string }[] = [];
  for (const one of known.missing) {
    const finding = known.findings.get(one) ?? NOT_INSPECTED;
    if (finding.is === "indeterminate") {
      indeterminate.push({ urn: one.urn, why: finding.why });
    } else if (finding.is === "found") {
      const obstacle = obstacleTo(known, one, finding.id) ?? doubtAbout(known, one, finding);
      if (obstacle === undefined) {
        found.push(importOf(known, one, finding));
      } else {
        unresolved.push({ urn: one.urn, ...obstacle });
      }
    } else {
      unresolved.push(...inTheWay(known, one), ...unresolvedOf(one, finding));
    }
  }
  const isContested = ({ token, id }: Import) =>
    found.filter((each) => each.token === token && each.id === id).length > 1;
  const contested = found.filter(isContested).map(({ urn, id }) => ({
    urn,
    why: `${id} could belong to this resource or to another one that is missing from the state`,
    next: `choose with --take ${nameIn(urn)}=${id}`,
  }));
  const imported = found.filter((each) => !isContested(each));
  return {
    imported,
    clearedOperations: clearedBy(known, imported),
    unresolved: [...unresolved, ...contested],
    indeterminate,
  };
}

const NOT_INSPECTED: Finding = { is: "indeterminate", why: "it was not searched for" };

const NAMESPACE_COMMAND = "pulumi config set indiecloud:namespace <name>";

/**
 * Why an object is not imported without the user's decision; undefined if it certainly belongs to this stack or the
 * user chose it.
 */
function doubtAbout(known: Known, one: MissingResource, found: InterruptedObject): Omit<Unresolved, "urn"> | undefined {
  const { owner, hasNamespace } = known.ownerOf(one, found);
  if (owner === "this stack" || known.isChosen(one)) {
    return undefined;
  }
  const { id } = found;
  const imported = `if it is this stack's, import it with --take '${one.urn}=${id}'`;
  if (owner === "other") {
    return {
      ...{ id, owner },
      why: `${id} has its name, but the program sets that name, so someone else may have created it`,
      next: `${imported}; otherwise give the resource another name`,
    };
  }
  return hasNamespace
    ? {
        ...{ id, owner },
        why: `${id} has its name and this stack's namespace, but no run of this stack is known to have been interrupted`,
        next: `${imported}; if another deployment uses the same namespace, set another one: ${NAMESPACE_COMMAND}`,
      }
    : {
        ...{ id, owner },
        why: `${id} has its name and was created by indiecloud, but perhaps for another deployment with the same project and stack name`,
        next: `${imported}; if it is another deployment's, set a namespace: ${NAMESPACE_COMMAND}`,
      };
}

/** Why an object cannot be imported into the state. */
function obstacleTo(
  known: Known,
  { token, resource }: MissingResource,
  id: string,
): Omit<Unresolved, "urn"> | undefined {
  const { state, steps } = known;
  const resources = state.resources ?? [];
  const holder = resources.find((each) => each.id === id && tokenOf(each) === token);
  if (holder !== undefined) {
    return {
      why: `${id} has its name, but belongs to ${nameIn(holder.urn)} in the state (${holder.urn})`,
      next: "rename one of them; or, if the resource was renamed in the program, set the option aliases",
    };
  }
  const stack = known.otherStackWith(id, token);
  if (stack !== undefined) {
    return { why: `${id} has its name, but belongs to the stack ${stack}`, next: "rename one of them" };
  }
  const adopt = `add ${known.adoptInput(token)}: "${id}" to its arguments and run pulumi up`;
  const provider = resource.provider ?? "";
  if (!resources.some((each) => `${each.urn}::${each.id}` === provider)) {
    return { why: `${id} was found, but the state does not have its provider yet`, next: adopt };
  }
  const lost = ancestors(steps, resource).find(
    (urn) => !resources.some((each) => each.urn === urn) && componentIn(steps, urn) === undefined,
  );
  return lost === undefined ? undefined : { why: `${id} was found, but the state does not have ${lost}`, next: adopt };
}

/** The URNs of a resource's parents, the outermost first, as far as the preview shows them. */
function ancestors(steps: readonly PreviewStep[], { parent = "" }: StateResource): string[] {
  if (parent === "") {
    return [];
  }
  const above = steps.find(({ urn }) => urn === parent)?.newState;
  return [...(above === undefined ? [] : ancestors(steps, above)), parent];
}

const componentIn = (steps: readonly PreviewStep[], urn: string): StateResource | undefined =>
  steps.flatMap(({ newState }) => (newState?.urn === urn && !newState.custom ? [newState] : []))[0];

function importOf(known: Known, { urn, token, resource }: MissingResource, found: InterruptedObject): Import {
  const { state, steps } = known;
  const provider = resource.inputs?.__provider;
  const outputs: Properties = { ...found.outputs, ...(provider === undefined ? {} : { __provider: provider }) };
  const isSecret = (key: string): boolean =>
    isMarked(outputs[key]) ||
    resource.additionalSecretOutputs?.includes(key) === true ||
    holdsSecret(resource.inputs?.[key]);
  const kept = Object.entries(outputs).map(
    ([key, value]) => [key, isSecret(key) ? sealedValue(value) : value] as const,
  );
  return {
    urn,
    token,
    id: found.id,
    phase: found.phase,
    parents: ancestors(steps, resource).flatMap((above) =>
      state.resources?.some((each) => each.urn === above) === true ? [] : (componentIn(steps, above) ?? []),
    ),
    resource: {
      ...resource,
      ...(found.formerly === undefined
        ? {}
        : { inputs: withGeneratedName(resource.inputs ?? {}, known.nameInput(token), found.formerly.name) }),
      id: found.id,
      outputs: Object.fromEntries(kept),
      // As after an interruption that Pulumi noticed: the next update continues, whatever the inputs are.
      initErrors: [`The run that created ${nameIn(urn)} was interrupted; pulumi up continues with it.`],
    },
  };
}

/** The inputs with the object's own name, which the provider generated. */
function withGeneratedName(inputs: Properties, input: string | undefined, name: string): Properties {
  if (input === undefined) {
    return inputs;
  }
  const { __defaulted: defaulted = {} } = inputs;
  return { ...inputs, [input]: name, __defaulted: { ...(isRecord(defaulted) ? defaulted : {}), [input]: name } };
}

/**
 * The old object of a replacement, if the new one is gone too: a generated name is taken by it, or was made from its own, and
 * Pulumi deletes an old object only after it has created the new one.
 */
function inTheWay({ state, nameInput }: Known, { urn, token, resource }: MissingResource): Unresolved[] {
  const name = nameInput(token);
  const there = state.resources?.filter((each) => each.urn === urn) ?? [];
  // A target of a destroy would be the new object too.
  if (name === undefined || there.some((each) => each.delete !== true)) {
    return [];
  }
  const { __defaulted: defaulted, [name]: wanted } = resource.inputs ?? {};
  const isGenerated = isRecord(defaulted) && Object.hasOwn(defaulted, name);
  const old = there.find(({ inputs }) => isGenerated || inputs?.[name] === wanted);
  return old === undefined
    ? []
    : [
        {
          urn,
          why: `${old.id} is in the way of a new one: a replacement that was not finished was to delete it`,
          next: `delete it with pulumi destroy --target '${urn}', then run pulumi up`,
        },
      ];
}

/** What to ask the user if nothing can be imported. */
function unresolvedOf(
  { urn, from }: MissingResource,
  finding: Exclude<Finding, { is: "found" | "indeterminate" }>,
): Unresolved[] {
  switch (finding.is) {
    case "nothing":
    case "adopting":
      return [];
    case "different":
      return [
        {
          urn,
          why: `${finding.id} cannot be imported: ${finding.why}`,
          next: "change the program to match it, then run indiecloud recover again",
        },
      ];
    case "unidentified":
      // Every resource that the program adds would be asked about; only a pending operation shows that something was
      // started.
      return from === "declared"
        ? []
        : [
            {
              urn,
              why: finding.why,
              next: "check in the cloud's panel whether it was created, before pulumi up creates it",
            },
          ];
    case "ambiguous": {
      const { by, ids } = finding;
      const why =
        by === "name"
          ? `several objects have its name: ${ids.join(", ")}`
          : `${ids.length === 1 ? "an object" : "objects"} without a name could be it: ${ids.join(", ")}`;
      return [
        {
          urn,
          why,
          next: `check in the cloud's panel which is the right one, and pass it with --take ${nameIn(urn)}=${ids[0]}`,
        },
      ];
    }
  }
}

function clearedBy(known: Known, imported: readonly Import[]): ClearedOperation[] {
  return (known.state.pending_operations ?? [])
    .filter(({ resource }) => !imported.some(({ urn }) => urn === resource.urn))
    .map(({ type, resource }) => {
      const one = known.missing.find((each) => each.resource === resource);
      return { urn: resource.urn, operation: type, why: clearedReason(type, resource, one && known.findings.get(one)) };
    });
}

function clearedReason(operation: string, resource: StateResource, finding: Finding | undefined): string {
  if (operation !== "creating") {
    return "pulumi refresh shows the outcome";
  }
  if (finding === undefined) {
    return `it is not a resource of indiecloud: check in its cloud whether it was created; if so, run pulumi import ${resource.type} ${nameIn(resource.urn)} <id>`;
  }
  switch (finding.is) {
    case "nothing":
      return "nothing was created; pulumi up creates it";
    case "adopting":
      return "it adopts an existing object; pulumi up does that again";
    default:
      return "see below";
  }
}
