import type { IdForm } from "../../engine/definition/definition.ts";
import type { Ovh } from "./account.ts";

/** The scope of a resource is its project and, for most, region: `<project>/<region>`. */
export const scopeOf = (api: Ovh, project: string | undefined, region: string | undefined): string =>
  `${project ?? api.project}/${region ?? ""}`;

/** A scope as parameters of a call; defaults: the account's own project, and all regions. */
export function within(api: Ovh, scope: string): { serviceName: string; region: string | undefined } {
  const [project = "", region = ""] = scope.split("/");
  return { serviceName: project || api.project, region: region || undefined };
}

/** `<project>/<region>/<id>`. Also accepts the ID alone or with only one of the two, and looks up the rest. */
export const instanceId: IdForm = {
  format: ({ scope, key }) => `${scope}/${key}`,
  parse: (id) => {
    const [key = id, region, project, ...others] = id.split("/").reverse();
    return region === undefined || project === undefined || others.length > 0
      ? { key }
      : { scope: `${project}/${region}`, key };
  },
  example: "0123456789abcdef0123456789abcdef/GRA11/5e8f7b1c-4d3a-4b7e-9c1d-2f6a8e0b3c5d",
};

/** `<project>/<id>`, or the ID alone. IDs of keys are opaque: everything after the project belongs to them. */
export const keyId: IdForm = {
  format: ({ scope, key }) => `${scope}/${key}`,
  parse: (id) => {
    const [, scope, key] = /^([0-9a-f]{32})\/(.+)$/.exec(id) ?? [];
    return scope === undefined || key === undefined ? { key: id } : { scope, key };
  },
  example: "0123456789abcdef0123456789abcdef/59584e6b",
};
