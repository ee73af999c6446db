import type { Properties } from "./desk-types.js";
import { pulumi } from "./pulumi.js";
import { folderOf, type StackOptions, stackName } from "./stack.js";

/** A resource in a state, as `pulumi stack export` has it; what is not named here is kept as it is. */
export interface StateResource {
  urn: string;
  type: string;
  custom?: boolean;
  id?: string;
  inputs?: Properties;
  outputs?: Properties;
  parent?: string;
  /** `<urn>::<id>` of the provider. */
  provider?: string;
  /** Replaced, and still to be deleted. */
  delete?: boolean;
  protect?: boolean;
  dependencies?: readonly string[];
  [other: string]: unknown;
}

export interface PendingOperation {
  resource: StateResource;
  /** `creating`, `updating`, `deleting`, … */
  type: string;
}

/** A stack's state. */
export interface Deployment {
  version: number;
  deployment: {
    /** Absent: a stack on which nothing has run yet. */
    resources?: readonly StateResource[];
    pending_operations?: readonly PendingOperation[];
    [other: string]: unknown;
  };
  [other: string]: unknown;
}

/** The state; secrets in it are encrypted, unless they are asked for. It needs no lock. */
export async function exportDeployment(
  options: StackOptions,
  secrets: "hidden" | "shown" = "hidden",
): Promise<Deployment> {
  const show = secrets === "shown" ? ["--show-secrets"] : [];
  return JSON.parse(
    await pulumi(["stack", "export", "--stack", await stackName(options), ...show], { cwd: folderOf(options) }),
  );
}

export const resourcesOf = ({ deployment }: Deployment): readonly StateResource[] => deployment.resources ?? [];

/** How a program reaches the provider: as dynamic resources, or through the plugin. */
export type Door = "dynamic" | "plugin";

const TYPE = /^(pulumi-nodejs:dynamic\/indiecloud\/|indiecloud:)([a-z]+:\w+)$/;

/** The token and the door of a resource of this provider; undefined for any other type. */
export function tokenOf(type: string): { token: string; door: Door } | undefined {
  const [, start, token] = TYPE.exec(type) ?? [];
  return token === undefined ? undefined : { token, door: start === "indiecloud:" ? "plugin" : "dynamic" };
}

/** Marks a value that is more than plain data. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** A secret as states and import files may hold it: Pulumi encrypts it when it takes it in. */
export const sealed = (value: unknown): Properties => ({ [SIGNATURE]: SECRET, plaintext: JSON.stringify(value) });

/** Properties with those sealed that are secrets. */
export const sealing = (properties: Properties, secrets: readonly string[]): Properties =>
  Object.fromEntries(
    Object.entries(properties).map(([key, value]) => [key, secrets.includes(key) ? sealed(value) : value] as const),
  );
