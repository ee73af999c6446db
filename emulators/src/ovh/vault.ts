import { keepMap, type Memory } from "../core/memory.ts";

/** Secrets of all kinds, stored apart from the objects because those are shown. */
export class Vault {
  /** Application id → secret. */
  readonly applicationSecrets = new Map<string, string>();
  /** Consumer key → credential id. */
  readonly consumerKeys = new Map<string, string>();
  /** Token of a validation page → credential id. */
  readonly validationTokens = new Map<string, string>();
  /** Client id → secret. */
  readonly clientSecrets = new Map<string, string>();
  /** Access token → client ID and its expiry in virtual milliseconds. */
  readonly accessTokens = new Map<string, { readonly clientId: string; readonly expiresAt: number }>();

  get memory(): Memory {
    return {
      applicationSecrets: keepMap(this.applicationSecrets),
      consumerKeys: keepMap(this.consumerKeys),
      validationTokens: keepMap(this.validationTokens),
      clientSecrets: keepMap(this.clientSecrets),
      accessTokens: keepMap(this.accessTokens),
    };
  }

  clear(): void {
    for (const map of Object.values(this)) if (map instanceof Map) map.clear();
  }
}
