// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface SubnetArgs {
  /**
   * Name (`subnetName`): 3 to 30 small letters, digits and `-`, a letter first. Generated from the resource's name
   * if absent. A change makes another subnet.
   *
   * A change replaces the subnet. It is read back: a change made elsewhere is told as a warning, and left as it is.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region, by code, such as `KR`. The account's (`NCLOUD_REGION`) if absent.
   *
   * A change replaces the subnet. It is read back: a change made elsewhere is told as a warning, and left as it is.
   * `pulumi preview` checks that there is such a region.
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * VPC, by name or number (`vpcNo`). A change makes another subnet.
   *
   * A change replaces the subnet. It is read back: a change made elsewhere is told as a warning, and left as it is.
   * `pulumi preview` checks that there is such a VPC.
   */
  vpc: pulumi.Input<string>;

  /**
   * Addresses, `/16` to `/28` within those of the VPC. A change makes another subnet.
   *
   * A change replaces the subnet. It is read back: a change made elsewhere is told as a warning, and left as it is.
   * Only one object can have it at a time: a replacement that keeps it deletes the old object first.
   */
  subnet: pulumi.Input<string>;

  /**
   * Zone, such as `KR-1` (`zoneCode`). A change makes another subnet.
   *
   * A change replaces the subnet. It is read back: a change made elsewhere is told as a warning, and left as it is.
   * `pulumi preview` checks that there is such a zone.
   */
  zone: pulumi.Input<string>;

  /**
   * `PUBLIC`, whose servers can have public IPs, or `PRIVATE` (`subnetTypeCode`). A change makes another subnet.
   *
   * A change replaces the subnet. It is read back: a change made elsewhere is told as a warning, and left as it is.
   */
  subnetType: pulumi.Input<"PUBLIC" | "PRIVATE">;

  /**
   * `GEN` for servers (the default), `LOADB` for load balancers, `BM` for bare metal or `NATGW` for NAT gateways
   * (`usageTypeCode`). A change makes another subnet.
   *
   * A change replaces the subnet. It is read back: a change made elsewhere is told as a warning, and left as it is.
   */
  usageType?: pulumi.Input<"GEN" | "LOADB" | "BM" | "NATGW"> | undefined;

  /**
   * Network ACL, by name or number (`networkAclNo`). The VPC's default one if absent. Changed in place.
   *
   * A change is made in place. It is read back: `pulumi refresh` shows a change made elsewhere, and the next
   * `pulumi up` undoes it. `pulumi preview` checks that there is such a network ACL.
   */
  networkAcl?: pulumi.Input<string> | undefined;

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
   * Defaults: `60m` to create, `10m` to update and `10m` to delete.
   */
  timeouts?: pulumi.Input<TimeoutsArgs> | undefined;
}

const shape: Shape = {
  token: "naver:Subnet",
  properties: [
    "name",
    "region",
    "vpc",
    "subnet",
    "zone",
    "subnetType",
    "usageType",
    "networkAcl",
    "adopt",
    "timeouts",
    "subnetNo",
    "status",
    "networkAclNo",
    "failure",
  ],
  secrets: [],
};

/** A subnet of a VPC, in one zone. */
export class Subnet extends Resource {
  /**
   * Name (`subnetName`): 3 to 30 small letters, digits and `-`, a letter first. Generated from the resource's name
   * if absent. A change makes another subnet.
   */
  declare readonly name: pulumi.Output<string>;

  /** Region, by code, such as `KR`. The account's (`NCLOUD_REGION`) if absent. */
  declare readonly region: pulumi.Output<string | undefined>;

  /** VPC, by name or number (`vpcNo`). A change makes another subnet. */
  declare readonly vpc: pulumi.Output<string>;

  /** Addresses, `/16` to `/28` within those of the VPC. A change makes another subnet. */
  declare readonly subnet: pulumi.Output<string>;

  /** Zone, such as `KR-1` (`zoneCode`). A change makes another subnet. */
  declare readonly zone: pulumi.Output<string>;

  /** `PUBLIC`, whose servers can have public IPs, or `PRIVATE` (`subnetTypeCode`). A change makes another subnet. */
  declare readonly subnetType: pulumi.Output<"PUBLIC" | "PRIVATE">;

  /**
   * `GEN` for servers (the default), `LOADB` for load balancers, `BM` for bare metal or `NATGW` for NAT gateways
   * (`usageTypeCode`). A change makes another subnet.
   */
  declare readonly usageType: pulumi.Output<"GEN" | "LOADB" | "BM" | "NATGW" | undefined>;

  /** Network ACL, by name or number (`networkAclNo`). The VPC's default one if absent. Changed in place. */
  declare readonly networkAcl: pulumi.Output<string | undefined>;

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

  /** Number of the subnet. */
  declare readonly subnetNo: pulumi.Output<string>;

  /** State in NAVER Cloud's code. */
  declare readonly status: pulumi.Output<string>;

  /** Number of its network ACL. */
  declare readonly networkAclNo: pulumi.Output<string>;

  /**
   * Why the build ended for good, in the cloud's words; or what came with the object and is still charged though the
   * object is gone. While it is set, the next `pulumi up` replaces the object, and deletes it first.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: SubnetArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: SubnetArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: SubnetArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Subnet {
    return new Subnet(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is Subnet {
    return Resource.isOf(shape, value);
  }
}
