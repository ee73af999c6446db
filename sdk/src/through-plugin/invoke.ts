import * as pulumi from "@pulumi/pulumi";
import type { Provider } from "./provider.js";

const { version }: { version: string } = require("@indiecloud/pulumi/package.json");

/** How a function finds its account. */
export interface InvokeOptions {
  /** The accounts to use; the stack's configuration, else the environment, if absent. */
  provider?: Provider | undefined;
}

const optionsOf = ({ provider }: InvokeOptions): pulumi.InvokeOptions =>
  provider === undefined ? { version } : { version, provider };

/** What a function of a cloud answers, such as `lunanode:getPlans`. */
export const invoke = <R>(token: string, args: object, opts: InvokeOptions): Promise<R> =>
  pulumi.runtime.invoke(`indiecloud:${token}`, { ...args }, optionsOf(opts));

/** The same for arguments that are still to come. */
export const invokeOutput = <R>(token: string, args: object, opts: InvokeOptions): pulumi.Output<R> =>
  pulumi.runtime.invokeOutput(`indiecloud:${token}`, { ...args }, optionsOf(opts));
