import * as pulumi from "@pulumi/pulumi";
import { warnOfClearSecrets } from "../clear-config.js";
import { argumentsOf } from "../resource-arguments.js";
import { dynamicType, pluginType, type Shape } from "../shape.js";

export type { Shape };

const { version }: { version: string } = require("@indiecloud/pulumi/package.json");

/** The base of every resource of `@indiecloud/pulumi/plugin`: the same classes, served by the plugin. */
export abstract class Resource extends pulumi.CustomResource {
  protected constructor(
    shape: Shape,
    name: string,
    args: pulumi.Inputs | undefined,
    opts: pulumi.CustomResourceOptions = {},
  ) {
    const own: pulumi.CustomResourceOptions = {
      additionalSecretOutputs: [...shape.secrets],
      // A program that switches from the dynamic classes keeps its objects.
      aliases: [{ type: dynamicType(shape) }],
    };
    const options = pulumi.mergeOptions({ version }, pulumi.mergeOptions(opts, own));
    super(pluginType(shape), name, argumentsOf(shape, args ?? {}), options);
    warnOfClearSecrets(shape.token);
  }

  /** Whether a value is a resource of this shape. */
  protected static isOf(shape: Shape, value: unknown): boolean {
    return (
      typeof value === "object" && value !== null && "__pulumiType" in value && value.__pulumiType === pluginType(shape)
    );
  }
}
