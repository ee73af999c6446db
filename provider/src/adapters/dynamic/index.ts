import type { CredentialCalls } from "../../../../sdk/src/ovh-credential-types.ts";
import { cloudNames, loadCloud } from "../../clouds/index.ts";
import { openDynamicAdapter } from "./adapter.ts";

/**
 * What the `__provider` text of a resource ends at, by way of `@indiecloud/pulumi/dynamic`; and what a program's functions
 * call, in its own process; and the queries of the `indiecloud` command.
 */
export const { provider, invoke, queries } = openDynamicAdapter(loadCloud, cloudNames);

/** Behind `@indiecloud/pulumi/ovh-credentials`, in the same file: a second one would bring the HTTP client again. */
export { rulesFor } from "../../clouds/ovh/access-rules.ts";
export const credentialCalls = (): Promise<CredentialCalls> => import("../../clouds/ovh/consumer-key.ts");
