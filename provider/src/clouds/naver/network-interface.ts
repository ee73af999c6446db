import { z } from "zod";
import { wrongAddresses } from "../../engine/definition/addresses.ts";
import type { OperationContext } from "../../engine/definition/context.ts";
import { resourceKit, scopedId } from "../../engine/definition/definition.ts";
import type { Observed } from "../../engine/definition/view.ts";
import type { InRegion, Naver } from "./account.ts";
import { RESERVED_IN_SUBNET } from "./fixed-addresses.ts";
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
  textOf,
  viewOf,
} from "./ids.ts";
import { changeSet } from "./network-sets.ts";
import { created, done, INTERFACE, type InterfaceRow } from "./schemas.ts";
import { ask } from "./server-actions.ts";
import { placeOf } from "./server-placement.ts";
import { MAX_GROUPS } from "./server-update.ts";
import { groupsOf } from "./server-views.ts";

type Views = { row: InRegion<InterfaceRow> };
const { required, optional, output, define } = resourceKit<Naver, Views>();

type InterfaceContext = Pick<
  OperationContext<Naver, Views, object, object>,
  "api" | "scope" | "key" | "observed" | "change" | "exclusive"
>;

/** USED if a server has it, NOTUSED if none has; it is being changed otherwise (§4.7). */
const isIdle = ({ row }: Observed<Views>): boolean =>
  row?.networkInterfaceStatus === "USED" || row?.networkInterfaceStatus === "NOTUSED";

/** Attaching and detaching name the interface, the server and the subnet. */
const plug = (context: InterfaceContext, verb: "attach" | "detach", serverInstanceNo: string) =>
  context.change(
    `to be ${verb}ed`,
    () =>
      ask(context, `${verb}NetworkInterface`, {
        serverInstanceNo,
        networkInterfaceNo: context.key,
        subnetNo: context.observed.row?.subnetNo,
      }),
    (observed) => isIdle(observed) && observed.row?.instanceNo === (verb === "attach" ? serverInstanceNo : undefined),
  );

async function detach(context: InterfaceContext): Promise<void> {
  const { instanceNo } = context.observed.row ?? {};
  if (instanceNo !== undefined) {
    await plug(context, "detach", instanceNo);
  }
}

/** The most secondary addresses of an interface (§4.7). */
const MAX_SECONDARY = 5;

