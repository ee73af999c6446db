import type { Json } from "../engine/definition/values.ts";
import type { CloudProviderPool } from "./cloud-provider-pool.ts";

/**
 * Calls a lookup function and returns its result. `account` and `budget` are the configuration of the stack or an explicit
 * provider.
 */
export async function invoke(
  pool: CloudProviderPool,
  token: string,
  args: Json,
  account: unknown,
  budget?: unknown,
): Promise<Json> {
  const [cloud = ""] = token.split(":");
  const { result, failures } = await pool.of(cloud, account, { budget }).invoke(token, args);
  if (failures.length > 0) {
    throw new Error(`${token}: ${failures.map(({ property, reason }) => `${property}: ${reason}`).join("; ")}`);
  }
  return result;
}
