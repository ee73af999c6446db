import { z } from "zod";
import { cidrv4 } from "../../engine/definition/cidr.ts";
import { resourceKit } from "../../engine/definition/definition.ts";
import type { Ovh } from "./account.ts";
import { among, inTurn, listeners, partState, picker, STATUS_OUTPUT } from "./load-balancer-parts.ts";
import type { ListenerRow } from "./load-balancer-schemas.ts";
import { nameType, PROJECT_FIELD, projectType, ref } from "./place-fields.ts";
import { NAME_FIELD, NAMED_IN_REGION, PLACED_REGION_FIELD, type Placed } from "./placed-view.ts";
import { HELD } from "./private-networks.ts";
import { idInRegion, scopeOf } from "./scope.ts";

const { required, optional, output, define } = resourceKit<Ovh, { row: Placed<ListenerRow> }>();

const PROTOCOLS = ["http", "https", "prometheus", "sctp", "tcp", "terminatedHTTPS", "udp"] as const;
const VERSIONS = ["SSLv3", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"] as const;
const timeout = (what: string) =>
  ({ description: `Milliseconds without data ${what} before a connection ends.`, change: "replace" }) as const;

export const loadBalancerListener = define({
  token: "ovh:LoadBalancerListener",
  noun: "listener",
  description: "A port of a load balancer, and the pool to which its traffic goes.",
  see: "https://github.com/ovh/docs",
  inputs: {
    name: optional(nameType, NAME_FIELD),
    region: required(ref, PLACED_REGION_FIELD),
    loadBalancer: required(ref, {
      description: "Load balancer, by ID or name.",
      change: "replace",
      catalog: "loadBalancers",
      read: { from: { row: ({ loadBalancerIds }) => loadBalancerIds[0] }, drift: "report" },
    }),
    protocol: required(z.enum(PROTOCOLS), {
      description: "Protocol: `http`, `https` (passed on), `terminatedHTTPS`, `tcp`, `udp`, `sctp` or `prometheus`.",
      change: "replace",
      read: { from: { row: (row) => among(PROTOCOLS, row.protocol) }, drift: "report" },
    }),
    port: required(z.int().min(1).max(65_535), {
      description: "Port.",
      change: "replace",
      exclusive: { within: ["loadBalancer"] },
      read: { from: { row: (row) => row.port }, drift: "report" },
    }),
    defaultPool: optional(ref, {
      description: "Pool to which traffic goes that no `L7Policy` matches, by ID or name.",
      change: "update",
      catalog: "pools",
      read: { from: { row: (row, given) => given && (row.defaultPoolId ?? "") }, drift: "repair" },
    }),
    certificate: optional(ref, {
      description: "Certificate of a `terminatedHTTPS` listener, by ID or name (`certificateId`).",
      change: "update",
      catalog: "certificates",
      read: { from: { row: (row, given) => given && (row.certificateId ?? "") }, drift: "repair" },
    }),
    description: optional(z.string().max(255), {
      description: "Description.",
      change: "update",
      read: {
        from: { row: (row, given) => (given === undefined ? undefined : (row.description ?? "")) },
        drift: "repair",
      },
    }),
    allowedCidrs: optional(z.array(cidrv4()), {
      description: "Address ranges that may connect. All if absent or empty.",
      change: "update",
      unordered: true,
      read: { from: { row: (row, given) => given && row.allowedCidrs }, drift: "repair" },
    }),
    timeoutClientData: optional(z.int().min(0), {
      ...timeout("from the client"),
      read: { from: { row: (row, given) => given && row.timeoutClientData }, drift: "report" },
    }),
    timeoutMemberData: optional(z.int().min(0), {
      ...timeout("from the member"),
      read: { from: { row: (row, given) => given && row.timeoutMemberData }, drift: "report" },
    }),
    tlsVersions: optional(z.array(z.enum(VERSIONS)), {
      description: "TLS versions of a `terminatedHTTPS` listener.",
      change: "replace",
      unordered: true,
      read: {
        from: { row: (row, given) => given && row.tlsVersions.flatMap((each) => among(VERSIONS, each) ?? []) },
        drift: "report",
      },
    }),
    project: optional(projectType, PROJECT_FIELD),
  },
  outputs: {
    listenerId: output(z.string(), {
      always: true,
      dependsOn: [],
      description: "ID of the listener.",
      from: { row: (row) => row.id },
    }),
    status: output(z.string(), STATUS_OUTPUT),
  },
  ...NAMED_IN_REGION,
  scope: (desired, api) => scopeOf(api, desired.project, desired.region),
  id: idInRegion("bac2d8a9-…"),
  views: { row: listeners.view },
  nameOf: ({ row }) => row?.name,
  create: async (context) => {
    const { api, scope, desired } = context;
    const { name, protocol, port, description, allowedCidrs, timeoutClientData, timeoutMemberData, tlsVersions } =
      desired;
    const parameters = {
      ...{ name, protocol, port, description, allowedCidrs, timeoutClientData, timeoutMemberData, tlsVersions },
      ...{
        loadbalancerId: desired.loadBalancer,
        defaultPoolId: desired.defaultPool,
        certificateId: desired.certificate,
      },
    };
    return (await inTurn(context, desired.loadBalancer, () => listeners.post(api, scope, parameters))).id;
  },
  state: ({ row }) => partState(row),
  statusText: ({ row }) => row?.provisioningStatus,
  steps: [
    {
      label: "be changed",
      fields: ["name", "defaultPool", "certificate", "description", "allowedCidrs"],
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
          await listeners.put(api, at, {
            name: pick("name", desired.name, row?.name),
            defaultPoolId: pick("defaultPool", desired.defaultPool, row?.defaultPoolId),
            certificateId: pick("certificate", desired.certificate, row?.certificateId),
            description: pick("description", desired.description, row?.description),
            allowedCidrs: pick(
              "allowedCidrs",
              desired.allowedCidrs,
              row?.allowedCidrs.length === 0 ? undefined : row?.allowedCidrs,
            ),
          });
        }),
    },
  ],
  isBeingRemoved: ({ row }) => row?.provisioningStatus === "deleting",
  passingRefusal: HELD,
  remove: (context) =>
    inTurn(context, context.observed.row?.loadBalancerIds[0], () => listeners.remove(context.api, context.at)),
});
