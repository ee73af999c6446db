// Generated from schema.json; do not edit. `npx tsx provider/src/schema/generate.ts` writes it anew.

import type * as pulumi from "@pulumi/pulumi";
import { Resource, type Shape } from "../resource.js";
import type { Timeouts, TimeoutsArgs } from "../types.js";

export interface CertificateArgs {
  /**
   * Name in the panel. Generated from the resource's name if absent.
   *
   * A change replaces the certificate. Drift is reported in a warning, not repaired.
   */
  name?: pulumi.Input<string> | undefined;

  /**
   * Region that is activated in the project, with its number, such as `GRA11`.
   *
   * A change replaces the certificate. Drift is reported in a warning, not repaired. `pulumi preview` checks that
   * the region exists.
   */
  region: pulumi.Input<string>;

  /**
   * The certificate, as PEM. A new one needs it. OVHcloud does not show it.
   *
   * A change replaces the certificate. Cannot be read back, so drift is not detected.
   */
  certificate?: pulumi.Input<string> | undefined;

  /**
   * Its private key, as PEM. A new one needs it. OVHcloud does not show it.
   *
   * A change replaces the certificate. Cannot be read back, so drift is not detected. A secret in the state.
   */
  privateKey?: pulumi.Input<string> | undefined;

  /**
   * Intermediate certificates, as PEM. OVHcloud does not show it.
   *
   * A change replaces the certificate. Cannot be read back, so drift is not detected.
   */
  intermediates?: pulumi.Input<string> | undefined;

  /**
   * Passphrase of the key. OVHcloud does not show it.
   *
   * A change replaces the certificate. Cannot be read back, so drift is not detected. A secret in the state.
   */
  privateKeyPassphrase?: pulumi.Input<string> | undefined;

  /**
   * Project (`serviceName`). If absent, the configuration's.
   *
   * A change replaces the certificate. Cannot be read back, so drift is not detected.
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

const shape: Shape = {
  token: "ovh:Certificate",
  properties: [
    "name",
    "region",
    "certificate",
    "privateKey",
    "intermediates",
    "privateKeyPassphrase",
    "project",
    "adopt",
    "timeouts",
    "certificateId",
    "failure",
  ],
  secrets: ["privateKey", "privateKeyPassphrase"],
};

/**
 * A certificate with its key, for `certificate` of a listener. OVHcloud cannot change one: every change replaces it.
 *
 * ## Example Usage
 *
 * A certificate for a listener. The key comes from the stack's configuration, as a secret.
 *
 * ```typescript
 * import * as pulumi from "@pulumi/pulumi";
 * import * as indiecloud from "@indiecloud/pulumi";
 *
 * const config = new pulumi.Config();
 * const certificate = config.require("certificate");
 * const privateKey = config.require("privateKey");
 * const balancer = new indiecloud.ovh.LoadBalancer("balancer", {
 *     region: "GRA11",
 *     flavor: "small",
 *     subnet: "shop-back",
 * });
 * const site = new indiecloud.ovh.Certificate("site", {
 *     region: "GRA11",
 *     certificate: certificate,
 *     privateKey: privateKey,
 * });
 * const https = new indiecloud.ovh.LoadBalancerListener("https", {
 *     region: "GRA11",
 *     loadBalancer: balancer.id,
 *     protocol: "terminatedHTTPS",
 *     port: 443,
 *     certificate: site.id,
 * });
 * ```
 *
 * @see https://github.com/ovh/docs
 */
export class Certificate extends Resource {
  /** Name in the panel. Generated from the resource's name if absent. */
  declare readonly name: pulumi.Output<string>;

  /** Region that is activated in the project, with its number, such as `GRA11`. */
  declare readonly region: pulumi.Output<string>;

  /** The certificate, as PEM. A new one needs it. OVHcloud does not show it. */
  declare readonly certificate: pulumi.Output<string | undefined>;

  /** Its private key, as PEM. A new one needs it. OVHcloud does not show it. */
  declare readonly privateKey: pulumi.Output<string | undefined>;

  /** Intermediate certificates, as PEM. OVHcloud does not show it. */
  declare readonly intermediates: pulumi.Output<string | undefined>;

  /** Passphrase of the key. OVHcloud does not show it. */
  declare readonly privateKeyPassphrase: pulumi.Output<string | undefined>;

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

  /** ID of the certificate. */
  declare readonly certificateId: pulumi.Output<string>;

  /**
   * Why the build failed, in the cloud's words; or what was created with the object and is still charged although
   * the object is gone. While it is set, the next `pulumi up` deletes the object and creates a new one.
   */
  declare readonly failure: pulumi.Output<string | undefined>;

  /** `name` is the name in the program; it must be unique among the resources of this type. */
  constructor(name: string, args: CertificateArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal Without arguments: one that is only read. */
  constructor(name: string, args: CertificateArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: CertificateArgs | undefined, opts?: pulumi.CustomResourceOptions) {
    super(shape, name, args, opts);
  }

  /** Reads one that exists and is not managed by this program, by its id. */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Certificate {
    return new Certificate(name, undefined, { ...opts, id });
  }

  /** Whether a value is of this class, also where another copy of this package has made it. */
  static override isInstance(value: unknown): value is Certificate {
    return Resource.isOf(shape, value);
  }
}
