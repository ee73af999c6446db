import { CloudError } from "../../http/errors.ts";

/**
 * What a call has made whose answer may not name it: the replies of LunaNode's creating calls are documented for a few
 * only (§2.4). `find` gives what can only be it: what the list has now, and had not before.
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
