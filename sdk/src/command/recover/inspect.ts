import type { StackConfig } from "../accounts.js";
import { messageOf } from "../command-error.js";
import { type Identities, identitiesOf } from "../identity.js";
import type { ProviderQueries } from "../queries.js";
import { namespaceOf } from "../stack-providers.js";
import { accountOf, isDefaultProvider, nameIn, providerUrn, type StackState, stackIn, tokenOf } from "../state.js";
import type { MissingResource } from "./missing.js";
import type { Finding } from "./plan.js";

/** What the user has decided: the ID of the object to import for a resource, by the resource's name or URN. */
export type Choices = ReadonlyMap<string, string>;

export const chosenFor = (choices: Choices, urn: string): string | undefined =>
  choices.get(urn) ?? choices.get(nameIn(urn));

export interface SearchPlace {
  /** The state with its secrets as plain text. */
  open: StackState;
  config: Pick<StackConfig, "accounts" | "namespace">;
  /** Former names of the stack. */
  formerly: readonly string[];
}

/** The URN prefixes that a resource's name may have been generated from. */
export const identitiesFor = ({ resource }: MissingResource, { open, config, formerly }: SearchPlace): Identities =>
  identitiesOf({ ...stackIn(resource.urn), namespace: namespaceOf(resource, open, config.namespace), formerly });

/** Searches the clouds for all missing resources at once: resources of an account share its lists. */
export async function inspectMissing(
  queries: ProviderQueries,
  missing: readonly MissingResource[],
  place: SearchPlace,
  choices: Choices,
  nameInput: (token: string) => string | undefined,
): Promise<Map<MissingResource, Finding>> {
  const { open, config } = place;
  const resources = open.resources ?? [];
  const found = missing.map(async (one): Promise<Finding> => {
    const { urn, token, inputs, resource } = one;
    const provider = providerUrn(resource.provider ?? "");
    if (!isDefaultProvider(provider) && !resources.some((each) => each.urn === provider)) {
      // Pulumi records the operation before anything is created with it.
      return { is: "nothing" };
    }
    const known = resources.flatMap((each) => (tokenOf(each) === token && each.id !== undefined ? [each.id] : []));
    const named = nameInput(token) ?? "";
    const own = resources.flatMap(({ urn: of, id, inputs: has }) => {
      const name = has?.[named];
      return of === urn && id !== undefined ? [{ id, name: typeof name === "string" ? name : undefined }] : [];
    });
    const { former } = identitiesFor(one, place);
    const requested = { inputs, known, adoptId: chosenFor(choices, urn), own, urn, formerly: former };
    try {
      return await queries.findInterruptedCreate(token, requested, accountOf(resource, open, config.accounts));
    } catch (error) {
      return { is: "indeterminate", why: messageOf(error) };
    }
  });
  const findings = await Promise.all(found);
  return new Map(missing.map((one, index) => [one, findings[index] ?? { is: "nothing" }] as const));
}
