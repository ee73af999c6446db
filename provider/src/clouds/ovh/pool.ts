import { z } from "zod";
import { resourceKit } from "../../engine/definition/definition.ts";
import type { Ovh } from "./account.ts";
import { among, inTurn, partState, picker, pools, STATUS_OUTPUT } from "./load-balancer-parts.ts";
import type { PoolRow } from "./load-balancer-schemas.ts";
import { nameType, PROJECT_FIELD, projectType, ref } from "./place-fields.ts";
import { NAME_FIELD, NAMED_IN_REGION, PLACED_REGION_FIELD, type Placed } from "./placed-view.ts";
import { HELD } from "./private-networks.ts";
import { idInRegion, scopeOf } from "./scope.ts";

const { required, optional, output, define } = resourceKit<Ovh, { row: Placed<PoolRow> }>();

const ALGORITHMS = ["leastConnections", "roundRobin", "sourceIP"] as const;
const PROTOCOLS = ["http", "https", "proxy", "proxyV2", "sctp", "tcp", "udp"] as const;
const PERSISTENCE = ["appCookie", "disabled", "httpCookie", "sourceIP"] as const;

const persistence = z.object({
  type: z.enum(PERSISTENCE).describe("`httpCookie`, `appCookie`, `sourceIP` or `disabled`."),
  cookieName: z.string().min(1).optional().describe("Name of the cookie of `appCookie`."),
});

const persistenceOf = ({ sessionPersistence }: PoolRow): z.output<typeof persistence> => {
  const { type, cookieName } = sessionPersistence ?? {};
  return { type: among(PERSISTENCE, type) ?? "disabled", ...(cookieName === undefined ? {} : { cookieName }) };
};

export const pool = define({
  token: "ovh:Pool",
  noun: "pool",
  description: "A pool of members of a load balancer, to which a listener or an L7 policy sends its traffic.",
  see: "https://github.com/ovh/docs",
  inputs: {
    name: optional(nameType, NAME_FIELD),
    region: required(ref, PLACED_REGION_FIELD),
    loadBalancer: required(ref, {
      description: "Load balancer, by ID or name.",
      change: "replace",
      catalog: "loadBalancers",
      read: { from: { row: (row) => row.loadbalancerId }, drift: "report" },
    }),
    algorithm: required(z.enum(ALGORITHMS), {
      description: "How traffic is distributed: `roundRobin`, `leastConnections` or `sourceIP`.",
      change: "update",
      read: { from: { row: (row) => among(ALGORITHMS, row.algorithm) }, drift: "repair" },
    }),
    protocol: required(z.enum(PROTOCOLS), {
      description: "Protocol to the members: `http`, `https`, `proxy`, `proxyV2`, `tcp`, `udp` or `sctp`.",
      change: "replace",
      read: { from: { row: (row) => among(PROTOCOLS, row.protocol) }, drift: "report" },
    }),
    sessionPersistence: optional(persistence, {
      description: "What keeps a client at one member.",
      change: "update",
      read: { from: { row: (row, given) => given && persistenceOf(row) }, drift: "repair" },
    }),
    project: optional(projectType, PROJECT_FIELD),
  },
  outputs: {
    poolId: output(z.string(), {
      always: true,
      dependsOn: [],
      description: "ID of the pool.",
      from: { row: (row) => row.id },
    }),
    status: output(z.string(), STATUS_OUTPUT),
  },
  ...NAMED_IN_REGION,
  scope: (desired, api) => scopeOf(api, desired.project, desired.region),
  id: idInRegion("31b51aa0-…"),
  views: { row: pools.view },
  nameOf: ({ row }) => row?.name,
  create: async (context) => {
    const { api, scope, desired } = context;
    const { name, algorithm, protocol, sessionPersistence, loadBalancer } = desired;
    const parameters = { name, algorithm, protocol, sessionPersistence, loadbalancerId: loadBalancer };
    return (await inTurn(context, loadBalancer, () => pools.post(api, scope, parameters))).id;
  },
  state: ({ row }) => partState(row),
  statusText: ({ row }) => row?.provisioningStatus,
  steps: [
    {
      label: "be changed",
      fields: ["name", "algorithm", "sessionPersistence"],
      run: (context) =>
        inTurn(context, context.desired.loadBalancer, async () => {
          const {
            api,
            at,
            desired,
            observed: { row },
            hasChanged,
          } = context;
          const pick = picker(hasChanged);
          await pools.put(api, at, {
            name: pick("name", desired.name, row?.name),
            algorithm: pick("algorithm", desired.algorithm, among(ALGORITHMS, row?.algorithm)),
            sessionPersistence: pick("sessionPersistence", desired.sessionPersistence, row && persistenceOf(row)),
          });
        }),
    },
  ],
  isBeingRemoved: ({ row }) => row?.provisioningStatus === "deleting",
  passingRefusal: HELD,
  remove: (context) =>
    inTurn(context, context.observed.row?.loadbalancerId, () => pools.remove(context.api, context.at)),
});
