import { connect } from "../../../provider/src/clouds/ovh/account.ts";
import type { Parameters, Route } from "../../../provider/src/clouds/ovh/request.ts";
import { accepted } from "../../../provider/src/http/decode/schemas.ts";
import type { EmulatedAccount } from "../suite/account.ts";

/** A call that the provider does not make, in the first project. */
export async function call(account: EmulatedAccount, route: Route, parameters: Parameters): Promise<void> {
  const { api } = connect(account.settings(), account.dependencies());
  const given = { serviceName: api.project, ...parameters };
  await (route.startsWith("DELETE ") ? api.command(route, "write", given) : api.call(route, "write", given, accepted));
}
