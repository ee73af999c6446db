import { BlockList, isIP } from "node:net";
import type { CloudRequest } from "../core/cloud.ts";
import type { OvhCloudState } from "./cloud-state.ts";
import { forbidden, invalidSignature, OvhError } from "./errors.ts";
import type { AccessRule, Application, Credential } from "./model.ts";
import { signedUrls, verify } from "./signature.ts";

/** The caller, and the key it uses. */
export type Identity =
  | { readonly by: "consumerKey"; readonly account: string; readonly credential: Credential }
  | { readonly by: "oauth"; readonly account: string; readonly clientId: string };

/** What the headers prove. `anonymous`: there are no credentials. */
export type Authentication =
  | { readonly outcome: "ok"; readonly identity: Identity }
  | { readonly outcome: "anonymous" }
  | Refused;

interface Refused {
  readonly outcome: "refused";
  readonly error: OvhError;
  /** `ok` even if the key signs correctly but may not be used. */
  readonly signature: "ok" | "bad" | "none";
  readonly note: string;
}

/** Checks the credentials of a request without changing anything. `now`: the cloud's wall clock in seconds. */
export function authenticate(cloudState: OvhCloudState, request: CloudRequest, now: number): Authentication {
  const { headers } = request;
  if (headers.authorization !== undefined) return byToken(cloudState, headers.authorization);
  if (header(request, "x-ovh-consumer") === "") return { outcome: "anonymous" };
  return bySignature(cloudState, request, now);
}

/** `Bearer <token>`; the vendor's own example sends the bare token (docs/api/ovh.md §1.7). */
function byToken(cloudState: OvhCloudState, authorization: string): Authentication {
  const token = authorization.replace(/^Bearer +/i, "");
  const known = cloudState.vault.accessTokens.get(token);
  const client = known && cloudState.oauthClients.find(known.clientId);
  if (!client || known.expiresAt <= cloudState.timeline.now) {
    const detail = { status: 401, class: "Client::Unauthorized::InvalidAuthToken", message: "Invalid access token" };
    return refused(new OvhError(detail), "none", known ? "the token has expired" : "unknown access token");
  }
  return { outcome: "ok", identity: { by: "oauth", account: client.account, clientId: client.id } };
}

function bySignature(cloudState: OvhCloudState, request: CloudRequest, now: number): Authentication {
  const { switches, vault } = cloudState;
  const signature = header(request, "x-ovh-signature");
  const consumerKey = header(request, "x-ovh-consumer");
  const timestamp = header(request, "x-ovh-timestamp");
  const bad = (error: OvhError, note: string): Refused => refused(error, signature ? "bad" : "none", note);

  const application = applicationOf(cloudState, header(request, "x-ovh-application"));
  if (!application) return bad(unknownApplication(), "unknown application key");
  const credential = cloudState.credentials.find(vault.consumerKeys.get(consumerKey) ?? "");
  if (!credential || credential.applicationId !== application.id)
    return bad(forbidden("This credential does not exist", "NOT_CREDENTIAL"), "unknown consumer key");

  const applicationSecret = vault.applicationSecrets.get(application.id) ?? "";
  const urls = signedUrls(header(request, "host"), request.url, switches);
  const parts = { applicationSecret, consumerKey, method: request.method, body: request.body, timestamp };
  if (switches.signatures === "strict" && !verify(signature, urls, parts))
    return bad(invalidSignature(), "the signature does not match");
  if (!/^\d{1,12}$/.test(timestamp)) return bad(invalidSignature(), "the timestamp is no whole number");
  const off = Number(timestamp) - now;
  if (Math.abs(off) > switches.timestampWindow)
    return bad(timestampError(cloudState), `the timestamp is ${Math.round(off)} s off`);

  const unusable = whyUnusable(cloudState, credential, request.sourceIp);
  if (!unusable) return { outcome: "ok", identity: { by: "consumerKey", account: credential.account, credential } };
  const asSignature = switches.pendingKey === "invalid-signature";
  const error = asSignature ? invalidSignature() : forbidden("This credential is not valid", "INVALID_CREDENTIAL");
  return refused(error, "ok", unusable);
}

function refused(error: OvhError, signature: Refused["signature"], note: string): Refused {
  return { outcome: "refused", error, signature, note };
}

/** The application with this key, if it may be used. */
export function applicationOf(cloudState: OvhCloudState, applicationKey: string): Application | undefined {
  const application = cloudState.applications.all().find((one) => one.applicationKey === applicationKey);
  return application?.status === "active" || application?.status === "trusted" ? application : undefined;
}

export function unknownApplication(): OvhError {
  return forbidden("Invalid application key", "INVALID_KEY");
}

function timestampError({ switches }: OvhCloudState): OvhError {
  if (switches.timestampError === "invalid-signature") return invalidSignature();
  const detail = { status: 400, class: "Client::BadRequest", message: "Query out of time" };
  return new OvhError({ ...detail, legacyCode: "QUERY_TIME_OUT" });
}

/** Status of a consumer key now: it may have expired. */
export function credentialStatus(cloudState: OvhCloudState, credential: Credential): Credential["status"] {
  const { status, expiresAt } = credential;
  return status === "validated" && expiresAt > 0 && expiresAt <= cloudState.timeline.now ? "expired" : status;
}

function whyUnusable(cloudState: OvhCloudState, credential: Credential, sourceIp: string): string | undefined {
  const status = credentialStatus(cloudState, credential);
  if (status !== "validated") return `the consumer key is ${status}`;
  if (credential.allowedIPs.length === 0) return undefined;
  const allowed = new BlockList();
  for (const block of credential.allowedIPs) {
    const [ip = "", bits] = block.split("/");
    const family = isIP(ip) === 6 ? "ipv6" : "ipv4";
    allowed.addSubnet(ip, Number(bits ?? (family === "ipv6" ? 128 : 32)), family);
  }
  const inside = allowed.check(sourceIp, isIP(sourceIp) === 6 ? "ipv6" : "ipv4");
  return inside ? undefined : `${sourceIp} is not allowed`;
}

/**
 * Whether the access rules of a consumer key cover a call; `*` matches anything, including slashes (docs/api/ovh.md
 * §1.8).
 */
export function isGranted(rules: readonly AccessRule[], method: string, path: string): boolean {
  return rules.some((rule) => rule.method === method && globMatches(rule.path, path));
}

function globMatches(pattern: string, text: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s").test(text);
}

export function header(request: CloudRequest, name: string): string {
  const value = request.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? "";
}
