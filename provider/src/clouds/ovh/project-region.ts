import { z } from "zod";
import type { Catalog } from "../../engine/definition/catalog.ts";
import { resourceKit } from "../../engine/definition/definition.ts";
import { accepted, list, record, text } from "../../http/decode/schemas.ts";
import type { Ovh } from "./account.ts";
import { PROJECT_FIELD, projectType, ref } from "./place-fields.ts";
import { regionList } from "./schemas.ts";
import { idInProject, within } from "./scope.ts";

interface RegionRow {
  name: string;
  isActive: boolean;
}
const { required, optional, output, define } = resourceKit<Ovh, { row: RegionRow }>();

const PROJECT = "/cloud/project/{serviceName}";

const available = list(record({ name: text }));

/** The regions of a project, and those that it could activate. */
async function listRegions(api: Ovh, scope: string): Promise<RegionRow[]> {
  const { serviceName } = within(api, scope);
  const [active, others] = await Promise.all([
    api.call(`GET ${PROJECT}/region`, "read", { serviceName }, regionList),
    api.call(`GET ${PROJECT}/regionAvailable`, "read", { serviceName }, available),
  ]);
  return [
    ...active.map((name) => ({ name, isActive: true })),
    ...others.filter(({ name }) => !active.includes(name)).map(({ name }) => ({ name, isActive: false })),
  ];
}

/** Also those that the project does not use yet. */
export const allRegions: Catalog<Ovh> = {
  noun: "region",
  list: async (api, scope) => (await listRegions(api, scope)).map(({ name }) => ({ id: name, name })),
};

export const projectRegion = define({
  token: "ovh:ProjectRegion",
  noun: "project region",
  description:
    "A region that a Public Cloud project uses. It is activated if it is not yet. OVHcloud cannot deactivate one: deleting this only removes it from the state, with a warning.",
  see: "https://github.com/ovh/docs",
  inputs: {
    region: required(ref, {
      description: "Region, with its number, such as `WAW1`.",
      change: "replace",
      listedIn: [{ catalog: "allRegions" }],
      read: { from: { row: (row) => row.name }, drift: "report" },
    }),
    project: optional(projectType, PROJECT_FIELD),
  },
  outputs: {
    name: output(z.string(), {
      always: true,
      description:
        "Name of the region, for `region` of other resources: they then wait until it is active, also in the preview.",
      from: { row: (row) => row.name },
    }),
    isActive: output(z.boolean(), {
      dependsOn: [],
      description: "Whether the project may use it.",
      from: { row: (row) => row.isActive },
    }),
  },
  scope: (desired, api) => desired.project ?? api.project,
  listBy: { project: "configured" },
  id: idInProject("WAW1"),
  timeouts: { create: 1800, update: 600, delete: 600 },
  views: {
    row: { list: async (api, scope) => (await listRegions(api, scope)).map((row) => [row.name, row] as const) },
  },
  absenceProof: "list",
  isUnlisted: ({ row }) => row?.isActive === false,
  isGone: ({ row }, { isActive }) => row?.isActive === false && isActive === true,
  /** The step activates it, so that a region which is active already is none that somebody else has. */
  create: async ({ desired }) => desired.region,
  steps: [
    {
      label: "be activated",
      fields: [],
      due: ({ observed }) => observed.row?.isActive === false,
      run: ({ api, scope, key, change }) =>
        change(
          "to be activated",
          () =>
            api.call(
              `POST ${PROJECT}/region`,
              "idempotent",
              { serviceName: within(api, scope).serviceName, region: key },
              accepted,
            ),
          ({ row }) => row?.isActive === true,
        ),
    },
  ],
  remove: async ({ key, warn }) => {
    warn(`region ${key} stays active in the project, because OVHcloud cannot deactivate one.`);
    return "released";
  },
});
