import * as pulumi from "@pulumi/pulumi";
import { warnOfAutonaming } from "./autonaming.js";
import { warnOfClearSecrets } from "./clear-config.js";
import { argumentsOf } from "./resource-arguments.js";
import { dynamicType, pluginType, providerCode, type Shape } from "./shape.js";
import type { Timeouts, TimeoutsArgs } from "./types.js";

export type { Shape };

/** The base of every resource: what it registers with Pulumi in addition to the program's arguments. */
export abstract class Resource extends pulumi.CustomResource {
  protected constructor(
    shape: Shape,
    name: string,
    args: pulumi.Inputs | undefined,
    opts: pulumi.CustomResourceOptions = {},
  ) {
    const own: pulumi.CustomResourceOptions = {
      additionalSecretOutputs: [...shape.secrets],
      // A program that switches back from the plugin keeps its objects.
      aliases: [{ type: pluginType(shape) }],
    };
    super(dynamicType(shape), name, propertiesOf(shape, name, args ?? {}, opts), pulumi.mergeOptions(opts, own));
    warnOfClearSecrets(shape.token);
    if (opts.id === undefined) {
      warnOfAutonaming(shape, args ?? {});
    }
  }

  /** Whether a value is a resource of this shape. */
  protected static isOf(shape: Shape, value: unknown): boolean {
    return (
      typeof value === "object" &&
      value !== null &&
      "__pulumiType" in value &&
      value.__pulumiType === dynamicType(shape)
    );
  }
}

function propertiesOf(
  shape: Shape,
  name: string,
  args: pulumi.Inputs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Inputs {
  const own = { ...argumentsOf(shape, args), __provider: providerCode(shape) };
  if (opts.id !== undefined) {
    return own;
  }
  return {
    ...own,
    timeouts: timeoutsOf(args.timeouts, opts.customTimeouts),
    // The provider derives an object's name from this if the program sets none, because it does not know the URN.
    // Pulumi does not display inputs that begin with two underscores.
    __autoName: unbound(pulumi.createUrn(name, dynamicType(shape), opts.parent)),
  };
}

/**
 * The value without the resources that it came from. A URN comes from the parent, and whoever depends on a component
 * depends on everything in it: two resources of one component would wait for each other.
 */
const unbound = <T>(output: pulumi.Output<T>): Promise<T> =>
  new Promise((resolve) => {
    output.apply(resolve);
  });

/**
 * Pulumi does not pass `customTimeouts` to a dynamic provider, so they are sent as the input `timeouts`. If both are
 * set, the option wins key by key, as options win over arguments elsewhere in Pulumi.
 */
function timeoutsOf(
  given: pulumi.Input<TimeoutsArgs> | undefined,
  custom: pulumi.CustomTimeouts = {},
): pulumi.Input<Timeouts | TimeoutsArgs> | undefined {
  const { create, update, delete: remove } = custom;
  const option = Object.fromEntries(
    Object.entries({ create, update, delete: remove }).filter(([, duration]) => duration !== undefined),
  );
  if (Object.keys(option).length === 0) {
    return given;
  }
  return given === undefined ? option : pulumi.output(given).apply((timeouts) => ({ ...timeouts, ...option }));
}
