// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface ServerArgs {
  /**
   * Name (`serverName`): 3 to 30 lowercase letters, digits and `-`, beginning with a letter. Generated from the
   * resource's name if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`).
   *
   * A change replaces the server. Drift is reported in a warning, not repaired. `pulumi preview` checks that the
   * region exists.
   */
  region?: pulumi.Input<string> | undefined;

  /**
   * Subnet of the first network interface, by name or number (`subnetNo`). It determines VPC and zone.
   *
   * A change replaces the server. Drift is reported in a warning, not repaired. `pulumi preview` checks that the
   * subnet exists.
   */
  subnet: pulumi.Input<string>;

  /**
   * Address of the first network interface in the subnet (`ip`), not one of the first six or the last. Chosen by
   * NAVER Cloud if absent.
   *
   * A change replaces the server. Drift is reported in a warning, not repaired. Only one object can have it at a
   * time, so a replacement that keeps it deletes the old object first.
   */
  fixedIp?: pulumi.Input<string> | undefined;

  /**
   * Placement group, by number (`placementGroupNo`) or ID. An empty text takes the server out of its group.
   * Unmanaged if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  placementGroup?: pulumi.Input<string> | undefined;

  /**
   * Server spec, by code (`s2-g3`), number, product code or description (`serverSpecCode`). It can change only
   * within one hypervisor.
   *
   * Can be changed in place: the server is stopped and, if it was running, started again. `pulumi refresh` detects
   * drift, and the next `pulumi up` reverts it. `pulumi preview` checks that the server spec exists.
   */
  plan: pulumi.Input<string>;

  /**
   * Server image, by name (`rocky-8.10-base`), number or product code (`serverImageNo`), or one of the account's
   * own, such as the ID of a `ServerImage`.
   *
   * A change replaces the server. Drift is reported in a warning, not repaired. `pulumi preview` checks that the
   * image exists. Its hypervisor must be that of `plan`; of several with one name, it is the one that fits.
   */
  image: pulumi.Input<string>;

  /**
   * One to three access control groups of the first network interface, by name or number
   * (`accessControlGroupNoList`). The VPC's default group if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it. `pulumi preview`
   * checks that the access control group exists.
   */
  accessControlGroups?: pulumi.Input<pulumi.Input<string>[]> | undefined;

  /**
   * `true`: creates a public IP for the server, which is deleted with it; needs a `PUBLIC` subnet. `false`: the
   * server has none. Unmanaged if absent, as for an address of a `PublicIp` resource.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  publicIp?: pulumi.Input<boolean> | undefined;

  /**
   * Login key that protects the administrator's password, by name (`loginKeyName`). The newest key of the account if
   * absent.
   *
   * Used only at creation: a later change is recorded and does nothing. To replace the server instead, set the
   * resource option `replaceOnChanges: ["loginKey"]`. Drift is reported in a warning, not repaired. `pulumi preview`
   * checks that the login key exists.
   */
  loginKey?: pulumi.Input<string> | undefined;

  /**
   * Private key of the login key in PEM, such as `privateKey` of a `LoginKey`. It is sent to NAVER Cloud once, to
   * get the output `rootPassword`.
   *
   * Can be changed in place. Cannot be read back, so drift is not detected. A secret in the state.
   */
  privateKey?: pulumi.Input<string> | undefined;

  /**
   * Init script that runs at first boot, by name or number (`initScriptNo`).
   *
   * Used only at creation: a later change is recorded and does nothing. To replace the server instead, set the
   * resource option `replaceOnChanges: ["initScript"]`. Drift is reported in a warning, not repaired.
   * `pulumi preview` checks that the init script exists.
   */
  initScript?: pulumi.Input<string> | undefined;

  /**
   * Whether NAVER Cloud refuses to terminate the server (`isProtectServerTermination`). While it is true, deleting
   * the resource is an error.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  protectServerTermination?: pulumi.Input<boolean> | undefined;

  /**
   * Description (`serverDescription`), at most 1000 bytes.
   *
   * Used only at creation: a later change is recorded and does nothing. To replace the server instead, set the
   * resource option `replaceOnChanges: ["description"]`. Drift is reported in a warning, not repaired.
   */
  description?: pulumi.Input<string> | undefined;

  /**
   * Billing (`feeSystemTypeCode`): `MTRAT` by the hour (the default) or `FXSUM` by the month.
   *
   * Used only at creation: a later change is recorded and does nothing. To replace the server instead, set the
   * resource option `replaceOnChanges: ["feeSystemType"]`. Cannot be read back, so drift is not detected.
   */
  feeSystemType?: pulumi.Input<"MTRAT" | "FXSUM"> | undefined;

  /**
   * Storage that the server is created with, on KVM only (`blockStorageMappingList`): its root disk (order 0), and
   * additional storage. Additional storage stays when the server is deleted. Manage it as `BlockStorage` with
   * `adopt`.
   *
   * Used only at creation: a later change is recorded and does nothing. To replace the server instead, set the
   * resource option `replaceOnChanges: ["blockStorageMappings"]`. Cannot be read back, so drift is not detected.
   */
  blockStorageMappings?: pulumi.Input<pulumi.Input<ServerBlockStorageMappingArgs>[]> | undefined;

  /**
   * Whether the root disk is encrypted (`isEncryptedBaseBlockStorageVolume`), for images of RHV.
   *
   * Used only at creation: a later change is recorded and does nothing. To replace the server instead, set the
   * resource option `replaceOnChanges: ["encryptedBaseStorage"]`. Cannot be read back, so drift is not detected.
   */
  encryptedBaseStorage?: pulumi.Input<boolean> | undefined;

  /**
   * Any text. A change reboots the server (`rebootServerInstances`), unless it is stopped.
   *
   * Changing a value that was already set runs the action once; setting it for the first time does nothing.
   */
  restartTrigger?: pulumi.Input<string> | undefined;

  /**
   * `running` or `stopped` (disks are still charged). Unmanaged if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  powerState?: pulumi.Input<"running" | "stopped"> | undefined;

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
   * Defaults: `60m` to create, `30m` to update and `30m` to delete.
   */
  timeouts?: pulumi.Input<TimeoutsArgs> | undefined;
}

