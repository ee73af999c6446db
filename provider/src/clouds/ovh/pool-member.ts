import { z } from "zod";
import { resourceKit } from "../../engine/definition/definition.ts";
import { about } from "../../http/decode/schemas.ts";
import { CloudError } from "../../http/errors.ts";
import type { Ovh } from "./account.ts";
import { BALANCING, balancerOfPool, inTurn, partState, picker, pools, STATUS_OUTPUT } from "./load-balancer-parts.ts";
import { type MemberRow, memberList, memberRow } from "./load-balancer-schemas.ts";
import { PROJECT_FIELD, projectType, REGION_FIELD, ref } from "./place-fields.ts";
import { type Placed, parentOf, placedView, regionOf } from "./placed-view.ts";
import { HELD } from "./private-networks.ts";
import { idInParent, placeIn, scopeOf } from "./scope.ts";

const { required, optional, output, define } = resourceKit<Ovh, { row: Placed<MemberRow> }>();

const MEMBERS = `${BALANCING}/pool/{poolId}/member` as const;
const MEMBER = `${MEMBERS}/{memberId}` as const;

const at = ({ api, scope, key }: { api: Ovh; scope: string; key: string }) => {
  const { serviceName, regionName, parent } = placeIn(api, scope);
  return { serviceName, regionName, poolId: parent, memberId: key };
};

const memberOf = (key: string) => about(memberRow, (row) => row.id, key);
const targetOf = (address: string, port: number): string => `${address}:${port}`;

/** The members of a pool, or of every pool. */
async function membersIn(api: Ovh, scope: string): Promise<Placed<MemberRow>[]> {
  const { serviceName, regionName, parent } = placeIn(api, scope);
  const all =
    regionName !== undefined && parent !== undefined
      ? [{ id: parent, scope: `${serviceName}/${regionName}` }]
      : await pools.listIn(api, scope);
  const lists = all.map(async ({ id, scope: place }) => {
    const { regionName: region } = placeIn(api, place);
    const rows = await api.call(`GET ${MEMBERS}`, "read", { serviceName, regionName: region, poolId: id }, memberList);
    return rows.map((row) => ({ ...row, scope: `${place}/${id}` }));
  });
  return (await Promise.all(lists)).flat();
}

export const member = define({
  token: "ovh:Member",
  noun: "member",
  description: "A server in a pool of a load balancer.",
  see: "https://github.com/ovh/docs",
  inputs: {
    name: optional(z.string().min(1).max(255), {
      description: "Name in the panel.",
      change: "update",
      read: { from: { row: (row, given) => given && (row.name ?? "") }, drift: "repair" },
    }),
    region: required(ref, { ...REGION_FIELD, read: { from: { row: regionOf }, drift: "report" } }),
    pool: required(ref, {
      description: "Pool, by ID or name.",
      change: "replace",
      catalog: "pools",
      read: { from: { row: parentOf }, drift: "report" },
    }),
    address: required(z.union([z.ipv4(), z.ipv6()]), {
      description: "Address of the server, such as the `privateIp` of an instance in the balancer's subnet.",
      change: "replace",
      read: { from: { row: (row) => row.address }, drift: "report" },
    }),
    protocolPort: required(z.int().min(1).max(65_535), {
      description: "Port of the server.",
      change: "replace",
      read: { from: { row: (row) => row.protocolPort }, drift: "report" },
    }),
    weight: optional(z.int().min(0).max(256), {
      description: "Share of the traffic compared with other members.",
      change: "update",
      read: { from: { row: (row, given) => (given === undefined ? undefined : row.weight) }, drift: "repair" },
    }),
    project: optional(projectType, PROJECT_FIELD),
  },
  outputs: {
    memberId: output(z.string(), {
      always: true,
      dependsOn: [],
      description: "ID of the member, without its pool.",
      from: { row: (row) => row.id },
    }),
    status: output(z.string(), STATUS_OUTPUT),
  },
  scope: (desired, api) => `${scopeOf(api, desired.project, desired.region)}/${desired.pool ?? ""}`,
  listBy: { project: "configured", region: "all", pool: "all" },
  id: idInParent("31b51aa0-…", "0cc7a3ab-…"),
  views: {
    row: placedView({
      listIn: membersIn,
      fetch: (api, place) => api.call(`GET ${MEMBER}`, "read", at({ api, ...place }), memberOf(place.key)),
      parents: async (api, scope) => (await pools.listIn(api, scope)).map(({ id }) => id),
    }),
  },
  absenceProof: "both",
  consistencyWindow: 60,
  nameOf: ({ row }) => row && targetOf(row.address, row.protocolPort),
  searchKey: ({ address, protocolPort }) => targetOf(address, protocolPort),
  create: async (context) => {
    const {
      api,
      scope,
      desired: { name, address, protocolPort, weight },
    } = context;
    const { serviceName, regionName, parent: poolId = "" } = placeIn(api, scope);
    const parameters = { serviceName, regionName, poolId, members: [{ name, address, protocolPort, weight }] };
    const made = await inTurn(context, await balancerOfPool(api, scope, poolId), () =>
      api.call(`POST ${MEMBERS}`, "create", parameters, memberList),
    );
    const own = made.find((row) => targetOf(row.address, row.protocolPort) === targetOf(address, protocolPort));
    if (own === undefined) {
      throw new CloudError({
        ...{ kind: "protocol", cloud: "OVHcloud", call: `POST ${MEMBERS}`, effect: "unknown" },
        ...{ words: "the request was accepted, but the response does not have the member", nextStep: "" },
      });
    }
    return own.id;
  },
  state: ({ row }) => partState(row),
  statusText: ({ row }) => row?.provisioningStatus,
  steps: [
    {
      label: "be changed",
      fields: ["name", "weight"],
      run: async (context) => {
        const {
          api,
          scope,
          desired,
          observed: { row },
          hasChanged,
          key,
        } = context;
        const pick = picker(hasChanged);
        const parameters = {
          ...at(context),
          name: pick("name", desired.name, row?.name),
          weight: pick("weight", desired.weight, row?.weight),
        };
        await inTurn(context, await balancerOfPool(api, scope, parameters.poolId ?? ""), () =>
          api.call(`PUT ${MEMBER}`, "idempotent", parameters, memberOf(key)),
        );
      },
    },
  ],
  isBeingRemoved: ({ row }) => row?.provisioningStatus === "deleting",
  passingRefusal: HELD,
  remove: async (context) => {
    const { api, scope } = context;
    const place = at(context);
    await inTurn(context, await balancerOfPool(api, scope, place.poolId ?? ""), () =>
      api.command(`DELETE ${MEMBER}`, "idempotent", place),
    );
  },
});