export const networkInterface = define({
  token: "naver:NetworkInterface",
  noun: "network interface",
  description:
    "An additional network interface, which a server can have besides the one that it was created with. A server has at most three.",
  see: "https://api.ncloud-docs.com/docs/en/compute-vserver",
  inputs: {
    name: optional(nameType, {
      description: nameText("networkInterfaceName"),
      change: "replace",
      read: reported((row) => row.networkInterfaceName),
    }),
    region: optional(ref, { ...REGION_FIELD, read: reported((row) => row.regionCode) }),
    subnet: required(ref, {
      description: "Subnet of the interface, by name or number (`subnetNo`). It determines VPC and zone.",
      change: "replace",
      catalog: "subnets",
      read: reported((row) => row.subnetNo),
    }),
    fixedIp: optional(z.ipv4(), {
      description:
        "Its address in the subnet (`ip`), not one of the first six or the last. Chosen by NAVER Cloud if absent.",
      change: "replace",
      exclusive: { within: ["subnet"] },
      read: { from: { row: (row, previous) => ifSet(row.ip, previous) }, drift: "report" },
    }),
    secondaryIps: optional(z.array(z.ipv4()).max(MAX_SECONDARY), {
      description: "All secondary addresses in the subnet, at most five (`secondaryIpList`). Unmanaged if absent.",
      change: "update",
      unordered: true,
      exclusive: { within: ["subnet"] },
      read: { from: { row: (row) => row.secondaryIpList }, drift: "repair" },
    }),
    accessControlGroups: optional(z.array(ref).min(1).max(MAX_GROUPS), {
      description:
        "One to three access control groups, by name or number (`accessControlGroupNoList`). The VPC's default group if absent.",
      change: "update",
      unordered: true,
      catalog: "accessControlGroups",
      read: { from: { row: (row) => groupsOf(row) }, drift: "repair" },
    }),
    server: optional(z.string(), {
      description:
        "Server to attach it to, by number (`serverInstanceNo`) or ID, in the same zone. An empty text detaches it. Unmanaged if absent.",
      change: "update",
      refersTo: ["server"],
      listedIn: [{ catalog: "servers" }],
      same: (a, b) => numberOf(a) === numberOf(b),
      read: { from: { row: (row) => row.instanceNo ?? "" }, drift: "repair" },
    }),
    description: optional(textOf(1000), {
      description: "Description (`networkInterfaceDescription`), at most 1000 bytes.",
      change: "initial",
      read: reported((row) => row.networkInterfaceDescription),
    }),
  },
  outputs: {
    networkInterfaceNo: output(z.string(), {
      dependsOn: [],
      always: true,
      description: "Number of the interface.",
      from: { row: (row) => row.networkInterfaceNo },
    }),
    privateIp: output(z.string(), {
      dependsOn: [],
      description: "Its address in the subnet.",
      from: { row: (row) => row.ip },
    }),
    deviceName: output(z.string(), {
      dependsOn: ["server"],
      always: true,
      description: "Name of the device in the server, such as `eth1`, or empty.",
      from: { row: (row) => row.deviceName ?? "" },
    }),
  },
  scope: scopeOf,
  listBy: { region: "configured" },
  id: scopedId("KR/12345"),
  name: NAME,
  views: { row: viewOf(INTERFACE) },
  absenceProof: "both",
  consistencyWindow: 30,
  nameOf: (observed) => observed.row?.networkInterfaceName,
  // It belongs to the server that it was created with.
  isUnlisted: (observed) => observed.row?.isDefault === true,
  validateEntries: ({ fixedIp, secondaryIps }, entry, hasChanged) => [
    ...(hasChanged("fixedIp")
      ? wrongAddresses("fixedIp", fixedIp, { noun: "subnet", entry: entry("subnet") }, RESERVED_IN_SUBNET)
      : []),
    ...(hasChanged("secondaryIps")
      ? wrongAddresses("secondaryIps", secondaryIps, { noun: "subnet", entry: entry("subnet") }, RESERVED_IN_SUBNET)
      : []),
  ],
  create: async (context) => {
    const { api, scope, desired } = context;
    const { vpcNo, groups } = await placeOf(context);
    return api.call(
      "vserver/createNetworkInterface",
      "create",
      scope,
      {
        vpcNo,
        subnetNo: desired.subnet,
        accessControlGroupNoList: groups,
        networkInterfaceName: desired.name,
        networkInterfaceDescription: desired.description,
        ip: desired.fixedIp,
        secondaryIpList: desired.secondaryIps,
      },
      created(INTERFACE),
    );
  },
  state: (observed) => ({ is: isIdle(observed) ? "ready" : "pending" }),
  statusText: (observed) => observed.row?.networkInterfaceStatus,
  steps: [
    {
      label: "have its secondary addresses",
      fields: ["secondaryIps"],
      run: (context) =>
        changeSet(context, {
          of: `network interface ${context.key}`,
          noun: "secondary addresses",
          present: context.observed.row?.secondaryIpList,
          wanted: context.desired.secondaryIps ?? [],
          normalize: (ip) => ip,
          most: MAX_SECONDARY,
          send: (verb, secondaryIpList) =>
            ask(context, verb === "add" ? "assignSecondaryIps" : "unassignSecondaryIps", {
              networkInterfaceNo: context.key,
              secondaryIpList,
            }),
          shown: ({ row }) => row?.secondaryIpList,
        }),
    },
    {
      label: "have its access control groups",
      fields: ["accessControlGroups"],
      run: (context) =>
        changeSet(context, {
          of: `network interface ${context.key}`,
          noun: "access control groups",
          present: groupsOf(context.observed.row),
          wanted: context.desired.accessControlGroups ?? [],
          normalize: (group) => group,
          most: MAX_GROUPS,
          send: (verb, accessControlGroupNoList) =>
            ask(context, `${verb}NetworkInterfaceAccessControlGroup`, {
              networkInterfaceNo: context.key,
              accessControlGroupNoList,
            }),
          shown: ({ row }) => groupsOf(row),
        }),
    },
    {
      label: "be attached",
      fields: ["server"],
      run: async (context) => {
        const server = numberOf(context.desired.server ?? "");
        await detach(context);
        if (server !== "") {
          await plug(context, "attach", server);
        }
      },
    },
  ],
  passingRefusal: HELD,
  remove: async (context) => {
    if (context.observed.row?.isDefault === true) {
      context.warn("this interface was created with its server and is deleted with it, so it was not deleted.");
      return "released";
    }
    await detach(context);
    await context.api.call(
      "vserver/deleteNetworkInterface",
      "idempotent",
      context.scope,
      { networkInterfaceNo: context.key },
      done,
    );
    return undefined;
  },
});
