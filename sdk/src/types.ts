// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";

export interface TimeoutsArgs {
  /** How long a creation may take, from the first call until the object is as wanted. */
  create?: pulumi.Input<string> | undefined;

  /** How long a change in place may take, all its steps together. */
  update?: pulumi.Input<string> | undefined;

  /** How long a deletion may take, until the cloud shows the object no more. */
  delete?: pulumi.Input<string> | undefined;
}

export interface Timeouts {
  /** How long a creation may take, from the first call until the object is as wanted. */
  create?: string | undefined;

  /** How long a change in place may take, all its steps together. */
  update?: string | undefined;

  /** How long a deletion may take, until the cloud shows the object no more. */
  delete?: string | undefined;
}
