// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface ServerArgs {
  /**
   * Name (`serverName`): 3 to 30 small letters, digits and `-`, a letter first. Generated from the resource's name
   * if absent. Changed in place.
   *
   * A change is made in place. It is read back: `pulumi refresh` shows a change made elsewhere, and the next
   * `pulumi up` undoes it.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region, by code, such as `KR`. The account's (`NCLOUD_REGION`) if absent.
   *
   * A change replaces the server. It is read back: a change made elsewhere is told as a warning, and left as it is.
   * `pulumi preview` checks that there is such a region.
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * Subnet of the first network interface, by name or number (`subnetNo`); VPC and zone follow from it. A change
   * replaces the server.
   *
   * A change replaces the server. It is read back: a change made elsewhere is told as a warning, and left as it is.
   * `pulumi preview` checks that there is such a subnet.
   */
  subnet: pulumi.Input<string>;

  /**
   * Server spec, by code (`s2-g3`), number, product code or description (`serverSpecCode`). A change is possible
   * within one hypervisor only.
   *
   * A change is made in place; the server is stopped for it, and started again if it ran. It is read back:
   * `pulumi refresh` shows a change made elsewhere, and the next `pulumi up` undoes it. `pulumi preview` checks that
   * there is such a server spec.
   */
  plan: pulumi.Input<string>;

  /**
   * Server image, by name (`rocky-8.10-base`), number or product code (`serverImageNo`). A change replaces the
   * server.
   *
   * A change replaces the server. It is read back: a change made elsewhere is told as a warning, and left as it is.
   * `pulumi preview` checks that there is such an image.
   */
  image: pulumi.Input<string>;

  /**
   * Access control groups of the first network interface, one to three, by name or number
   * (`accessControlGroupNoList`). The VPC's default group if absent. Changed in place.
   *
   * A change is made in place. It is read back: `pulumi refresh` shows a change made elsewhere, and the next
   * `pulumi up` undoes it. `pulumi preview` checks that there is such an access control group.
   */
  accessControlGroups?: pulumi.Input<pulumi.Input<string>[]> | undefined;

  /**
   * `true`: makes a public IP for the server and gives it back with it; needs a `PUBLIC` subnet. `false`: the server
   * has none. Absent: left alone, as for an address of a `PublicIp` resource. Changed in place.
   *
   * A change is made in place. It is read back: `pulumi refresh` shows a change made elsewhere, and the next
   * `pulumi up` undoes it.
   */
  publicIp?: pulumi.Input<boolean> | undefined;

  /**
   * Login key that protects the administrator's password, by name (`loginKeyName`). The newest key of the account if
   * absent. Used at creation only.
   *
   * Used at creation only: a later change is recorded and touches nothing. To have it replace the server, set the
   * resource option `replaceOnChanges: ["loginKey"]`. It is read back: a change made elsewhere is told as a warning,
   * and left as it is. `pulumi preview` checks that there is such a login key.
   */
  loginKey?: pulumi.Input<string> | undefined;

  /**
   * Private half of the login key, in PEM, such as `privateKey` of a `LoginKey`. With it the output `rootPassword`
   * is asked for, once. It is sent to NAVER Cloud for that. Cannot be read back.
   *
   * A change is made in place. It cannot be read back: a change made elsewhere is not seen. A secret in the state.
   */
  privateKey?: pulumi.Input<string> | undefined;

  /**
   * Init script that runs at first boot, by name or number (`initScriptNo`). Used at creation only.
   *
   * Used at creation only: a later change is recorded and touches nothing. To have it replace the server, set the
   * resource option `replaceOnChanges: ["initScript"]`. It is read back: a change made elsewhere is told as a
   * warning, and left as it is. `pulumi preview` checks that there is such an init script.
   */
  initScript?: pulumi.Input<string> | undefined;

  /**
   * Whether NAVER Cloud refuses to terminate the server (`isProtectServerTermination`). While it is true, deleting
   * is an error. Changed in place.
   *
   * A change is made in place. It is read back: `pulumi refresh` shows a change made elsewhere, and the next
   * `pulumi up` undoes it.
   */
  protectServerTermination?: pulumi.Input<boolean> | undefined;

  /**
   * Description (`serverDescription`), at most 1000 bytes. Used at creation only: no call changes it.
   *
   * Used at creation only: a later change is recorded and touches nothing. To have it replace the server, set the
   * resource option `replaceOnChanges: ["description"]`. It is read back: a change made elsewhere is told as a
   * warning, and left as it is.
   */
  description?: pulumi.Input<string> | undefined;

  /**
   * Billing: `MTRAT` by the hour, the default, or `FXSUM` by the month (`feeSystemTypeCode`). Used at creation only;
   * cannot be read back.
   *
   * Used at creation only: a later change is recorded and touches nothing. To have it replace the server, set the
   * resource option `replaceOnChanges: ["feeSystemType"]`. It cannot be read back: a change made elsewhere is not
   * seen.
   */
  feeSystemType?: pulumi.Input<"MTRAT" | "FXSUM"> | undefined;

  /**
   * `running` or `stopped` (disks are still charged). Left alone if absent.
   *
   * A change is made in place. It is read back: `pulumi refresh` shows a change made elsewhere, and the next
   * `pulumi up` undoes it.
   */
  powerState?: pulumi.Input<"running" | "stopped"> | undefined;

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
   * Defaults: `60m` to create, `30m` to update and `30m` to delete.
   */
  timeouts?: pulumi.Input<TimeoutsArgs> | undefined;
}

