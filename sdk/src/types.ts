// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";

export interface Image {
  /** The cloud's own id: what an argument of a resource can be set to. */
  id: string;

  /** Name as the cloud's panel shows it; resources take it too. */
  name: string;

  /** The one region where it has this id. */
  region?: string | undefined;

  /** What the cloud says of it. */
  description?: string | undefined;

  /** Whether new servers can have it. Absent: the cloud's list does not tell. */
  available?: boolean | undefined;

  /** Kind of system: `linux`, `windows` or `bsd`. */
  os?: string | undefined;

  /** Distribution in lower case, such as `ubuntu`. */
  distribution?: string | undefined;

  /** Version of the distribution, such as `24.04`. */
  version?: string | undefined;
}

export interface Plan {
  /** The cloud's own id: what an argument of a resource can be set to. */
  id: string;

  /** Name as the cloud's panel shows it; resources take it too. */
  name: string;

  /** The one region where it has this id. */
  region?: string | undefined;

  /** What the cloud says of it. */
  description?: string | undefined;

  /** Whether new servers can have it. Absent: the cloud's list does not tell. */
  available?: boolean | undefined;

  /** Virtual CPUs. */
  vcpus?: number | undefined;

  /** Memory in MiB. */
  memoryMb?: number | undefined;

  /** Disk in GB. */
  diskGb?: number | undefined;

  /** Price as the cloud's list has it. */
  price?: PlanPrice | undefined;
}

/** Price as the cloud's list has it. */
export interface PlanPrice {
  /** For an hour. */
  hourly?: number | undefined;

  /** For a month. */
  monthly?: number | undefined;

  /** Currency, such as `USD`. */
  currency: string;
}

export interface Region {
  /** The cloud's own id: what an argument of a resource can be set to. */
  id: string;

  /** Name as the cloud's panel shows it; resources take it too. */
  name: string;

  /** What the cloud says of it. */
  description?: string | undefined;

  /** Whether new servers can have it. Absent: the cloud's list does not tell. */
  available?: boolean | undefined;
}

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
