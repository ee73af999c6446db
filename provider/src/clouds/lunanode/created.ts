import { CloudError } from "../../http/errors.ts";

/**
 * Returns the key of the created object even if the response does not name it: LunaNode documents the response of only a few
 * creating calls (§2.4). `find` returns the objects that the list did not have before.
 */
export async function keyOfCreated(
  call: string,
  send: () => Promise<string | undefined>,
  find: () => Promise<readonly string[]>,
): Promise<string> {
  const named = await send();
  if (named !== undefined) {
    return named;
  }
  const found = await find();
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) {
    return only;
  }
  const seen = only === undefined ? "nothing new is visible yet" : `several are new: ${found.join(", ")}`;
  throw new CloudError({
    cloud: "LunaNode",
    call,
    kind: "protocol",
    effect: "unknown",
    words: `the request was accepted, but the response does not say what it created, and ${seen}`,
    nextStep: "Check LunaNode's panel.",
  });
}
