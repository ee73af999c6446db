import type { CredentialCalls } from "../../../../sdk/src/ovh-credential-types.ts";
import { cloudNames, loadCloud } from "../../clouds/index.ts";
import { openDynamicAdapter } from "./adapter.ts";

/**
 * The entry points of the bundle, reached through `@indiecloud/pulumi/dynamic`: `provider` for the `__provider` text of a
 * resource, `invoke` for a program's lookup functions (in its own process), `queries` for the `indiecloud` command.
 */
export const { provider, invoke, queries } = openDynamicAdapter(loadCloud, cloudNames);

/**
 * Used by `@indiecloud/pulumi/ovh-credentials`. In the same bundle, because a second one would contain the HTTP client again.
 */
export { rulesFor } from "../../clouds/ovh/access-rules.ts";
export const credentialCalls = (): Promise<CredentialCalls> => import("../../clouds/ovh/consumer-key.ts");
