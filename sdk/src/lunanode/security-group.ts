// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface SecurityGroupArgs {
  /**
   * Name in the panel. Generated from the resource's name if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region, by ID or name, such as `toronto`.
   *
   * A change replaces the security group. Drift is reported in a warning, not repaired. `pulumi preview` checks that
   * the region exists. Default: `"toronto"`.
   *
   * @default "toronto"
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * All ingress rules of the group; other rules are removed. Egress rules are managed only if the list has one,
   * because a new group allows all outgoing traffic.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  rules: pulumi.Input<pulumi.Input<SecurityGroupRuleArgs>[]>;

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

export interface SecurityGroupRuleArgs {
  /** `ingress` (to the VM) or `egress` (from it). */
  direction: pulumi.Input<"ingress" | "egress">;

  /** `tcp`, `udp`, `icmp` or `any`. */
  protocol: pulumi.Input<string>;

  /** Address family; `IPv4` if absent. */
  ethertype?: pulumi.Input<"IPv4" | "IPv6"> | undefined;

  /** First port; all ports if absent. */
  portMin?: pulumi.Input<number> | undefined;

  /** Last port; `portMin` if absent. */
  portMax?: pulumi.Input<number> | undefined;

  /** Address range of the other side. Everyone if both this and `group` are absent. */
  cidr?: pulumi.Input<string> | undefined;

  /** ID of the security group on the other side. */
  group?: pulumi.Input<string> | undefined;

  /** Free text; not compared. */
  label?: pulumi.Input<string> | undefined;
}

export interface SecurityGroupRule {
  /** `ingress` (to the VM) or `egress` (from it). */
  direction: "ingress" | "egress";

  /** `tcp`, `udp`, `icmp` or `any`. */
  protocol: string;

  /** Address family; `IPv4` if absent. */
  ethertype?: "IPv4" | "IPv6" | undefined;

  /** First port; all ports if absent. */
  portMin?: number | undefined;

  /** Last port; `portMin` if absent. */
  portMax?: number | undefined;

  /** Address range of the other side. Everyone if both this and `group` are absent. */
  cidr?: string | undefined;

  /** ID of the security group on the other side. */
  group?: string | undefined;

  /** Free text; not compared. */
  label?: string | undefined;
}

const shape: Shape = {
  token: "lunanode:SecurityGroup",
  properties: ["name", "region", "rules", "adopt", "timeouts", "groupId", "failure"],
  secrets: [],
};

/**
 * A LunaNode security group with its rules, for `securityGroups` of a VM.
 *
 * ## Example Usage
 *
 * HTTPS from everywhere, SSH only from the office, and everything between the members of the group.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const web = new indiecloud.lunanode.SecurityGroup("web", {
 *     region: "toronto",
 *     rules: [
 *         {
 *             direction: "ingress",
 *             protocol: "tcp",
 *             portMin: 443,
 *         },
 *         {
 *             direction: "ingress",
 *             protocol: "tcp",
 *             portMin: 22,
 *             cidr: "203.0.113.0/24",
 *             label: "office",
 *         },
 *     ],
 * });
 * ```
 *
 * @see https://www.lunanode.com/api/securitygroup
 */
export class SecurityGroup extends Resource {
  /** Name in the panel. Generated from the resource's name if absent. */
  declare readonly name: pulumi.Output<string>;

  /** Region, by ID or name, such as `toronto`. */
  declare readonly region: pulumi.Output<string | undefined>;

  /**
   * All ingress rules of the group; other rules are removed. Egress rules are managed only if the list has one,
   * because a new group allows all outgoing traffic.
   */
  declare readonly rules: pulumi.Output<SecurityGroupRule[]>;

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

  /** ID of the group. */
  declare readonly groupId: pulumi.Output<string>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: SecurityGroupArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: SecurityGroupArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: SecurityGroupArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): SecurityGroup {
    return new SecurityGroup(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is SecurityGroup {
    return Resource.isOf(shape, value);
  }
}
