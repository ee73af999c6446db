import * as pulumi from "@pulumi/pulumi";

/** What the base class must know of a resource. */
export interface Shape {
  /** `lunanode:Vm` */
  readonly token: string;
  /** Every input and output. */
  readonly properties: readonly string[];
  /** Those of them that are secrets. */
  readonly secrets: readonly string[];
}

export const dynamicType = ({ token }: Shape): string => `pulumi-nodejs:dynamic/indiecloud/${token}`;
export const pluginType = ({ token }: Shape): string => `indiecloud:${token}`;

/** Always a new object: Pulumi adds to it, and a program may use one arguments object for many resources. */
export function argumentsOf({ properties, secrets }: Shape, args: pulumi.Inputs): pulumi.Inputs {
  // A property that is not named here would be missing on the object, whatever the provider answers.
  const declared = Object.fromEntries(properties.map((key) => [key, undefined] as const));
  const hidden = secrets.flatMap((key) => (args[key] === undefined ? [] : [[key, pulumi.secret(args[key])] as const]));
  return { ...declared, ...args, ...Object.fromEntries(hidden) };
}
