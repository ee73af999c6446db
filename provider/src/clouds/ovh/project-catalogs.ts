import type { Catalog } from "../../engine/definition/catalog.ts";
import type { Ovh } from "./account.ts";
import { allRegions } from "./project-region.ts";
import { roleCatalog } from "./project-user-schemas.ts";
import { within } from "./scope.ts";

/** Roles of a project's users, and regions. Scope: the project. */
export const projectCatalogs: Readonly<Record<string, Catalog<Ovh>>> = {
  allRegions,
  roles: {
    noun: "role",
    list: async (api, scope) => {
      const { serviceName } = within(api, scope);
      return (await api.call("GET /cloud/project/{serviceName}/role", "read", { serviceName }, roleCatalog)).roles;
    },
  },
};
