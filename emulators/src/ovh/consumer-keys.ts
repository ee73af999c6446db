import type { OvhCloudState } from "./cloud-state.ts";
import type { AccessRule, Credential } from "./model.ts";

export interface KeyRequest {
  readonly account: string;
  readonly applicationId: string;
  readonly rules: readonly AccessRule[];
  readonly allowedIPs: readonly string[];
  readonly redirection: string;
}

/** A new consumer key. It cannot be used until a user validates it (docs/api/ovh.md §1.8). */
export function requestKey(cloudState: OvhCloudState, request: KeyRequest): { consumerKey: string; token: string } {
  const consumerKey = cloudState.ids.hex(32);
  const token = cloudState.ids.hex(64);
  const credential = cloudState.credentials.put({
    ...{ id: cloudState.number("credential", 700_000_001), ...request, status: "pendingValidation" },
    ...{ createdAt: cloudState.timeline.now, expiresAt: 0, usedAt: 0 },
  });
  cloudState.vault.consumerKeys.set(consumerKey, credential.id);
  cloudState.vault.validationTokens.set(token, credential.id);
  return { consumerKey, token };
}

/** The user's decision on the validation page; a key that has already been decided on does not change. */
export function decide(cloudState: OvhCloudState, credential: Credential, status: "validated" | "refused"): void {
  if (credential.status !== "pendingValidation") throw new Error(`the consumer key is ${credential.status}`);
  const lives = cloudState.switches.durations.credential;
  const expiresAt = status === "validated" && lives > 0 ? cloudState.timeline.now + lives * 1000 : 0;
  cloudState.credentials.patch(credential.id, { status, expiresAt });
}

/** Expires a key permanently. */
export function expire(cloudState: OvhCloudState, credential: Credential): void {
  cloudState.credentials.patch(credential.id, { status: "expired", expiresAt: cloudState.timeline.now });
}

/** A credential by its ID, by the consumer key itself, or by the token of its validation page. */
export function findCredential(cloudState: OvhCloudState, id: string): Credential | undefined {
  const { consumerKeys, validationTokens } = cloudState.vault;
  return cloudState.credentials.find(consumerKeys.get(id) ?? validationTokens.get(id) ?? id);
}
