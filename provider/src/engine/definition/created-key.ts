import { CloudError } from "../../http/errors.ts";
import { messageOf } from "../errors.ts";

/**
 * Returns the key of the created object even if the response does not name it. `find` returns the objects that the list did not
 * have before.
 */
export async function keyOfCreated(
  { cloud, call }: { cloud: string; call: string },
  send: () => Promise<string | undefined>,
  find: () => Promise<readonly string[]>,
): Promise<string> {
  const named = await send();
  if (named !== undefined) {
    return named;
  }
  let trouble = "nothing new is visible yet";
  const found = await find().catch((error: unknown): readonly string[] => {
    // The object may exist, so the error of a read must not pass for a refusal of the create.
    trouble = `searching for it failed: ${messageOf(error)}`;
    return [];
  });
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) {
    return only;
  }
  const seen = only === undefined ? trouble : `several are new: ${found.join(", ")}`;
  throw new CloudError({
    cloud,
    call,
    kind: "protocol",
    effect: "unknown",
    words: `the request was accepted, but the response does not say what it created, and ${seen}`,
    nextStep: `Check ${cloud}'s panel.`,
  });
}
