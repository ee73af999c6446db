// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";

/** LunaNode's Dynamic API: virtual machines in Toronto, Montreal and Roubaix. */
export interface LunanodeAccount {
  /**
   * API ID, 16 characters.
   *
   * Environment: `LUNANODE_API_ID`.
   */
  apiId?: pulumi.Input<string> | undefined;

  /**
   * API key, 128 characters.
   *
   * Environment: `LUNANODE_API_KEY`.
   */
  apiKey?: pulumi.Input<string> | undefined;

  /**
   * Base URL; the API is below it, at `/api`.
   *
   * Environment: `LUNANODE_ENDPOINT`. Default: `https://dynamic.lunanode.com`.
   */
  endpoint?: pulumi.Input<string> | undefined;
}

/** The accounts that a `Provider` brings; at least one. */
export interface ProviderArgs {
  /**
   * An account at LunaNode: `indiecloud:lunanode` in the stack's configuration, or an argument of a `Provider`.
   *
   * Set with `pulumi config set --path --secret indiecloud:lunanode.apiKey VALUE`. Credentials come from one source
   * as a whole: what is set here, else the environment.
   */
  lunanode?: pulumi.Input<LunanodeAccount> | undefined;
}

/** The keys of `ProviderArgs`. */
export const CLOUDS = ["lunanode"] as const;
