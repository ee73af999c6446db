import type { EngineEvent, StepEventMetadata } from "@pulumi/pulumi/automation/index.js";
import type { CostChange, CostQuery } from "../cost-types.js";
import { nameIn, tokenOf } from "../shape.js";
import { accountOf, openSealed, type StateEntry } from "./state.js";
import { holdsSecret, isRecord } from "./values.js";

/** What a preview would do with a stack's resources, as far as their costs are concerned. Pure. */

type Properties = Record<string, unknown>;

const CHANGES: Readonly<Record<string, CostChange>> = {
  same: "none",
  update: "update",
  create: "create",
  import: "create",
  replace: "replace",
  "create-replacement": "replace",
  delete: "delete",
};

interface Change {
  change: CostChange;
  type: string;
  /** Of the resource afterwards. */
  after?: { inputs: Properties; provider: string };
  /** Inputs that differ. */
  diffs: readonly string[];
}

/** Collects the steps of a preview. */
export class PendingChanges {
  private readonly steps = new Map<string, Change>();
  /** Explicit providers as the preview has them. */
  readonly providers: StateEntry[] = [];

  hear({ resourcePreEvent }: EngineEvent): void {
    const metadata = resourcePreEvent?.metadata;
    if (metadata === undefined) {
      return;
    }
    if (metadata.type.startsWith("pulumi:providers:") && metadata.new !== undefined) {
      const { urn, type, new: provider } = metadata;
      this.providers.push({ urn, type, inputs: provider.inputs });
    }
    const change = CHANGES[metadata.op];
    if (change !== undefined && tokenOf(metadata.type) !== undefined) {
      this.steps.set(metadata.urn, changeOf(change, metadata, this.steps.get(metadata.urn)));
    }
  }

  /** What happens to a resource; undefined if the preview does not mention it. */
  of(urn: string): Change | undefined {
    return this.steps.get(urn);
  }

  /** Those that the preview creates beside what a state has. */
  beside(urns: ReadonlySet<string>): [string, Change][] {
    return [...this.steps].filter(([urn, { after }]) => !urns.has(urn) && after !== undefined);
  }
}

function changeOf(change: CostChange, metadata: StepEventMetadata, before: Change | undefined): Change {
  const { type, new: next, diffs = [] } = metadata;
  // The deletion of an old half comes after the creation of the new one.
  if (change === "delete" && before?.after !== undefined) {
    return before;
  }
  return {
    ...{ change, type, diffs: [...(before?.diffs ?? []), ...diffs] },
    ...(change === "delete" || next === undefined ? {} : { after: { inputs: next.inputs, provider: next.provider } }),
  };
}

/** Whether a member of a state's resources is one that is looked at: managed, and not only read. */
export const isStateEntry = (entry: unknown): entry is StateEntry & { id?: string } =>
  isRecord(entry) &&
  typeof entry.urn === "string" &&
  typeof entry.type === "string" &&
  entry.external !== true &&
  entry.pendingReplacement !== true;

/** What to ask for each resource of a state, and for those that a preview adds; `changes`: undefined without one. */
export function costQueries(
  entries: readonly (StateEntry & { id?: string })[],
  changes: PendingChanges | undefined,
  accounts: (cloud: string) => unknown,
): CostQuery[] {
  const state = { resources: [...entries, ...(changes?.providers ?? [])] };
  const own = entries.filter(({ type }) => tokenOf(type) !== undefined);
  const current = own.map((entry): CostQuery => {
    const { urn, type, id, provider } = entry;
    const inputs = openSealed(entry.inputs ?? {});
    const now = { inputs, account: accountOf({ type, provider }, state, accounts) };
    const isOldHalf = entry.delete === true;
    const pending = isOldHalf ? undefined : changes?.of(urn);
    const base = { urn, name: nameIn(urn), token: tokenOf(type) ?? type, ...(id === undefined ? {} : { id }), now };
    if (changes === undefined) {
      return { ...base, change: "none" };
    }
    if (isOldHalf) {
      return { ...base, change: "delete" };
    }
    if (pending === undefined) {
      return { ...base, change: "none", after: now };
    }
    const { change, after, diffs } = pending;
    const next = after && {
      inputs: withKnown(after.inputs, inputs, diffs),
      account: accountOf({ type, provider: after.provider }, state, accounts),
    };
    return { ...base, change, ...(next === undefined ? {} : { after: next }) };
  });
  const urns = new Set(own.flatMap(({ urn, delete: isOldHalf }) => (isOldHalf === true ? [] : urn)));
  const added = (changes?.beside(urns) ?? []).flatMap(([urn, { type, after }]): CostQuery[] => {
    const account = after && accountOf({ type, provider: after.provider }, state, accounts);
    return after === undefined
      ? []
      : [
          {
            ...{ urn, name: nameIn(urn), token: tokenOf(type) ?? type, change: "create" },
            after: { inputs: withKnown(after.inputs, {}, []), account },
          },
        ];
  });
  return [...current, ...added].sort((a, b) => (a.urn < b.urn ? -1 : 1));
}

/** Events hide secrets: one that does not change has the state's value, and any other is left out. */
const withKnown = (inputs: Properties, state: Properties, diffs: readonly string[]): Properties =>
  Object.fromEntries(
    Object.entries(inputs).flatMap(([key, value]) => {
      if (!holdsSecret(value)) {
        return [[key, value]];
      }
      const isChanged = diffs.some((path) => path === key || path.startsWith(`${key}.`) || path.startsWith(`${key}[`));
      return isChanged || state[key] === undefined ? [] : [[key, state[key]]];
    }),
  );
