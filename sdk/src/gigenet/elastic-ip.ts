// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface ElasticIpArgs {
  /**
   * Zone (`Domain`), such as `ord1`; that of the instance which is to have the address. If absent, the
   * configuration's zone at the time of creation.
   *
   * A change replaces the elastic IP. Drift is reported in a warning, not repaired. `pulumi preview` checks that the
   * zone exists.
   */
  zone?: pulumi.Input<string> | undefined;

  /**
   * Unassociated addresses of the account that belong to something else. Without them, nothing is created while the
   * account has an address that no instance has and no known resource manages: an interrupted run could have
   * allocated it.
   *
   * Can be changed in place. Cannot be read back, so drift is not detected.
   */
  otherAddresses?: pulumi.Input<pulumi.Input<string>[]> | undefined;

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
  token: "gigenet:ElasticIp",
  properties: ["zone", "otherAddresses", "adopt", "timeouts", "ip", "allocatedIn", "instanceId", "failure"],
  secrets: [],
};

/**
 * A public IPv4 address of the account, independent of the instance that it is associated with. It is charged until
 * it is deleted, also while no instance has it.
 *
 * GigeNET's addresses have neither a name nor a tag. So a create whose reply was lost, or that was killed, is never
 * settled by itself: the provider reports the addresses that could be the one, and allocates no other while there is
 * one.
 *
 * ## Example Usage
 *
 * An address that stays when the instance behind it is replaced.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const site = new indiecloud.gigenet.ElasticIp("site", {zone: "ord1"});
 * const web = new indiecloud.gigenet.Instance("web", {
 *     zone: "ord1",
 *     plan: "gcl.2",
 *     image: "ubuntu64_16.04",
 * });
 * const siteOnWeb = new indiecloud.gigenet.ElasticIpAssociation("siteOnWeb", {
 *     instance: web.id,
 *     address: site.id,
 * });
 * export const ip = site.ip;
 * ```
 *
 * @see https://github.com/gigenet-projects/gcloud-golang-api
 */
export class ElasticIp extends Resource {
  /**
   * Zone (`Domain`), such as `ord1`; that of the instance which is to have the address. If absent, the
   * configuration's zone at the time of creation.
   */
  declare readonly zone: pulumi.Output<string | undefined>;

  /**
   * Unassociated addresses of the account that belong to something else. Without them, nothing is created while the
   * account has an address that no instance has and no known resource manages: an interrupted run could have
   * allocated it.
   */
  declare readonly otherAddresses: pulumi.Output<string[] | undefined>;

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

  /** Zone in which GigeNET allocated the address. Absent if it was adopted or imported. */
  declare readonly allocatedIn: pulumi.Output<string | undefined>;

  /** ID of the instance that it is associated with. */
  declare readonly instanceId: pulumi.Output<string | undefined>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args?: ElasticIpArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: ElasticIpArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: ElasticIpArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): ElasticIp {
    return new ElasticIp(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is ElasticIp {
    return Resource.isOf(shape, value);
  }
}
