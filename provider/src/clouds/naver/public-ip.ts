import { z } from "zod";
import { type Live, type Op, resourceKit, scopedId } from "../../engine/definition.ts";
import { moment } from "../../http/decode/wire.ts";
import type { InRegion, Naver } from "./account.ts";
import { numberOf, REGION_FIELD, ref, scopeOf, textOf, viewOf } from "./objects.ts";
import { removeAddress } from "./server-address.ts";
import { created, done, PUBLIC_IP, type PublicIpRow } from "./wire.ts";

type Views = { row: InRegion<PublicIpRow> };
const { optional, output, define } = resourceKit<Naver, Views>();

/** An unattached address may keep any status; only an operation tells that something is going on (§4.8). */
const isIdle = ({ row }: Live<Views>): boolean =>
  row !== undefined && row.publicIpInstanceOperation === undefined && row.publicIpInstanceStatus !== "TERMTING";

async function detach(op: Pick<Op<Naver, Views, object, object>, "api" | "scope" | "key" | "live" | "until">) {
  if (op.live.row?.serverInstanceNo !== undefined) {
    const parameters = { publicIpInstanceNo: op.key };
    await op.api.call("vserver/disassociatePublicIpFromServerInstance", "write", op.scope, parameters, done);
    await op.until("to be detached", (live) => isIdle(live) && live.row?.serverInstanceNo === undefined);
  }
}

export const publicIp = define({
  token: "naver:PublicIp",
  noun: "public IP",
  description: "A public IPv4 address of the account, which outlives the server that it is attached to.",
  inputs: {
    name: optional(textOf(1000), {
      description:
        "What tells it from others. NAVER Cloud's addresses have no name, so it is their description (`publicIpDescription`), at most 1000 bytes. Generated from the resource's name if absent. Used at creation only: no call changes it.",
      change: "initial",
      read: { from: { row: (row) => row.publicIpDescription }, drift: "report" },
    }),
    region: optional(ref, { ...REGION_FIELD, read: { from: { row: (row) => row.regionCode }, drift: "report" } }),
    server: optional(z.string(), {
      description:
        "Server to attach it to, by number (`serverInstanceNo`) or id; in a `PUBLIC` subnet. Empty text: attached to none. Absent: left alone. Changed in place.",
      change: "update",
      // A server has one at most.
      exclusive: true,
      same: (a, b) => numberOf(a) === numberOf(b),
      read: { from: { row: (row) => row.serverInstanceNo ?? "" }, drift: "repair" },
    }),
  },
  outputs: {
    ip: output(z.string(), {
      follows: [],
      always: true,
      description: "The address.",
      from: { row: (row) => row.publicIp },
    }),
    publicIpInstanceNo: output(z.string(), {
      follows: [],
      always: true,
      description: "Number of the public IP.",
      from: { row: (row) => row.publicIpInstanceNo },
    }),
    serverInstanceNo: output(z.string(), {
      follows: ["server"],
      always: true,
      description: "Number of the server that has it; empty where none does.",
      from: { row: (row) => row.serverInstanceNo ?? "" },
    }),
  },
  isCharged: true,
  scope: scopeOf,
  listBy: { region: "configured" },
  id: scopedId("KR/12345"),
  name: { input: "name", max: 60, character: /[A-Za-z0-9._-]/ },
  views: { row: viewOf(PUBLIC_IP) },
  gone: "both",
  settle: 30,
  nameOf: (live) => live.row?.publicIpDescription,
  mayLackName: true,
  createdAt: (live) => moment(live.row?.createDate),
  create: ({ api, scope, want }) =>
    api.call("vserver/createPublicIpInstance", "create", scope, { publicIpDescription: want.name }, created(PUBLIC_IP)),
  state: (live) => ({ is: isIdle(live) ? "ready" : "pending" }),
  words: ({ row }) => [row?.publicIpInstanceStatus, row?.publicIpInstanceOperation].filter(Boolean).join(", "),
  steps: [
    {
      does: "be attached",
      fields: ["server"],
      run: async (op) => {
        const { api, scope, key, want } = op;
        const serverInstanceNo = numberOf(want.server ?? "");
        await detach(op);
        if (serverInstanceNo !== "") {
          const parameters = { publicIpInstanceNo: key, serverInstanceNo };
          await api.call("vserver/associatePublicIpWithServerInstance", "write", scope, parameters, done);
          await op.until("to be attached", (live) => isIdle(live) && live.row?.serverInstanceNo === serverInstanceNo);
        }
      },
    },
  ],
  remove: async (op) => {
    await detach(op);
    await removeAddress(op, op.key);
  },
});
