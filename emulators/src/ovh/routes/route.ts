import type { OvhCloudState } from "../cloud-state.ts";
import type { EncodedTree } from "../encoding.ts";
import { forbidden, OvhError, unknownService } from "../errors.ts";
import type { Identity } from "../identity.ts";
import type { Project } from "../model.ts";
import type { Fields } from "./fields.ts";

/** A call that was let in: whose it is and what it asks. */
export interface Call {
  readonly cloudState: OvhCloudState;
  /** Nichandle of the account; "" for calls without authentication. */
  readonly account: string;
  readonly identity: Identity | undefined;
  /** The variable part of the path by its name in braces; throws for a name that the route lacks. */
  param(name: string): string;
  readonly query: URLSearchParams;
  readonly body: Fields;
  /** The application key sent along; "" when there is none. */
  readonly applicationKey: string;
  /** Where the client reached the emulator. */
  readonly baseUrl: string;
}

export type Run = (call: Call) => EncodedTree | undefined;

/** One call of the API; a result of undefined is `void`. */
export interface Route {
  readonly run: Run;
  /** No credential is needed. */
  readonly open?: true;
  /** For lists of ids: the object that pagination mode shows in place of an id (docs/api/ovh.md §2.5). */
  readonly expand?: (call: Call, id: string) => EncodedTree;
}

/** Routes by `METHOD /path/{parameter}`, as OVHcloud's own documentation writes them. */
export type Routes = Readonly<Record<string, Route>>;

/** The project of the path, if it is the caller's, visible and paid for; 460 is no slip (docs/api/ovh.md §2.3). */
export function projectOf(call: Call): Project {
  const project = call.cloudState.projects.find(call.param("serviceName"));
  if (!project || project.account !== call.account || project.status === "creating") throw unknownService();
  if (project.status === "suspended") throw forbidden("This service is suspended");
  if (project.status === "expired")
    throw new OvhError({ status: 460, class: "Client::Forbidden", message: "This Service is expired" });
  return project;
}

/** Routes that all begin with the same path. */
export function under(prefix: string, runs: Readonly<Record<string, Run>>): Routes {
  const prefixed = Object.entries(runs).map(([name, run]) => {
    const [method = "", path = ""] = name.split(" ");
    return [`${method} ${prefix}${path}`, { run }];
  });
  return Object.fromEntries(prefixed);
}
