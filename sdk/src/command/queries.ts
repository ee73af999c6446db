import type { ProviderQueries } from "../../../provider/src/adapters/query-types.ts";

/** What the command asks of the provider: the provider's own types, as the command is bundled. */
export type * from "../../../provider/src/adapters/query-types.ts";

/** The provider, for one run of the command: what it has asked an account it does not ask again. */
export function openQueries(): ProviderQueries {
  const provider: { queries(): ProviderQueries } = require("@indiecloud/provider/dynamic");
  return provider.queries();
}
