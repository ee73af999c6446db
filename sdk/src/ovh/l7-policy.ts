// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface L7PolicyArgs {
  /**
   * Name in the panel. Generated from the resource's name if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region that is activated in the project, with its number, such as `GRA11`.
   *
   * A change replaces the L7 policy. Drift is reported in a warning, not repaired. `pulumi preview` checks that the
   * region exists.
   */
  region: pulumi.Input<string>;

  /**
   * Listener, by ID or name.
   *
   * A change replaces the L7 policy. Drift is reported in a warning, not repaired. `pulumi preview` checks that the
   * listener exists.
   */
  listener: pulumi.Input<string>;

  /**
   * `redirectToPool`, `redirectToURL`, `redirectPrefix` or `reject`.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  action: pulumi.Input<"redirectPrefix" | "redirectToPool" | "redirectToURL" | "reject">;

  /**
   * Description.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  description?: pulumi.Input<string> | undefined;

  /**
   * Position among the policies of the listener, from 1. The last if absent.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  position?: pulumi.Input<number> | undefined;

  /**
   * Pool of `redirectToPool`, by ID or name.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it. `pulumi preview`
   * checks that the pool exists.
   */
  redirectPool?: pulumi.Input<string> | undefined;

  /**
   * Address of `redirectToURL`.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  redirectUrl?: pulumi.Input<string> | undefined;

  /**
   * Prefix of `redirectPrefix`, to which the path of the request is appended.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  redirectPrefix?: pulumi.Input<string> | undefined;

  /**
   * Status of a redirection: 301, 302, 303, 307 or 308.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  redirectHttpCode?: pulumi.Input<301 | 302 | 303 | 307 | 308> | undefined;

  /**
   * Rules, all of which must match.
   *
   * Can be changed in place. `pulumi refresh` detects drift, and the next `pulumi up` reverts it.
   */
  rules?: pulumi.Input<pulumi.Input<L7PolicyRuleArgs>[]> | undefined;

  /**
   * Project (`serviceName`). If absent, the configuration's.
   *
   * A change replaces the L7 policy. Cannot be read back, so drift is not detected.
   */
  project?: pulumi.Input<string> | undefined;

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

export interface L7PolicyRuleArgs {
  /** What is compared, such as `path`, `hostName`, `header` or `cookie`. */
  ruleType: pulumi.Input<
    "cookie" | "fileType" | "header" | "hostName" | "path" | "sslConnHasCert" | "sslDNField" | "sslVerifyResult"
  >;

  /** `equalTo`, `startsWith`, `endsWith`, `contains` or `regex`. */
  compareType: pulumi.Input<"contains" | "endsWith" | "equalTo" | "regex" | "startsWith">;

  /** What it is compared with. */
  value: pulumi.Input<string>;

  /** Name of the header or cookie. */
  key?: pulumi.Input<string> | undefined;

  /** Whether the rule matches everything else. */
  invert?: pulumi.Input<boolean> | undefined;
}

export interface L7PolicyRule {
  /** What is compared, such as `path`, `hostName`, `header` or `cookie`. */
  ruleType:
    | "cookie"
    | "fileType"
    | "header"
    | "hostName"
    | "path"
    | "sslConnHasCert"
    | "sslDNField"
    | "sslVerifyResult";

  /** `equalTo`, `startsWith`, `endsWith`, `contains` or `regex`. */
  compareType: "contains" | "endsWith" | "equalTo" | "regex" | "startsWith";

  /** What it is compared with. */
  value: string;

  /** Name of the header or cookie. */
  key?: string | undefined;

  /** Whether the rule matches everything else. */
  invert?: boolean | undefined;
}

const shape: Shape = {
  token: "ovh:L7Policy",
  properties: [
    "name",
    "region",
    "listener",
    "action",
    "description",
    "position",
    "redirectPool",
    "redirectUrl",
    "redirectPrefix",
    "redirectHttpCode",
    "rules",
    "project",
    "adopt",
    "timeouts",
    "l7PolicyId",
    "status",
    "failure",
  ],
  secrets: [],
};

/**
 * Sends requests of a listener that match all of its rules to a pool or elsewhere, or rejects them.
 *
 * ## Example Usage
 *
 * Nobody reaches the administration from the internet.
 *
 * ```typescript
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const balancer = new indiecloud.ovh.LoadBalancer("balancer", {
 *     region: "GRA11",
 *     flavor: "small",
 *     subnet: "shop-back",
 * });
 * const http = new indiecloud.ovh.LoadBalancerListener("http", {
 *     region: "GRA11",
 *     loadBalancer: balancer.id,
 *     protocol: "http",
 *     port: 80,
 * });
 * const noAdmin = new indiecloud.ovh.L7Policy("noAdmin", {
 *     region: "GRA11",
 *     listener: http.id,
 *     action: "reject",
 *     rules: [{
 *         ruleType: "path",
 *         compareType: "startsWith",
 *         value: "/admin",
 *     }],
 * });
 * ```
 *
 * @see https://github.com/ovh/docs
 */
export class L7Policy extends Resource {
  /** Name in the panel. Generated from the resource's name if absent. */
  declare readonly name: pulumi.Output<string>;

  /** Region that is activated in the project, with its number, such as `GRA11`. */
  declare readonly region: pulumi.Output<string>;

  /** Listener, by ID or name. */
  declare readonly listener: pulumi.Output<string>;

  /** `redirectToPool`, `redirectToURL`, `redirectPrefix` or `reject`. */
  declare readonly action: pulumi.Output<"redirectPrefix" | "redirectToPool" | "redirectToURL" | "reject">;

  /** Description. */
  declare readonly description: pulumi.Output<string | undefined>;

  /** Position among the policies of the listener, from 1. The last if absent. */
  declare readonly position: pulumi.Output<number | undefined>;

  /** Pool of `redirectToPool`, by ID or name. */
  declare readonly redirectPool: pulumi.Output<string | undefined>;

  /** Address of `redirectToURL`. */
  declare readonly redirectUrl: pulumi.Output<string | undefined>;

  /** Prefix of `redirectPrefix`, to which the path of the request is appended. */
  declare readonly redirectPrefix: pulumi.Output<string | undefined>;

  /** Status of a redirection: 301, 302, 303, 307 or 308. */
  declare readonly redirectHttpCode: pulumi.Output<301 | 302 | 303 | 307 | 308 | undefined>;

  /** Rules, all of which must match. */
  declare readonly rules: pulumi.Output<L7PolicyRule[] | undefined>;

  /** Project (`serviceName`). If absent, the configuration's. */
  declare readonly project: pulumi.Output<string | undefined>;

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

  /** ID of the policy. */
  declare readonly l7PolicyId: pulumi.Output<string>;

  /** Status as reported by OVHcloud (`provisioningStatus`). */
  declare readonly status: pulumi.Output<string>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: L7PolicyArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: L7PolicyArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: L7PolicyArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): L7Policy {
    return new L7Policy(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is L7Policy {
    return Resource.isOf(shape, value);
  }
}
