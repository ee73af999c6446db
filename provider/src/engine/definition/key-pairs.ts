import { CloudError } from "../../http/errors.ts";
import { messageOf, RefusedError } from "../errors.ts";
import type { BaseOperationContext } from "./context.ts";

interface KeyPairCalls<T> {
  /** `key pair` */
  noun: string;
  name: string;
  /** Seconds in which the list may lack a new key. */
  consistencyWindow: number;
  create(): Promise<T>;
  /** Whether the account has a key of this name. It had none before the create. */
  exists(): Promise<boolean>;
  remove(): Promise<void>;
}

type Context = Pick<BaseOperationContext<unknown, object, object>, "poll" | "ifForeign">;

/**
 * Creates a key pair whose private half is only in the response. If the response is lost, the pair is useless to everyone. It is
 * deleted if it is certainly the one of this create. Another deployment may have made a key of the same name at the same time,
 * unless nobody else generates the name.
 */
export async function createKeyPair<T>(
  { poll, ifForeign }: Context,
  { noun, name, consistencyWindow, create, exists, remove }: KeyPairCalls<T>,
): Promise<T> {
  try {
    return await create();
  } catch (error) {
    if (!(error instanceof CloudError) || error.effect !== "unknown") {
      throw error;
    }
    const seen = () => exists().catch(() => false);
    const isThere = await poll(`the ${noun} to appear`, seen, (is) => is, consistencyWindow).catch(() => false);
    throw new RefusedError(`${error.message} ${await whatNow(isThere)}`);
  }

  async function whatNow(isThere: boolean): Promise<string> {
    const lost = "The private key was in the lost response";
    if (!isThere) {
      return `${lost}. No ${noun} named "${name}" is visible ${consistencyWindow} seconds later, so none was deleted. Run pulumi up again: it searches for the name before it creates anything.`;
    }
    if (ifForeign !== undefined) {
      return `${lost}. A ${noun} named "${name}" has appeared since: this request created it, or someone else did at the same moment, so it was not deleted. If nobody else uses it, delete it in the cloud's panel and run pulumi up again. ${ifForeign}`;
    }
    const trouble = await remove().then(() => undefined, messageOf);
    // The next run would be refused by a list that still has it.
    await poll(`the ${noun} to disappear`, exists, (is) => !is, consistencyWindow).catch(() => undefined);
    return trouble === undefined
      ? `${lost}, so the ${noun} "${name}" has been deleted. Run pulumi up again.`
      : `${lost}, and the ${noun} "${name}" could not be deleted: ${trouble} Delete it in the cloud's panel and run pulumi up again.`;
  }
}
