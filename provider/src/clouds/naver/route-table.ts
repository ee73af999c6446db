import { z } from "zod";
import type { OperationContext } from "../../engine/definition/context.ts";
import { resourceKit, scopedId } from "../../engine/definition/definition.ts";
import type { Naver } from "./account.ts";
import {
  HELD,
  NAME,
  nameText,
  nameType,
  networkState,
  numberOf,
  REGION_FIELD,
  ref,
  reported,
  scopeOf,
  shownText,
  staysWithVpc,
  textOf,
} from "./ids.ts";
import { askVpc, setVpc } from "./network-actions.ts";
import { changeSet } from "./network-sets.ts";
import { VPC_PEERING } from "./peering-schemas.ts";
import { NAT_GATEWAY, ROUTE_TABLE, routeTableSubnetList } from "./route-schemas.ts";
import {
  inWordsOf,
  normalize,
  parametersOf,
  type Route,
  routeSchema,
  routesOf,
  sameRoutes,
  wrongRoutes,
} from "./route-text.ts";
import { routes, row, subnets, type Views } from "./route-views.ts";
import { created } from "./schemas.ts";

const { required, optional, output, define } = resourceKit<Naver, Views>();

type TableContext = Pick<
  OperationContext<Naver, Views, object, object>,
  "api" | "scope" | "key" | "observed" | "change" | "changeElsewhere" | "exclusive" | "waitUntil"
>;

/** The table and its VPC, which all changes name. */
const place = ({ key, observed }: TableContext) => ({ vpcNo: observed.row?.vpcNo, routeTableNo: key });

/** With the names of targets, which NAVER requires (§4.11). */
async function named({ api, scope }: TableContext, wanted: readonly Route[]): Promise<Route[]> {
  const needs = (type: Route["targetType"]) =>
    wanted.some(({ targetType, targetName }) => targetType === type && targetName === undefined);
  const [gateways, peerings] = await Promise.all([
    needs("NATGW") ? api.list(NAT_GATEWAY, scope) : [],
    needs("VPCPEERING") ? api.list(VPC_PEERING, scope) : [],
  ]);
  const names = {
    NATGW: new Map(gateways.map((row) => [row.natGatewayInstanceNo, row.natGatewayName])),
    VPCPEERING: new Map(peerings.map((row) => [row.vpcPeeringInstanceNo, row.vpcPeeringName])),
    VGW: new Map<string, string>(),
  };
  return wanted.map((route) => ({
    ...route,
    targetName: route.targetName ?? names[route.targetType].get(numberOf(route.target)),
  }));
}

/** The targets whose names have to be looked up. */
const unnamedTargets = (type: Route["targetType"]) => (wanted: readonly Route[]) =>
  wanted.flatMap(({ targetType, target, targetName }) =>
    targetType === type && targetName === undefined ? target : [],
  );

const TYPES = ["PUBLIC", "PRIVATE"] as const;

