import type { ProviderQueries } from "../../../provider/src/adapters/query-types.ts";
import { progress } from "./progress.js";

/** What the command asks of the provider. These are the provider's own types, because the command is bundled. */
export type * from "../../../provider/src/adapters/query-types.ts";

/** The provider for one run of the command. It does not ask an account for the same thing twice. */
export function openQueries(): ProviderQueries {
  const provider: { queries(): ProviderQueries } = require("@indiecloud/provider/dynamic");
  return shown(provider.queries());
}

/** The same, with a line on the terminal for what takes long: the resource, the function or the cloud that is read. */
const shown = (queries: ProviderQueries): ProviderQueries =>
  new Proxy(queries, {
    get(target, key) {
      const method: unknown = Reflect.get(target, key);
      return typeof method !== "function"
        ? method
        : (...args: unknown[]) => {
            const result: unknown = Reflect.apply(method, target, args);
            const what = typeof args[0] === "string" ? args[0] : "the cloud";
            return result instanceof Promise ? progress.during(what, result) : result;
          };
    },
  });
