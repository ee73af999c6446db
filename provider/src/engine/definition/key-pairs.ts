import { CloudError } from "../../http/errors.ts";
import { RefusedError } from "../errors.ts";

interface KeyPairCalls<T> {
  create(): Promise<T>;
  /** Whether the account has a key of this name. It had none before the create. */
  exists(): Promise<boolean>;
  remove(): Promise<void>;
}

/**
 * Creates a key pair whose private half is only in the response. If the response is lost, the pair is useless to everyone, so it is
 * deleted. `noun`: `key pair`.
 */
export async function createKeyPair<T>(noun: string, { create, exists, remove }: KeyPairCalls<T>): Promise<T> {
  try {
    return await create();
  } catch (error) {
    if (!(error instanceof CloudError) || error.effect !== "unknown") {
      throw error;
    }
    if (await exists()) {
      await remove();
    }
    throw new RefusedError(
      `${error.message} The private key was in the lost response, so the ${noun}, if it was created, has been deleted. Run pulumi up again.`,
    );
  }
}
