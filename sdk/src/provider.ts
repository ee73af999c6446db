import * as pulumi from "@pulumi/pulumi";
import { CLOUDS, type ProviderArgs } from "./provider-args.js";

/**
 * Accounts for some resources of a program, where the stack's configuration holds others or none:
 *
 * ```ts
 * const eu = new indiecloud.Provider("eu", { lunanode: { apiId, apiKey } });
 * new indiecloud.lunanode.Vm("web", { … }, { provider: eu });
 * ```
 *
 * Everything in it is a secret in the state. A cloud that it leaves out is configured by the environment.
 */
export class Provider extends pulumi.ProviderResource {
  constructor(name: string, args: ProviderArgs, opts?: pulumi.ResourceOptions) {
    super("pulumi-nodejs", name, configuration(args), opts);
  }
}

/** The same keys as in the stack's configuration, and text as there: Pulumi passes both on in one way. */
function configuration(args: ProviderArgs): Record<string, pulumi.Output<string>> {
  const known: readonly string[] = CLOUDS;
  const unknown = Object.keys(args).filter((key) => !known.includes(key));
  if (unknown.length > 0) {
    throw new Error(`indiecloud.Provider: there is no cloud ${unknown.join(", ")}; there are ${CLOUDS.join(", ")}.`);
  }
  return Object.fromEntries(
    CLOUDS.flatMap((cloud) =>
      args[cloud] === undefined
        ? []
        : [[`indiecloud:${cloud}`, pulumi.secret(pulumi.jsonStringify(args[cloud]))] as const],
    ),
  );
}
