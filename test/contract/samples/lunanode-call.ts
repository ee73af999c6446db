import { openAccount } from "../../../provider/src/clouds/lunanode/account.ts";
import { done } from "../../../provider/src/clouds/lunanode/schemas.ts";
import type { EmulatedAccount } from "../suite/account.ts";

/** A call that the provider does not make. */
export function call(account: EmulatedAccount, name: string, parameters: Record<string, string>): Promise<void> {
  const { api } = openAccount(account.settings(), account.dependencies());
  return api.call(name, "write", parameters, done);
}
