/* Without Pulumi's SDK, which the command would load for half a second each time. */

/** What the base class needs to know about a resource. */
export interface Shape {
  /** `lunanode:Vm` */
  readonly token: string;
  /** Every input and output. */
  readonly properties: readonly string[];
  /** The properties that are secret. */
  readonly secrets: readonly string[];
}

export const dynamicType = ({ token }: Pick<Shape, "token">): string => `pulumi-nodejs:dynamic/indiecloud/${token}`;
export const pluginType = ({ token }: Pick<Shape, "token">): string => `indiecloud:${token}`;

/**
 * The code that Pulumi stores in the state, twice a resource, and runs for it. It is a constant because a later release
 * could not change the text in existing states. What it requires is resolved from the program's folder, so it is always
 * the installed version.
 */
export const providerCode = ({ token }: Pick<Shape, "token">): string =>
  `exports.handler = () => require("@indiecloud/pulumi/dynamic").provider("${token}");`;

const TYPE = /^(pulumi-nodejs:dynamic\/indiecloud\/|indiecloud:)([a-z0-9]+:[A-Za-z0-9]+)$/;

/** The token in a type of either adapter; undefined for other packages' resources. */
export const tokenOf = (type: string): string | undefined => TYPE.exec(type)?.[2];

/** How a program reaches the provider: as dynamic resources, or through the plugin. */
export type Adapter = "dynamic" | "plugin";

/** The adapter of a type; undefined for other packages' resources. */
export function adapterOf(type: string): Adapter | undefined {
  const start = TYPE.exec(type)?.[1];
  return start === undefined ? undefined : start === "indiecloud:" ? "plugin" : "dynamic";
}

/** The name of a resource in its program. */
export const nameIn = (urn: string): string => urn.split("::").slice(3).join("::");
