import type { Desk } from "./desk-types.js";

/** The provider, for one run of the command: what it has asked an account it does not ask again. */
export function openDesk(): Desk {
  const provider: { desk(): Desk } = require("@indiecloud/provider/dynamic");
  return provider.desk();
}
