import type { ProviderQueries } from "./query-types.js";

/** The provider, for one run of the command: what it has asked an account it does not ask again. */
export function openQueries(): ProviderQueries {
  const provider: { queries(): ProviderQueries } = require("@indiecloud/provider/dynamic");
  return provider.queries();
}
