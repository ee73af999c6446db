import type { IdForm } from "../../engine/definition/definition.ts";
import type { Ovh } from "./account.ts";

const PROJECT = "0123456789abcdef0123456789abcdef";

/** The scope of a resource is its project and, for most, region: `<project>/<region>`. */
export const scopeOf = (api: Ovh, project: string | undefined, region: string | undefined): string =>
  `${project ?? api.project}/${region ?? ""}`;

/** The project, the region and the parent in a scope of which each part may be missing. */
export function placeIn(api: Ovh, scope: string) {
  const [project = "", region = "", parent = ""] = scope.split("/");
  return { serviceName: project || api.project, regionName: region || undefined, parent: parent || undefined };
}

/** The scope of some resources goes on with a parent, which lists of a region do not depend on. */
export const regionOnly = (scope: string): string => scope.split("/").slice(0, 2).join("/");

/** A scope as parameters of a call; defaults: the account's own project, and all regions. */
export function within(api: Ovh, scope: string): { serviceName: string; region: string | undefined } {
  const [project = "", region = ""] = scope.split("/");
  return { serviceName: project || api.project, region: region || undefined };
}

/** `<project>/<region>/<id>`. Also accepts the ID alone or with only one of the two, and looks up the rest. */
export const idInRegion = (example: string): IdForm => ({
  format: ({ scope, key }) => `${scope}/${key}`,
  parse: (id) => {
    const [key = id, region, project, ...others] = id.split("/").reverse();
    return region === undefined || project === undefined || others.length > 0
      ? { key }
      : { scope: `${project}/${region}`, key };
  },
  example: `${PROJECT}/GRA11/${example}`,
});

/** `<project>/<region>/<parent>/<id>`, for what is read below another object. */
export const idInParent = (parent: string, example: string): IdForm => ({
  format: ({ scope, key }) => `${scope}/${key}`,
  parse: (id) => {
    const [key = id, ...scope] = id.split("/").reverse();
    return scope.length === 3 ? { scope: scope.reverse().join("/"), key } : { key };
  },
  example: `${PROJECT}/GRA11/${parent}/${example}`,
});

/** `<project>/<id>`, or the ID alone. IDs of keys are opaque: everything after the project belongs to them. */
export const idInProject = (example: string): IdForm => ({
  format: ({ scope, key }) => `${scope}/${key}`,
  parse: (id) => {
    const [, scope, key] = /^([0-9a-f]{32})\/(.+)$/.exec(id) ?? [];
    return scope === undefined || key === undefined ? { key: id } : { scope, key };
  },
  example: `${PROJECT}/${example}`,
});

export const instanceId = idInRegion("5e8f7b1c-4d3a-4b7e-9c1d-2f6a8e0b3c5d");

export const keyId = idInProject("59584e6b");
