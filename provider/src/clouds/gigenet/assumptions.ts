import type { ProbedAssumption, Verification } from "../../engine/definition/assumption.ts";
import {
  type Evidence,
  firstOf,
  haveMember,
  itemsOf,
  type RecordedExchange,
  textParameters,
  textsOf,
} from "../../engine/definition/evidence.ts";
import { at, textAt } from "../../http/decode/schemas.ts";
import { isMap, type Tree } from "../../http/decode/tree.ts";
import { type GigeNet, numbered } from "./account.ts";
import { addresses, rootOf, rows } from "./answers.ts";
import { knownFields, knownWords } from "./known.ts";
import { manualAssumptions } from "./manual-assumptions.ts";
import { done } from "./schemas.ts";
import { serverAssumptions } from "./server-assumptions.ts";
import { trial } from "./trial.ts";

type Assumption = ProbedAssumption<GigeNet>;

const instances = (evidence: Evidence): Tree[] =>
  rows(evidence, "DescribeInstances", "reservationSet").flatMap((reservation) =>
    itemsOf(at(reservation, "instancesSet", "item") ?? null),
  );

/** Lists in the root element, by call. */
const LISTS: Readonly<Record<string, string>> = {
  DescribeInstances: "reservationSet",
  DescribeAddresses: "addressesSet",
  DescribeReservedInstances: "reservedInstancesSet",
  DescribeKeyPairs: "keySet",
};

/** Known members of an instance, by GigeNET's names and EC2's. */
const KNOWN = new Set(
  "imageId instanceId instanceType placement launchTime privateDnsName privateIpAddress publicIpAddress state subnetId architecture virtualizationType rootDeviceName hypervisor platform tagSet instanceState ipAddress".split(
    " ",
  ),
);

const NO_ZONE = { ...numbered("Filter", ["availability-zone"], "Name"), "Filter.1.Value.1": "nonesuch" };

const isFiltered = ({ parameters }: RecordedExchange): boolean => at(parameters, "Filter.1.Name") !== undefined;

