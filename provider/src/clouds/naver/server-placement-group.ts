import { ask, type ServerContext } from "./server-actions.ts";

/** Moves a server into a placement group, or out of its own if there is none: a server is in one at most. */
export async function setPlacementGroup(context: ServerContext, wanted: string): Promise<void> {
  const change = (verb: "add" | "remove", placementGroupNo: string) =>
    context.change(
      `to ${verb === "add" ? "enter" : "leave"} its placement group`,
      () => ask(context, `${verb}PlacementGroupServerInstance`, { placementGroupNo, serverInstanceNo: context.key }),
      ({ row }) => (row?.placementGroupNo ?? "") === (verb === "add" ? placementGroupNo : ""),
    );
  const present = context.observed.row?.placementGroupNo;
  if (present !== undefined && present !== wanted) {
    await change("remove", present);
  }
  if (wanted !== "" && present !== wanted) {
    await change("add", wanted);
  }
}
