// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface ElasticIpAssociationArgs {
  /**
   * ID of the instance (`InstanceId`), in the zone of the address.
   *
   * A change replaces the elastic IP association. `pulumi refresh` detects drift, and the next `pulumi up` reverts
   * it.
   */
  instance: pulumi.Input<string>;

  /**
   * The elastic address (`PublicIp`): the ID or `ip` of an `ElasticIp`.
   *
   * A change replaces the elastic IP association. Drift is reported in a warning, not repaired. Only one object can
   * have it at a time, so a replacement that keeps it deletes the old object first.
   */
  address: pulumi.Input<string>;

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
  token: "gigenet:ElasticIpAssociation",
  properties: ["instance", "address", "adopt", "timeouts", "ip", "instanceId", "failure"],
  secrets: [],
};

/**
 * The association of an elastic address with an instance. Deleting it takes the address off the instance; the
 * address stays. Whether DescribeAddresses shows the instance of an address is not proven: if it does not, drift
 * cannot be seen.
 *
 * ## Example Usage
 *
 * Move the address to another instance by changing `instance`.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const blue = new indiecloud.gigenet.Instance("blue", {
 *     zone: "ord1",
 *     plan: "gcl.2",
 *     image: "ubuntu64_16.04",
 * });
 * const site = new indiecloud.gigenet.ElasticIp("site", {zone: "ord1"});
 * const siteOnBlue = new indiecloud.gigenet.ElasticIpAssociation("siteOnBlue", {
 *     instance: blue.id,
 *     address: site.id,
 * });
 * ```
 *
 * @see https://github.com/gigenet-projects/gcloud-golang-api
 */
export class ElasticIpAssociation extends Resource {
  /** ID of the instance (`InstanceId`), in the zone of the address. */
  declare readonly instance: pulumi.Output<string>;

  /** The elastic address (`PublicIp`): the ID or `ip` of an `ElasticIp`. */
  declare readonly address: pulumi.Output<string>;

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

  /** The address. */
  declare readonly ip: pulumi.Output<string>;

  /** ID of the instance, as DescribeAddresses shows it. */
  declare readonly instanceId: pulumi.Output<string | undefined>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: ElasticIpAssociationArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: ElasticIpAssociationArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: ElasticIpAssociationArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): ElasticIpAssociation {
    return new ElasticIpAssociation(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is ElasticIpAssociation {
    return Resource.isOf(shape, value);
  }
}
