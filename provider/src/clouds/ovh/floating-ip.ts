import { z } from "zod";
import { resourceKit } from "../../engine/definition/definition.ts";
import { RefusedError } from "../../engine/errors.ts";
import { moment } from "../../http/decode/schemas.ts";
import { CloudError } from "../../http/errors.ts";
import type { Ovh } from "./account.ts";
import { type FloatingIpRow, floatingIpCreated, floatingIpOf } from "./floating-ip-schemas.ts";
import {
  type Attachment,
  attachmentOf,
  attachmentsIn,
  detach,
  floatingIpsIn,
  NOT_READY,
  placeOfRow,
  V2_IP,
  V2_IPS,
} from "./floating-ips.ts";
import { operationRow } from "./operation-schemas.ts";
import { operationTask } from "./operations.ts";
import { PROJECT_FIELD, projectType, REGION_FIELD, ref } from "./place-fields.ts";
import { type Placed, placedView, regionOf } from "./placed-view.ts";
import { instanceOf } from "./schemas.ts";
import { idInRegion, placeIn, scopeOf } from "./scope.ts";
import { STALE_CHECKSUM, v2State, v2Task } from "./v2-resources.ts";

interface Views {
  row: Placed<FloatingIpRow>;
  attachment: Attachment;
}

const { required, optional, output, define } = resourceKit<Ovh, Views>();

const INSTANCE = "/cloud/project/{serviceName}/instance/{instanceId}";
const ASSOCIATE = "/cloud/project/{serviceName}/region/{regionName}/instance/{instanceId}/associateFloatingIp";

const fetchOne = (api: Ovh, { scope, key }: { scope: string; key: string }): Promise<FloatingIpRow> =>
  api.call(`GET ${V2_IP}`, "read", { serviceName: placeIn(api, scope).serviceName, id: key }, floatingIpOf(key));

const descriptionOf = ({ targetSpec, currentState }: FloatingIpRow): string | undefined =>
  targetSpec?.description ?? currentState?.description;

