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

export const dynamicType = ({ token }: Pick<Shape, "token">): string => `pulumi-nodejs:dynamic/indiecloud/${token}`;
export const pluginType = ({ token }: Pick<Shape, "token">): string => `indiecloud:${token}`;

/**
 * The code that Pulumi keeps in the state, twice a resource, and runs for it: a constant, as a later release could not
 * change the text of what exists. What it requires is found from the program's folder, so it is always the installed
 * version.
 */
export const providerCode = ({ token }: Pick<Shape, "token">): string =>
  `exports.handler = () => require("@indiecloud/pulumi/dynamic").provider("${token}");`;

const TYPE = /^(pulumi-nodejs:dynamic\/indiecloud\/|indiecloud:)([a-z0-9]+:[A-Za-z0-9]+)$/;

/** The token in either type; undefined for a resource that is none of ours. */
export const tokenOf = (type: string): string | undefined => TYPE.exec(type)?.[2];

/** How a program reaches the provider: as dynamic resources, or through the plugin. */
export type Adapter = "dynamic" | "plugin";

/** The adapter of a type; undefined for a resource that is none of ours. */
export function adapterOf(type: string): Adapter | undefined {
  const start = TYPE.exec(type)?.[1];
  return start === undefined ? undefined : start === "indiecloud:" ? "plugin" : "dynamic";
}

/** The name of a resource in its program. */
export const nameIn = (urn: string): string => urn.split("::").slice(3).join("::");

/** Always a new object: Pulumi adds to it, and a program may use one arguments object for many resources. */
export function argumentsOf({ properties, secrets }: Shape, args: pulumi.Inputs): pulumi.Inputs {
  // A property that is not named here would be missing on the object, whatever the provider answers.
  const declared = Object.fromEntries(properties.map((key) => [key, undefined] as const));
  const hidden = secrets.flatMap((key) => (args[key] === undefined ? [] : [[key, pulumi.secret(args[key])] as const]));
  return { ...declared, ...args, ...Object.fromEntries(hidden) };
}