export const routeTable = define({
  token: "naver:RouteTable",
  noun: "route table",
  description: "A route table of a VPC, with its routes and the subnets that use it.",
  see: "https://api.ncloud-docs.com/docs/en/networking-vpc",
  inputs: {
    name: optional(nameType, {
      description: nameText("routeTableName"),
      change: "replace",
      read: reported(({ routeTableName }) => routeTableName),
    }),
    region: optional(ref, {
      ...REGION_FIELD,
      read: reported(({ regionCode }) => regionCode),
    }),
    vpc: required(ref, {
      description: "VPC of the table, by name or number (`vpcNo`).",
      change: "replace",
      catalog: "vpcs",
      read: reported(({ vpcNo }) => vpcNo),
    }),
    supportedSubnetType: required(z.enum(TYPES), {
      description: "Type of the subnets that can use it: `PUBLIC` or `PRIVATE` (`supportedSubnetTypeCode`).",
      change: "replace",
      read: {
        from: { row: ({ supportedSubnetType }) => TYPES.find((type) => type === supportedSubnetType) },
        drift: "report",
      },
    }),
    description: optional(textOf(1000), {
      description: "Description (`routeTableDescription`), at most 1000 bytes.",
      change: "update",
      read: {
        from: { row: ({ routeTableDescription }, previous) => shownText(routeTableDescription, previous) },
        drift: "repair",
      },
    }),
    routes: optional(z.array(routeSchema), {
      description:
        "All routes besides the one within the VPC, which every table has; other routes are removed. Unmanaged if absent.",
      change: "update",
      same: sameRoutes,
      merge: "set",
      normalize,
      listedIn: [
        { catalog: "natGateways", idsIn: unnamedTargets("NATGW") },
        { catalog: "vpcPeerings", idsIn: unnamedTargets("VPCPEERING") },
      ],
      read: { from: { routes: (rows, previous) => inWordsOf(routesOf(rows), previous ?? []) }, drift: "repair" },
    }),
    subnets: optional(z.array(ref), {
      description:
        "All subnets that use the table, by name or number (`subnetNoList`); one that is removed gets the VPC's default table. Unmanaged if absent.",
      change: "update",
      unordered: true,
      // A subnet has one table.
      exclusive: true,
      catalog: "subnets",
      read: { from: { subnets: (numbers) => [...numbers] }, drift: "repair" },
    }),
  },
  outputs: {
    routeTableNo: output(z.string(), {
      dependsOn: [],
      always: true,
      description: "Number of the route table.",
      from: { row: ({ routeTableNo }) => routeTableNo },
    }),
    isDefault: output(z.boolean(), {
      dependsOn: [],
      description: "Whether it is a default table, which is created and deleted with the VPC.",
      from: { row: ({ isDefault }) => isDefault },
    }),
  },
  scope: scopeOf,
  listBy: { region: "configured" },
  id: scopedId("KR/12345"),
  name: NAME,
  views: { row, routes, subnets },
  absenceProof: "both",
  consistencyWindow: 30,
  nameOf: (observed) => observed.row?.routeTableName,
  validate: (desired) => wrongRoutes(desired.routes),
  claims: (desired) =>
    Object.fromEntries(
      (desired.subnets ?? []).map((subnet, index) => [
        `subnets.${index}`,
        `the route table of subnet ${numberOf(subnet)}`,
      ]),
    ),
  create: ({ api, scope, desired }) =>
    api.call(
      "vpc/createRouteTable",
      "create",
      scope,
      {
        vpcNo: desired.vpc,
        supportedSubnetTypeCode: desired.supportedSubnetType,
        routeTableName: desired.name,
        routeTableDescription: desired.description,
      },
      created(ROUTE_TABLE),
    ),
  state: (observed) => networkState(observed.row?.routeTableStatus),
  statusText: (observed) => observed.row?.routeTableStatus,
  steps: [
    {
      label: "have its description",
      fields: ["description"],
      run: (context) =>
        setVpc(context, "setRouteTableDescription", {
          routeTableNo: context.key,
          routeTableDescription: context.desired.description,
        }),
    },
    {
      label: "have its routes",
      fields: ["routes"],
      run: async (context) =>
        changeSet(context, {
          of: `route table ${context.key}`,
          noun: "routes",
          present: context.observed.routes && routesOf(context.observed.routes),
          wanted: await named(context, context.desired.routes ?? []),
          normalize,
          excludes: (present, wanted) => present.destinationCidrBlock === wanted.destinationCidrBlock,
          send: (verb, changed) =>
            askVpc(context, `${verb}Route`, { ...place(context), routeList: changed.map(parametersOf) }),
          shown: (observed) => observed.routes && routesOf(observed.routes),
        }),
    },
    {
      label: "have its subnets",
      fields: ["subnets"],
      refusalHint: () => "If another route table has one of the subnets, remove it from that table first.",
      run: (context) =>
        changeSet(context, {
          of: `route table ${context.key}`,
          noun: "subnets",
          present: context.observed.subnets,
          wanted: context.desired.subnets ?? [],
          normalize: (subnet) => subnet,
          send: (verb, subnetNoList) => askVpc(context, `${verb}RouteTableSubnet`, { ...place(context), subnetNoList }),
          shown: (observed) => observed.subnets,
        }),
    },
  ],
  passingRefusal: HELD,
  remove: async (context) => {
    if (staysWithVpc(context, "route table")) {
      return "released";
    }
    await releaseSubnets(context, context.previous?.inputs.subnets !== undefined);
    await setVpc(context, "deleteRouteTable", { routeTableNo: context.key });
    return undefined;
  },
});

/** Subnets that the program gave the table get the VPC's default one, because a table with subnets cannot be deleted. */
async function releaseSubnets(context: TableContext, isManaged: boolean): Promise<void> {
  const { api, scope, key: routeTableNo } = context;
  const read = () => api.call("vpc/getRouteTableSubnetList", "read", scope, { routeTableNo }, routeTableSubnetList);
  const subnetNoList = isManaged ? (await read()).map(({ subnetNo }) => subnetNo) : [];
  if (subnetNoList.length > 0) {
    await context.changeElsewhere(
      "its subnets to be released",
      () => askVpc(context, "removeRouteTableSubnet", { ...place(context), subnetNoList }),
      read,
      (left) => left.length === 0,
    );
    await context.waitUntil("to be free of its subnets", ({ row }) => row?.routeTableStatus !== "SET");
  }
}
