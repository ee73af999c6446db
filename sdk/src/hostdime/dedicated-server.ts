// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface DedicatedServerArgs {
  /**
   * The server to adopt (`cuid`, called API ID in the portal).
   *
   * A change replaces the dedicated server. Drift is reported in a warning, not repaired. Only one object can have
   * it at a time, so a replacement that keeps it deletes the old object first.
   */
  cuid: pulumi.Input<string>;

  /**
   * `running` or `stopped` (`server.power.on`, `server.power.off`). HostDime does not report whether a server is
   * running, so the provider acts when this input changes or a suspension is lifted, and cannot detect drift.
   * Nothing is done while `suspended` is true. `server.power.off` does not wait for the operating system.
   *
   * Can be changed in place. Cannot be read back, so drift is not detected.
   */
  powerState?: pulumi.Input<"running" | "stopped"> | undefined;

  /**
   * Suspends the server, which also stops it, or unsuspends it. A suspension by HostDime itself cannot be lifted.
   * Unmanaged if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  suspended?: pulumi.Input<boolean> | undefined;

  /**
   * Any text. A change cycles the power of the server (`server.power.cycle`), unless the program has it stopped or
   * suspended.
   *
   * Changing a value that was already set runs the action once; setting it for the first time does nothing.
   */
  restartTrigger?: pulumi.Input<string> | undefined;

  /**
   * What happens to the server when the resource is deleted: `none` (the default), `stop` or `suspend`. The server
   * stays and is charged in any case. Nothing is done to a suspended server.
   *
   * Can be changed in place. Cannot be read back, so drift is not detected.
   */
  onDelete?: pulumi.Input<"none" | "stop" | "suspend"> | undefined;

  /**
   * How long to wait for the cloud, as durations such as `"10m"`. The resource option `customTimeouts` does the
   * same.
   *
   * Defaults: `10m` to create, `10m` to update and `10m` to delete.
   */
  timeouts?: pulumi.Input<TimeoutsArgs> | undefined;
}

const shape: Shape = {
  token: "hostdime:DedicatedServer",
  properties: [
    "cuid",
    "powerState",
    "suspended",
    "restartTrigger",
    "onDelete",
    "timeouts",
    "status",
    "type",
    "cpu",
    "ip",
    "memory",
    "hardDrives",
    "controlPanel",
    "sshPort",
    "nameServers",
    "ipmiIp",
    "ipmiPassword",
    "failure",
  ],
  secrets: ["ipmiPassword"],
};

/**
 * A dedicated server at HostDime, adopted with `cuid`. HostDime has no known method that orders or cancels one:
 * deleting the resource releases the server, which is still charged.
 *
 * A server that HostDime does not show counts as deleted only if `server.list` proves it.
 *
 * ## Example Usage
 *
 * A server that was ordered in the portal. `cuid` is its API ID there.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const database = new indiecloud.hostdime.DedicatedServer("database", {
 *     cuid: "S38",
 *     onDelete: "none",
 * });
 * export const ip = database.ip;
 * ```
 *
 * @see https://api.hostdime.com/docs/request.html
 */
export class DedicatedServer extends Resource {
  /** The server to adopt (`cuid`, called API ID in the portal). */
  declare readonly cuid: pulumi.Output<string>;

  /**
   * `running` or `stopped` (`server.power.on`, `server.power.off`). HostDime does not report whether a server is
   * running, so the provider acts when this input changes or a suspension is lifted, and cannot detect drift.
   * Nothing is done while `suspended` is true. `server.power.off` does not wait for the operating system.
   */
  declare readonly powerState: pulumi.Output<"running" | "stopped" | undefined>;

  /**
   * Suspends the server, which also stops it, or unsuspends it. A suspension by HostDime itself cannot be lifted.
   * Unmanaged if absent.
   */
  declare readonly suspended: pulumi.Output<boolean | undefined>;

  /**
   * Any text. A change cycles the power of the server (`server.power.cycle`), unless the program has it stopped or
   * suspended.
   */
  declare readonly restartTrigger: pulumi.Output<string | undefined>;

  /**
   * What happens to the server when the resource is deleted: `none` (the default), `stop` or `suspend`. The server
   * stays and is charged in any case. Nothing is done to a suspended server.
   */
  declare readonly onDelete: pulumi.Output<"none" | "stop" | "suspend" | undefined>;

  /**
   * How long to wait for the cloud, as durations such as `"10m"`. The resource option `customTimeouts` does the
   * same.
   */
  declare readonly timeouts: pulumi.Output<Timeouts | undefined>;

  /** Status as reported by HostDime. */
  declare readonly status: pulumi.Output<string>;

  /** Chassis. */
  declare readonly type: pulumi.Output<string | undefined>;

  /** Processor. */
  declare readonly cpu: pulumi.Output<string | undefined>;

  /** Main IPv4 address. */
  declare readonly ip: pulumi.Output<string | undefined>;

  /** Memory as reported by HostDime; the unit is not documented. */
  declare readonly memory: pulumi.Output<string | undefined>;

  /** Drives, such as `960 GB SSD`. */
  declare readonly hardDrives: pulumi.Output<string[] | undefined>;

  /** Control panel. */
  declare readonly controlPanel: pulumi.Output<string | undefined>;

  /** SSH port. */
  declare readonly sshPort: pulumi.Output<number | undefined>;

  /** Hostnames of the name servers. */
  declare readonly nameServers: pulumi.Output<string[] | undefined>;

  /** Address of the IPMI interface (`ip_ipmi`). Its user is `hdview`. */
  declare readonly ipmiIp: pulumi.Output<string | undefined>;

  /** Password of the IPMI user `hdview` (`ipmi_password`). */
  declare readonly ipmiPassword: pulumi.Output<string | undefined>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: DedicatedServerArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: DedicatedServerArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: DedicatedServerArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): DedicatedServer {
    return new DedicatedServer(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is DedicatedServer {
    return Resource.isOf(shape, value);
  }
}
