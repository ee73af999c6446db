import * as pulumi from "@pulumi/pulumi";
import type { Shape } from "./shape.js";

/** Always a new object: Pulumi adds to it, and a program may pass one arguments object to many resources. */
export function argumentsOf({ properties, secrets }: Shape, args: pulumi.Inputs): pulumi.Inputs {
  // A property that is not listed here would be missing on the object, whatever the provider returns.
  const declared = Object.fromEntries(properties.map((key) => [key, undefined] as const));
  const hidden = secrets.flatMap((key) => (args[key] === undefined ? [] : [[key, pulumi.secret(args[key])] as const]));
  return { ...declared, ...args, ...Object.fromEntries(hidden) };
}
