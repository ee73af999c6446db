import * as pulumi from "@pulumi/pulumi";
import { BLINDED } from "./clear-config.js";
import { CLOUDS, type ProviderArgs } from "./provider-args.js";

/**
 * An explicit provider's configuration in the form of a stack's configuration: one entry a cloud, its account as JSON
 * text, secret as a whole. An explicit provider does not see the stack's configuration, so the namespace and
 * the server of the budget are passed along.
 */
export function providerConfig(args: ProviderArgs): Record<string, pulumi.Input<string>> {
  const known: readonly string[] = [...CLOUDS, "namespace", "budget"];
  const unknown = Object.keys(args).filter((key) => !known.includes(key));
  if (unknown.length > 0) {
    throw new Error(`indiecloud.Provider: ${unknown.join(", ")} is not a cloud. The clouds are ${CLOUDS.join(", ")}.`);
  }
  const namespace = args.namespace ?? (new pulumi.Config("indiecloud").get("namespace") || undefined);
  const budget = args.budget ?? stackBudget();
  return {
    ...Object.fromEntries(
      CLOUDS.flatMap((cloud) =>
        args[cloud] === undefined ? [] : [[cloud, pulumi.secret(pulumi.jsonStringify(args[cloud]))] as const],
      ),
    ),
    ...(namespace === undefined ? {} : { namespace }),
    ...(budget === undefined ? {} : { budget: pulumi.secret(budget) }),
  };
}

/** The setting `indiecloud:budget` of the stack, if Pulumi shows it to the program. */
export function stackBudget(): string | undefined {
  const budget = new pulumi.Config("indiecloud").get("budget");
  return budget === "" || budget === BLINDED ? undefined : budget;
}
