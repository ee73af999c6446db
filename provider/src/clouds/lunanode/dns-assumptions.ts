import type { ManualAssumption, ProbedAssumption } from "../../engine/definition/assumption.ts";
import { firstOf, textsOf } from "../../engine/definition/evidence.ts";
import { at } from "../../http/decode/schemas.ts";
import { isMap, type Tree } from "../../http/decode/tree.ts";
import type { LunaNode } from "./account.ts";
import { listRecords } from "./dns-names.ts";

/** Unproven statements about LunaNode's DNS (§4.9, §4.11). */

const rowsIn = (trees: readonly Tree[]): Tree[] =>
  trees.flatMap((tree) => (Array.isArray(tree) ? [...tree] : isMap(tree) ? Object.values(tree) : []));

export const dnsAssumptions: readonly (ProbedAssumption<LunaNode> | ManualAssumption)[] = [
  {
    id: "dns-lists",
    statement: "Lists of DNS zones, records and dynamic names are maps by ID.",
    affects: "Nothing: plain lists are understood too.",
    switch: "dnsLists",
    assumed: "map",
    probe: {
      by: "read",
      find: (evidence) => {
        const lists = [...evidence.at("dns2/zone-list", "zones"), ...evidence.at("dns/dyn-list", "dyns")];
        // LunaNode writes an empty map as an empty list.
        return lists.some((rows) => Array.isArray(rows) && rows.length > 0)
          ? "list"
          : lists.some(isMap)
            ? "map"
            : undefined;
      },
    },
  },
  {
    id: "record-names",
    statement: "`dns2/record-list` shows the names of records with a dot at the end.",
    affects: "The comparison of records. Names without the dot or the zone are understood too.",
    switch: "recordNames",
    assumed: "dotted",
    probe: {
      by: "read",
      ask: async (api, { evidence }) => {
        const [zone] = rowsIn(evidence.at("dns2/zone-list", "zones"));
        const id = at(zone ?? null, "id");
        return typeof id === "string" ? listRecords(api, id) : undefined;
      },
      find: (evidence) => {
        const zones = textsOf(rowsIn(evidence.at("dns2/zone-list", "zones")), "name").map((name) =>
          name.replace(/\.$/, ""),
        );
        const names = textsOf(rowsIn(evidence.at("dns2/record-list", "records")), "name");
        const [first] = names;
        return first === undefined
          ? undefined
          : first.endsWith(".")
            ? "dotted"
            : zones.some((zone) => names.some((name) => name.endsWith(zone)))
              ? "plain"
              : "relative";
      },
    },
  },
  {
    id: "record-data",
    statement: "`dns2/record-list` shows the data of a record as it was sent, without quotes around a text.",
    affects: "The comparison of records. Quotes, and a dot after a host name, are ignored.",
    switch: "recordData",
    assumed: "sent",
    probe: {
      by: "read",
      find: (evidence) =>
        firstOf(
          textsOf(
            rowsIn(evidence.at("dns2/record-list", "records")).filter((row) => at(row, "type") === "TXT"),
            "data",
          ),
          [/^"/, "written"],
          [/./, "sent"],
        ),
    },
  },
  {
    id: "dynamic-names",
    statement: "`dns/dyn-list` shows the name without `.lndyn.com`.",
    affects: "The comparison of `name`. The whole host name is understood too.",
    switch: "dynamicNames",
    assumed: "short",
    probe: {
      by: "read",
      find: (evidence) =>
        firstOf(
          textsOf(rowsIn(evidence.at("dns/dyn-list", "dyns")), "name"),
          [/\.lndyn\.com\.?$/, "full"],
          [/./, "short"],
        ),
    },
  },
  {
    id: "zone-removal",
    statement: "A DNS zone that still has records can be removed, and its records go with it.",
    affects: "Deletion of `DnsZone`. If it is refused, the provider waits for the records to be deleted.",
    switches: ["zoneRemoval"],
    probe: { by: "manual", how: "Try it with a zone that you do not need." },
  },
];
