import { z } from "zod";
import type { OperationContext } from "../../engine/definition/context.ts";
import { resourceKit, scopedId } from "../../engine/definition/definition.ts";
import { RefusedError } from "../../engine/errors.ts";
import { moment } from "../../http/decode/schemas.ts";
import type { InRegion, Naver } from "./account.ts";
import {
  HELD,
  ifSet,
  NAME,
  nameText,
  nameType,
  numberOf,
  REGION_FIELD,
  ref,
  reported,
  scopeOf,
  shownText,
  textOf,
  viewOf,
} from "./ids.ts";
import { askVpc, setVpc } from "./network-actions.ts";
import { VPC_PEERING, type VpcPeeringRow } from "./peering-schemas.ts";
import { created } from "./schemas.ts";

interface Views {
  row: InRegion<VpcPeeringRow>;
}

const { required, optional, output, define } = resourceKit<Naver, Views>();

/** Either VPC may be another account's, whose names this account cannot look up. */
const vpcRef = z.string().regex(/^(?:\w+\/)?\d+$/, "must be the number of a VPC or the ID of a Vpc, not a name");

const isRunning = ({ vpcPeeringInstanceStatus }: Pick<VpcPeeringRow, "vpcPeeringInstanceStatus">): boolean =>
  vpcPeeringInstanceStatus === "RUN";

/** Seconds in which a peering within the account runs without being accepted, if NAVER needs no acceptance (§4.17). */
const OWN_LIMIT = 300;

/** Accepts it. Not sent twice, because NAVER may refuse to accept what is accepted. */
const accept = (context: OperationContext<Naver, Views, object, object>): Promise<void> =>
  context.change(
    "to be accepted",
    () => askVpc(context, "acceptOrRejectVpcPeering", { vpcPeeringInstanceNo: context.key, isAccept: true }),
    ({ row }) => row !== undefined && isRunning(row),
  );

