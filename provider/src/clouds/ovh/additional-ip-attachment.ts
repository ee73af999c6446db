import { z } from "zod";
import { resourceKit } from "../../engine/definition/definition.ts";
import { CloudError } from "../../http/errors.ts";
import type { Ovh } from "./account.ts";
import { type AdditionalIpRow, additionalIpList, additionalIpOf } from "./floating-ip-schemas.ts";
import { PROJECT_FIELD, projectType, ref } from "./place-fields.ts";
import { idInProject, within } from "./scope.ts";

const { required, optional, output, define } = resourceKit<Ovh, { row: AdditionalIpRow }>();

const IPS = "/cloud/project/{serviceName}/ip/failover";
const IP = `${IPS}/{id}` as const;

const at = ({ api, scope, key }: { api: Ovh; scope: string; key: string }) => ({
  serviceName: within(api, scope).serviceName,
  id: key,
});

export const additionalIpAttachment = define({
  token: "ovh:AdditionalIpAttachment",
  noun: "additional IP attachment",
  description:
    "Routes an additional IP (failover IP) of the project to an instance. It must have been ordered and moved to the project before. OVHcloud can only move one: deleting the resource leaves it where it is, with a warning.",
  see: "https://github.com/ovh/docs",
  inputs: {
    ip: required(ref, {
      description: "The address, or its ID in the project.",
      change: "replace",
      exclusive: true,
      catalog: "additionalIps",
      read: { from: { row: (row) => row.id }, drift: "report" },
    }),
    instance: required(ref, {
      description: "Instance to which it is routed, by ID or name. A change moves it.",
      change: "update",
      catalog: "instances",
      read: { from: { row: (row) => row.routedTo ?? "" }, drift: "repair" },
    }),
    project: optional(projectType, PROJECT_FIELD),
  },
  outputs: {
    address: output(z.string(), {
      dependsOn: [],
      description: "The address.",
      from: { row: (row) => row.ip ?? row.block },
    }),
  },
  scope: (desired, api) => desired.project ?? api.project,
  listBy: { project: "configured" },
  id: idInProject("5e8f7b1c-4d3a-4b7e-9c1d-2f6a8e0b3c5d"),
  views: {
    row: {
      list: async (api, scope) => {
        const { serviceName } = within(api, scope);
        const rows = await api.call(`GET ${IPS}`, "read", { serviceName }, additionalIpList);
        return rows.map((row) => [row.id, row] as const);
      },
      one: async (api, place) => ({
        row: await api.call(`GET ${IP}`, "read", at({ api, ...place }), additionalIpOf(place.key)),
      }),
    },
  },
  absenceProof: "both",
  isUnlisted: ({ row }) => row !== undefined && row.routedTo === undefined,
  claims: ({ ip }) => (ip === undefined ? {} : { ip: `the instance of additional IP ${ip}` }),
  /** It exists already: the step moves it. */
  create: async ({ desired: { ip } }) => ip,
  state: ({ row }) => row && { is: row.status === "operationPending" ? "pending" : "ready" },
  statusText: ({ row }) => row?.status,
  steps: [
    {
      label: "be routed to its instance",
      fields: ["instance"],
      // A 400 until the instance has an address (§4.5).
      passingRefusal: {
        waitingFor: "for the instance to have an address",
        limitSeconds: 120,
        isPassing: (error) => error instanceof CloudError && (error.busy || error.httpStatus === 400),
      },
      run: async (context) => {
        const parameters = { ...at(context), instanceId: context.desired.instance };
        await context.api.call(`POST ${IP}/attach`, "idempotent", parameters, additionalIpOf(context.key));
      },
    },
  ],
  remove: async ({ observed: { row }, warn, key }) => {
    const where = row?.routedTo === undefined ? "" : `, routed to instance ${row.routedTo}`;
    warn(
      `additional IP ${row?.ip ?? key} stays in the project${where}: OVHcloud can move it, but not detach it. It is charged until you cancel it in the panel.`,
    );
    return "released";
  },
});
