import type { ProbedAssumption, Verification } from "../../engine/definition/assumption.ts";
import {
  type Evidence,
  firstOf,
  haveMember,
  itemsOf,
  textParameters,
  textsOf,
} from "../../engine/definition/evidence.ts";
import { at } from "../../http/decode/schemas.ts";
import { isMap, type Tree } from "../../http/decode/tree.ts";
import type { LunaNode } from "./account.ts";
import { isYes } from "./answers.ts";
import { dnsAssumptions } from "./dns-assumptions.ts";
import { knownFields, knownWords } from "./known.ts";
import { manualAssumptions } from "./manual-assumptions.ts";
import { done } from "./schemas.ts";
import { serverAssumptions } from "./server-assumptions.ts";
import { siteAssumptions } from "./site-assumptions.ts";
import { trial } from "./trial.ts";

type Assumption = ProbedAssumption<LunaNode>;

/** Lists, by the member that holds the rows. */
const LISTS: Readonly<Record<string, string>> = {
  "vm/list": "vms",
  "securitygroup/list": "securitygroups",
  "script/list": "scripts",
  "network/list": "networks",
  "floating/list": "ips",
  "volume/list": "volumes",
};

const errorsOf = (evidence: Evidence, call: string): string[] => evidence.texts(call, "error");

/** The rows of rules, which are under numeric keys next to `success`. */
const rules = (evidence: Evidence): Tree[] =>
  evidence
    .of("securitygroup/rule-list")
    .flatMap(({ tree }) => (isYes(tree) ? itemsOf(tree ?? null).filter(isMap) : []));

