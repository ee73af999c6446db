import { serviceRoutes } from "./account-services.ts";
import { additionalIpRoutes } from "./additional-ips.ts";
import { authRoutes } from "./auth.ts";
import { backupScheduleRoutes } from "./backup-schedules.ts";
import { catalogRoutes } from "./catalog.ts";
import { certificateRoutes } from "./certificates.ts";
import { floatingIpRoutes } from "./floating-ips.ts";
import { gatewayRoutes } from "./gateways.ts";
import { instanceActionRoutes } from "./instance-actions.ts";
import { instanceRoutes } from "./instances.ts";
import { interfaceRoutes } from "./interfaces.ts";
import { loadBalancerPartRoutes } from "./load-balancer-parts.ts";
import { loadBalancerRoutes } from "./load-balancers.ts";
import { meRoutes } from "./me.ts";
import { networkRoutes } from "./networks.ts";
import { oauthClientRoutes } from "./oauth-clients.ts";
import { priceRoutes } from "./prices.ts";
import { projectUserRoutes } from "./project-users.ts";
import { projectRoutes } from "./projects.ts";
import { regionInstanceRoutes } from "./region-instances.ts";
import type { Route, Routes } from "./route.ts";
import { sshKeyRoutes } from "./ssh-keys.ts";
import { subnetRoutes } from "./subnets.ts";
import { v2FloatingIpRoutes } from "./v2-floating-ips.ts";
import { volumeCopyRoutes } from "./volume-copies.ts";
import { volumeRoutes } from "./volumes.ts";

/** Every call of the emulator: below `/1.0` and `/v1`, and those of `/v2`. */
const routes: Routes = {
  ...authRoutes,
  ...meRoutes,
  ...oauthClientRoutes,
  ...projectRoutes,
  ...projectUserRoutes,
  ...catalogRoutes,
  ...priceRoutes,
  ...instanceRoutes,
  ...instanceActionRoutes,
  ...interfaceRoutes,
  ...sshKeyRoutes,
  ...networkRoutes,
  ...subnetRoutes,
  ...gatewayRoutes,
  ...loadBalancerRoutes,
  ...loadBalancerPartRoutes,
  ...certificateRoutes,
  ...floatingIpRoutes,
  ...v2FloatingIpRoutes,
  ...additionalIpRoutes,
  ...volumeRoutes,
  ...volumeCopyRoutes,
  ...backupScheduleRoutes,
  ...regionInstanceRoutes,
  ...serviceRoutes,
};

export const routeNames: readonly string[] = Object.keys(routes);

export interface Match {
  /** `METHOD /path/{parameter}`. */
  readonly name: string;
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

interface Pattern {
  readonly name: string;
  readonly route: Route;
  readonly method: string;
  readonly segments: readonly string[];
}

const isParameter = (segment: string): boolean => segment.startsWith("{");

/** Literal segments are tried before parameters: in `/instance/group`, "group" is not an instance. */
const patterns: readonly Pattern[] = Object.entries(routes)
  .map(([name, route]) => {
    const [method = "", path = ""] = name.split(" ");
    return { name, route, method, segments: path.split("/") };
  })
  .sort((a, b) => a.segments.filter(isParameter).length - b.segments.filter(isParameter).length);

/** The route of a path without its version prefix; parameters are percent-decoded. */
export function match(method: string, path: string): Match | undefined {
  const given = path.split("/");
  const fits = (pattern: Pattern): boolean =>
    pattern.method === method &&
    pattern.segments.length === given.length &&
    pattern.segments.every((segment, index) => (isParameter(segment) ? given[index] !== "" : segment === given[index]));
  const found = patterns.find(fits);
  if (!found) return undefined;
  const params = found.segments.flatMap((segment, index) =>
    isParameter(segment) ? [[segment.slice(1, -1), decode(given[index] ?? "")]] : [],
  );
  return { name: found.name, route: found.route, params: Object.fromEntries(params) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * The IAM action of a call (docs/api/ovh.md §1.7): `publicCloudProject:apiovh:instance/create`, ending in get, create,
 * edit or delete, or in the last segment of the path if that is an action. Calls of `/auth` have none.
 */
export function iamAction(name: string): string | undefined {
  const [method = "", path = ""] = name.split(" ");
  if (path.startsWith("/auth/")) return undefined;
  // The names of v2's actions are not known.
  if (path.startsWith("/v2/")) return undefined;
  const special = specialActions[name];
  if (special !== undefined) return special;
  const [owner, root] = owners.find(([, pattern]) => pattern.test(path)) ?? ["account", /^/];
  const segments = path.replace(root, "").split("/").filter(Boolean);
  const words = segments.filter((segment) => !isParameter(segment));
  const isAction =
    method === "POST" &&
    (isParameter(segments.at(-2) ?? "") || actions.has(words.at(-1) ?? "")) &&
    !collections.has(words.at(-1) ?? "");
  const verbs: Readonly<Record<string, string>> = { GET: "get", POST: "create", PUT: "edit", DELETE: "delete" };
  const verb = isAction ? [] : [verbs[method] ?? ""];
  return `${owner}:apiovh:${[...words, ...verb].join("/")}`;
}

/** The kinds of services, by where their calls begin. */
const owners: readonly (readonly [string, RegExp])[] = [
  ["publicCloudProject", /^\/cloud\/project\/\{serviceName\}/],
  ["vps", /^\/vps(\/\{serviceName\})?/],
  ["dedicatedServer", /^\/dedicated\/server(\/\{serviceName\})?/],
  ["ip", /^\/ip(\/\{ip\})?/],
  ["dnsZone", /^\/domain\/zone(\/\{zoneName\})?/],
];

/** Actions of a service itself. */
const actions: ReadonlySet<string> = new Set(["refresh", "start", "stop", "reboot", "rebuild", "reinstall"]);

const specialActions: Readonly<Record<string, string>> = {
  "PUT /vps/{serviceName}": "vps:apiovh:put",
  "PUT /dedicated/server/{serviceName}": "dedicatedServer:apiovh:put",
  "POST /vps/{serviceName}/createSnapshot": "vps:apiovh:snapshot/create",
  "GET /cloud/project": "publicCloudProject:apiovh:get",
  "POST /cloud/project/{serviceName}/activateMonthlyBilling": "publicCloudProject:apiovh:activateMonthlyBilling",
  "POST /cloud/project/{serviceName}/volume/{volumeId}/snapshot": "publicCloudProject:apiovh:volume/snapshot/create",
};

/** Segments after a parameter that name objects to create, not actions. */
const collections: ReadonlySet<string> = new Set([
  ...["instance", "interface", "subnet", "region", "backup", "volume", "volumeBackup", "gateway"],
  ...["record", "reverse", "rule", "user"],
  ...["member", "l7Rule"],
  ...["applicationAccess", "rescueMode", "vnc", "floatingIp"],
]);
