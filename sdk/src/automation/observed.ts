import { isDeepStrictEqual } from "node:util";
import type { EngineEvent, StepEventMetadata } from "@pulumi/pulumi/automation/index.js";
import { nameIn, tokenOf } from "../shape.js";
import type { DriftedResource, DriftReport, NextAction, OutputChange, PropertyDrift } from "./report.js";
import { holdsSecret, isRecord, SECRET } from "./values.js";

type Values = Record<string, unknown>;

/** Collects what a refresh reports for each indiecloud resource. */
export class Observed {
  private readonly reading = new Map<string, StepEventMetadata>();
  private readonly read: DriftedResource[] = [];
  private readonly errors = new Map<string, string>();
  private unchanged = 0;

  hear({ resourcePreEvent, resOutputsEvent, diagnosticEvent }: EngineEvent): void {
    const begun = resourcePreEvent?.metadata;
    if (begun?.op === "refresh" && tokenOf(begun.type) !== undefined) {
      this.reading.set(begun.urn, begun);
    }
    const ended = resOutputsEvent?.metadata;
    // With the program, a refresh reports each resource twice: first the read, then the comparison with the program.
    if (ended !== undefined && this.reading.delete(ended.urn)) {
      const messages = reportedDrift(ended);
      if (messages === undefined) {
        this.unchanged += 1;
      } else {
        this.read.push({ ...headOf(ended), ...messages });
      }
    }
    if (diagnosticEvent?.severity === "error" && diagnosticEvent.urn !== undefined) {
      this.errors.set(diagnosticEvent.urn, diagnosticEvent.message.trim().replace(/^Preview failed: /, ""));
    }
  }

  /** The resources that failed. Pulumi reports an error for them and no outputs event. */
  get unreadable(): DriftedResource[] {
    return [...this.reading.values()].flatMap((begun) => {
      const error = this.errors.get(begun.urn);
      return error === undefined ? [] : [{ ...headOf(begun), status: "unreadable", nextAction: "none", error }];
    });
  }

  report(stack: string, summary: DriftReport["summary"]): DriftReport {
    const resources = [...this.read, ...this.unreadable].sort((a, b) => (a.urn < b.urn ? -1 : 1));
    const counts = { resources: resources.length + this.unchanged, ...NONE };
    for (const { status } of resources) {
      counts[status] += 1;
    }
    return { stack, hasDrift: counts.changed + counts.deleted > 0, resources, counts, summary };
  }
}

const NONE = { changed: 0, deleted: 0, unfinished: 0, observed: 0, unreadable: 0 };

const headOf = ({ urn, type, old }: StepEventMetadata): DriftedResource => ({
  urn,
  type,
  token: tokenOf(type) ?? type,
  name: nameIn(urn),
  id: old?.id ?? "",
  status: "observed",
  nextAction: "none",
  properties: [],
  outputs: [],
  uncompared: [],
});

/** The drift that a resource's refresh reports; undefined if nothing has changed. */
function reportedDrift(eventMetadata: StepEventMetadata): Partial<DriftedResource> | undefined {
  const { op, old, new: now } = eventMetadata;
  if (op === "delete" || !now) {
    return { status: "deleted", nextAction: isAdopted(eventMetadata) ? "refuse" : "create" };
  }
  const stateMetadata: Values = isRecord(now.outputs.__indiecloud) ? now.outputs.__indiecloud : {};
  const unfinished = Array.isArray(stateMetadata.unfinished) ? stateMetadata.unfinished.map(String) : [];
  const properties = [...changed(eventMetadata, unfinished), ...reportedInputs(stateMetadata, now.inputs)].sort(byPath);
  const outputs = outputsOf(old?.outputs ?? {}, now.outputs, now.inputs);
  const uncompared = Array.isArray(stateMetadata.uncompared) ? stateMetadata.uncompared.map(String) : [];
  if (properties.length > 0) {
    return { status: "changed", nextAction: weightiest(properties), properties, outputs, uncompared };
  }
  if (op !== "same" && (stateMetadata.pending === true || unfinished.length > 0)) {
    const failed = typeof now.outputs.failure === "string";
    return { status: "unfinished", nextAction: failed ? "replace" : "resume", outputs, uncompared };
  }
  return outputs.length > 0 || uncompared.length > 0 ? { status: "observed", outputs, uncompared } : undefined;
}