const reading: readonly Assumption[] = [
  {
    id: "ec2-names",
    statement: "EC2's element names, such as `instanceState`, are there beside GigeNET's own.",
    affects: "Nothing: both are read.",
    switch: "awsAliases",
    assumed: true,
    probe: { by: "read", find: (evidence) => haveMember(instances(evidence), "instanceState") },
  },
  {
    id: "other-elements",
    statement: "Instances have only the elements that are known of them.",
    affects: "Nothing: unknown elements are ignored.",
    switch: "extraElements",
    assumed: false,
    probe: {
      by: "read",
      find: (evidence) => {
        const all = instances(evidence);
        return all.length === 0
          ? undefined
          : all.some((row) => isMap(row) && Object.keys(row).some((name) => !KNOWN.has(name)));
      },
    },
  },
  {
    id: "empty-lists",
    statement: "An account without any instance gets an empty `reservationSet`, and the same goes for other lists.",
    affects: "New accounts. A response without its list is an error until you set `missingListMeansEmpty`.",
    switch: "emptyLists",
    assumed: "element",
    probe: {
      by: "read",
      ask: (api) => api.call("DescribeKeyPairs", "read", {}, done),
      find: (evidence) => {
        const lists = Object.entries(LISTS).flatMap(([call, member]) =>
          evidence.of(call).flatMap((exchange) => {
            const root = rootOf(exchange);
            return root === undefined ? [] : [isMap(root) && Object.hasOwn(root, member) ? at(root, member) : "absent"];
          }),
        );
        return lists.includes("absent")
          ? "absent"
          : lists.some((list) => list === null || list === "")
            ? "element"
            : undefined;
      },
    },
  },
  {
    id: "namespace",
    statement: "Only `DescribeVmTypes` answers with EC2's XML namespace.",
    affects: "Nothing: namespaces are ignored.",
    switch: "xmlns",
    assumed: "documented",
    probe: {
      by: "read",
      find: (evidence) => {
        const named = (exchange: RecordedExchange) => /<\w+Response[^>]*\sxmlns=/.test(exchange.body);
        const good = evidence.exchanges.filter((exchange) => rootOf(exchange) !== undefined);
        const types = good.filter(({ call }) => call === "DescribeVmTypes");
        const others = good.filter(({ call }) => call !== "DescribeVmTypes");
        return types.length === 0 || others.length === 0
          ? undefined
          : others.some(named)
            ? "always"
            : types.some(named)
              ? "documented"
              : "never";
      },
    },
  },
  {
    id: "content-type",
    statement: "Responses are labeled `text/xml; charset=utf-8`.",
    affects: "Nothing: the body decides.",
    switch: "contentType",
    assumed: "text/xml; charset=utf-8",
    probe: {
      by: "read",
      find: (evidence) =>
        evidence.exchanges.find((exchange) => rootOf(exchange) !== undefined)?.headers["content-type"],
    },
  },
  {
    id: "reported-types",
    statement: "An instance shows its type by size, such as `custom_2vcpu_4096m_90gb`.",
    affects: "Drift of `plan`. A plain name is understood too.",
    switch: "reportedTypes",
    assumed: "custom",
    probe: {
      by: "read",
      find: (evidence) =>
        firstOf(textsOf(instances(evidence), "instanceType"), [/_\d+vcpu_\d+m_\d+gb$/, "custom"], [/./, "name"]),
    },
  },
  {
    id: "hostnames",
    statement: "An instance shows its hostname without a domain.",
    affects: "Drift of `name`. A name with `.thegcloud.com` means the same.",
    switch: "dnsNames",
    assumed: "hostname",
    probe: {
      by: "read",
      find: (evidence) =>
        firstOf(textsOf(instances(evidence), "privateDnsName"), [/\.thegcloud\.com$/i, "domain"], [/./, "hostname"]),
    },
  },
  {
    id: "zones-repeated",
    statement: "A zone can be listed several times, with different states.",
    affects: "The preview refuses a zone only if all its rows say that it is unavailable; else `RunInstances` decides.",
    switch: "duplicateZones",
    assumed: true,
    probe: {
      by: "read",
      find: (evidence) => {
        const [answer] = evidence.at("DescribeAvailabilityZones", "DescribeAvailabilityZonesResponse");
        const zones = textsOf(itemsOf(at(answer, "availabilityZoneInfo", "item") ?? null), "zoneName");
        return zones.length === 0 ? undefined : new Set(zones).size < zones.length;
      },
    },
  },
  {
    id: "go-client-fields",
    statement:
      "Addresses of instances have a `privateIpAddress` and tags a `value`, which the vendor's Go client reads.",
    affects: "Nothing: the provider reads neither.",
    switch: "goClientFields",
    assumed: true,
    probe: { by: "read", find: (evidence) => haveMember(addresses(evidence), "privateIpAddress") },
  },
  {
    id: "address-instances",
    statement:
      "`DescribeAddresses` shows which instance has an address (`instanceId`), as the vendor's Go client reads it.",
    affects:
      "`ElasticIpAssociation`, `furtherIps` of an instance, and the lookup before an `ElasticIp` is created. If it does not, drift of an association cannot be seen, and every address that the provider does not know has to be listed in `otherAddresses`.",
    switch: "addressInstances",
    assumed: true,
    probe: {
      by: "read",
      find: (evidence) => {
        const all = rows(evidence, "DescribeAddresses", "addressesSet");
        const isBilled = evidence.of("DescribeReservedInstances").some(({ body }) => /\d additional ip/i.test(body));
        const isShown = haveMember(all, "instanceId");
        // Without an address that an instance is known to have, its absence proves nothing.
        return isShown === true || isBilled ? isShown : undefined;
      },
    },
  },
  {
    id: "address-domain",
    statement:
      "The `domain` of every address in `DescribeAddresses` is `standard`, as in its sample, and not the zone.",
    affects: "Drift and import of `zone` of an `ElasticIp`, which need the zone.",
    switch: "addressDomain",
    assumed: "standard",
    probe: {
      by: "read",
      find: (evidence) =>
        firstOf(
          textsOf(rows(evidence, "DescribeAddresses", "addressesSet"), "domain"),
          [/^(standard|vpc)$/, "standard"],
          [/./, "zone"],
        ),
    },
  },
  {
    id: "filters",
    statement: "Filters of lists are obeyed.",
    affects: "Nothing: the provider reads whole lists.",
    switch: "filters",
    assumed: true,
    probe: {
      by: "read",
      ask: (api) => api.call("DescribeInstances", "read", NO_ZONE, done),
      find: (evidence) => {
        const all = evidence.of("DescribeInstances");
        const count = (exchange: RecordedExchange) =>
          itemsOf(at(rootOf(exchange), "reservationSet", "item") ?? null).length;
        const filtered = all.find((exchange) => isFiltered(exchange) && rootOf(exchange) !== undefined);
        const whole = all.some((exchange) => !isFiltered(exchange) && count(exchange) > 0);
        return filtered === undefined || !whole ? undefined : count(filtered) === 0;
      },
    },
  },
  {
    id: "dry-run-status",
    statement: "`DryRun` is answered with the HTTP status 500.",
    affects: "Nothing: the provider does not use it.",
    switch: "dryRunStatus",
    assumed: 500,
    probe: {
      by: "read",
      ask: (api) => api.call("DescribeInstances", "read", { DryRun: "true" }, done),
      find: (evidence) =>
        evidence
          .of("DescribeInstances")
          .find(({ tree }) => textAt(tree, "Response", "Errors", "Error", "Code") === "DryRunOperation")?.status,
    },
  },
];

export const verification: Verification<GigeNet> = {
  assumptions: [...reading, ...serverAssumptions, ...manualAssumptions],
  revealing: ["GetPasswordData"],
  signing: ["Action", "Version"],
  trial,
  known: { fields: knownFields, words: knownWords },
  repeat: (api, { call, parameters }) => api.call(call, "read", textParameters(parameters), done),
};
