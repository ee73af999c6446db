/**
 * What the `__provider` text in the state requires, in the process that Pulumi starts for dynamic resources. It loads
 * the provider, whose code is not needed by a program that only declares resources.
 */
const adapter: { provider: (token: string) => object } = require("@indiecloud/provider/dynamic");

export const provider = (token: string): object => adapter.provider(token);