/** Whether the inputs refer to an existing object instead of describing a new one. */
const isAdopted = ({ type, old }: StepEventMetadata): boolean =>
  old?.inputs.adopt !== undefined || (tokenOf(type) === "hostdime:Vps" && old?.inputs.cuid !== undefined);

/**
 * The inputs that differ and that the next `up` reverts: those that Pulumi names, because only Pulumi sees secrets.
 * Includes inputs that an earlier run left unfinished, although they are not drift.
 */
function changed(
  { op, diffs, detailedDiff, old, new: now }: StepEventMetadata,
  unfinished: readonly string[],
): PropertyDrift[] {
  if (op === "same") {
    return [];
  }
  const paths = [...(diffs ?? []), ...Object.keys(detailedDiff ?? {})];
  const replacing = paths.filter((path) => detailedDiff?.[path]?.diffKind.endsWith("-replace")).map(rootOf);
  return [...new Set(paths.map(rootOf))]
    .filter((path) => !path.startsWith("__") && (path in (old?.inputs ?? {}) || path in (now?.inputs ?? {})))
    .filter((path) => !unfinished.includes(path) || !isDeepStrictEqual(old?.inputs[path], now?.inputs[path]))
    .map((path) => ({
      path,
      ...values(old?.inputs[path], now?.inputs[path]),
      nextAction: replacing.includes(path) ? "replace" : "update",
    }));
}

/** The inputs that differ and that no `up` reverts: the provider records them in the state with the cloud's value. */
function reportedInputs(stateMetadata: Values, inputs: Values): PropertyDrift[] {
  return Object.entries(isRecord(stateMetadata.reported) ? stateMetadata.reported : {}).map(([path, seen]) => {
    const now = isRecord(seen) && "value" in seen ? seen.value : SECRET;
    return { path, ...values(inputs[path], now), nextAction: "report-only" };
  });
}

/** The outputs that have changed and are not inputs. Secret outputs are left out: events do not show them. */
function outputsOf(old: Values, now: Values, inputs: Values): OutputChange[] {
  return [...new Set([...Object.keys(old), ...Object.keys(now)])]
    .filter((path) => !path.startsWith("__") && !(path in inputs))
    .map((path) => ({ path, ...values(old[path], now[path]) }))
    .filter((change) => !change.secret && !isDeepStrictEqual(change.old, change.new))
    .map(({ secret, ...change }) => change)
    .sort(byPath);
}

/**
 * A provider may return as plain text what the program has marked as secret, so if either value is secret, both are
 * hidden.
 */
function values(old: unknown, now: unknown): Pick<PropertyDrift, "old" | "new" | "secret"> {
  if (holdsSecret(old) || holdsSecret(now)) {
    return { old: SECRET, new: SECRET, secret: true };
  }
  return { ...(old === undefined ? {} : { old }), ...(now === undefined ? {} : { new: now }), secret: false };
}

const WEIGHT: readonly NextAction[] = ["replace", "update"];
const weightiest = (properties: readonly PropertyDrift[]): NextAction =>
  WEIGHT.find((nextAction) => properties.some((property) => property.nextAction === nextAction)) ?? "report-only";

const byPath = (a: { path: string }, b: { path: string }): number => (a.path < b.path ? -1 : 1);

/** `groups[1]` -> `groups`, `["a.b"].c` -> `a.b` */
const rootOf = (path: string): string => /^(?:\["([^"]*)"\]|([^.[]+))/.exec(path)?.slice(1).find(Boolean) ?? path;
