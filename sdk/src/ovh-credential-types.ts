/** What the functions about consumer keys take and give. The provider implements them (provider/src/clouds/ovh/consumer-key.ts). */

/** One right: a method on a path, in which `*` stands for anything, slashes too. `/me` does not cover `/me/api`. */
export interface AccessRule {
  method: "GET" | "POST" | "PUT" | "DELETE";
  path: string;
}

/** `read`: GET. `safe`: GET, POST and PUT. `all`: DELETE too. */
export type Access = "read" | "safe" | "all";

/** A consumer key that is asked for. */
export interface KeyRequest {
  /** The vendor's name, such as `ovh-eu` (the default), or the URL of the API. */
  endpoint?: string | undefined;
  applicationKey: string;
  rules: readonly AccessRule[];
  /** Where the browser goes after the validation. */
  redirection?: string | undefined;
  /** Address blocks, such as `203.0.113.0/24`, from which alone the key can be used. */
  allowedIPs?: readonly string[] | undefined;
}

export interface RequestedKey {
  /** Worth nothing until a person has opened `validationUrl` and agreed. A secret. */
  consumerKey: string;
  /** `pendingValidation` */
  state: string;
  validationUrl: string;
}

/** Who asks: an application with a validated consumer key. */
export interface KeyHolder {
  /** The vendor's name, such as `ovh-eu` (the default), or the URL of the API. */
  endpoint?: string | undefined;
  applicationKey: string;
  applicationSecret: string;
  consumerKey: string;
}

export type CredentialStatus = "pendingValidation" | "validated" | "refused" | "expired";

export interface Application {
  name?: string | undefined;
  description?: string | undefined;
  /** `active`, `inactive`, `blocked` or `trusted`. */
  status?: string | undefined;
}

/** A consumer key as the account shows it: never the key itself. */
export interface Credential {
  credentialId: string;
  /** A `CredentialStatus`, or a word that is newer than this. */
  status: string;
  /** In ISO 8601, as all dates here. */
  creation?: string | undefined;
  /** Absent: it never expires. */
  expiration?: string | undefined;
  /** Absent: it was never used. */
  lastUse?: string | undefined;
  rules: readonly { method: string; path: string }[];
  /** Empty: from everywhere. */
  allowedIPs: readonly string[];
}

export interface ListedCredential extends Credential {
  /** Absent where the application is not to be seen. */
  application?: Application | undefined;
}

/** The calls; an `Error` of theirs says what OVHcloud answered and what to do. */
export interface CredentialCalls {
  /** Asks for a consumer key with these rights (`POST /auth/credential`). */
  requestConsumerKey(request: KeyRequest): Promise<RequestedKey>;
  /** The account's consumer keys with their rights, the validated ones unless `status` says otherwise. */
  listCredentials(holder: KeyHolder, status?: CredentialStatus | "all"): Promise<ListedCredential[]>;
  /** The consumer key that asks, with its rights (`GET /auth/currentCredential`). */
  currentCredential(holder: KeyHolder): Promise<Credential>;
}