export interface ServerBlockStorageMappingArgs {
  /** 0 is the root disk, 1 to 20 are additional storage. */
  order: pulumi.Input<number>;

  /** Size in GB, at least that of the image or of the snapshot. */
  size?: pulumi.Input<number> | undefined;

  /** `CB1`, `FB1`, `CB2` or `FB2`. */
  volumeType?: pulumi.Input<"CB1" | "FB1" | "CB2" | "FB2"> | undefined;

  /** Name. NAVER Cloud generates one if absent. */
  name?: pulumi.Input<string> | undefined;

  /** Number or ID of a snapshot to create it from. */
  snapshot?: pulumi.Input<string> | undefined;

  /** `true`: empty storage, instead of what the image has in this place. */
  empty?: pulumi.Input<boolean> | undefined;

  /** `true`: no storage in this place, although the image has some. */
  exclude?: pulumi.Input<boolean> | undefined;
}

export interface ServerBlockStorageMapping {
  /** 0 is the root disk, 1 to 20 are additional storage. */
  order: number;

  /** Size in GB, at least that of the image or of the snapshot. */
  size?: number | undefined;

  /** `CB1`, `FB1`, `CB2` or `FB2`. */
  volumeType?: "CB1" | "FB1" | "CB2" | "FB2" | undefined;

  /** Name. NAVER Cloud generates one if absent. */
  name?: string | undefined;

  /** Number or ID of a snapshot to create it from. */
  snapshot?: string | undefined;

  /** `true`: empty storage, instead of what the image has in this place. */
  empty?: boolean | undefined;

  /** `true`: no storage in this place, although the image has some. */
  exclude?: boolean | undefined;
}

