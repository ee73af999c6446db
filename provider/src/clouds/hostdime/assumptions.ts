import type { ProbedAssumption, Verification } from "../../engine/definition/assumption.ts";
import { type Evidence, firstOf, haveMember, textParameters } from "../../engine/definition/evidence.ts";
import { accepted, at } from "../../http/decode/schemas.ts";
import { isMap } from "../../http/decode/tree.ts";
import type { HostDime } from "./account.ts";
import { isGood, responses, rowsOf } from "./answers.ts";
import { knownFields, knownWords } from "./known.ts";
import { manualAssumptions } from "./manual-assumptions.ts";
import { envelopeIn } from "./schemas.ts";
import { serverAssumptions } from "./server-assumptions.ts";
import { trial } from "./trial.ts";

type Assumption = ProbedAssumption<HostDime>;

const LISTS = ["vps.list", "server.list", "vps.rdns.list", "domain.list"];

/** The text of responses, in which numbers have no quotes. */
const bodies = (evidence: Evidence, call: string): string[] => evidence.of(call).map(({ body }) => body);

/** Known members of vps.get. */
const KNOWN = new Set(
  "cuid name status memory os control_panel ip_main ssh_port disk_usage disk_quota dns power label".split(" "),
);

/** A VPS that does not exist. */
const NOBODY = { cuid: "nonesuch" };

const nobody = (api: HostDime) => api.call("vps.get", "read", NOBODY, accepted);

const nobodys = (evidence: Evidence) =>
  evidence.of("vps.get").filter(({ parameters }) => at(parameters, "cuid") === NOBODY.cuid);

