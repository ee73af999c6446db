// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface AccessControlGroupArgs {
  /**
   * Name (`accessControlGroupName`): 3 to 30 small letters, digits and `-`, a letter first. Generated from the
   * resource's name if absent. A change makes another group.
   *
   * A change replaces the access control group. It is read back: a change made elsewhere is told as a warning, and
   * left as it is.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region, by code, such as `KR`. The account's (`NCLOUD_REGION`) if absent.
   *
   * A change replaces the access control group. It is read back: a change made elsewhere is told as a warning, and
   * left as it is. `pulumi preview` checks that there is such a region.
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * VPC, by name or number (`vpcNo`). A change makes another group.
   *
   * A change replaces the access control group. It is read back: a change made elsewhere is told as a warning, and
   * left as it is. `pulumi preview` checks that there is such a VPC.
   */
  vpc: pulumi.Input<string>;

  /**
   * Description (`accessControlGroupDescription`), at most 1000 bytes. Used at creation only: no call changes it.
   *
   * Used at creation only: a later change is recorded and touches nothing. To have it replace the access control
   * group, set the resource option `replaceOnChanges: ["description"]`. It is read back: a change made elsewhere is
   * told as a warning, and left as it is.
   */
  description?: pulumi.Input<string> | undefined;

  /**
   * All rules for traffic to the servers; others are removed. Left alone if absent; an empty list allows nothing.
   * Changed in place.
   *
   * A change is made in place. It is read back: `pulumi refresh` shows a change made elsewhere, and the next
   * `pulumi up` undoes it.
   */
  inbound?: pulumi.Input<pulumi.Input<AccessControlGroupInboundArgs>[]> | undefined;

  /**
   * All rules for traffic from the servers; others are removed. Left alone if absent; an empty list allows nothing.
   * Changed in place.
   *
   * A change is made in place. It is read back: `pulumi refresh` shows a change made elsewhere, and the next
   * `pulumi up` undoes it.
   */
  outbound?: pulumi.Input<pulumi.Input<AccessControlGroupOutboundArgs>[]> | undefined;

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

export interface AccessControlGroupInboundArgs {
  /** `TCP`, `UDP`, `ICMP`, or the number of another protocol, 1 to 254. */
  protocol: pulumi.Input<string>;

  /** Port such as `22`, or ports such as `8000-8010`; TCP and UDP need it. */
  portRange?: pulumi.Input<string> | undefined;

  /** Addresses on the other side, such as `203.0.113.0/24`. */
  ipBlock?: pulumi.Input<string> | undefined;

  /** Number or id of the access control group on the other side, instead of `ipBlock`. */
  accessControlGroup?: pulumi.Input<string> | undefined;

  /** Free text; not compared. */
  description?: pulumi.Input<string> | undefined;
}

export interface AccessControlGroupInbound {
  /** `TCP`, `UDP`, `ICMP`, or the number of another protocol, 1 to 254. */
  protocol: string;

  /** Port such as `22`, or ports such as `8000-8010`; TCP and UDP need it. */
  portRange?: string | undefined;

  /** Addresses on the other side, such as `203.0.113.0/24`. */
  ipBlock?: string | undefined;

  /** Number or id of the access control group on the other side, instead of `ipBlock`. */
  accessControlGroup?: string | undefined;

  /** Free text; not compared. */
  description?: string | undefined;
}

export interface AccessControlGroupOutboundArgs {
  /** `TCP`, `UDP`, `ICMP`, or the number of another protocol, 1 to 254. */
  protocol: pulumi.Input<string>;

  /** Port such as `22`, or ports such as `8000-8010`; TCP and UDP need it. */
  portRange?: pulumi.Input<string> | undefined;

  /** Addresses on the other side, such as `203.0.113.0/24`. */
  ipBlock?: pulumi.Input<string> | undefined;

  /** Number or id of the access control group on the other side, instead of `ipBlock`. */
  accessControlGroup?: pulumi.Input<string> | undefined;

  /** Free text; not compared. */
  description?: pulumi.Input<string> | undefined;
}

export interface AccessControlGroupOutbound {
  /** `TCP`, `UDP`, `ICMP`, or the number of another protocol, 1 to 254. */
  protocol: string;

  /** Port such as `22`, or ports such as `8000-8010`; TCP and UDP need it. */
  portRange?: string | undefined;

  /** Addresses on the other side, such as `203.0.113.0/24`. */
  ipBlock?: string | undefined;

  /** Number or id of the access control group on the other side, instead of `ipBlock`. */
  accessControlGroup?: string | undefined;

  /** Free text; not compared. */
  description?: string | undefined;
}

const shape: Shape = {
  token: "naver:AccessControlGroup",
  properties: [
    "name",
    "region",
    "vpc",
    "description",
    "inbound",
    "outbound",
    "adopt",
    "timeouts",
    "accessControlGroupNo",
    "isDefault",
    "failure",
  ],
  secrets: [],
};

/** An access control group (ACG) of a VPC with its rules, for `accessControlGroups` of a server. */
export class AccessControlGroup extends Resource {
  /**
   * Name (`accessControlGroupName`): 3 to 30 small letters, digits and `-`, a letter first. Generated from the
   * resource's name if absent. A change makes another group.
   */
  declare readonly name: pulumi.Output<string>;

  /** Region, by code, such as `KR`. The account's (`NCLOUD_REGION`) if absent. */
  declare readonly region: pulumi.Output<string | undefined>;

  /** VPC, by name or number (`vpcNo`). A change makes another group. */
  declare readonly vpc: pulumi.Output<string>;

  /** Description (`accessControlGroupDescription`), at most 1000 bytes. Used at creation only: no call changes it. */
  declare readonly description: pulumi.Output<string | undefined>;

  /**
   * All rules for traffic to the servers; others are removed. Left alone if absent; an empty list allows nothing.
   * Changed in place.
   */
  declare readonly inbound: pulumi.Output<AccessControlGroupInbound[] | undefined>;

  /**
   * All rules for traffic from the servers; others are removed. Left alone if absent; an empty list allows nothing.
   * Changed in place.
   */
  declare readonly outbound: pulumi.Output<AccessControlGroupOutbound[] | undefined>;

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

  /** Number of the group. */
  declare readonly accessControlGroupNo: pulumi.Output<string>;

  /** Whether it is the group that came with the VPC, and goes with it. */
  declare readonly isDefault: pulumi.Output<boolean | undefined>;

  /**
   * Why the build ended for good, in the cloud's words; or what came with the object and is still charged though the
   * object is gone. While it is set, the next `pulumi up` replaces the object, and deletes it first.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: AccessControlGroupArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: AccessControlGroupArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: AccessControlGroupArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): AccessControlGroup {
    return new AccessControlGroup(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is AccessControlGroup {
    return Resource.isOf(shape, value);
  }
}