const shape: Shape = {
  token: "naver:Server",
  properties: [
    "name",
    "region",
    "subnet",
    "fixedIp",
    "placementGroup",
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
    "blockStorageMappings",
    "encryptedBaseStorage",
    "restartTrigger",
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

/**
 * A NAVER Cloud server in a VPC.
 *
 * ## Example Usage
 *
 * A web server in a VPC of its own, with a public address.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const main = new indiecloud.naver.Vpc("main", {ipv4CidrBlock: "10.20.0.0/16"});
 * const front = new indiecloud.naver.Subnet("front", {
 *     vpc: main.vpcNo,
 *     subnet: "10.20.1.0/24",
 *     zone: "KR-1",
 *     subnetType: "PUBLIC",
 * });
 * const firewall = new indiecloud.naver.AccessControlGroup("firewall", {
 *     vpc: main.vpcNo,
 *     inbound: [{
 *         protocol: "TCP",
 *         portRange: "443",
 *         ipBlock: "0.0.0.0/0",
 *     }],
 * });
 * const login = new indiecloud.naver.LoginKey("login", {});
 * const web = new indiecloud.naver.Server("web", {
 *     plan: "s2-g3",
 *     image: "ubuntu-22.04-base",
 *     subnet: front.subnetNo,
 *     accessControlGroups: [firewall.accessControlGroupNo],
 *     loginKey: login.keyName,
 *     publicIp: true,
 * });
 * export const ip = web.ip;
 * ```
 *
 * @see https://api.ncloud-docs.com/docs/en/compute-vserver
 */
export class Server extends Resource {
  /**
   * Name (`serverName`): 3 to 30 lowercase letters, digits and `-`, beginning with a letter. Generated from the
   * resource's name if absent.
   */
  declare readonly name: pulumi.Output<string>;

  /** Region, by code, such as `KR`. If absent, the configuration's (`NCLOUD_REGION`). */
  declare readonly region: pulumi.Output<string | undefined>;

  /** Subnet of the first network interface, by name or number (`subnetNo`). It determines VPC and zone. */
  declare readonly subnet: pulumi.Output<string>;

  /**
   * Address of the first network interface in the subnet (`ip`), not one of the first six or the last. Chosen by
   * NAVER Cloud if absent.
   */
  declare readonly fixedIp: pulumi.Output<string | undefined>;

  /**
   * Placement group, by number (`placementGroupNo`) or ID. An empty text takes the server out of its group.
   * Unmanaged if absent.
   */
  declare readonly placementGroup: pulumi.Output<string | undefined>;

  /**
   * Server spec, by code (`s2-g3`), number, product code or description (`serverSpecCode`). It can change only
   * within one hypervisor.
   */
  declare readonly plan: pulumi.Output<string>;

  /**
   * Server image, by name (`rocky-8.10-base`), number or product code (`serverImageNo`), or one of the account's
   * own, such as the ID of a `ServerImage`.
   */
  declare readonly image: pulumi.Output<string>;

  /**
   * One to three access control groups of the first network interface, by name or number
   * (`accessControlGroupNoList`). The VPC's default group if absent.
   */
  declare readonly accessControlGroups: pulumi.Output<string[] | undefined>;

  /**
   * `true`: creates a public IP for the server, which is deleted with it; needs a `PUBLIC` subnet. `false`: the
   * server has none. Unmanaged if absent, as for an address of a `PublicIp` resource.
   */
  declare readonly publicIp: pulumi.Output<boolean | undefined>;

  /**
   * Login key that protects the administrator's password, by name (`loginKeyName`). The newest key of the account if
   * absent.
   */
  declare readonly loginKey: pulumi.Output<string | undefined>;

  /**
   * Private key of the login key in PEM, such as `privateKey` of a `LoginKey`. It is sent to NAVER Cloud once, to
   * get the output `rootPassword`.
   */
  declare readonly privateKey: pulumi.Output<string | undefined>;

  /** Init script that runs at first boot, by name or number (`initScriptNo`). */
  declare readonly initScript: pulumi.Output<string | undefined>;

  /**
   * Whether NAVER Cloud refuses to terminate the server (`isProtectServerTermination`). While it is true, deleting
   * the resource is an error.
   */
  declare readonly protectServerTermination: pulumi.Output<boolean | undefined>;

  /** Description (`serverDescription`), at most 1000 bytes. */
  declare readonly description: pulumi.Output<string | undefined>;

  /** Billing (`feeSystemTypeCode`): `MTRAT` by the hour (the default) or `FXSUM` by the month. */
  declare readonly feeSystemType: pulumi.Output<"MTRAT" | "FXSUM" | undefined>;

  /**
   * Storage that the server is created with, on KVM only (`blockStorageMappingList`): its root disk (order 0), and
   * additional storage. Additional storage stays when the server is deleted. Manage it as `BlockStorage` with
   * `adopt`.
   */
  declare readonly blockStorageMappings: pulumi.Output<ServerBlockStorageMapping[] | undefined>;

  /** Whether the root disk is encrypted (`isEncryptedBaseBlockStorageVolume`), for images of RHV. */
  declare readonly encryptedBaseStorage: pulumi.Output<boolean | undefined>;

  /** Any text. A change reboots the server (`rebootServerInstances`), unless it is stopped. */
  declare readonly restartTrigger: pulumi.Output<string | undefined>;

  /** `running` or `stopped` (disks are still charged). Unmanaged if absent. */
  declare readonly powerState: pulumi.Output<"running" | "stopped" | undefined>;

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

  /** Public IPv4 address, or empty. */
  declare readonly ip: pulumi.Output<string>;

  /** IPv4 address in the subnet. */
  declare readonly privateIp: pulumi.Output<string | undefined>;

  /** Status as reported by NAVER Cloud (`serverInstanceStatus`): `RUN`, `NSTOP` … */
  declare readonly status: pulumi.Output<string>;

  /** Number of the server. */
  declare readonly serverInstanceNo: pulumi.Output<string>;

  /** Number of the public IP, or empty. */
  declare readonly publicIpInstanceNo: pulumi.Output<string | undefined>;

  /** Number of the public IP that was created for this server; deleted with it. */
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

  /** Administrator's password for the first login, if `privateKey` is set. */
  declare readonly rootPassword: pulumi.Output<string | undefined>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
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
