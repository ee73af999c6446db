import type { ProbedAssumption, Verification } from "../../engine/definition/assumption.ts";
import {
  type Evidence,
  firstOf,
  haveMember,
  itemsOf,
  type RecordedExchange,
  textsOf,
} from "../../engine/definition/evidence.ts";
import { at, textAt } from "../../http/decode/schemas.ts";
import { isMap, type Tree } from "../../http/decode/tree.ts";
import { type GigeNet, numbered } from "./account.ts";
import { manualAssumptions } from "./manual-assumptions.ts";
import { done } from "./schemas.ts";

type Assumption = ProbedAssumption<GigeNet>;

const rootOf = ({ call, tree }: Pick<RecordedExchange, "call" | "tree">): Tree | undefined =>
  at(tree, `${call}Response`);

const rows = (evidence: Evidence, call: string, member: string): Tree[] =>
  evidence.items(call, `${call}Response`, member, "item");

const instances = (evidence: Evidence): Tree[] =>
  rows(evidence, "DescribeInstances", "reservationSet").flatMap((reservation) =>
    itemsOf(at(reservation, "instancesSet", "item") ?? null),
  );
const addresses = (evidence: Evidence): Tree[] =>
  rows(evidence, "DescribeAddresses", "addressesSet").filter((row) => textAt(row, "instanceId") !== undefined);

/** The lists of the root element, by call. */
const LISTS: Readonly<Record<string, string>> = {
  DescribeInstances: "reservationSet",
  DescribeAddresses: "addressesSet",
  DescribeReservedInstances: "reservedInstancesSet",
  DescribeKeyPairs: "keySet",
};

/** What an instance is known to show, GigeNET's names and EC2's. */
const KNOWN = new Set(
  "imageId instanceId instanceType placement launchTime privateDnsName privateIpAddress publicIpAddress state subnetId architecture virtualizationType rootDeviceName hypervisor platform tagSet instanceState ipAddress".split(
    " ",
  ),
);

const NO_ZONE = { ...numbered("Filter", ["availability-zone"], "Name"), "Filter.1.Value.1": "nonesuch" };
const isFiltered = ({ parameters }: RecordedExchange): boolean => at(parameters, "Filter.1.Name") !== undefined;

/** The answer to the last call that a probe has sent. */
const lastProbe = (evidence: Evidence, call: string): RecordedExchange | undefined =>
  evidence.during("probe").of(call).slice(-1)[0];

const read: readonly Assumption[] = [
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
    affects: "Nothing: `RunInstances` decides whether a zone is open.",
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

const create: readonly Assumption[] = [
  {
    id: "run-reply",
    statement: "`RunInstances` answers with `instancesSet`.",
    affects: "Creation. The older form, `reservation`, is understood too.",
    switch: "runReply",
    assumed: "instancesSet",
    probe: {
      by: "create",
      find: (evidence) => {
        const roots = evidence.of("RunInstances").flatMap((exchange) => rootOf(exchange) ?? []);
        const [root] = roots;
        return root === undefined ? undefined : at(root, "reservation") !== undefined ? "reservation" : "instancesSet";
      },
    },
  },
  {
    id: "unsampled-replies",
    statement: "Calls without a sample answer, such as `StopInstances`, answer as EC2 does.",
    affects: "Nothing: only `return` is read, or nothing at all.",
    switch: "unsampledReplies",
    assumed: "full",
    probe: {
      by: "create",
      find: (evidence) => {
        const answers = evidence.of("StopInstances").flatMap((exchange) => rootOf(exchange) ?? []);
        const has = haveMember(answers, "instancesSet");
        return has === undefined ? undefined : has ? "full" : "bare";
      },
    },
  },
  {
    id: "lists-additional",
    statement: "`DescribeAddresses` shows additional addresses, not only elastic ones.",
    affects: "`additionalIps`, of which the provider gives back only those that it finds.",
    switch: "listAdditional",
    assumed: true,
    probe: {
      by: "create",
      find: (evidence) => {
        const own = evidence.during("start");
        return own.of("DescribeAddresses").length === 0 ? undefined : addresses(own).length > 0;
      },
    },
  },
  {
    id: "bills-additional",
    statement: "`DescribeReservedInstances` counts additional addresses (`1 Additional IPs`).",
    affects:
      "`additionalIps`. If it does not, a refresh shows 0, and the next preview shows a change that would buy again: remove `additionalIps` from the program.",
    switch: "billAdditional",
    assumed: true,
    probe: {
      by: "create",
      find: (evidence) => {
        const own = evidence.during("start");
        const bills = own.of("DescribeReservedInstances");
        return bills.length === 0 ? undefined : bills.some(({ body }) => /\d+ additional ip/i.test(body));
      },
    },
  },
  {
    id: "repeated-power",
    statement: "Starting an instance that is on is refused.",
    affects: "Power changes. A refusal counts as done if the instance is on.",
    switch: "repeatedPower",
    assumed: "refuse",
    probe: {
      by: "create",
      ask: async (api, { server }) =>
        server?.step === "start"
          ? api.call("StartInstances", "idempotent", numbered("InstanceId", [server.key]), done)
          : undefined,
      find: (evidence) => {
        const last = lastProbe(evidence, "StartInstances");
        return last === undefined || last.status === 0 ? undefined : rootOf(last) === undefined ? "refuse" : "ok";
      },
    },
  },
  {
    id: "resize-needs-stop",
    statement: "An instance that is on can be resized.",
    affects: "A change of `plan`. If it cannot, the provider stops the instance for it and starts it again.",
    switch: "resizeNeedsStop",
    assumed: false,
    probe: {
      by: "create",
      find: (evidence) => {
        const [first] = evidence.during("resize").of("ModifyInstanceAttribute");
        return first === undefined || first.status === 0 ? undefined : rootOf(first) === undefined;
      },
    },
  },
  {
    id: "terminated-lingers",
    statement: "A terminated instance is not found any more.",
    affects: "Deletion. An instance that shows as terminated counts as gone.",
    switch: "terminatedLingers",
    assumed: false,
    probe: {
      by: "create",
      ask: async (api, { server }) =>
        server?.step === "delete"
          ? api.call("DescribeInstances", "read", numbered("InstanceId", [server.key]), done)
          : undefined,
      find: (evidence) => {
        const last = lastProbe(evidence, "DescribeInstances");
        return last === undefined || last.status === 0 ? undefined : rootOf(last) !== undefined;
      },
    },
  },
];

export const verification: Verification<GigeNet> = {
  assumptions: [...read, ...create, ...manualAssumptions],
  revealing: ["GetPasswordData"],
  signing: [],
};
