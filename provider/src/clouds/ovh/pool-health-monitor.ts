import { z } from "zod";
import { resourceKit } from "../../engine/definition/definition.ts";
import type { Ovh } from "./account.ts";
import { among, balancerOfPool, inTurn, partState, picker, regional, STATUS_OUTPUT } from "./load-balancer-parts.ts";
import { type HealthMonitorRow, healthMonitorRow } from "./load-balancer-schemas.ts";
import { nameType, PROJECT_FIELD, projectType, ref } from "./place-fields.ts";
import { NAME_FIELD, NAMED_IN_REGION, PLACED_REGION_FIELD, type Placed } from "./placed-view.ts";
import { HELD } from "./private-networks.ts";
import { idInRegion, scopeOf } from "./scope.ts";

const { required, optional, output, define } = resourceKit<Ovh, { row: Placed<HealthMonitorRow> }>();

const monitors = regional("/loadbalancing/healthMonitor", "healthMonitorId", healthMonitorRow);

const TYPES = ["http", "https", "ping", "sctp", "tcp", "tls-hello", "udp-connect"] as const;
const METHODS = ["CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"] as const;
const VERSIONS = ["1.0", "1.1"] as const;

const http = z.object({
  httpMethod: z.enum(METHODS).describe("Method of the request, such as `GET`."),
  httpVersion: z.enum(VERSIONS).optional().describe("`1.0` or `1.1`."),
  urlPath: z.string().min(1).optional().describe("Path of the request, such as `/health`."),
  expectedCodes: z.string().min(1).optional().describe("Statuses of a healthy member, such as `200` or `200-204`."),
  domainName: z.string().min(1).optional().describe("Host name that is sent, with version `1.1`."),
});

/** The members that the program gives: OVHcloud fills in the others. */
function httpOf({ httpConfiguration }: HealthMonitorRow, given: z.output<typeof http> | undefined) {
  const httpMethod = among(METHODS, httpConfiguration?.httpMethod);
  if (given === undefined || httpConfiguration === undefined || httpMethod === undefined) return undefined;
  const { urlPath, expectedCodes, domainName } = httpConfiguration;
  const httpVersion = among(VERSIONS, httpConfiguration.httpVersion);
  return {
    httpMethod,
    ...(given.httpVersion === undefined || httpVersion === undefined ? {} : { httpVersion }),
    ...(given.urlPath === undefined || urlPath === undefined ? {} : { urlPath }),
    ...(given.expectedCodes === undefined || expectedCodes === undefined ? {} : { expectedCodes }),
    ...(given.domainName === undefined || domainName === undefined ? {} : { domainName }),
  };
}

const count = (most: number) => z.int().min(1).max(most);

export const healthMonitor = define({
  token: "ovh:HealthMonitor",
  noun: "health monitor",
  description: "Decides which members of a pool get traffic. A pool has one at most.",
  see: "https://github.com/ovh/docs",
  inputs: {
    name: optional(nameType, NAME_FIELD),
    region: required(ref, PLACED_REGION_FIELD),
    pool: required(ref, {
      description: "Pool, by ID or name.",
      change: "replace",
      catalog: "pools",
      exclusive: true,
      read: { from: { row: (row) => row.poolId }, drift: "report" },
    }),
    monitorType: required(z.enum(TYPES), {
      description: "Kind of probe: `http`, `https`, `ping`, `sctp`, `tcp`, `tls-hello` or `udp-connect`.",
      change: "replace",
      read: { from: { row: (row) => among(TYPES, row.monitorType) }, drift: "report" },
    }),
    delay: required(z.int().min(1), {
      description: "Seconds between two probes.",
      change: "update",
      read: { from: { row: (row) => row.delay }, drift: "repair" },
    }),
    timeout: required(z.int().min(1), {
      description: "Seconds until a probe has failed, fewer than `delay`.",
      change: "update",
      read: { from: { row: (row) => row.timeout }, drift: "repair" },
    }),
    maxRetries: required(count(10), {
      description: "Probes that must succeed until a member gets traffic.",
      change: "update",
      read: { from: { row: (row) => row.maxRetries }, drift: "repair" },
    }),
    maxRetriesDown: optional(count(10), {
      description: "Probes that must fail until a member gets none any more.",
      change: "update",
      read: { from: { row: (row, given) => given && row.maxRetriesDown }, drift: "repair" },
    }),
    httpConfiguration: optional(http, {
      description: "The request of an `http` or `https` probe.",
      change: "update",
      read: { from: { row: httpOf }, drift: "repair" },
    }),
    project: optional(projectType, PROJECT_FIELD),
  },
  outputs: {
    healthMonitorId: output(z.string(), {
      always: true,
      dependsOn: [],
      description: "ID of the health monitor.",
      from: { row: (row) => row.id },
    }),
    status: output(z.string(), STATUS_OUTPUT),
  },
  ...NAMED_IN_REGION,
  scope: (desired, api) => scopeOf(api, desired.project, desired.region),
  id: idInRegion("29f01b14-…"),
  views: { row: monitors.view },
  nameOf: ({ row }) => row?.name,
  create: async (context) => {
    const { api, scope, desired } = context;
    const { name, monitorType, delay, timeout, maxRetries, maxRetriesDown, httpConfiguration } = desired;
    const parameters = {
      ...{ name, monitorType, delay, timeout, maxRetries, maxRetriesDown, httpConfiguration },
      poolId: desired.pool,
    };
    const balancer = await balancerOfPool(api, scope, desired.pool);
    return (await inTurn(context, balancer, () => monitors.post(api, scope, parameters))).id;
  },
  state: ({ row }) => partState(row),
  statusText: ({ row }) => row?.provisioningStatus,
  steps: [
    {
      label: "be changed",
      fields: ["name", "delay", "timeout", "maxRetries", "maxRetriesDown", "httpConfiguration"],
      run: async (context) => {
        const {
          api,
          at,
          scope,
          desired,
          observed: { row },
          hasChanged,
        } = context;
        const pick = picker(hasChanged);
        const now = row?.httpConfiguration;
        const parameters = {
          name: pick("name", desired.name, row?.name),
          delay: pick("delay", desired.delay, row?.delay ?? desired.delay),
          timeout: pick("timeout", desired.timeout, row?.timeout ?? desired.timeout),
          maxRetries: pick("maxRetries", desired.maxRetries, row?.maxRetries ?? desired.maxRetries),
          maxRetriesDown: pick("maxRetriesDown", desired.maxRetriesDown, row?.maxRetriesDown),
          httpConfiguration: hasChanged("httpConfiguration") ? desired.httpConfiguration : now,
        };
        await inTurn(context, await balancerOfPool(api, scope, desired.pool), () => monitors.put(api, at, parameters));
      },
    },
  ],
  isBeingRemoved: ({ row }) => row?.provisioningStatus === "deleting",
  passingRefusal: HELD,
  remove: async (context) => {
    const {
      api,
      at,
      scope,
      observed: { row },
    } = context;
    const balancer = row === undefined ? undefined : await balancerOfPool(api, scope, row.poolId);
    await inTurn(context, balancer, () => monitors.remove(api, at));
  },
});
