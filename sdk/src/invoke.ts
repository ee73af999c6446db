import * as pulumi from "@pulumi/pulumi";
import { accountOf, type Provider } from "./provider.js";

/** How a function finds its account. */
export interface InvokeOptions {
  /** The accounts to use; the stack's configuration, else the environment, if absent. */
  provider?: Provider | undefined;
}

/**
 * What functions call. There is no plugin that Pulumi could ask: the provider works in the program's own process, with
 * the configuration that resources have. Its code is loaded when a function is first called.
 */
interface Adapter {
  invoke<R>(token: string, args: object, account: unknown): Promise<R>;
}

const invokeDynamic = <R>(token: string, args: object, account: unknown): Promise<R> => {
  const adapter: Adapter = require("@indiecloud/provider/dynamic");
  return adapter.invoke<R>(token, args, account);
};

/** Settings, or their JSON text as the stack's configuration has it; undefined: those of the environment. */
type Account = object | string | undefined;

/** The account that a function uses: as of a resource, an explicit provider's, else the stack's. */
const given = (token: string, { provider }: InvokeOptions): pulumi.Input<Account> => {
  const [cloud = ""] = token.split(":");
  return provider === undefined ? pulumi.runtime.getConfig(`indiecloud:${cloud}`) : accountOf(provider, cloud);
};

/** What a function of a cloud answers, such as `lunanode:getPlans`. */
export async function invoke<R>(token: string, args: object, opts: InvokeOptions): Promise<R> {
  return invokeDynamic(token, args, await known(given(token, opts)));
}

/**
 * The same for arguments that are still to come. As with Pulumi's own functions, one that depends on a resource waits
 * until that is there, even if a preview knows the value: the server of a known name is not made yet. An account is a
 * secret, what it shows is none.
 */
export function invokeOutput<R>(token: string, args: object, opts: InvokeOptions): pulumi.Output<R> {
  const account = pulumi.unsecret(pulumi.output(given(token, opts)));
  const values = pulumi.all([pulumi.output(args), account]);
  return pulumi
    .all([values, idsBehind(values)])
    .apply(([[known, settings]]) => invokeDynamic<R>(token, known, settings));
}

/** The ids of the resources that an output depends on. */
const idsBehind = (output: pulumi.Output<unknown>): pulumi.Output<unknown> =>
  pulumi.output(
    pulumi.getAllResources(output).then((resources) =>
      // Some that Pulumi makes up have none.
      [...resources].flatMap((resource): pulumi.Output<string | undefined>[] =>
        pulumi.CustomResource.isInstance(resource) ? [pulumi.output(resource.id)] : [],
      ),
    ),
  );

/** The value of an input. In a preview it may not be known, and then never comes. */
async function known(input: pulumi.Input<Account>): Promise<Account> {
  let found: { value: Account } | undefined;
  const invoked = pulumi.output(input).apply((value) => {
    found = { value };
    return true;
  });
  // Settled when the function above has run, or will not.
  await pulumi.isSecret(invoked);
  if (found === undefined) {
    throw new Error(
      "The provider's account comes from a resource and is unknown in a preview. Call the function whose name ends in Output instead.",
    );
  }
  return found.value;
}
