// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";

export interface Image {
  /** The cloud's own ID, which resources accept. */
  id: string;

  /** Name as in the cloud's panel, which resources accept too. */
  name: string;

  /** The region in which it has this ID. */
  region?: string | undefined;

  /** The cloud's description. */
  description?: string | undefined;

  /** Whether new servers can use it. Absent if the cloud's list does not say. */
  available?: boolean | undefined;

  /** Operating system: `linux`, `windows` or `bsd`. */
  os?: string | undefined;

  /** Distribution in lowercase, such as `ubuntu`. */
  distribution?: string | undefined;

  /** Version of the distribution, such as `24.04`. */
  version?: string | undefined;
}

export interface Plan {
  /** The cloud's own ID, which resources accept. */
  id: string;

  /** Name as in the cloud's panel, which resources accept too. */
  name: string;

  /** The region in which it has this ID. */
  region?: string | undefined;

  /** The cloud's description. */
  description?: string | undefined;

  /** Whether new servers can use it. Absent if the cloud's list does not say. */
  available?: boolean | undefined;

  /** Virtual CPUs. */
  vcpus?: number | undefined;

  /** Memory in MiB. */
  memoryMb?: number | undefined;

  /** Disk in GB. */
  diskGb?: number | undefined;

  /** List price. */
  price?: PlanPrice | undefined;
}

/** List price. */
export interface PlanPrice {
  /** Price per hour. */
  hourly?: number | undefined;

  /** Price per month. */
  monthly?: number | undefined;

  /** Currency, such as `USD`. */
  currency: string;
}

export interface Point {
  /** When it was measured, in seconds since 1970. */
  unixTime: number;

  /** Of `bandwidth`, in LunaNode's unit. */
  incomingRate?: number | undefined;

  /** Of `bandwidth`, in LunaNode's unit. */
  outgoingRate?: number | undefined;

  /** Of `bandwidth`, in LunaNode's unit. */
  totalRate?: number | undefined;

  /** Of `cpu`. */
  percent?: number | undefined;

  /** Of `io`, in LunaNode's unit. */
  read?: number | undefined;

  /** Of `io`, in LunaNode's unit. */
  write?: number | undefined;
}

export interface Region {
  /** The cloud's own ID, which resources accept. */
  id: string;

  /** Name as in the cloud's panel, which resources accept too. */
  name: string;

  /** The cloud's description. */
  description?: string | undefined;

  /** Whether new servers can use it. Absent if the cloud's list does not say. */
  available?: boolean | undefined;
}

export interface TimeoutsArgs {
  /** How long a create may take, from the first call until the object is ready. */
  create?: pulumi.Input<string> | undefined;

  /** How long an update may take, with all its steps. */
  update?: pulumi.Input<string> | undefined;

  /** How long a delete may take, until the cloud no longer shows the object. */
  delete?: pulumi.Input<string> | undefined;
}

export interface Timeouts {
  /** How long a create may take, from the first call until the object is ready. */
  create?: string | undefined;

  /** How long an update may take, with all its steps. */
  update?: string | undefined;

  /** How long a delete may take, until the cloud no longer shows the object. */
  delete?: string | undefined;
}