const reading: readonly Assumption[] = [
  {
    id: "list-shows-status",
    statement: "`vm/list` shows the status of each VM (`os_status`).",
    affects: "Waits and refreshes. If it does not, each VM costs one `vm/info`.",
    switch: "listShowsStatus",
    assumed: true,
    probe: { by: "read", find: (evidence) => haveMember(evidence.items("vm/list", "vms"), "os_status") },
  },
  {
    id: "plan-names",
    statement: "`plan/list` shows short names of plans, such as `m.2`.",
    affects: "The check of `plan`. If it shows longer names, short ones are passed on as they are.",
    switch: "planNames",
    assumed: "short",
    probe: {
      by: "read",
      find: (evidence) =>
        firstOf(textsOf(evidence.items("plan/list", "plans"), "name"), [/^[a-z]+\.[a-z0-9]+$/, "short"], [/./, "long"]),
    },
  },
  {
    id: "third-region",
    statement: "The third region is called `roubaix`.",
    affects: "Nothing: regions are read from `region/list`.",
    switch: "regionMenu",
    assumed: "roubaix",
    probe: {
      by: "read",
      find: (evidence) =>
        firstOf(
          evidence.at("region/list", "regions").flatMap((regions) => Object.keys(regions ?? {})),
          [/^roubaix$/, "roubaix"],
          [/^france$/, "france"],
        ),
    },
  },
  {
    id: "empty-lists",
    statement: "An account without any VM gets an empty `vms`, and the same goes for other lists.",
    affects: "New accounts. A response without its list is an error until you set `missingListMeansEmpty`.",
    switch: "emptyLists",
    assumed: "list",
    probe: {
      by: "read",
      // Most accounts have volumes in at most one region.
      ask: (api) => api.call("volume/list", "read", { region: "montreal" }, done),
      find: (evidence) => {
        const good = Object.entries(LISTS).flatMap(([call, member]) =>
          evidence.of(call).flatMap(({ tree }) => (isYes(tree) ? [at(tree, member)] : [])),
        );
        if (good.includes(undefined)) return "absent";
        return good.some((rows) => Array.isArray(rows) && rows.length === 0) ? "list" : undefined;
      },
    },
  },
  {
    id: "content-type",
    statement: "Responses are labeled `application/json`.",
    affects: "Nothing: the body decides.",
    switch: "contentType",
    assumed: "application/json",
    probe: {
      by: "read",
      find: (evidence) =>
        evidence.exchanges.find(({ tree, headers }) => isYes(tree) && headers["content-type"])?.headers["content-type"],
    },
  },
  {
    id: "port-range",
    statement: "A rule shows one port as `80` and a range as `80-90`.",
    affects: "The comparison of rules. All spellings that are thought of are understood.",
    switch: "portRange",
    assumed: "short",
    probe: {
      by: "read",
      find: (evidence) => {
        const ranges = textsOf(rules(evidence), "port_range");
        const clear = firstOf(ranges, [/:/, "colon"], [/^(\d+)-\1$/, "full"]);
        const hasBoth = ranges.some((text) => /^\d+$/.test(text)) && ranges.some((text) => /^\d+-\d+$/.test(text));
        return clear ?? (hasBoth ? "short" : undefined);
      },
    },
  },
  {
    id: "remote-group",
    statement: "A rule that names a group as its remote side shows the group's ID.",
    affects: "The comparison of rules. A name is understood too.",
    switch: "remoteGroupAs",
    assumed: "id",
    probe: {
      by: "read",
      find: (evidence) => {
        const groups = evidence.items("securitygroup/list", "securitygroups");
        const remotes = new Set(textsOf(rules(evidence), "remote"));
        const shows = (member: string) => textsOf(groups, member).some((text) => remotes.has(text));
        return shows("securitygroup_id") ? "id" : shows("name") ? "name" : undefined;
      },
    },
  },
  {
    id: "volume-list-region",
    statement: "`volume/list` works without a region.",
    affects: "`indiecloud orphans`. If it does not (as in 2015), the provider asks region by region.",
    switch: "volumeListRegion",
    assumed: "optional",
    probe: {
      by: "read",
      find: (evidence) => {
        const first = evidence.of("volume/list").find(({ parameters }) => at(parameters, "region") === undefined);
        return first === undefined ? undefined : isYes(first.tree) ? "optional" : "required";
      },
    },
  },
  {
    id: "missing-parameter",
    statement: "A missing parameter is named as in `required parameter region not set`.",
    affects: "Nothing: both wordings count as an invalid request.",
    switch: "oldMissingTexts",
    assumed: false,
    probe: {
      by: "read",
      ask: (api) => api.call("securitygroup/rule-list", "read", {}, done),
      find: (evidence) =>
        firstOf(
          errorsOf(evidence, "securitygroup/rule-list"),
          [/^required parameter/i, false],
          [/^region not set/i, true],
        ),
    },
  },
  {
    id: "unknown-call",
    statement: "A call that does not exist is an error in LunaNode's envelope, with HTTP status 200.",
    affects: "The message that you read if LunaNode removes a call.",
    switch: "unknownCall",
    assumed: "envelope",
    probe: {
      by: "read",
      ask: (api) => api.call("vm/nonesuch", "read", {}, done),
      find: (evidence) =>
        evidence
          .of("vm/nonesuch")
          .map(({ status, tree }) => (status === 404 ? "404" : at(tree, "success") === "no" ? "envelope" : undefined))
          .find((position) => position !== undefined),
    },
  },
  {
    id: "not-found-text",
    statement: "An unknown volume, group or script is an error that says `invalid` and what was not found.",
    affects: "Whether a missing object is recognized. Only a list proves that one is gone.",
    switch: "notFoundText",
    assumed: "invalid {kind}",
    probe: {
      by: "read",
      ask: (api) => api.call("volume/info", "read", { region: "toronto", volume_id: "0" }, done),
      find: (evidence) =>
        evidence
          .of("volume/info")
          .filter(({ parameters }) => at(parameters, "volume_id") === "0")
          .flatMap(({ tree }) => at(tree, "error") ?? [])
          .map((error) => String(error).replaceAll("volume", "{kind}"))[0],
    },
  },
  {
    id: "nonce-increasing",
    statement: "Several requests may have the same nonce, which is the time in seconds.",
    affects: "Signing. If one is refused, the provider makes nonces increase from then on.",
    switch: "nonceIncreasing",
    assumed: false,
    probe: {
      by: "read",
      find: (evidence) => {
        if (evidence.exchanges.some(({ tree }) => /nonce/i.test(String(at(tree, "error"))))) return true;
        const seconds = evidence.exchanges.flatMap(({ tree, sentAt }) =>
          isYes(tree) ? [Math.floor(sentAt / 1000)] : [],
        );
        return new Set(seconds).size < seconds.length ? false : undefined;
      },
    },
  },
];

export const verification: Verification<LunaNode> = {
  assumptions: [...reading, ...serverAssumptions, ...siteAssumptions, ...dnsAssumptions, ...manualAssumptions],
  revealing: ["vm/info"],
  signing: ["api_id", "api_partialkey"],
  trial,
  known: { fields: knownFields, words: knownWords },
  repeat: (api, { call, parameters }) => api.call(call, "read", textParameters(parameters), done),
};
