import { z } from "zod";
import type { OperationContext } from "../../engine/definition/context.ts";
import { resourceKit, scopedId } from "../../engine/definition/definition.ts";
import type { Observed } from "../../engine/definition/view.ts";
import { moment } from "../../http/decode/schemas.ts";
import type { InRegion, Naver } from "./account.ts";
import { numberOf, REGION_FIELD, ref, reported, scopeOf, textOf, viewOf } from "./ids.ts";
import { created, PUBLIC_IP, type PublicIpRow } from "./schemas.ts";
import { ask } from "./server-actions.ts";
import { removeAddress } from "./server-address.ts";

type Views = { row: InRegion<PublicIpRow> };
const { optional, output, define } = resourceKit<Naver, Views>();

/** An unattached address may have any status; only an operation shows that a change is in progress (§4.8). */
const isIdle = ({ row }: Observed<Views>): boolean =>
  row !== undefined && row.publicIpInstanceOperation === undefined && row.publicIpInstanceStatus !== "TERMTING";

async function detach(
  context: Pick<OperationContext<Naver, Views, object, object>, "api" | "scope" | "key" | "observed" | "change">,
) {
  if (context.observed.row?.serverInstanceNo !== undefined) {
    await context.change(
      "to be detached",
      () => ask(context, "disassociatePublicIpFromServerInstance", { publicIpInstanceNo: context.key }),
      ({ row }) => row?.serverInstanceNo === undefined,
    );
  }
}

export const publicIp = define({
  token: "naver:PublicIp",
  noun: "public IP",
  description: "A public IPv4 address of the account, independent of the server that it is attached to.",
  see: "https://api.ncloud-docs.com/docs/en/compute-vserver",
  inputs: {
    name: optional(textOf(1000), {
      description:
        "Identifies the address. NAVER Cloud's addresses have no name, so this is the description (`publicIpDescription`), at most 1000 bytes. Generated from the resource's name if absent.",
      change: "initial",
      read: reported((row) => row.publicIpDescription),
    }),
    region: optional(ref, { ...REGION_FIELD, read: reported((row) => row.regionCode) }),
    server: optional(z.string(), {
      description:
        "Server to attach it to, by number (`serverInstanceNo`) or ID, in a `PUBLIC` subnet. An empty text detaches it. Unmanaged if absent.",
      change: "update",
      refersTo: ["server"],
      listedIn: [{ catalog: "servers" }],
      // A server can have only one.
      exclusive: true,
      same: (a, b) => numberOf(a) === numberOf(b),
      read: { from: { row: (row) => row.serverInstanceNo ?? "" }, drift: "repair" },
    }),
  },
  outputs: {
    ip: output(z.string(), {
      dependsOn: [],
      always: true,
      description: "The address.",
      from: { row: (row) => row.publicIp },
    }),
    publicIpInstanceNo: output(z.string(), {
      dependsOn: [],
      always: true,
      description: "Number of the public IP.",
      from: { row: (row) => row.publicIpInstanceNo },
    }),
    serverInstanceNo: output(z.string(), {
      dependsOn: ["server"],
      always: true,
      description: "Number of the server that it is attached to, or empty.",
      from: { row: (row) => row.serverInstanceNo ?? "" },
    }),
  },
  isCharged: true,
  scope: scopeOf,
  listBy: { region: "configured" },
  id: scopedId("KR/12345"),
  name: { input: "name", max: 60, character: /[A-Za-z0-9._-]/ },
  views: { row: viewOf(PUBLIC_IP) },
  absenceProof: "both",
  consistencyWindow: 30,
  nameOf: (observed) => observed.row?.publicIpDescription,
  mayLackName: true,
  createdAt: (observed) => moment(observed.row?.createDate),
  create: ({ api, scope, desired }) =>
    api.call(
      "vserver/createPublicIpInstance",
      "create",
      scope,
      { publicIpDescription: desired.name },
      created(PUBLIC_IP),
    ),
  state: (observed) => ({ is: isIdle(observed) ? "ready" : "pending" }),
  statusText: ({ row }) => [row?.publicIpInstanceStatus, row?.publicIpInstanceOperation].filter(Boolean).join(", "),
  steps: [
    {
      label: "be attached",
      fields: ["server"],
      run: async (context) => {
        const serverInstanceNo = numberOf(context.desired.server ?? "");
        await detach(context);
        if (serverInstanceNo !== "") {
          const parameters = { publicIpInstanceNo: context.key, serverInstanceNo };
          await context.change(
            "to be attached",
            () => ask(context, "associatePublicIpWithServerInstance", parameters),
            ({ row }) => row?.serverInstanceNo === serverInstanceNo,
          );
        }
      },
    },
  ],
  remove: async (context) => {
    await detach(context);
    await removeAddress(context, context.key);
  },
});
