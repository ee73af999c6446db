import * as pulumi from "@pulumi/pulumi";
import { MockMonitor } from "@pulumi/pulumi/runtime/mocks.js";
import { accountOf, budgetOf, type Provider } from "./provider.js";

/** How a function finds its account. */
export interface InvokeOptions {
  /** The accounts to use; default: those of the stack's configuration, otherwise of the environment. */
  provider?: Provider | undefined;
}

/**
 * What functions call. There is no plugin for Pulumi to ask: the provider runs in the program's own process, with the
 * same configuration as resources. Its code is loaded when a function is first called.
 */
interface Adapter {
  invoke<R>(token: string, args: object, account: unknown, budget: unknown): Promise<R>;
}

const invokeDynamic = <R>(token: string, args: object, { account, budget }: Configuration): Promise<R> => {
  const adapter: Adapter = require("@indiecloud/provider/dynamic");
  return adapter.invoke<R>(token, args, account, budget);
};

/** In unit tests, `pulumi.runtime.setMocks` answers functions as it does resources. */
const isMocked = (): boolean => pulumi.runtime.getMonitor() instanceof MockMonitor;

interface Configuration {
  /** Settings, or their JSON text as in the stack's configuration; undefined: those of the environment. */
  account: object | string | undefined;
  budget: string | undefined;
}

/** The configuration that a function uses, as for a resource: an explicit provider's, otherwise the stack's. */
const given = (token: string, { provider }: InvokeOptions): pulumi.Input<Configuration> => {
  const [cloud = ""] = token.split(":");
  const account = provider === undefined ? pulumi.runtime.getConfig(`indiecloud:${cloud}`) : accountOf(provider, cloud);
  return pulumi.output({ account, budget: budgetOf(provider) });
};

/** Calls a function of a cloud, such as `lunanode:getPlans`, and returns its result. */
export async function invoke<R>(token: string, args: object, opts: InvokeOptions): Promise<R> {
  return isMocked()
    ? pulumi.runtime.invoke(`indiecloud:${token}`, { ...args })
    : invokeDynamic(token, args, await known(given(token, opts)));
}

/**
 * The same for arguments that are outputs. As with Pulumi's own functions, a call that depends on a resource waits
 * until the resource exists, even if a preview knows the value: a server with a known name may not be created yet. The
 * account is a secret; the result is none.
 */
export const invokeOutput = <R>(token: string, args: object, opts: InvokeOptions): pulumi.Output<R> =>
  whenKnown(token, args, opts, undefined);

/** The same for a result that holds a secret. As with Pulumi's own functions, all of it is a secret. */
export const invokeSecretOutput = <R>(token: string, args: object, opts: InvokeOptions): pulumi.Output<R> =>
  whenKnown(token, args, opts, pulumi.secret(undefined));

/** The result is a secret if an argument is, or `mark`. */
function whenKnown<R>(
  token: string,
  args: object,
  opts: InvokeOptions,
  mark: pulumi.Input<undefined>,
): pulumi.Output<R> {
  if (isMocked()) {
    return pulumi.output(mark).apply(() => pulumi.runtime.invokeOutput<R>(`indiecloud:${token}`, { ...args }));
  }
  const configuration = pulumi.unsecret(pulumi.output(given(token, opts)));
  const values = pulumi.all([pulumi.output(args), configuration]);
  return pulumi
    .all([values, idsBehind(values), mark])
    .apply(([[known, settings]]) => invokeDynamic<R>(token, known, settings));
}

/** The IDs of the resources that an output depends on. */
const idsBehind = (output: pulumi.Output<unknown>): pulumi.Output<unknown> =>
  pulumi.output(
    pulumi.getAllResources(output).then((resources) =>
      // Some resources that Pulumi makes up have no ID.
      [...resources].flatMap((resource): pulumi.Output<string | undefined>[] =>
        pulumi.CustomResource.isInstance(resource) ? [pulumi.output(resource.id)] : [],
      ),
    ),
  );

/** The value of an input. In a preview it may be unknown, and then this never resolves. */
async function known(input: pulumi.Input<Configuration>): Promise<Configuration> {
  let found: { value: Configuration } | undefined;
  const invoked = pulumi.output(input).apply((value) => {
    found = { value };
    return true;
  });
  // Resolves when the function above has run or will not.
  await pulumi.isSecret(invoked);
  if (found === undefined) {
    throw new Error(
      "The provider's account comes from a resource and is unknown in a preview. Call the function whose name ends in Output instead.",
    );
  }
  return found.value;
}
