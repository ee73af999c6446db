import * as pulumi from "@pulumi/pulumi";
import { CLOUDS, type ProviderArgs } from "./provider-args.js";

/** The accounts of a provider by cloud, secret as a whole, and text, as Pulumi has them in the stack's configuration. */
export function accounts(args: ProviderArgs): Record<string, pulumi.Output<string>> {
  const known: readonly string[] = CLOUDS;
  const unknown = Object.keys(args).filter((key) => !known.includes(key));
  if (unknown.length > 0) {
    throw new Error(`indiecloud.Provider: there is no cloud ${unknown.join(", ")}; there are ${CLOUDS.join(", ")}.`);
  }
  return Object.fromEntries(
    CLOUDS.flatMap((cloud) =>
      args[cloud] === undefined ? [] : [[cloud, pulumi.secret(pulumi.jsonStringify(args[cloud]))] as const],
    ),
  );
}