const reading: readonly Assumption[] = [
  {
    id: "vps-list",
    statement: "`vps.list` exists, like `server.list`.",
    affects: "Adoption, import and recovery. Without it, nothing proves that a VPS is gone.",
    switch: "vpsList",
    assumed: true,
    probe: {
      by: "read",
      find: (evidence) => {
        const [first] = evidence.of("vps.list");
        return first === undefined || first.status === 0 ? undefined : isGood(first.tree);
      },
    },
  },
  {
    id: "list-ids",
    statement: "The items of lists have IDs (`cuid`).",
    affects: "Everything that `vps.list` is used for. Without IDs it proves nothing.",
    switch: "listCuids",
    assumed: true,
    probe: { by: "read", find: (evidence) => haveMember(rowsOf(evidence, "vps.list", "server.list"), "cuid") },
  },
  {
    id: "numbers",
    statement: "Numbers, such as `memory`, are written as text.",
    affects: "Nothing: both are read.",
    switch: "numbersAs",
    assumed: "text",
    probe: {
      by: "read",
      find: (evidence) => firstOf(bodies(evidence, "vps.get"), [/"memory":\s*"/, "text"], [/"memory":\s*\d/, "number"]),
    },
  },
  {
    id: "error-codes",
    statement: "The code of an error is a number.",
    affects: "Nothing: both are read.",
    switch: "codesAs",
    assumed: "number",
    probe: {
      by: "read",
      ask: nobody,
      find: (evidence) =>
        firstOf(
          nobodys(evidence).map(({ body }) => body),
          [/"code":\s*"/, "text"],
          [/"code":\s*\d/, "number"],
        ),
    },
  },
  {
    id: "error-status",
    statement: "An error has the HTTP status 200.",
    affects: "Nothing: the envelope decides.",
    switch: "httpStatuses.404",
    assumed: 200,
    probe: {
      by: "read",
      ask: nobody,
      find: (evidence) =>
        nobodys(evidence).find(({ tree }) => at(envelopeIn(tree), "error", "message") !== undefined)?.status,
    },
  },
  {
    id: "missing-value",
    statement: "A value that is not there, such as a control panel, is an empty text.",
    affects: "Nothing: an empty text, null and nothing mean the same.",
    switch: "missingAs",
    assumed: "empty",
    probe: {
      by: "read",
      find: (evidence) => {
        const values = [
          ...responses(evidence, "vps.get").map((vps) => at(vps, "control_panel")),
          ...rowsOf(evidence, "vps.rdns.list").map((row) => at(row, "ptr")),
        ];
        return values.includes("")
          ? "empty"
          : values.includes(null)
            ? "null"
            : values.includes(undefined)
              ? "absent"
              : undefined;
      },
    },
  },
  {
    id: "empty-object",
    statement: "An empty object is written as `[]`.",
    affects: "Nothing: both are read.",
    switch: "emptyObjectAs",
    assumed: "list",
    probe: {
      by: "read",
      ask: (api) => api.call("utility.echo", "read", {}, accepted),
      find: (evidence) =>
        firstOf(
          bodies(evidence, "utility.echo"),
          [/"response":\s*\[\s*\]/, "list"],
          [/"response":\s*\{\s*\}/, "object"],
        ),
    },
  },
  {
    id: "lists",
    statement: "A list is written as a list, and not as an object with the keys 0, 1, 2.",
    affects: "Nothing: both are read.",
    switch: "listsAs",
    assumed: "list",
    probe: {
      by: "read",
      find: (evidence) => {
        const lists = LISTS.flatMap((call) => responses(evidence, call));
        const hasMap = lists.some((list) => isMap(list) && Object.keys(list).some((key) => /^\d+$/.test(key)));
        return hasMap ? "object" : lists.some((list) => Array.isArray(list) && list.length > 0) ? "list" : undefined;
      },
    },
  },
  {
    id: "empty-lists",
    statement: "An empty list is written as `[]`, and not as null.",
    affects: "New accounts. A `response` of null is an error until you set `missingListMeansEmpty`.",
    switch: "emptyLists",
    assumed: "list",
    probe: {
      by: "read",
      ask: (api) => api.call("domain.list", "read", { status: "nonesuch" }, accepted),
      find: (evidence) => {
        const lists = LISTS.flatMap((call) => responses(evidence, call));
        return lists.includes(null)
          ? "null"
          : lists.some((list) => Array.isArray(list) && list.length === 0)
            ? "list"
            : undefined;
      },
    },
  },
  {
    id: "no-error",
    statement: "The `error` of a success is null.",
    affects: "Nothing: null, false, an empty list and no `error` mean the same.",
    switch: "successError",
    assumed: "null",
    probe: {
      by: "read",
      find: (evidence) => {
        const good = evidence.exchanges.find(({ tree }) => isGood(tree));
        if (good === undefined) return undefined;
        const error = at(envelopeIn(good.tree), "error");
        return error === undefined ? "absent" : error === null ? "null" : error === "false" ? "false" : "list";
      },
    },
  },
  {
    id: "power",
    statement: "`vps.get` does not show whether a VPS runs.",
    affects: "Drift of `powerState`, which is not detected.",
    switch: "showPower",
    assumed: false,
    probe: { by: "read", find: (evidence) => haveMember(responses(evidence, "vps.get"), "power") },
  },
  {
    id: "get-shows-name",
    statement: "`vps.get` does not show the name of a VPS.",
    affects: "Nothing: `vps.list` shows it.",
    switch: "getShowsName",
    assumed: false,
    probe: { by: "read", find: (evidence) => haveMember(responses(evidence, "vps.get"), "name") },
  },
  {
    id: "other-fields",
    statement: "`vps.get` shows only the fields that are known of it.",
    affects: "Nothing: unknown fields are ignored.",
    switch: "extraFields",
    assumed: false,
    probe: {
      by: "read",
      find: (evidence) => {
        const details = responses(evidence, "vps.get");
        return details.length === 0
          ? undefined
          : details.some((vps) => isMap(vps) && Object.keys(vps).some((key) => !KNOWN.has(key)));
      },
    },
  },
];

export const verification: Verification<HostDime> = {
  assumptions: [...reading, ...serverAssumptions, ...manualAssumptions],
  revealing: ["server.get"],
  signing: ["api_key", "api_timestamp", "api_unique", "api_hash"],
  trial,
  known: { fields: knownFields, words: knownWords },
  repeat: (api, { call, parameters }) => api.call(call, "read", textParameters(parameters), accepted),
};
