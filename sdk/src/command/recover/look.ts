import type { Accounts } from "../accounts.js";
import type { Desk } from "../desk-types.js";
import { accountOf, isDefaultProvider, nameIn, providerUrn, type StackState, tokenOf } from "../state.js";
import type { Lacking } from "./lacking.js";
import type { Finding } from "./plan.js";

/** What a person has decided: the id of the object that a resource is to have, by the resource's name or URN. */
export type Choices = ReadonlyMap<string, string>;

/** Asks the clouds, all at once: resources of an account share its lists. `open`: the state with its secrets as text. */
export async function looked(
  desk: Desk,
  lacking: readonly Lacking[],
  open: StackState,
  accounts: Accounts,
  choices: Choices,
): Promise<Map<Lacking, Finding>> {
  const resources = open.resources ?? [];
  const found = lacking.map(async (one): Promise<Finding> => {
    const { urn, token, inputs, resource } = one;
    const provider = providerUrn(resource.provider ?? "");
    if (!isDefaultProvider(provider) && !resources.some((each) => each.urn === provider)) {
      // Pulumi makes it known before anything is made with it.
      return { is: "nothing" };
    }
    const known = resources.flatMap((each) => (tokenOf(each) === token && each.id !== undefined ? [each.id] : []));
    const take = choices.get(urn) ?? choices.get(nameIn(urn));
    try {
      return await desk.left(token, { inputs, known, take }, accountOf(resource, open, accounts));
    } catch (error) {
      return { is: "unclear", why: error instanceof Error ? error.message : String(error) };
    }
  });
  const findings = await Promise.all(found);
  return new Map(lacking.map((one, index) => [one, findings[index] ?? { is: "nothing" }] as const));
}
