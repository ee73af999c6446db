import { isRecord } from "../../automation/values.js";
import type { StackConfig } from "../accounts.js";
import type { Desk, LeftObject, ResourceFacts } from "../desk-types.js";
import { EXIT, Failure } from "../failure.js";
import type { Span } from "../history.js";
import type { Identities } from "../identity.js";
import type { OwnerOf } from "../other-stacks.js";
import { type Clue, isHashed, ownerOf, type Traces } from "../ownership.js";
import type { PreviewStep } from "../preview.js";
import { nameIn, type StackState, writtenAt } from "../state.js";
import { type Lacking, lacking } from "./lacking.js";
import { type Choices, chosenFor, identitiesFor, looked, type Place } from "./look.js";
import { type Plan, planned } from "./plan.js";

/** A stack as Pulumi knows it. */
export interface Situation {
  /** The state, with its secrets as ciphertext, and as text. */
  sealed: StackState;
  open: StackState;
  /** What `pulumi up` would do. */
  steps: readonly PreviewStep[];
  config: StackConfig;
  /** What the stack was called before. */
  formerly: readonly string[];
  /** What a person has decided. */
  take: Choices;
  /** The runs that did not succeed. */
  unsuccessful(): Promise<readonly Span[]>;
  otherStacks(): Promise<OwnerOf>;
}

/** What would bring the state right. Asks the clouds, and writes nothing. */
export async function decided(desk: Desk, situation: Situation): Promise<Plan> {
  const { sealed, open, steps, config, formerly, take } = situation;
  const wanted = lacking(sealed, open, steps);
  refuseStrangers(take, wanted);
  const facts = await factsOf(desk, wanted);
  const nameInput = (token: string) => facts.get(token)?.nameInput;
  const place: Place = { open, config, formerly };
  const findings = await looked(desk, wanted, place, take, nameInput);
  const isFound = [...findings.values()].some(({ is }) => is === "found");
  const traces: Traces = {
    pending: new Set(wanted.flatMap(({ urn, from }) => (from === "pending" ? [urn] : []))),
    writtenAt: writtenAt(sealed),
    unsuccessful: isFound ? await situation.unsuccessful() : [],
  };
  return planned({
    ...{ state: sealed, steps, lacking: wanted, findings, nameInput },
    takingInput: (token) => facts.get(token)?.takingInput ?? "adopt",
    ownerOf: (one, found) => {
      const clue = clueOf(one, found, nameInput(one.token), identitiesFor(one, place));
      return { owner: ownerOf(clue, traces), hasNamespace: clue.hasNamespace };
    },
    isChosen: ({ urn }) => chosenFor(take, urn) !== undefined,
    otherStackWith: isFound ? await situation.otherStacks() : () => undefined,
  });
}

/** What the name of an object that was found tells, and when it was made. */
function clueOf(one: Lacking, found: LeftObject, input: string | undefined, { isNamespace }: Identities): Clue {
  const { urn, inputs, resource } = one;
  const { createdAt, createSeconds, formerly } = found;
  const defaulted = inputs.__defaulted ?? inputs.__filled;
  return {
    urn,
    isGenerated: input !== undefined && isRecord(defaulted) && isHashed(formerly?.name ?? defaulted[input]),
    hasNamespace: isNamespace && formerly === undefined,
    createdAt,
    createSeconds: Math.max(createSeconds, resource.customTimeouts?.create ?? 0),
  };
}

/** What the provider knows of the types of resource that lack. */
async function factsOf(desk: Desk, wanted: readonly Lacking[]): Promise<ReadonlyMap<string, ResourceFacts>> {
  const clouds = new Set(wanted.map(({ token }) => token.split(":")[0] ?? ""));
  const facts = await Promise.all([...clouds].map((cloud) => desk.facts(cloud)));
  return new Map(facts.flatMap(({ resources }) => resources).map((each) => [each.token, each] as const));
}

function refuseStrangers(take: Choices, wanted: readonly Lacking[]): void {
  const stranger = [...take.keys()].find((name) => !wanted.some(({ urn }) => urn === name || nameIn(urn) === name));
  if (stranger !== undefined) {
    throw new Failure(`--take ${stranger}=…: the program declares no ${stranger} that the state lacks.`, EXIT.usage);
  }
}
