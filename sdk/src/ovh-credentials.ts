/**
 * OVHcloud consumer keys, for programs that request one or manage those of an account. Nothing here needs Pulumi. The
 * implementation is the provider's.
 */
import type {
  Access,
  AccessRule,
  Credential,
  CredentialCalls,
  CredentialStatus,
  KeyHolder,
  KeyRequest,
  ListedCredential,
  RequestedKey,
} from "./ovh-credential-types.js";

export type * from "./ovh-credential-types.js";

const provider: {
  rulesFor(path: string, access: Access): AccessRule[];
  credentialCalls(): Promise<CredentialCalls>;
} = require("@indiecloud/provider/dynamic");

/**
 * The rules for a path and everything below it: `rulesFor("/cloud/project", "all")` is what the resources need. `/`
 * stands for the whole API.
 */
export function rulesFor(path: string, access: Access): AccessRule[] {
  return provider.rulesFor(path, access);
}

/**
 * Requests a consumer key with these rights. It is unusable until a person has opened `validationUrl` and agreed.
 * @throws Error with OVHcloud's answer and the next step.
 */
export async function requestConsumerKey(request: KeyRequest): Promise<RequestedKey> {
  return (await provider.credentialCalls()).requestConsumerKey(request);
}

/**
 * Lists the account's consumer keys with their rights and applications: the validated ones, unless `status` says
 * otherwise (`all`: any status). Needs a key with GET on `/me/api/credential` and below.
 * @throws Error with OVHcloud's answer and the next step.
 */
export async function listCredentials(
  holder: KeyHolder,
  status?: CredentialStatus | "all",
): Promise<ListedCredential[]> {
  return (await provider.credentialCalls()).listCredentials(holder, status);
}

/**
 * Returns the calling consumer key with its rights. Needs a key with GET on `/auth/currentCredential`.
 * @throws Error with OVHcloud's answer and the next step.
 */
export async function currentCredential(holder: KeyHolder): Promise<Credential> {
  return (await provider.credentialCalls()).currentCredential(holder);
}
