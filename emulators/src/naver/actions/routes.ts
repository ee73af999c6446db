import { parseBlock } from "../addresses.ts";
import type { Fields } from "../encoding.ts";
import { known, ServiceError } from "../errors.ts";
import type { Route, RouteTable, Subnet } from "../model.ts";
import { comes, passes, remove } from "../transitions.ts";
import { routeTableView, routeView, subnetView } from "../views.ts";
import { type Actions, type Call, type Parameters, reads, writes } from "./action.ts";
import { detail, displayed, listed, search } from "./list.ts";

const LIST = "routeTableList";

export const routeActions: Actions = {
  ...reads("vpc", {
    getRouteTableList: (call) =>
      search(call, LIST, call.cloudState.routeTables, routeTableView, {
        ...{ routeTableNoList: "routeTableNo", routeTableName: "routeTableName", vpcNo: "vpcNo" },
        supportedSubnetTypeCode: "supportedSubnetType.code",
      }),
    getRouteTableDetail: (call) => detail(call, LIST, call.cloudState.routeTables, routeTableView, "routeTableNo"),
    getRouteList: (call) => shownRoutes(call, theTable(call)),
    getRouteTableSubnetList: (call) => shownSubnets(call, tableOnly(call)),
  }),
  ...writes("vpc", {
    createRouteTable,
    setRouteTableDescription: (call) => {
      const { id } = tableOnly(call);
      call.cloudState.routeTables.patch(id, { description: call.description("routeTableDescription") });
      return shown(call, id);
    },
    deleteRouteTable,
    addRoute,
    removeRoute,
    addRouteTableSubnet,
    removeRouteTableSubnet,
  }),
};

const shown = (call: Call, id: string): Fields =>
  displayed(call, LIST, call.cloudState.routeTables, routeTableView, id);
const tableOnly = (call: Call): RouteTable =>
  call.named(call.cloudState.routeTables, "routeTableNo", known.noRouteTable);

/** The table, which must be in the VPC that the call names (docs/api/naver.md §4.11). */
function theTable(call: Call): RouteTable {
  const vpcNo = call.text("vpcNo");
  const table = tableOnly(call);
  if (table.vpcNo !== vpcNo) throw new ServiceError(known.noRouteTable, "the route table is of another VPC");
  return table;
}

/** The table, if it can be changed at all: one change at a time (docs/api/naver.md §5.4). */
function changeable(call: Call): RouteTable {
  const table = theTable(call);
  if (table.status !== "RUN") throw new ServiceError(known.routeTableBusy, "the route table is being set");
  return table;
}

function createRouteTable(call: Call): Fields {
  const { cloudState } = call;
  const vpc = call.named(cloudState.vpcs, "vpcNo");
  const name = call.unique(
    cloudState.routeTables,
    call.name("routeTableName", () => call.fabricated("r")),
  );
  const { id } = cloudState.routeTables.put({
    ...{ id: cloudState.number("routeTable"), account: call.account, region: call.region, name, vpcNo: vpc.id },
    ...{ description: call.description("routeTableDescription"), status: "INIT", isDefault: false, subnetNos: [] },
    subnetType: call.word("supportedSubnetTypeCode", ["PUBLIC", "PRIVATE"]),
  });
  comes(cloudState, "routeTable", id, cloudState.switches.durations.routeTableCreate);
  return shown(call, id);
}

function deleteRouteTable(call: Call): Fields {
  const { cloudState } = call;
  const { codes, durations } = cloudState.switches;
  const { id, isDefault, status } = tableOnly(call);
  if (isDefault) throw new ServiceError(codes.defaultObject, "a default route table cannot be deleted");
  if (status === "SET") throw new ServiceError(known.routeTableBusy, "the route table is being set");
  const table = cloudState.routeTables.find(id);
  if (table && table.subnetNos.length > 0) throw new ServiceError(codes.inUse, "the route table still has subnets");
  remove(cloudState, "routeTable", id, durations.routeTableDelete);
  return shown(call, id);
}

/** Every table has the route within its VPC. */
function shownRoutes(call: Call, { id, vpcNo }: RouteTable): Fields {
  const { cloudState } = call;
  const local = { tableNo: id, destination: cloudState.vpcs.find(vpcNo)?.cidr ?? "", targetType: "LOCAL" };
  const routes = cloudState.routes.where((route) => route.tableNo === id);
  return listed(call, "routeList", [{ ...local, targetNo: "", targetName: "LOCAL" }, ...routes], routeView);
}

type RouteValues = Omit<Route, "id" | "account">;

function askedRoutes(call: Call, { id, vpcNo }: RouteTable): RouteValues[] {
  const objects = call.objects("routeList");
  if (objects.length === 0) call.missing("routeList");
  return objects.map((one) => {
    const destination = one.text("destinationCidrBlock");
    if (!parseBlock(destination)) one.invalid("destinationCidrBlock");
    const targetType = one.word("targetTypeCode", ["NATGW", "VPCPEERING", "VGW"]);
    return { tableNo: id, destination, targetType, ...targetOf(call, one, targetType, vpcNo) };
  });
}

