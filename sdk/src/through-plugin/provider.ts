import * as pulumi from "@pulumi/pulumi";
import { providerConfig } from "../accounts.js";
import type { ProviderArgs } from "../provider-args.js";

/** Accounts for some resources of a program, as in `@indiecloud/pulumi`, for resources that use the plugin. */
export class Provider extends pulumi.ProviderResource {
  constructor(name: string, args: ProviderArgs, opts?: pulumi.ResourceOptions) {
    super("indiecloud", name, providerConfig(args), opts);
  }
}
