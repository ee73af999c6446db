import { CloudError } from "../../http/errors.ts";

/** Undefined if OVHcloud does not find it. */
export async function unlessNotFound<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof CloudError && error.kind === "notFound") {
      return undefined;
    }
    throw error;
  }
}
