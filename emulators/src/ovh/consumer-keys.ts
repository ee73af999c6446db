import type { AccessRule, Credential } from "./model.ts";
import type { OvhWorld } from "./world.ts";

export interface KeyRequest {
  readonly account: string;
  readonly applicationId: string;
  readonly rules: readonly AccessRule[];
  readonly allowedIPs: readonly string[];
  readonly redirection: string;
}

/** A new consumer key. It is useless until somebody validates it (docs/api/ovh.md §1.8). */
export function requestKey(world: OvhWorld, request: KeyRequest): { consumerKey: string; token: string } {
  const consumerKey = world.ids.hex(32);
  const token = world.ids.hex(64);
  const credential = world.credentials.put({
    ...{ id: world.number("credential", 700_000_001), ...request, status: "pendingValidation" },
    ...{ createdAt: world.timeline.now, expiresAt: 0, usedAt: 0 },
  });
  world.vault.consumerKeys.set(consumerKey, credential.id);
  world.vault.validationTokens.set(token, credential.id);
  return { consumerKey, token };
}

/** What the user decides on the validation page; a key that is decided on stays as it is. */
export function decide(world: OvhWorld, credential: Credential, status: "validated" | "refused"): void {
  if (credential.status !== "pendingValidation") throw new Error(`the consumer key is ${credential.status}`);
  const lives = world.switches.durations.credential;
  const expiresAt = status === "validated" && lives > 0 ? world.timeline.now + lives * 1000 : 0;
  world.credentials.patch(credential.id, { status, expiresAt });
}

/** Ends a key for good. */
export function expire(world: OvhWorld, credential: Credential): void {
  world.credentials.patch(credential.id, { status: "expired", expiresAt: world.timeline.now });
}

/** A credential by its id, by the consumer key itself, or by the token of its validation page. */
export function findCredential(world: OvhWorld, id: string): Credential | undefined {
  const { consumerKeys, validationTokens } = world.vault;
  return world.credentials.find(consumerKeys.get(id) ?? validationTokens.get(id) ?? id);
}
