import type { OvhCloudState } from "../cloud-state.ts";
import type { EncodedTree } from "../encoding.ts";
import { forbidden, OvhError, unknownService } from "../errors.ts";
import type { Identity } from "../identity.ts";
import type { Project } from "../model.ts";
import type { Fields } from "./fields.ts";

/** An admitted call: its account and its parameters. */
export interface Call {
  readonly cloudState: OvhCloudState;
  /** Nichandle of the account; "" for calls without authentication. */
  readonly account: string;
  readonly identity: Identity | undefined;
  /** A variable part of the path by its name in braces; throws if the route has no such part. */
  param(name: string): string;
  readonly query: URLSearchParams;
  readonly body: Fields;
  /** The application key in the headers; "" if there is none. */
  readonly applicationKey: string;
  /** The URL at which the client reached the emulator. */
  readonly baseUrl: string;
}

export type Run = (call: Call) => EncodedTree | undefined;

/** One call of the API; a result of undefined is `void`. */
export interface Route {
  readonly run: Run;
  /** No credential is needed. */
  readonly open?: true;
  /** For lists of IDs: the object that pagination mode returns in place of an ID (docs/api/ovh.md §2.5). */
  readonly expand?: (call: Call, id: string) => EncodedTree;
}

/** Routes by `METHOD /path/{parameter}`, as in OVHcloud's own documentation. */
export type Routes = Readonly<Record<string, Route>>;

/** The project of the path, if it is the caller's, visible and paid for; 460 is intentional (docs/api/ovh.md §2.3). */
export function projectOf(call: Call): Project {
  const project = call.cloudState.projects.find(call.param("serviceName"));
  if (!project || project.account !== call.account || project.status === "creating") throw unknownService();
  if (project.status === "suspended") throw forbidden("This service is suspended");
  if (project.status === "expired")
    throw new OvhError({ status: 460, class: "Client::Forbidden", message: "This Service is expired" });
  return project;
}

/** Adds a common path prefix to routes. */
export function under(prefix: string, runs: Readonly<Record<string, Run>>): Routes {
  const prefixed = Object.entries(runs).map(([name, run]) => {
    const [method = "", path = ""] = name.split(" ");
    return [`${method} ${prefix}${path}`, { run }];
  });
  return Object.fromEntries(prefixed);
}
