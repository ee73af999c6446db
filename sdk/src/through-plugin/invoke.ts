import * as pulumi from "@pulumi/pulumi";
import type { Provider } from "./provider.js";

const { version }: { version: string } = require("@indiecloud/pulumi/package.json");

/** How a function finds its account. */
export interface InvokeOptions {
  /** The accounts to use; default: those of the stack's configuration, otherwise of the environment. */
  provider?: Provider | undefined;
}

const optionsOf = ({ provider }: InvokeOptions): pulumi.InvokeOptions =>
  provider === undefined ? { version } : { version, provider };

/** Calls a function of a cloud, such as `lunanode:getPlans`, and returns its result. */
export const invoke = <R>(token: string, args: object, opts: InvokeOptions): Promise<R> =>
  pulumi.runtime.invoke(`indiecloud:${token}`, { ...args }, optionsOf(opts));

/** The same for arguments that are outputs. */
export const invokeOutput = <R>(token: string, args: object, opts: InvokeOptions): pulumi.Output<R> =>
  pulumi.runtime.invokeOutput(`indiecloud:${token}`, { ...args }, optionsOf(opts));

/** The same for a result that holds a secret: the plugin marks it. */
export const invokeSecretOutput = <R>(token: string, args: object, opts: InvokeOptions): pulumi.Output<R> =>
  invokeOutput(token, args, opts);
