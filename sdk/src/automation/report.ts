/**
 * What `detectDrift` returns: plain data that can be printed as JSON.
 */

/**
 * What the next `up` does about a difference.
 *
 * - `update`: reverts it in place.
 * - `replace`: creates a new object and deletes this one.
 * - `create`: creates the object again.
 * - `refuse`: fails, because the program adopts the object, which no longer exists.
 * - `resume`: completes what an earlier run left unfinished.
 * - `report-only`: leaves it. The drift is only reported: repairing it would need a new object (an image, a region).
 * - `none`: there is no drift, or the resource could not be read.
 */
export type NextAction = "update" | "replace" | "create" | "refuse" | "resume" | "report-only" | "none";

/**
 * The result for a resource.
 *
 * - `changed`: at least one input differs from the state.
 * - `deleted`: the object no longer exists.
 * - `unfinished`: an earlier run was interrupted or timed out. This is not drift, but the next `up` has work to do.
 * - `observed`: only outputs have changed, such as an address or a status, or an input could not be compared. This is
 *   not drift.
 * - `unreadable`: it could not be read; `error` says why.
 */
export type ResourceStatus = "changed" | "deleted" | "unfinished" | "observed" | "unreadable";

/** One input that differs from the state. */
export interface PropertyDrift {
  /** The input's name, such as `powerState`. */
  path: string;
  /** The value in the state; `[secret]` for a secret. Absent if it was not set. */
  old?: unknown;
  /** The value in the cloud; `[secret]` for a secret. Absent if it is no longer set. */
  new?: unknown;
  /** Whether either value is secret, so that neither is shown. */
  secret: boolean;
  nextAction: Extract<NextAction, "update" | "replace" | "report-only">;
}

/** One output that has changed: a value that the cloud reports and no program sets. Never a secret. */
export interface OutputChange {
  path: string;
  old?: unknown;
  new?: unknown;
}

export interface DriftedResource {
  urn: string;
  /**
   * Pulumi's type, such as `pulumi-nodejs:dynamic/indiecloud/lunanode:Vm` or, with the plugin,
   * `indiecloud:lunanode:Vm`.
   */
  type: string;
  /** Cloud and resource, the same for both adapters: `lunanode:Vm`. */
  token: string;
  /** The resource's name in the program. */
  name: string;
  /** The ID in the state, such as `toronto/81eb…`. */
  id: string;
  status: ResourceStatus;
  /** What the next `up` does about the whole resource: the most far-reaching of the actions on its properties. */
  nextAction: NextAction;
  /** Sorted by path. */
  properties: PropertyDrift[];
  /** Sorted by path. */
  outputs: OutputChange[];
  /**
   * Inputs that could not be compared this time, because the cloud's value cannot be distinguished from the desired one.
   */
  uncompared: string[];
  /** Why the resource could not be read. */
  error?: string;
}

export interface DriftReport {
  /** The stack's name. */
  stack: string;
  /** Whether any resource is `changed` or `deleted`, even if the next `up` does nothing about it. */
  hasDrift: boolean;
  /** The resources with something to report, sorted by URN. The others are unchanged. */
  resources: DriftedResource[];
  /** How many indiecloud resources were checked, and how many have each status. */
  counts: { resources: number } & Record<ResourceStatus, number>;
  /**
   * Pulumi's own summary over all resources of the stack, including those of other providers: `{ same: 4, update: 1 }`.
   */
  summary: Partial<Record<string, number>>;
}

/** Some resources could not be read, so there may be more drift than the report shows. */
export class RefreshError extends Error {
  override readonly name = "RefreshError";
  /** What was read, and which resources could not be. */
  readonly report: DriftReport;

  constructor(report: DriftReport, cause: unknown) {
    const unreadable = report.resources.filter(({ status }) => status === "unreadable");
    const lines = unreadable.map(({ name, token, error }) => `${name} (${token}): ${error}`);
    super(
      `Stack ${report.stack}: ${unreadable.length} ${unreadable.length === 1 ? "resource" : "resources"} could not be read, so there may be more drift.\n${lines.join("\n")}`,
      { cause },
    );
    this.report = report;
  }
}
