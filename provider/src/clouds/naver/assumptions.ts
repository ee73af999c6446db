import type { ProbedAssumption, Verification } from "../../engine/definition/assumption.ts";
import {
  type Evidence,
  firstOf,
  haveMember,
  type RecordedExchange,
  textParameters,
  textsOf,
} from "../../engine/definition/evidence.ts";
import { at, textAt } from "../../http/decode/schemas.ts";
import type { Tree } from "../../http/decode/tree.ts";
import type { Naver } from "./account.ts";
import { autoScalingAssumptions } from "./auto-scaling-assumptions.ts";
import { knownFields, knownWords } from "./known.ts";
import { loadBalancerAssumptions } from "./load-balancer-assumptions.ts";
import { manualAssumptions } from "./manual-assumptions.ts";
import { nasAssumptions } from "./nas-assumptions.ts";
import { networkAssumptions } from "./network-assumptions.ts";
import type { Parameters } from "./parameters.ts";
import { peeringAssumptions } from "./peering-assumptions.ts";
import { done } from "./schemas.ts";
import { serverAssumptions } from "./server-assumptions.ts";
import { storageAssumptions } from "./storage-assumptions.ts";
import { trial } from "./trial.ts";

type Assumption = ProbedAssumption<Naver>;

const LIST = "getServerInstanceList";
const DETAIL = "getServerInstanceDetail";
const IMAGES = "getServerImageList";

const read = (api: Naver, action: string, parameters: Parameters) =>
  api.call(`vserver/${action}`, "read", api.region, parameters, done);

const isGood = ({ call, tree }: RecordedExchange): boolean => textAt(tree, `${call}Response`, "returnCode") === "0";

/** Responses of a call with this parameter. */
const asked = (evidence: Evidence, call: string, parameter: string, value: string): RecordedExchange[] =>
  evidence.of(call).filter(({ parameters }) => at(parameters, parameter) === value);

const servers = (evidence: Evidence): Tree[] =>
  evidence
    .items(LIST, `${LIST}Response`, "serverInstanceList")
    .filter((row) => at(row, "serverInstanceNo") !== undefined);

const images = ({ tree }: RecordedExchange): string[] =>
  textsOf([at(tree, `${IMAGES}Response`, "serverImageList") ?? []].flat(), "serverImageNo");
const total = ({ tree }: RecordedExchange): number => Number(textAt(tree, `${IMAGES}Response`, "totalRows"));

const bodies = (evidence: Evidence): string[] => evidence.exchanges.filter(isGood).map(({ body }) => body);

const NOBODY = "1";
const FAR = "1000";

/** Number of rows on a page with fewer than the total; null if a page has all. */
const most = (pages: readonly RecordedExchange[]): number | null | undefined => {
  const [page] = pages.filter((each) => isGood(each) && total(each) > 1 && images(each).length > 0);
  return page === undefined ? undefined : images(page).length < total(page) ? images(page).length : null;
};

