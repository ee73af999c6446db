import type { ManualAssumption, ProbedAssumption } from "../../engine/definition/assumption.ts";
import { type Evidence, firstOf, textsOf } from "../../engine/definition/evidence.ts";
import { at } from "../../http/decode/schemas.ts";
import type { Tree } from "../../http/decode/tree.ts";
import type { Ovh } from "./account.ts";
import { recordOf } from "./dns-schemas.ts";
import { listRecordIds, listZones, RECORDS } from "./dns-zone.ts";

/** Unproven statements about DNS zones (§4.8). */

const SAMPLE = 3;
const RECORD = `GET ${RECORDS}/{id}` as const;

const recordsIn = (evidence: Evidence): Tree[] =>
  evidence.items(RECORD).filter((row) => at(row, "fieldType") !== undefined);

/** Reads a few records of the first zone: texts, and those that the zone began with. */
async function readSome(api: Ovh): Promise<void> {
  const [zoneName] = await listZones(api);
  if (zoneName === undefined) {
    return;
  }
  for (const fieldType of ["TXT", "NS"]) {
    const ids = await listRecordIds(api, zoneName, { fieldType });
    for (const id of ids.slice(0, SAMPLE)) {
      await api.call(RECORD, "read", { zoneName, id }, recordOf(id));
    }
  }
}

export const dnsAssumptions: readonly (ProbedAssumption<Ovh> | ManualAssumption)[] = [
  {
    id: "text-target",
    statement: "The text of a TXT record is shown as it was sent, without quotes.",
    affects: "The comparison of records. Quotes around a text are ignored.",
    switch: "textTarget",
    assumed: "sent",
    probe: {
      by: "read",
      ask: readSome,
      find: (evidence) =>
        firstOf(
          textsOf(
            recordsIn(evidence).filter((row) => at(row, "fieldType") === "TXT"),
            "target",
          ),
          [/^"/, "quoted"],
          [/./, "sent"],
        ),
    },
  },
  {
    id: "missing-ttl",
    statement: "A DNS record without a time to live of its own shows 0.",
    affects: "Nothing: null means the same.",
    switch: "missingTtl",
    assumed: "zero",
    probe: {
      by: "read",
      ask: readSome,
      find: (evidence) =>
        recordsIn(evidence)
          .map((row) => at(row, "ttl"))
          .map((ttl) => (ttl === "0" ? "zero" : ttl === null ? "null" : undefined))
          .find((position) => position !== undefined),
    },
  },
  {
    id: "record-id",
    statement: "The answer to a new DNS record has its ID, and the record is found by it at once.",
    affects:
      "`DnsRecord`. If the ID is 0, the record is found by its content. For two minutes, a record that is not found counts as new.",
    switches: ["createdRecordId", "recordLag"],
    probe: { by: "manual", how: "Create a record in a zone that you do not need, with another client." },
  },
];