export const floatingIp = define({
  token: "ovh:FloatingIp",
  noun: "floating IP",
  description:
    "A public IPv4 address of the project, independent of any instance, which leads to the private address of an instance. It is charged also while it leads nowhere.",
  see: "https://registry.terraform.io/providers/ovh/ovh/latest/docs/resources/cloud_floating_ip",
  inputs: {
    description: optional(z.string().min(1).max(255), {
      description: "Description, which identifies the address. Generated from the resource's name if absent.",
      change: "update",
      read: { from: { row: descriptionOf }, drift: "repair" },
    }),
    region: required(ref, { ...REGION_FIELD, read: { from: { row: regionOf }, drift: "report" } }),
    availabilityZone: optional(ref, {
      description: "Zone, in regions with several.",
      change: "replace",
      read: { from: { row: (row, given) => given && placeOfRow(row)?.availabilityZone }, drift: "report" },
    }),
    instance: optional(z.string(), {
      description:
        "Instance to which it leads, by ID or name, with an address in a private network whose subnet has a `Gateway`. A change moves the address; an empty text detaches it. Unmanaged if absent.",
      change: "update",
      catalog: "holders",
      read: {
        from: { attachment: (attachment, given) => (given === undefined ? undefined : (attachment.instance ?? "")) },
        drift: "repair",
      },
    }),
    instanceIp: optional(z.ipv4(), {
      description: "Private address of the instance to which it leads. The instance's first one if absent.",
      change: "update",
      read: { from: { attachment: ({ target }, given) => given && (target ?? "") }, drift: "repair" },
    }),
    project: optional(projectType, PROJECT_FIELD),
  },
  outputs: {
    ip: output(z.ipv4(), { always: true, dependsOn: [], description: "The address.", from: { row: (row) => row.id } }),
    floatingIpId: output(z.string(), {
      dependsOn: [],
      description: "ID of the address in OVHcloud's older API.",
      from: { row: (row) => row.currentState?.id },
    }),
    status: output(z.string(), {
      always: true,
      description: "Status as reported by OVHcloud (`resourceStatus`).",
      from: { row: (row) => row.resourceStatus },
    }),
  },
  isCharged: true,
  scope: (desired, api) => scopeOf(api, desired.project, desired.region),
  listBy: { project: "configured", region: "all" },
  id: idInRegion("198.51.100.7"),
  name: { input: "description", max: 255, character: /[A-Za-z0-9._-]/ },
  views: {
    row: placedView({ listIn: floatingIpsIn, fetch: fetchOne }),
    attachment: { list: attachmentsIn },
  },
  absenceProof: "both",
  consistencyWindow: 60,
  nameOf: ({ row }) => row && descriptionOf(row),
  // Those that were created together with an instance or in the panel.
  mayLackName: true,
  createdAt: ({ row }) => moment(row?.createdAt),
  create: async ({ api, scope, desired: { description, region, availabilityZone } }) => {
    const parameters = {
      serviceName: placeIn(api, scope).serviceName,
      targetSpec: { description, location: { region, availabilityZone } },
    };
    const { id } = await api.call(`POST ${V2_IPS}`, "create", parameters, floatingIpCreated);
    if (id === undefined) {
      throw new CloudError({
        ...{ kind: "protocol", cloud: "OVHcloud", call: `POST ${V2_IPS}`, effect: "unknown" },
        ...{ words: "the request was accepted, but the response does not name the address", nextStep: "" },
      });
    }
    return id;
  },
  state: ({ row }) => row && v2State(row),
  statusText: ({ row }) => row?.resourceStatus,
  steps: [
    {
      label: "have its description",
      fields: ["description"],
      passingRefusal: STALE_CHECKSUM,
      run: async ({ api, at, desired: { description } }) => {
        const { checksum } = await fetchOne(api, at);
        const parameters = {
          serviceName: placeIn(api, at.scope).serviceName,
          id: at.key,
          checksum,
          targetSpec: { description },
        };
        await api.call(`PUT ${V2_IP}`, "idempotent", parameters, floatingIpOf(at.key));
        return v2Task(`the change of ${at.key}`, () => fetchOne(api, at));
      },
    },
    {
      label: "lead to its instance",
      fields: ["instance", "instanceIp"],
      severalCalls: true,
      passingRefusal: NOT_READY,
      refusalHint: (error) =>
        error.kind === "invalid" || error.kind === "conflict"
          ? "The instance needs an address in a private network, and the subnet of that network a Gateway. Nothing was bought instead."
          : undefined,
      run: async (context) => {
        const { api, scope, key, desired } = context;
        const { serviceName, regionName } = placeIn(api, scope);
        const now = await attachmentOf(api, scope, key);
        if (now === undefined) {
          throw new RefusedError(
            `OVHcloud's older API does not show ${key} in ${regionName} yet. Run pulumi up again.`,
          );
        }
        const instanceId = desired.instance ?? "";
        const isThere = ({ attachment }: typeof context.observed): boolean =>
          (attachment?.instance ?? "") === instanceId &&
          (desired.instanceIp === undefined || attachment?.target === desired.instanceIp);
        if (isThere({ attachment: now })) return;
        if (now.kind !== undefined) {
          await context.change(
            "to be detached",
            () => detach(api, scope, now.id),
            ({ attachment }) => attachment?.kind === undefined,
          );
        }
        if (instanceId !== "") {
          const { ipAddresses } = await api.call(
            `GET ${INSTANCE}`,
            "read",
            { serviceName, instanceId },
            instanceOf(instanceId),
          );
          const first = ipAddresses.find(({ type, ip }) => type === "private" && !ip.includes(":"))?.ip;
          const ip = desired.instanceIp ?? first;
          if (ip === undefined) {
            throw new RefusedError(
              `OVHcloud instance ${instanceId} has no private address for ${key} to lead to. Add a private network to its networks.`,
            );
          }
          await context.change(
            "to be attached",
            async () => {
              const parameters = { serviceName, regionName, instanceId, floatingIpId: now.id, ip };
              const operation = await api.call(`POST ${ASSOCIATE}`, "write", parameters, operationRow);
              await context.followTask(operationTask(api, serviceName, operation));
            },
            isThere,
          );
        }
      },
    },
  ],
  isBeingRemoved: ({ row }) => row?.resourceStatus === "DELETING",
  remove: async ({ api, scope, key }) => {
    const now = await attachmentOf(api, scope, key);
    if (now?.kind !== undefined) {
      await detach(api, scope, now.id);
    }
    await api.command(`DELETE ${V2_IP}`, "idempotent", { serviceName: placeIn(api, scope).serviceName, id: key });
  },
});
