// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface IpFirewallArgs {
  /**
   * The IPv4 address (`ipOnFirewall`), such as `ip` of an `Instance`.
   *
   * A change replaces the IP firewall. Drift is reported in a warning, not repaired. Only one object can have it at
   * a time, so a replacement that keeps it deletes the old object first.
   */
  ip: pulumi.Input<string>;

  /**
   * The block that the address belongs to (`ip`), as the panel shows it. The address alone if absent.
   *
   * A change replaces the IP firewall. Drift is reported in a warning, not repaired.
   */
  block?: pulumi.Input<string> | undefined;

  /**
   * Rules, one for each sequence. OVHcloud cannot change one: it is removed and made anew. Those of others are left
   * alone. Unmanaged if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  rules?: pulumi.Input<pulumi.Input<IpFirewallRuleArgs>[]> | undefined;

  /**
   * Whether the rules are in force.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it. Default: `true`.
   *
   * @default true
   */
  enabled?: pulumi.Input<boolean> | undefined;

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

export interface IpFirewallRuleArgs {
  /** Position, from 0 to 19. The first rule that matches decides. */
  sequence: pulumi.Input<number>;

  /** `permit` or `deny`. */
  action: pulumi.Input<"permit" | "deny">;

  /** `tcp`, `udp`, `icmp`, `ah`, `esp`, `gre`, or `ipv4`, which is every protocol. */
  protocol: pulumi.Input<"tcp" | "udp" | "icmp" | "ipv4" | "ah" | "esp" | "gre">;

  /** Address range of the senders, such as `203.0.113.0/24`. Everyone if absent. */
  source?: pulumi.Input<string> | undefined;

  /** Port of the senders, or a range such as `"1024-65535"`. For `tcp` and `udp`. */
  sourcePort?: pulumi.Input<string> | undefined;

  /** Port of the server, or a range such as `"8000-8100"`. For `tcp` and `udp`. All if absent. */
  destinationPort?: pulumi.Input<string> | undefined;

  /** `established`: packets of connections that exist, such as replies. `syn`: new connections. For `tcp`. */
  tcpOption?: pulumi.Input<"established" | "syn"> | undefined;

  /** Whether the rule is for fragments. For `tcp`. */
  fragments?: pulumi.Input<boolean> | undefined;

  /** Length of the packets in bytes, or a range such as `"40-1500"`. */
  l3PacketLength?: pulumi.Input<string> | undefined;
}

export interface IpFirewallRule {
  /** Position, from 0 to 19. The first rule that matches decides. */
  sequence: number;

  /** `permit` or `deny`. */
  action: "permit" | "deny";

  /** `tcp`, `udp`, `icmp`, `ah`, `esp`, `gre`, or `ipv4`, which is every protocol. */
  protocol: "tcp" | "udp" | "icmp" | "ipv4" | "ah" | "esp" | "gre";

  /** Address range of the senders, such as `203.0.113.0/24`. Everyone if absent. */
  source?: string | undefined;

  /** Port of the senders, or a range such as `"1024-65535"`. For `tcp` and `udp`. */
  sourcePort?: string | undefined;

  /** Port of the server, or a range such as `"8000-8100"`. For `tcp` and `udp`. All if absent. */
  destinationPort?: string | undefined;

  /** `established`: packets of connections that exist, such as replies. `syn`: new connections. For `tcp`. */
  tcpOption?: "established" | "syn" | undefined;

  /** Whether the rule is for fragments. For `tcp`. */
  fragments?: boolean | undefined;

  /** Length of the packets in bytes, or a range such as `"40-1500"`. */
  l3PacketLength?: string | undefined;
}

const shape: Shape = {
  token: "ovh:IpFirewall",
  properties: ["ip", "block", "rules", "enabled", "adopt", "timeouts", "status", "failure"],
  secrets: [],
};

/**
 * The firewall in OVHcloud's network before an IPv4 address of the account, with its rules. It has no memory of
 * connections: replies to what the server sends need rules of their own. It does not filter IPv6.
 *
 * ## Example Usage
 *
 * HTTPS from everywhere, replies to what the server sends, and nothing else.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const web = new indiecloud.ovh.IpFirewall("web", {
 *     ip: "198.51.100.23",
 *     rules: [
 *         {
 *             sequence: 0,
 *             action: "permit",
 *             protocol: "tcp",
 *             tcpOption: "established",
 *         },
 *         {
 *             sequence: 1,
 *             action: "permit",
 *             protocol: "tcp",
 *             destinationPort: "443",
 *         },
 *         {
 *             sequence: 19,
 *             action: "deny",
 *             protocol: "ipv4",
 *         },
 *     ],
 * });
 * ```
 *
 * @see https://github.com/ovh/terraform-provider-ovh
 */
export class IpFirewall extends Resource {
  /** The IPv4 address (`ipOnFirewall`), such as `ip` of an `Instance`. */
  declare readonly ip: pulumi.Output<string>;

  /** The block that the address belongs to (`ip`), as the panel shows it. The address alone if absent. */
  declare readonly block: pulumi.Output<string | undefined>;

  /**
   * Rules, one for each sequence. OVHcloud cannot change one: it is removed and made anew. Those of others are left
   * alone. Unmanaged if absent.
   */
  declare readonly rules: pulumi.Output<IpFirewallRule[] | undefined>;

  /** Whether the rules are in force. */
  declare readonly enabled: pulumi.Output<boolean | undefined>;

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

  /** State as reported by OVHcloud, such as `ok`. */
  declare readonly status: pulumi.Output<string>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: IpFirewallArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: IpFirewallArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: IpFirewallArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): IpFirewall {
    return new IpFirewall(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is IpFirewall {
    return Resource.isOf(shape, value);
  }
}