function targetOf(call: Call, one: Parameters, targetType: string, vpcNo: string) {
  const targetNo = one.text("targetNo");
  const targetName = call.switches.routeTarget === "both" ? one.text("targetName") : one.get("targetName");
  if (targetType === "NATGW") {
    const gateway = call.owned(call.cloudState.natGateways, targetNo, "targetNo");
    if (gateway.vpcNo !== vpcNo) one.invalid("targetNo");
    if (targetName !== "" && gateway.name !== targetName) one.invalid("targetName");
    return { targetNo, targetName: gateway.name };
  }
  if (targetType === "VPCPEERING") {
    // One-way, from its source (docs/api/naver.md §4.17).
    const peering = call.owned(call.cloudState.vpcPeerings, targetNo, "targetNo");
    if (peering.sourceVpcNo !== vpcNo || peering.status !== "RUN") one.invalid("targetNo");
    if (targetName !== "" && peering.name !== targetName) one.invalid("targetName");
    return { targetNo, targetName: peering.name };
  }
  return { targetNo, targetName };
}

function addRoute(call: Call): Fields {
  const { cloudState } = call;
  const table = changeable(call);
  const routes = askedRoutes(call, table);
  const there = cloudState.routes.where((route) => route.tableNo === table.id);
  const destinations = [...there, ...routes].map((route) => route.destination);
  if (new Set(destinations).size < destinations.length) call.invalid("routeList.destinationCidrBlock");
  for (const route of routes) {
    cloudState.routes.put({ id: cloudState.number("rule"), account: call.account, ...route });
  }
  passes(cloudState, "routeTable", table.id, cloudState.switches.durations.routeTableChange);
  return shownRoutes(call, table);
}

function removeRoute(call: Call): Fields {
  const { cloudState } = call;
  const { codes, durations } = cloudState.switches;
  const table = changeable(call);
  const objects = call.objects("routeList");
  if (objects.length === 0) call.missing("routeList");
  const found = objects.map((one) => {
    const [destination, targetNo] = [one.text("destinationCidrBlock"), one.text("targetNo")];
    const [route] = cloudState.routes.where((each) => each.tableNo === table.id && each.destination === destination);
    const isSame = route?.targetNo === targetNo && route.targetType === one.text("targetTypeCode");
    if (!route || !isSame) throw new ServiceError(codes.notFound, `there is no such route: ${destination}`);
    return route;
  });
  for (const { id } of found) cloudState.routes.delete(id);
  passes(cloudState, "routeTable", table.id, durations.routeTableChange);
  return shownRoutes(call, table);
}

/** A default table has the subnets of its type that no other table has. */
function subnetsOf(call: Call, table: RouteTable): Subnet[] {
  const { subnets, routeTables } = call.cloudState;
  if (!table.isDefault) return subnets.where(({ id }) => table.subnetNos.includes(id));
  const elsewhere = new Set(routeTables.where(({ vpcNo }) => vpcNo === table.vpcNo).flatMap((one) => one.subnetNos));
  return subnets.where(
    ({ id, vpcNo, type }) => vpcNo === table.vpcNo && type === table.subnetType && !elsewhere.has(id),
  );
}

function shownSubnets(call: Call, { id }: RouteTable): Fields {
  const table = call.owned(call.cloudState.routeTables, id, "routeTableNo", known.noRouteTable);
  return listed(call, "subnetList", subnetsOf(call, table), subnetView);
}

function addRouteTableSubnet(call: Call): Fields {
  const { cloudState } = call;
  const { codes, durations } = cloudState.switches;
  const table = changeable(call);
  const wanted = call.items("subnetNoList").map((id) => call.owned(cloudState.subnets, id, "subnetNo"));
  if (wanted.some(({ vpcNo, type }) => vpcNo !== table.vpcNo || type !== table.subnetType))
    call.invalid("subnetNoList");
  const numbers = wanted.map(({ id }) => id);
  const others = cloudState.routeTables.where(
    ({ id, subnetNos }) => id !== table.id && subnetNos.some((subnetNo) => numbers.includes(subnetNo)),
  );
  if (others.length > 0 && cloudState.switches.subnetOfOtherTable === "refused") {
    throw new ServiceError(codes.inUse, "a subnet is associated with another route table");
  }
  for (const { id, subnetNos } of others) {
    cloudState.routeTables.patch(id, { subnetNos: subnetNos.filter((subnetNo) => !numbers.includes(subnetNo)) });
  }
  if (!table.isDefault) {
    cloudState.routeTables.patch(table.id, { subnetNos: [...new Set([...table.subnetNos, ...numbers])] });
  }
  passes(cloudState, "routeTable", table.id, durations.routeTableChange);
  return shownSubnets(call, table);
}

function removeRouteTableSubnet(call: Call): Fields {
  const { cloudState } = call;
  const table = changeable(call);
  const numbers = call.items("subnetNoList");
  const hasAll = numbers.every((subnetNo) => table.subnetNos.includes(subnetNo));
  if (table.isDefault || !hasAll) call.invalid("subnetNoList");
  const subnetNos = table.subnetNos.filter((subnetNo) => !numbers.includes(subnetNo));
  cloudState.routeTables.patch(table.id, { subnetNos });
  passes(cloudState, "routeTable", table.id, cloudState.switches.durations.routeTableChange);
  return shownSubnets(call, table);
}
