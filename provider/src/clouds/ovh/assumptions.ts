import type { ProbedAssumption, Verification } from "../../engine/definition/assumption.ts";
import { type Evidence, firstOf, haveMember, textParameters, textsOf } from "../../engine/definition/evidence.ts";
import { accepted, at, textAt } from "../../http/decode/schemas.ts";
import type { Tree } from "../../http/decode/tree.ts";
import type { Ovh } from "./account.ts";
import { serviceAssumptions } from "./account-service-assumptions.ts";
import { floatingIpAssumptions } from "./floating-ip-assumptions.ts";
import { knownFields, knownWords } from "./known.ts";
import { loadBalancerAssumptions } from "./load-balancer-assumptions.ts";
import { manualAssumptions } from "./manual-assumptions.ts";
import { privateNetworkAssumptions } from "./private-network-assumptions.ts";
import type { Route } from "./request.ts";
import { instanceOf } from "./schemas.ts";
import { serverAssumptions } from "./server-assumptions.ts";
import { storageAssumptions } from "./storage-assumptions.ts";
import { trial } from "./trial.ts";

const PROJECT = "GET /cloud/project/{serviceName}" as const;
const INSTANCES = `${PROJECT}/instance` as const;
const INSTANCE = `${INSTANCES}/{instanceId}` as const;
const PORTS = `${INSTANCE}/interface` as const;

const NOBODY = "00000000-0000-4000-8000-000000000000";
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-/i;

const instances = (evidence: Evidence): Tree[] =>
  [...evidence.items(INSTANCES), ...evidence.items(INSTANCE)].filter((row) => at(row, "ipAddresses") !== undefined);

const addresses = (evidence: Evidence): Tree[] =>
  instances(evidence).flatMap((row) => [at(row, "ipAddresses") ?? []].flat());

const askForNobody = (api: Ovh) =>
  api.call(INSTANCE, "read", { serviceName: api.project, instanceId: NOBODY }, instanceOf(NOBODY));
const nobodys = (evidence: Evidence) =>
  evidence.of(INSTANCE).filter(({ parameters }) => at(parameters, "instanceId") === NOBODY);

const reading: readonly ProbedAssumption<Ovh>[] = [
  {
    id: "newer-fields",
    statement: "Instances show the fields that were added since 2024, such as `availabilityZone`.",
    affects: "Drift of `availabilityZone`. Older fields are read too.",
    switch: "newerFields",
    assumed: true,
    probe: { by: "read", find: (evidence) => haveMember(instances(evidence), "availabilityZone") },
  },
  {
    id: "flavor-memory",
    statement: "The memory of a flavor (`ram`) is in GB.",
    affects: "The catalog of plans. Values of 1500 and more are taken for MB.",
    switch: "flavorMemory",
    assumed: "GB",
    probe: {
      by: "read",
      find: (evidence) => {
        const sizes = textsOf(evidence.items(`${PROJECT}/flavor`), "ram").map(Number);
        return sizes.length === 0 ? undefined : sizes.some((size) => size >= 1500) ? "MB" : "GB";
      },
    },
  },
  {
    id: "error-style",
    statement: "An error has a `class`.",
    affects: "Nothing: the older form, with `errorCode` and `httpCode`, is read too.",
    switch: "errorStyle",
    assumed: "class",
    probe: {
      by: "read",
      ask: askForNobody,
      find: (evidence) => {
        const errors = nobodys(evidence).filter(({ status }) => status >= 400);
        const has = (member: string) => errors.some(({ tree }) => textAt(tree, member) !== undefined);
        return has("class") ? "class" : has("httpCode") || has("errorCode") ? "legacy" : undefined;
      },
    },
  },
  {
    id: "not-found-text",
    statement: "The 404 for an unknown instance says `This instance does not exist`.",
    affects: "The message. The status and the envelope decide.",
    switch: "notFoundText",
    assumed: "This {kind} does not exist",
    probe: {
      by: "read",
      ask: askForNobody,
      find: (evidence) =>
        nobodys(evidence)
          .filter(({ status }) => status === 404)
          .flatMap(({ tree }) => textAt(tree, "message") ?? [])
          .map((message) => message.replaceAll("instance", "{kind}"))[0],
    },
  },
  {
    id: "public-network-id",
    statement: "A public address shows a long hexadecimal text as its `networkId`.",
    affects: "Drift of `networks`. If an instance has a public address, its ports are read.",
    switch: "publicNetworkIdShown",
    assumed: "hex",
    probe: {
      by: "read",
      find: (evidence) => {
        const ids = addresses(evidence)
          .filter((address) => at(address, "type") === "public")
          .map((address) => at(address, "networkId"));
        return firstOf(
          ids.filter((id) => typeof id === "string"),
          [/^$/, "empty"],
          [UUID, "openstack"],
          [/^[0-9a-f]+$/i, "hex"],
        );
      },
    },
  },
  {
    id: "private-network-id",
    statement: "A private address shows the ID that its network has in the region.",
    affects: "Drift of `networks`. The network's own ID (`pn-…`) is understood too.",
    switch: "networkIdShown",
    assumed: "openstack",
    probe: {
      by: "read",
      find: (evidence) => {
        const rows = [
          ...addresses(evidence).filter((address) => at(address, "type") === "private"),
          ...evidence.items(PORTS).filter((port) => at(port, "type") === "private"),
        ];
        return firstOf(textsOf(rows, "networkId"), [/^pn-/, "pn"], [UUID, "openstack"]);
      },
    },
  },
];

export const verification: Verification<Ovh> = {
  assumptions: [
    ...[...reading, ...serverAssumptions, ...manualAssumptions, ...storageAssumptions],
    ...[...privateNetworkAssumptions, ...floatingIpAssumptions, ...loadBalancerAssumptions],
    ...serviceAssumptions,
  ],
  revealing: [],
  signing: [],
  trial,
  known: { fields: knownFields, words: knownWords },
  repeat: (api, { call, parameters }) => {
    const method = (["GET", "POST", "PUT", "DELETE"] as const).find((each) => call.startsWith(`${each} `)) ?? "GET";
    const route: Route = `${method} /${call.slice(method.length + 2)}`;
    // In calls of Public Cloud, it is the project.
    const project = /\/(?:cloud|publicCloud)\/project\//.test(route) ? { serviceName: api.project } : {};
    return api.call(route, "read", { ...textParameters(parameters), ...project }, accepted);
  },
};
