import type { Json } from "../engine/values.ts";
import type { Cores } from "./cores.ts";

/** What a function answers, with an account as the stack's configuration or an explicit provider has it. */
export async function invoke(cores: Cores, token: string, args: Json, account: unknown): Promise<Json> {
  const [cloud = ""] = token.split(":");
  const { result, failures } = await cores.of(cloud, account).invoke(token, args);
  if (failures.length > 0) {
    throw new Error(`${token}: ${failures.map(({ property, reason }) => `${property}: ${reason}`).join("; ")}`);
  }
  return result;
}