export const vpcPeering = define({
  token: "naver:VpcPeering",
  noun: "VPC peering",
  description:
    "A VPC peering: a way from one VPC to another, also one of another account. It is one-way, so answers need a second peering in the other direction, and each VPC's route tables need a route to the peering that begins there.",
  see: "https://api.ncloud-docs.com/docs/en/networking-vpc",
  inputs: {
    name: optional(nameType, {
      description: nameText("vpcPeeringName"),
      change: "replace",
      read: reported((row) => row.vpcPeeringName),
    }),
    region: optional(ref, { ...REGION_FIELD, read: reported((row) => row.regionCode) }),
    sourceVpc: required(vpcRef, {
      description: "VPC that it begins in, by number or ID (`sourceVpcNo`).",
      change: "replace",
      refersTo: ["VPC"],
      // NAVER may refuse a second peering of the same two.
      exclusive: { within: ["targetVpc"] },
      same: (a, b) => numberOf(a) === numberOf(b),
      read: reported((row) => row.sourceVpcNo),
    }),
    targetVpc: required(vpcRef, {
      description: "VPC that it leads to, by number or ID (`targetVpcNo`).",
      change: "replace",
      refersTo: ["VPC"],
      same: (a, b) => numberOf(a) === numberOf(b),
      read: reported((row) => row.targetVpcNo),
    }),
    targetVpcLoginId: optional(z.string().min(1), {
      description: "Login ID of the account that has the target VPC, if that is another one.",
      change: "replace",
      read: reported((row, previous) => ifSet(row.targetVpcLoginId, previous)),
    }),
    targetVpcName: optional(z.string().min(1), {
      description: "Name of the target VPC, if it is another account's.",
      change: "replace",
      read: reported((row, previous) => ifSet(row.targetVpcName, previous)),
    }),
    accept: optional(z.boolean(), {
      description:
        "`true` accepts a peering that another account asks for: adopt it in the account of the target VPC. A peering within the account is accepted unless this is `false`. What is accepted stays accepted.",
      change: "update",
      read: {
        from: { row: (row, previous) => (previous === undefined ? undefined : isRunning(row)) },
        drift: "repair",
      },
    }),
    description: optional(textOf(1000), {
      description: "Description (`vpcPeeringDescription`), at most 1000 bytes.",
      change: "update",
      read: { from: { row: (row, previous) => shownText(row.vpcPeeringDescription, previous) }, drift: "repair" },
    }),
  },
  outputs: {
    vpcPeeringInstanceNo: output(z.string(), {
      dependsOn: [],
      always: true,
      description: "Number of the peering.",
      from: { row: (row) => row.vpcPeeringInstanceNo },
    }),
    isBetweenAccounts: output(z.boolean(), {
      dependsOn: [],
      always: true,
      description: "Whether the two VPCs are of different accounts.",
      from: { row: (row) => row.isBetweenAccounts ?? false },
    }),
    reverseVpcPeeringInstanceNo: output(z.string(), {
      dependsOn: [],
      always: true,
      description: "Number of the peering in the other direction, or empty.",
      from: { row: (row) => row.reverseVpcPeeringInstanceNo ?? "" },
    }),
    status: output(z.string(), {
      dependsOn: ["accept"],
      always: true,
      description: "Status as reported by NAVER Cloud: `RUN` once it is accepted.",
      from: { row: (row) => row.vpcPeeringInstanceStatus ?? "" },
    }),
  },
  scope: scopeOf,
  listBy: { region: "configured" },
  id: scopedId("KR/12345"),
  name: NAME,
  views: { row: viewOf(VPC_PEERING) },
  absenceProof: "both",
  consistencyWindow: 30,
  nameOf: (observed) => observed.row?.vpcPeeringName,
  createdAt: (observed) => moment(observed.row?.createDate),
  create: ({ api, scope, desired }) =>
    api.call(
      "vpc/createVpcPeeringInstance",
      "create",
      scope,
      {
        sourceVpcNo: numberOf(desired.sourceVpc),
        targetVpcNo: numberOf(desired.targetVpc),
        targetVpcLoginId: desired.targetVpcLoginId,
        targetVpcName: desired.targetVpcName,
        vpcPeeringName: desired.name,
        vpcPeeringDescription: desired.description,
      },
      created(VPC_PEERING),
    ),
  statusText: ({ row }) => [row?.vpcPeeringInstanceStatus, row?.vpcPeeringInstanceOperation].filter(Boolean).join(", "),
  steps: [
    {
      // Between accounts, the other one accepts it, maybe days later.
      label: "run",
      fields: [],
      due: ({ observed, desired }) => observed.row?.isBetweenAccounts !== true && desired.accept !== false,
      comesByItself: {
        withinSeconds: OWN_LIMIT,
        isThere: ({ row }) => row !== undefined && (isRunning(row) || row.isBetweenAccounts === true),
      },
      run: (context) => accept(context),
    },
    {
      label: "be accepted",
      fields: ["accept"],
      refusalHint: () =>
        "Only the account of the target VPC can accept it; in the program of another one, omit accept.",
      precondition: ({ desired }) => {
        if (desired.accept === false) {
          throw new RefusedError(
            "What is accepted stays accepted: set accept to true or omit it, or delete the VPC peering.",
          );
        }
      },
      // It may have been requested just now.
      passingRefusal: { ...HELD, waitingFor: "until it can be accepted", limitSeconds: 30 },
      run: (context) => accept(context),
    },
    {
      label: "have its description",
      fields: ["description"],
      run: (context) =>
        setVpc(context, "setVpcPeeringDescription", {
          vpcPeeringInstanceNo: context.key,
          vpcPeeringDescription: context.desired.description,
        }),
    },
  ],
  passingRefusal: HELD,
  remove: (context) => setVpc(context, "deleteVpcPeeringInstance", { vpcPeeringInstanceNo: context.key }),
});