const reading: readonly Assumption[] = [
  {
    id: "ids",
    statement: "IDs are written as text.",
    affects: "Nothing: both are read.",
    switch: "idsAs",
    assumed: "text",
    probe: {
      by: "read",
      find: (evidence) => firstOf(bodies(evidence), [/"\w+No":\s*"\d/, "text"], [/"\w+No":\s*\d/, "number"]),
    },
  },
  {
    id: "large-numbers",
    statement: "Large numbers, such as `memorySize`, are written as whole numbers.",
    affects: "Nothing: a form such as 8.589934592E9 is read too.",
    switch: "largeNumbersAs",
    assumed: "integer",
    probe: {
      by: "read",
      find: (evidence) =>
        firstOf(bodies(evidence), [/"memorySize":\s*"?[\d.]+E\d/i, "float"], [/"memorySize":\s*"?\d{8,}/, "integer"]),
    },
  },
  {
    id: "missing-text",
    statement: "A text that is not set, such as a description, is an empty text.",
    affects: "Nothing: an empty text and nothing mean the same.",
    switch: "missingAs",
    assumed: "empty",
    probe: {
      by: "read",
      find: (evidence) => {
        const rows = servers(evidence);
        const has = haveMember(rows, "serverDescription");
        return has === undefined
          ? undefined
          : textsOf(rows, "serverDescription").includes("")
            ? "empty"
            : has
              ? undefined
              : "absent";
      },
    },
  },
  {
    id: "content-type",
    statement: "JSON responses are labeled `application/json;charset=UTF-8`.",
    affects: "Nothing: the body decides.",
    switch: "contentTypes.json",
    assumed: "application/json;charset=UTF-8",
    probe: { by: "read", find: (evidence) => evidence.exchanges.find(isGood)?.headers["content-type"] },
  },
  {
    id: "error-members",
    statement: "The members of an error are called `returnCode` and `returnMessage`.",
    affects: "Nothing: `responseCode` and `responseMessage` are read too.",
    switch: "errorMembers",
    assumed: "return",
    probe: {
      by: "read",
      ask: (api) => read(api, DETAIL, {}),
      find: (evidence) => {
        const errors = evidence.exchanges.flatMap(({ tree }) => at(tree, "responseError") ?? []);
        return haveMember(errors, "returnCode") === true
          ? "return"
          : haveMember(errors, "responseCode") === true
            ? "response"
            : undefined;
      },
    },
  },
  {
    id: "page-base",
    statement: "The first page of a list has the number 1.",
    affects: "Lists. The provider notices which base it is, and a list of which a part is missing is an error.",
    switch: "pageBase",
    assumed: 1,
    probe: {
      by: "read",
      ask: async (api) => {
        await read(api, IMAGES, { pageNo: 0, pageSize: 1 });
        await read(api, IMAGES, { pageNo: 1, pageSize: 1 });
      },
      find: (evidence) => {
        const single = asked(evidence, IMAGES, "pageSize", "1").filter(isGood);
        const page = (number: string) => single.find(({ parameters }) => at(parameters, "pageNo") === number);
        const [zero, one] = [page("0"), page("1")];
        if (zero === undefined || one === undefined || total(one) < 2) return undefined;
        return images(zero)[0] === images(one)[0] ? 1 : 0;
      },
    },
  },
  {
    id: "usual-page-size",
    statement: "A list without a page size has all rows.",
    affects: "Lists. If the first response has fewer rows than there are, the provider asks for pages.",
    switch: "defaultPageSize",
    assumed: null,
    probe: {
      by: "read",
      ask: (api) => read(api, IMAGES, {}),
      find: (evidence) =>
        most(evidence.of(IMAGES).filter(({ parameters }) => at(parameters, "pageSize") === undefined)),
    },
  },
  {
    id: "largest-page",
    statement: "A page can have any number of rows.",
    affects: "Lists. The provider asks for pages of the size that the first response had.",
    switch: "maxPageSize",
    assumed: null,
    probe: {
      by: "read",
      ask: async (api) => {
        await read(api, IMAGES, { pageNo: 0, pageSize: FAR }).catch(() => undefined);
        await read(api, IMAGES, { pageNo: 1, pageSize: FAR });
      },
      find: (evidence) => most(asked(evidence, IMAGES, "pageSize", FAR)),
    },
  },
  {
    id: "name-filter",
    statement: "A filter by name finds names that contain the text.",
    affects: "Nothing: the provider compares names itself.",
    switch: "nameFilter",
    assumed: "partial",
    probe: {
      by: "read",
      ask: async (api, { evidence }) => {
        const [name] = textsOf(servers(evidence), "serverName");
        return name === undefined ? undefined : read(api, LIST, { serverName: name.slice(0, -1) });
      },
      find: (evidence) => {
        const filtered = evidence
          .of(LIST)
          .find((exchange) => at(exchange.parameters, "serverName") !== undefined && isGood(exchange));
        if (filtered === undefined) return undefined;
        return textAt(filtered.tree, `${LIST}Response`, "totalRows") === "0" ? "exact" : "partial";
      },
    },
  },
  {
    id: "missing-object",
    statement: "The response about an object that does not exist is an empty list.",
    affects: "Whether a missing object is recognized. Only a complete list proves that one is gone.",
    switch: "missingDetail",
    assumed: "empty",
    probe: {
      by: "read",
      ask: (api) => read(api, DETAIL, { serverInstanceNo: NOBODY }),
      find: (evidence) => {
        const [answer] = asked(evidence, DETAIL, "serverInstanceNo", NOBODY);
        return answer === undefined || answer.status === 0 ? undefined : isGood(answer) ? "empty" : "error";
      },
    },
  },
  {
    id: "malformed-id",
    statement: "A list of an ID that is not a number is empty.",
    affects: "Nothing: IDs are checked before a request is sent.",
    switch: "malformedId",
    assumed: "empty",
    probe: {
      by: "read",
      ask: (api) => read(api, LIST, { serverInstanceNoList: ["nonesuch"] }),
      find: (evidence) => {
        const [answer] = asked(evidence, LIST, "serverInstanceNoList.1", "nonesuch");
        return answer === undefined || answer.status === 0 ? undefined : isGood(answer) ? "empty" : "error";
      },
    },
  },
];

const SERVICES: readonly (readonly [service: string, names: RegExp])[] = [
  ["vautoscaling", /AutoScaling|LaunchConfiguration|ScalingPolicy|Scheduled/],
  ["vloadbalancer", /LoadBalancer|Target/],
  ["vnas", /NasVolume/],
  ["vpc", /vpc|subnet|networkacl|route|natgateway/i],
];

const serviceOf = (call: string): string => {
  const [service = "vserver"] = SERVICES.find(([, names]) => names.test(call)) ?? [];
  return service;
};

export const verification: Verification<Naver> = {
  assumptions: [
    ...[...reading, ...serverAssumptions, ...manualAssumptions],
    ...[...networkAssumptions, ...loadBalancerAssumptions, ...autoScalingAssumptions],
    ...[...storageAssumptions, ...nasAssumptions, ...peeringAssumptions],
  ],
  revealing: ["getRootPassword"],
  signing: ["responseFormatType"],
  trial,
  known: { fields: knownFields, words: knownWords },
  repeat: (api, { call, parameters }) => {
    const { regionCode, ...others } = textParameters(parameters);
    const service = serviceOf(call);
    return api.call(`${service}/${call}`, "read", regionCode, others, done);
  },
};