const shape: Shape = {
  token: "naver:Server",
  properties: [
    "name",
    "region",
    "subnet",
    "plan",
    "image",
    "accessControlGroups",
    "publicIp",
    "loginKey",
    "privateKey",
    "initScript",
    "protectServerTermination",
    "description",
    "feeSystemType",
    "powerState",
    "adopt",
    "timeouts",
    "ip",
    "privateIp",
    "status",
    "serverInstanceNo",
    "publicIpInstanceNo",
    "ownPublicIpInstanceNo",
    "networkInterfaceNo",
    "vpcNo",
    "zone",
    "vcpus",
    "memoryMb",
    "rootPassword",
    "failure",
  ],
  secrets: ["privateKey", "rootPassword"],
};

/** A NAVER Cloud server in a VPC. */
export class Server extends Resource {
  /**
   * Name (`serverName`): 3 to 30 small letters, digits and `-`, a letter first. Generated from the resource's name
   * if absent. Changed in place.
   */
  declare readonly name: pulumi.Output<string>;

  /** Region, by code, such as `KR`. The account's (`NCLOUD_REGION`) if absent. */
  declare readonly region: pulumi.Output<string | undefined>;

  /**
   * Subnet of the first network interface, by name or number (`subnetNo`); VPC and zone follow from it. A change
   * replaces the server.
   */
  declare readonly subnet: pulumi.Output<string>;

  /**
   * Server spec, by code (`s2-g3`), number, product code or description (`serverSpecCode`). A change is possible
   * within one hypervisor only.
   */
  declare readonly plan: pulumi.Output<string>;

  /**
   * Server image, by name (`rocky-8.10-base`), number or product code (`serverImageNo`). A change replaces the
   * server.
   */
  declare readonly image: pulumi.Output<string>;

  /**
   * Access control groups of the first network interface, one to three, by name or number
   * (`accessControlGroupNoList`). The VPC's default group if absent. Changed in place.
   */
  declare readonly accessControlGroups: pulumi.Output<string[] | undefined>;

  /**
   * `true`: makes a public IP for the server and gives it back with it; needs a `PUBLIC` subnet. `false`: the server
   * has none. Absent: left alone, as for an address of a `PublicIp` resource. Changed in place.
   */
  declare readonly publicIp: pulumi.Output<boolean | undefined>;

  /**
   * Login key that protects the administrator's password, by name (`loginKeyName`). The newest key of the account if
   * absent. Used at creation only.
   */
  declare readonly loginKey: pulumi.Output<string | undefined>;

  /**
   * Private half of the login key, in PEM, such as `privateKey` of a `LoginKey`. With it the output `rootPassword`
   * is asked for, once. It is sent to NAVER Cloud for that. Cannot be read back.
   */
  declare readonly privateKey: pulumi.Output<string | undefined>;

  /** Init script that runs at first boot, by name or number (`initScriptNo`). Used at creation only. */
  declare readonly initScript: pulumi.Output<string | undefined>;

  /**
   * Whether NAVER Cloud refuses to terminate the server (`isProtectServerTermination`). While it is true, deleting
   * is an error. Changed in place.
   */
  declare readonly protectServerTermination: pulumi.Output<boolean | undefined>;

  /** Description (`serverDescription`), at most 1000 bytes. Used at creation only: no call changes it. */
  declare readonly description: pulumi.Output<string | undefined>;

  /**
   * Billing: `MTRAT` by the hour, the default, or `FXSUM` by the month (`feeSystemTypeCode`). Used at creation only;
   * cannot be read back.
   */
  declare readonly feeSystemType: pulumi.Output<"MTRAT" | "FXSUM" | undefined>;

  /** `running` or `stopped` (disks are still charged). Left alone if absent. */
  declare readonly powerState: pulumi.Output<"running" | "stopped" | undefined>;

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

  /** Public IPv4 address; empty where the server has none. */
  declare readonly ip: pulumi.Output<string>;

  /** IPv4 address in the subnet. */
  declare readonly privateIp: pulumi.Output<string | undefined>;

  /** State in NAVER Cloud's code (`serverInstanceStatus`): `RUN`, `NSTOP` … */
  declare readonly status: pulumi.Output<string>;

  /** Number of the server. */
  declare readonly serverInstanceNo: pulumi.Output<string>;

  /** Number of the public IP; empty where the server has none. */
  declare readonly publicIpInstanceNo: pulumi.Output<string | undefined>;

  /** Number of the public IP that was made for this server; it is given back with it. */
  declare readonly ownPublicIpInstanceNo: pulumi.Output<string | undefined>;

  /** Number of the first network interface. */
  declare readonly networkInterfaceNo: pulumi.Output<string | undefined>;

  /** Number of the VPC. */
  declare readonly vpcNo: pulumi.Output<string | undefined>;

  /** Zone, such as `KR-1`. */
  declare readonly zone: pulumi.Output<string | undefined>;

  /** Virtual CPUs. */
  declare readonly vcpus: pulumi.Output<number | undefined>;

  /** Memory in MiB. */
  declare readonly memoryMb: pulumi.Output<number | undefined>;

  /** Administrator's password of the first login, where `privateKey` is given. */
  declare readonly rootPassword: pulumi.Output<string | undefined>;

  /**
   * Why the build ended for good, in the cloud's words; or what came with the object and is still charged though the
   * object is gone. While it is set, the next `pulumi up` replaces the object, and deletes it first.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: ServerArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: ServerArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: ServerArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Server {
    return new Server(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is Server {
    return Resource.isOf(shape, value);
  }
}
