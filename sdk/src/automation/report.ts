/**
 * What `detectDrift` tells: plain data, which can be printed as JSON.
 */

/**
 * What the next `up` does about a difference.
 *
 * - `update`: sets it back, in place.
 * - `replace`: makes another object and deletes this one.
 * - `create`: makes the object again.
 * - `refuse`: ends in an error, as the object was taken over and cannot be made again.
 * - `resume`: goes on with the object, whose first run has not come to its end.
 * - `none`: nothing. It is only reported, as to repair it would need another object: an image, a region.
 */
export type NextAction = "update" | "replace" | "create" | "refuse" | "resume" | "none";

/**
 * What is with a resource.
 *
 * - `changed`: at least one input is not what the state has.
 * - `deleted`: the object is not there any more.
 * - `unfinished`: an earlier run was cut short or timed out. That is no drift, but the next `up` has work to do.
 * - `observed`: only what the cloud tells of it has changed, such as an address or a status, or something of it could
 *   not be compared. That is no drift.
 * - `unreadable`: it could not be read; `error` says why.
 */
export type ResourceStatus = "changed" | "deleted" | "unfinished" | "observed" | "unreadable";

/** One input that is not what the state has. */
export interface PropertyDrift {
  /** The input's name, such as `powerState`. */
  path: string;
  /** As the state has it; `[secret]` for a secret. Absent where it was not set. */
  old?: unknown;
  /** As the cloud has it; `[secret]` for a secret. Absent where it is not set any more. */
  new?: unknown;
  /** Whether either is a secret, so that neither is shown. */
  secret: boolean;
  nextAction: Extract<NextAction, "update" | "replace" | "none">;
}

/** One output that has changed: what the cloud tells, and what no program sets. Never a secret. */
export interface OutputChange {
  path: string;
  old?: unknown;
  new?: unknown;
}

export interface DriftedResource {
  urn: string;
  /** Pulumi's type, such as `pulumi-nodejs:dynamic/indiecloud/lunanode:Vm` or, by the plugin, `indiecloud:lunanode:Vm`. */
  type: string;
  /** Cloud and resource, the same for both: `lunanode:Vm`. */
  token: string;
  /** The resource's name in the program. */
  name: string;
  /** The id in the state, such as `toronto/81eb…`. */
  id: string;
  status: ResourceStatus;
  /** What the next `up` does about the whole resource: the weightiest of what it does about its properties. */
  nextAction: NextAction;
  /** Sorted by path. */
  properties: PropertyDrift[];
  /** Sorted by path. */
  outputs: OutputChange[];
  /** Inputs that could not be compared this time, as what the cloud shows could not be told from what is wanted. */
  uncompared: string[];
  /** Why it could not be read. */
  error?: string;
}

export interface DriftReport {
  /** The stack's name. */
  stack: string;
  /** Whether any resource is `changed` or `deleted`, also where the next `up` does nothing about it. */
  hasDrift: boolean;
  /** The resources of which there is something to tell, sorted by URN. The others are as they were. */
  resources: DriftedResource[];
  /** How many of indiecloud's resources were looked at, and how many of each status there are. */
  counts: { resources: number } & Record<ResourceStatus, number>;
  /** Pulumi's own summary, over all resources of the stack, also those of other providers: `{ same: 4, update: 1 }`. */
  summary: Partial<Record<string, number>>;
}

/** Some resources could not be read, so that there may be more drift than was seen. */
export class RefreshError extends Error {
  override readonly name = "RefreshError";
  /** What was read, and which resources were not. */
  readonly report: DriftReport;

  constructor(report: DriftReport, cause: unknown) {
    const unreadable = report.resources.filter(({ status }) => status === "unreadable");
    const lines = unreadable.map(({ name, token, error }) => `${name} (${token}): ${error}`);
    super(
      `Stack ${report.stack}: ${unreadable.length} ${unreadable.length === 1 ? "resource" : "resources"} could not be read, so there may be more drift than was seen.\n${lines.join("\n")}`,
      { cause },
    );
    this.report = report;
  }
}
