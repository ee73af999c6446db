/**
 * Arguments and results of the functions for consumer keys. The provider implements them
 * (provider/src/clouds/ovh/consumer-key.ts).
 */

/** One right: a method on a path, in which `*` matches anything, including slashes. `/me` does not cover `/me/api`. */
export interface AccessRule {
  method: "GET" | "POST" | "PUT" | "DELETE";
  path: string;
}

/** `read`: GET. `safe`: GET, POST and PUT. `all`: also DELETE. */
export type Access = "read" | "safe" | "all";

/** A request for a consumer key. */
export interface KeyRequest {
  /** OVHcloud's name for the endpoint, such as `ovh-eu` (the default), or the URL of the API. */
  endpoint?: string | undefined;
  applicationKey: string;
  rules: readonly AccessRule[];
  /** Where the browser is sent after the validation. */
  redirection?: string | undefined;
  /** Address blocks, such as `203.0.113.0/24`. If set, the key works only from these. */
  allowedIPs?: readonly string[] | undefined;
}

export interface RequestedKey {
  /** Unusable until a person has opened `validationUrl` and agreed. A secret. */
  consumerKey: string;
  /** `pendingValidation` */
  state: string;
  validationUrl: string;
}

/** The caller: an application with a validated consumer key. */
export interface KeyHolder {
  /** OVHcloud's name for the endpoint, such as `ovh-eu` (the default), or the URL of the API. */
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

/** A consumer key as the account lists it, without the key itself. */
export interface Credential {
  credentialId: string;
  /** A `CredentialStatus`, or a value introduced later. */
  status: string;
  /** In ISO 8601, as are all dates here. */
  creation?: string | undefined;
  /** Absent if it never expires. */
  expiration?: string | undefined;
  /** Absent if it was never used. */
  lastUse?: string | undefined;
  rules: readonly { method: string; path: string }[];
  /** Empty if it works from everywhere. */
  allowedIPs: readonly string[];
}

export interface ListedCredential extends Credential {
  /** Absent if the application is not visible. */
  application?: Application | undefined;
}

/** The calls. Their `Error`s contain OVHcloud's answer and the next step. */
export interface CredentialCalls {
  /** Requests a consumer key with these rights (`POST /auth/credential`). */
  requestConsumerKey(request: KeyRequest): Promise<RequestedKey>;
  /** Lists the account's consumer keys with their rights: the validated ones, unless `status` says otherwise. */
  listCredentials(holder: KeyHolder, status?: CredentialStatus | "all"): Promise<ListedCredential[]>;
  /** Returns the calling consumer key with its rights (`GET /auth/currentCredential`). */
  currentCredential(holder: KeyHolder): Promise<Credential>;
}
