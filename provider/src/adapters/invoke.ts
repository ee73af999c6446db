import type { Json } from "../engine/definition/values.ts";
import type { CloudProviderPool } from "./cloud-provider-pool.ts";

/**
 * Calls a lookup function and returns its result. `account` is the cloud's configuration from the stack or an explicit
 * provider.
 */
export async function invoke(pool: CloudProviderPool, token: string, args: Json, account: unknown): Promise<Json> {
  const [cloud = ""] = token.split(":");
  const { result, failures } = await pool.of(cloud, account).invoke(token, args);
  if (failures.length > 0) {
    throw new Error(`${token}: ${failures.map(({ property, reason }) => `${property}: ${reason}`).join("; ")}`);
  }
  return result;
}
