import { z } from "zod";
import { resourceKit, scopedId } from "../../engine/definition/definition.ts";
import { optionalText, record, text } from "../../http/decode/schemas.ts";
import type { InRegion, Naver } from "./account.ts";
import { HELD, NAME, nameText, nameType, REGION_FIELD, ref, reported, scopeOf, viewOf } from "./ids.ts";
import { code, created, done, kindOf } from "./schemas.ts";

const placementGroupRow = record({
  placementGroupNo: text,
  placementGroupName: optionalText,
  placementGroupType: code,
});
export const PLACEMENT_GROUP = kindOf("vserver", "placementGroup", placementGroupRow, (row) => row.placementGroupNo);

type Row = InRegion<z.output<typeof placementGroupRow>>;
const { optional, output, define } = resourceKit<Naver, { row: Row }>();

export const placementGroup = define({
  token: "naver:PlacementGroup",
  noun: "placement group",
  description: "A group of servers that NAVER Cloud runs on different hosts, for `placementGroup` of a server.",
  see: "https://api.ncloud-docs.com/docs/en/compute-vserver",
  inputs: {
    name: optional(nameType, {
      description: nameText("placementGroupName"),
      change: "replace",
      read: reported((row) => row.placementGroupName),
    }),
    region: optional(ref, { ...REGION_FIELD, read: reported((row) => row.regionCode) }),
    type: optional(z.enum(["AA"]), {
      description: "`AA`, the only type: the servers run on different hosts (`placementGroupTypeCode`).",
      change: "replace",
      withoutIt: "AA",
      read: reported((row) => (row.placementGroupType === "AA" ? "AA" : undefined)),
    }),
  },
  outputs: {
    placementGroupNo: output(z.string(), {
      dependsOn: [],
      always: true,
      description: "Number of the group.",
      from: { row: (row) => row.placementGroupNo },
    }),
  },
  scope: scopeOf,
  listBy: { region: "configured" },
  id: scopedId("KR/12345"),
  name: NAME,
  views: { row: viewOf(PLACEMENT_GROUP) },
  absenceProof: "both",
  consistencyWindow: 30,
  nameOf: (observed) => observed.row?.placementGroupName,
  create: ({ api, scope, desired }) =>
    api.call(
      "vserver/createPlacementGroup",
      "create",
      scope,
      { placementGroupName: desired.name, placementGroupTypeCode: desired.type },
      created(PLACEMENT_GROUP),
    ),
  steps: [],
  passingRefusal: HELD,
  remove: ({ api, scope, key }) =>
    api.call("vserver/deletePlacementGroup", "idempotent", scope, { placementGroupNo: key }, done),
});
