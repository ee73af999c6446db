/**
 * Consumer keys of OVHcloud, for programs that ask for one or look after those of an account; none of it needs Pulumi.
 * The code is the provider's.
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
 * Asks for a consumer key with these rights. It is worth nothing until a person has opened `validationUrl` and agreed.
 * An `Error` says what OVHcloud answered and what to do.
 */
export async function requestConsumerKey(request: KeyRequest): Promise<RequestedKey> {
  return (await provider.credentialCalls()).requestConsumerKey(request);
}

/**
 * The account's consumer keys with their rights and applications: the validated ones, unless `status` says otherwise
 * (`all`: whatever their status). Needs a key with GET on `/me/api/credential` and below. An `Error` says what OVHcloud
 * answered and what to do.
 */
export async function listCredentials(
  holder: KeyHolder,
  status?: CredentialStatus | "all",
): Promise<ListedCredential[]> {
  return (await provider.credentialCalls()).listCredentials(holder, status);
}

/**
 * The consumer key that asks, with its rights. Needs a key with GET on `/auth/currentCredential`. An `Error` says what
 * OVHcloud answered and what to do.
 */
export async function currentCredential(holder: KeyHolder): Promise<Credential> {
  return (await provider.credentialCalls()).currentCredential(holder);
}
