import type {
  Application,
  Credential,
  CredentialStatus,
  KeyHolder,
  KeyRequest,
  ListedCredential,
  RequestedKey,
} from "../../../../sdk/src/ovh-credential-types.ts";
import type { ClientOptions } from "../../http/client.ts";
import { connect, Ovh } from "./account.ts";
import { DEFAULT_ENDPOINT, endpointOf } from "./endpoint.ts";
import { unlessNotFound } from "./not-found.ts";
import { application, credential, idList, requestedKey } from "./schemas.ts";

export async function requestConsumerKey(request: KeyRequest, options: ClientOptions = {}): Promise<RequestedKey> {
  const { endpoint = DEFAULT_ENDPOINT, applicationKey, rules, redirection, allowedIPs } = request;
  if (rules.length === 0) {
    throw new Error(
      'OVHcloud: a consumer key needs rules, such as rulesFor("/cloud/project", "all") for Public Cloud.',
    );
  }
  return new Ovh(endpointOf(endpoint), {}, undefined, options).anonymous(
    "POST /auth/credential",
    "write",
    {
      accessRules: rules.map(({ method, path }) => ({ method, path })),
      redirection,
      allowedIPs: allowedIPs === undefined ? undefined : [...allowedIPs],
    },
    requestedKey,
    applicationKey,
  );
}

/** Reads a list of IDs and makes two calls for each: OVHcloud has no list with more details (§1.9). */
export async function listCredentials(
  holder: KeyHolder,
  status: CredentialStatus | "all" = "validated",
  options: ClientOptions = {},
): Promise<ListedCredential[]> {
  const api = openAccount(holder, options);
  const only = status === "all" ? undefined : status;
  const ids = await api.call("GET /me/api/credential", "read", { status: only }, idList);
  return Promise.all(
    ids.map(async (credentialId) => {
      const [displayed, of] = await Promise.all([
        api.call("GET /me/api/credential/{credentialId}", "read", { credentialId }, credential),
        applicationOf(api, credentialId),
      ]);
      return { ...displayed, application: of };
    }),
  );
}

export async function currentCredential(holder: KeyHolder, options: ClientOptions = {}): Promise<Credential> {
  return openAccount(holder, options).call("GET /auth/currentCredential", "read", {}, credential);
}

const openAccount = ({ endpoint = DEFAULT_ENDPOINT, ...keys }: KeyHolder, options: ClientOptions): Ovh =>
  connect({ endpoint, ...keys }, options).api;

const applicationOf = (api: Ovh, credentialId: string): Promise<Application | undefined> =>
  unlessNotFound(api.call("GET /me/api/credential/{credentialId}/application", "read", { credentialId }, application));
