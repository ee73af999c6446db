// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface SecurityGroupArgs {
  /**
   * Name in the panel. Generated from the resource's name if absent.
   *
   * A change is made in place. It is read back: `pulumi refresh` shows a change made elsewhere, and the next
   * `pulumi up` undoes it.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region, by id or name, such as `toronto`.
   *
   * A change replaces the security group. It is read back: a change made elsewhere is told as a warning, and left as
   * it is. `pulumi preview` checks that there is such a region. Default: `"toronto"`.
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * All ingress rules of the group; others are removed. Egress rules are managed only if the list has one: a new
   * group lets everything out.
   *
   * A change is made in place. It is read back: `pulumi refresh` shows a change made elsewhere, and the next
   * `pulumi up` undoes it.
   */
  rules: pulumi.Input<pulumi.Input<SecurityGroupRuleArgs>[]>;

  /**
   * Takes over an existing object by its id instead of making one. Refused where the object differs in something
   * that cannot be changed in place. Remove it after the first successful `pulumi up`; while it is set, a change
   * that would replace the object is an error.
   */
  adopt?: pulumi.Input<string> | undefined;

  /**
   * How long to wait for the cloud, as durations such as `"10m"`. The resource option `customTimeouts` sets the
   * same.
   *
   * Defaults: `10m` to create, `10m` to update and `10m` to delete.
   */
  timeouts?: pulumi.Input<TimeoutsArgs> | undefined;
}

export interface SecurityGroupRuleArgs {
  /** `ingress` to the VM, `egress` from it. */
  direction: pulumi.Input<"ingress" | "egress">;

  /** `tcp`, `udp`, `icmp` or `any`. */
  protocol: pulumi.Input<string>;

  /** Address family; `IPv4` if absent. */
  ethertype?: pulumi.Input<"IPv4" | "IPv6"> | undefined;

  /** First port; all ports if absent. */
  portMin?: pulumi.Input<number> | undefined;

  /** Last port; `portMin` if absent. */
  portMax?: pulumi.Input<number> | undefined;

  /** Addresses on the other side; everybody if both this and `group` are absent. */
  cidr?: pulumi.Input<string> | undefined;

  /** Id of the security group on the other side. */
  group?: pulumi.Input<string> | undefined;

  /** Free text; not compared. */
  label?: pulumi.Input<string> | undefined;
}

export interface SecurityGroupRule {
  /** `ingress` to the VM, `egress` from it. */
  direction: "ingress" | "egress";

  /** `tcp`, `udp`, `icmp` or `any`. */
  protocol: string;

  /** Address family; `IPv4` if absent. */
  ethertype?: "IPv4" | "IPv6" | undefined;

  /** First port; all ports if absent. */
  portMin?: number | undefined;

  /** Last port; `portMin` if absent. */
  portMax?: number | undefined;

  /** Addresses on the other side; everybody if both this and `group` are absent. */
  cidr?: string | undefined;

  /** Id of the security group on the other side. */
  group?: string | undefined;

  /** Free text; not compared. */
  label?: string | undefined;
}

const shape: Shape = {
  token: "lunanode:SecurityGroup",
  properties: ["name", "region", "rules", "adopt", "timeouts", "groupId", "failure"],
  secrets: [],
};

/** A LunaNode security group with its rules, for `securityGroups` of a VM. */
export class SecurityGroup extends Resource {
  /** Name in the panel. Generated from the resource's name if absent. */
  declare readonly name: pulumi.Output<string>;

  /** Region, by id or name, such as `toronto`. */
  declare readonly region: pulumi.Output<string | undefined>;

  /**
   * All ingress rules of the group; others are removed. Egress rules are managed only if the list has one: a new
   * group lets everything out.
   */
  declare readonly rules: pulumi.Output<SecurityGroupRule[]>;

  /**
   * Takes over an existing object by its id instead of making one. Refused where the object differs in something
   * that cannot be changed in place. Remove it after the first successful `pulumi up`; while it is set, a change
   * that would replace the object is an error.
   */
  declare readonly adopt: pulumi.Output<string | undefined>;

  /**
   * How long to wait for the cloud, as durations such as `"10m"`. The resource option `customTimeouts` sets the
   * same.
   */
  declare readonly timeouts: pulumi.Output<Timeouts | undefined>;

  /** Id of the group at LunaNode. */
  declare readonly groupId: pulumi.Output<string>;

  /**
   * Why the build ended for good, in the cloud's words; or what came with the object and is still charged though the
   * object is gone. While it is set, the next `pulumi up` replaces the object, and deletes it first.
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
