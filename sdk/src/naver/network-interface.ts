// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface NetworkInterfaceArgs {
  /**
   * Name (`networkInterfaceName`): 3 to 30 lowercase letters, digits and `-`, beginning with a letter. Generated
   * from the resource's name if absent.
   *
   * A change replaces the network interface. Drift is reported in a warning, not repaired.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`).
   *
   * A change replaces the network interface. Drift is reported in a warning, not repaired. `pulumi preview` checks
   * that the region exists.
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * Subnet of the interface, by name or number (`subnetNo`). It determines VPC and zone.
   *
   * A change replaces the network interface. Drift is reported in a warning, not repaired. `pulumi preview` checks
   * that the subnet exists.
   */
  subnet: pulumi.Input<string>;

  /**
   * Its address in the subnet (`ip`), not one of the first six or the last. Chosen by NAVER Cloud if absent.
   *
   * A change replaces the network interface. Drift is reported in a warning, not repaired. Only one object can have
   * it at a time, so a replacement that keeps it deletes the old object first.
   */
  fixedIp?: pulumi.Input<string> | undefined;

  /**
   * All secondary addresses in the subnet, at most five (`secondaryIpList`). Unmanaged if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it. Only one object
   * can have it at a time, so a replacement that keeps it deletes the old object first.
   */
  secondaryIps?: pulumi.Input<pulumi.Input<string>[]> | undefined;

  /**
   * One to three access control groups, by name or number (`accessControlGroupNoList`). The VPC's default group if
   * absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it. `pulumi preview`
   * checks that the access control group exists.
   */
  accessControlGroups?: pulumi.Input<pulumi.Input<string>[]> | undefined;

  /**
   * Server to attach it to, by number (`serverInstanceNo`) or ID, in the same zone. An empty text detaches it.
   * Unmanaged if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  server?: pulumi.Input<string> | undefined;

  /**
   * Description (`networkInterfaceDescription`), at most 1000 bytes.
   *
   * Used only at creation: a later change is recorded and does nothing. To replace the network interface instead,
   * set the resource option `replaceOnChanges: ["description"]`. Drift is reported in a warning, not repaired.
   */
  description?: pulumi.Input<string> | undefined;

  /**
   * ID of an existing object to adopt instead of creating one. Fails if the object differs from the program in
   * something that cannot be changed in place. Remove it after the first successful `pulumi up`: while it is set, a
   * change that would replace the object is an error.
   */
  adopt?: pulumi.Input<string> | undefined;

  /**
   * How long to wait for the cloud, as durations such as `"10m"`. The resource option `customTimeouts` does the
   * same.
   *
   * Defaults: `10m` to create, `10m` to update and `10m` to delete.
   */
  timeouts?: pulumi.Input<TimeoutsArgs> | undefined;
}

const shape: Shape = {
  token: "naver:NetworkInterface",
  properties: [
    "name",
    "region",
    "subnet",
    "fixedIp",
    "secondaryIps",
    "accessControlGroups",
    "server",
    "description",
    "adopt",
    "timeouts",
    "networkInterfaceNo",
    "privateIp",
    "deviceName",
    "failure",
  ],
  secrets: [],
};

/**
 * An additional network interface, which a server can have besides the one that it was created with. A server has at
 * most three.
 *
 * ## Example Usage
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const database = new indiecloud.naver.Server("database", {
 *     plan: "s2-g3",
 *     image: "ubuntu-22.04-base",
 *     subnet: "shop-back",
 * });
 * const replication = new indiecloud.naver.NetworkInterface("replication", {
 *     subnet: "shop-replication",
 *     server: database.id,
 * });
 * export const replicationIp = replication.privateIp;
 * ```
 *
 * @see https://api.ncloud-docs.com/docs/en/compute-vserver
 */
export class NetworkInterface extends Resource {
  /**
   * Name (`networkInterfaceName`): 3 to 30 lowercase letters, digits and `-`, beginning with a letter. Generated
   * from the resource's name if absent.
   */
  declare readonly name: pulumi.Output<string>;

  /** Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`). */
  declare readonly region: pulumi.Output<string | undefined>;

  /** Subnet of the interface, by name or number (`subnetNo`). It determines VPC and zone. */
  declare readonly subnet: pulumi.Output<string>;

  /** Its address in the subnet (`ip`), not one of the first six or the last. Chosen by NAVER Cloud if absent. */
  declare readonly fixedIp: pulumi.Output<string | undefined>;

  /** All secondary addresses in the subnet, at most five (`secondaryIpList`). Unmanaged if absent. */
  declare readonly secondaryIps: pulumi.Output<string[] | undefined>;

  /**
   * One to three access control groups, by name or number (`accessControlGroupNoList`). The VPC's default group if
   * absent.
   */
  declare readonly accessControlGroups: pulumi.Output<string[] | undefined>;

  /**
   * Server to attach it to, by number (`serverInstanceNo`) or ID, in the same zone. An empty text detaches it.
   * Unmanaged if absent.
   */
  declare readonly server: pulumi.Output<string | undefined>;

  /** Description (`networkInterfaceDescription`), at most 1000 bytes. */
  declare readonly description: pulumi.Output<string | undefined>;

  /**
   * ID of an existing object to adopt instead of creating one. Fails if the object differs from the program in
   * something that cannot be changed in place. Remove it after the first successful `pulumi up`: while it is set, a
   * change that would replace the object is an error.
   */
  declare readonly adopt: pulumi.Output<string | undefined>;

  /**
   * How long to wait for the cloud, as durations such as `"10m"`. The resource option `customTimeouts` does the
   * same.
   */
  declare readonly timeouts: pulumi.Output<Timeouts | undefined>;

  /** Number of the interface. */
  declare readonly networkInterfaceNo: pulumi.Output<string>;

  /** Its address in the subnet. */
  declare readonly privateIp: pulumi.Output<string | undefined>;

  /** Name of the device in the server, such as `eth1`, or empty. */
  declare readonly deviceName: pulumi.Output<string>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: NetworkInterfaceArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: NetworkInterfaceArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: NetworkInterfaceArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): NetworkInterface {
    return new NetworkInterface(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is NetworkInterface {
    return Resource.isOf(shape, value);
  }
}
