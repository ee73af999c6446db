import type { Catalog } from "../../engine/definition/catalog.ts";
import type { Ovh } from "./account.ts";
import { roleCatalog } from "./project-user-schemas.ts";
import { within } from "./scope.ts";

/** Roles of a project's users. Scope: the project. */
export const projectCatalogs: Readonly<Record<string, Catalog<Ovh>>> = {
  roles: {
    noun: "role",
    list: async (api, scope) => {
      const { serviceName } = within(api, scope);
      return (await api.call("GET /cloud/project/{serviceName}/role", "read", { serviceName }, roleCatalog)).roles;
    },
  },
};
