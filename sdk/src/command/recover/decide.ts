import { isRecord } from "../../automation/values.js";
import type { StackConfig } from "../accounts.js";
import { CommandError, EXIT } from "../command-error.js";
import type { Span } from "../history.js";
import type { Identities } from "../identity.js";
import type { OwnerOf } from "../other-stacks.js";
import { type Clue, isHashed, ownerOf, type Traces } from "../ownership.js";
import type { PreviewStep } from "../preview.js";
import type { InterruptedObject, ProviderQueries, ResourceFacts } from "../queries.js";
import { nameIn, type StackState, writtenAt } from "../state.js";
import { type Choices, chosenFor, identitiesFor, inspectMissing, type SearchPlace } from "./inspect.js";
import { type MissingResource, missingResources } from "./missing.js";
import { type Plan, planRecovery } from "./plan.js";

/** A stack as Pulumi knows it. */
export interface Situation {
  /** The state with its secrets as ciphertext (`sealed`) and as plain text (`open`). */
  sealed: StackState;
  open: StackState;
  /** What `pulumi up` would do. */
  steps: readonly PreviewStep[];
  config: StackConfig;
  /** Former names of the stack. */
  formerly: readonly string[];
  /** What the user has decided. */
  take: Choices;
  /** The runs that did not succeed. */
  unsuccessful(): Promise<readonly Span[]>;
  otherStacks(): Promise<OwnerOf>;
}

/** The plan that repairs the state. Reads from the clouds and writes nothing. */
export async function decided(queries: ProviderQueries, situation: Situation): Promise<Plan> {
  const { sealed, open, steps, config, formerly, take } = situation;
  const wanted = missingResources(sealed, open, steps);
  refuseStrangers(take, wanted);
  const facts = await factsOf(queries, wanted);
  const nameInput = (token: string) => facts.get(token)?.nameInput;
  const place: SearchPlace = { open, config, formerly };
  const findings = await inspectMissing(queries, wanted, place, take, nameInput);
  const isFound = [...findings.values()].some(({ is }) => is === "found");
  const traces: Traces = {
    pending: new Set(wanted.flatMap(({ urn, from }) => (from === "pending" ? [urn] : []))),
    writtenAt: writtenAt(sealed),
    unsuccessful: isFound ? await situation.unsuccessful() : [],
  };
  return planRecovery({
    ...{ state: sealed, steps, missing: wanted, findings, nameInput },
    adoptInput: (token) => facts.get(token)?.adoptInput ?? "adopt",
    ownerOf: (one, found) => {
      const clue = clueOf(one, found, nameInput(one.token), identitiesFor(one, place));
      return { owner: ownerOf(clue, traces), hasNamespace: clue.hasNamespace };
    },
    isChosen: ({ urn }) => chosenFor(take, urn) !== undefined,
    otherStackWith: isFound ? await situation.otherStacks() : () => undefined,
  });
}

/** What the name and creation time of an object reveal about the run that created it. */
function clueOf(
  one: MissingResource,
  found: InterruptedObject,
  input: string | undefined,
  { isNamespace }: Identities,
): Clue {
  const { urn, inputs, resource } = one;
  const { createdAt, createSeconds, formerly } = found;
  const defaulted = inputs.__defaulted ?? inputs.__filled;
  return {
    urn,
    isGenerated: input !== undefined && isRecord(defaulted) && isHashed(formerly?.name ?? defaulted[input]),
    hasNamespace: isNamespace && formerly?.identity === undefined,
    createdAt,
    createSeconds: Math.max(createSeconds, resource.customTimeouts?.create ?? 0),
  };
}

/** What the provider knows about the types of the missing resources. */
async function factsOf(
  queries: ProviderQueries,
  wanted: readonly MissingResource[],
): Promise<ReadonlyMap<string, ResourceFacts>> {
  const clouds = new Set(wanted.map(({ token }) => token.split(":")[0] ?? ""));
  const facts = await Promise.all([...clouds].map((cloud) => queries.facts(cloud)));
  return new Map(facts.flatMap(({ resources }) => resources).map((each) => [each.token, each] as const));
}

function refuseStrangers(take: Choices, wanted: readonly MissingResource[]): void {
  const stranger = [...take.keys()].find((name) => !wanted.some(({ urn }) => urn === name || nameIn(urn) === name));
  if (stranger !== undefined) {
    throw new CommandError(
      `--take ${stranger}=…: the program declares no ${stranger} that is missing from the state.`,
      EXIT.usage,
    );
  }
}
