import type { ProviderQueries } from "../../../provider/src/adapters/query-types.ts";

/** What the command asks of the provider. These are the provider's own types, because the command is bundled. */
export type * from "../../../provider/src/adapters/query-types.ts";

/** The provider for one run of the command. It does not ask an account for the same thing twice. */
export function openQueries(): ProviderQueries {
  const provider: { queries(): ProviderQueries } = require("@indiecloud/provider/dynamic");
  return provider.queries();
}
