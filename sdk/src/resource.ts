import * as pulumi from "@pulumi/pulumi";
import type { Timeouts, TimeoutsArgs } from "./types.js";

/** What the base class must know of a resource. */
export interface Shape {
  /** `lunanode:Vm` */
  readonly token: string;
  /** Every input and output. */
  readonly properties: readonly string[];
  /** Those of them that are secrets. */
  readonly secrets: readonly string[];
}

/** Every resource: what it registers with Pulumi beside the arguments that the program gives. */
export abstract class Resource extends pulumi.CustomResource {
  protected constructor(
    shape: Shape,
    name: string,
    args: pulumi.Inputs | undefined,
    opts: pulumi.CustomResourceOptions = {},
  ) {
    const secrets: pulumi.CustomResourceOptions = { additionalSecretOutputs: [...shape.secrets] };
    super(typeOf(shape), name, propertiesOf(shape, name, args ?? {}, opts), pulumi.mergeOptions(opts, secrets));
  }

  /** Whether a value is a resource of this shape. */
  protected static isOf(shape: Shape, value: unknown): boolean {
    return (
      typeof value === "object" && value !== null && "__pulumiType" in value && value.__pulumiType === typeOf(shape)
    );
  }
}

const typeOf = ({ token }: Shape): string => `pulumi-nodejs:dynamic/indiecloud/${token}`;

/**
 * The code that Pulumi keeps in the state, twice a resource, and runs for it: a constant, as a later release could not
 * change the text of what exists. What it requires is found from the program's folder, so it is always the installed
 * version.
 */
const codeOf = ({ token }: Shape): string =>
  `exports.handler = () => require("@indiecloud/pulumi/dynamic").provider("${token}");`;

/** Always a new object: Pulumi adds to it, and a program may use one arguments object for many resources. */
function propertiesOf(
  shape: Shape,
  name: string,
  args: pulumi.Inputs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Inputs {
  const { token: _, properties, secrets } = shape;
  // A property that is not named here would be missing on the object, whatever the provider answers.
  const declared = Object.fromEntries(properties.map((key) => [key, undefined] as const));
  const hidden = secrets.flatMap((key) => (args[key] === undefined ? [] : [[key, pulumi.secret(args[key])] as const]));
  const own = { ...declared, ...args, ...Object.fromEntries(hidden), __provider: codeOf(shape) };
  if (opts.id !== undefined) {
    return own;
  }
  return {
    ...own,
    timeouts: timeoutsOf(args.timeouts, opts.customTimeouts),
    // The provider derives the name of an object from this where the program gives none, as it is not told the URN.
    // Pulumi's displays leave out what begins with two underscores.
    __autoName: pulumi.createUrn(name, typeOf(shape), opts.parent),
  };
}

/**
 * Pulumi does not hand `customTimeouts` to a dynamic provider, so they travel as the input `timeouts`. Where both are
 * given, the option wins key by key, as options win over arguments elsewhere in Pulumi.
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
