import * as pulumi from "@pulumi/pulumi";
import { CLOUDS, type ProviderArgs } from "./provider-args.js";

/**
 * The configuration of an explicit provider as Pulumi has it in the stack's configuration: each cloud's account as text,
 * secret as a whole. It does not see the stack's, so the namespace that tells the deployment from others goes with it.
 */
export function providerConfig(args: ProviderArgs): Record<string, pulumi.Input<string>> {
  const known: readonly string[] = [...CLOUDS, "namespace"];
  const unknown = Object.keys(args).filter((key) => !known.includes(key));
  if (unknown.length > 0) {
    throw new Error(`indiecloud.Provider: ${unknown.join(", ")} is not a cloud. The clouds are ${CLOUDS.join(", ")}.`);
  }
  const namespace = args.namespace ?? (new pulumi.Config("indiecloud").get("namespace") || undefined);
  return {
    ...Object.fromEntries(
      CLOUDS.flatMap((cloud) =>
        args[cloud] === undefined ? [] : [[cloud, pulumi.secret(pulumi.jsonStringify(args[cloud]))] as const],
      ),
    ),
    ...(namespace === undefined ? {} : { namespace }),
  };
}
