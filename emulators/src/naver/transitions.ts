import type { NaverCloudState } from "./cloud-state.ts";
import type { StatusKind } from "./model.ts";

/** The object gets the status after some seconds. */
export function comes(cloudState: NaverCloudState, kind: StatusKind, id: string, seconds: number, to = "RUN"): void {
  cloudState.timeline.after(seconds, { type: "status", kind, id, to });
}

/** The object shows SET until its change is done. */
export function passes(cloudState: NaverCloudState, kind: StatusKind, id: string, seconds: number): void {
  cloudState.store.table(kind).change(id, { status: "SET" });
  comes(cloudState, kind, id, seconds);
}

/** The object is deleted after some seconds, counted from the first request. */
export function remove(
  cloudState: NaverCloudState,
  kind: StatusKind,
  id: string,
  seconds: number,
  shows = "TERMTING",
): void {
  if (cloudState.timeline.awaits((event) => event.type === "gone" && event.id === id)) return;
  cloudState.timeline.cancel((event) => event.id === id);
  cloudState.store.table(kind).change(id, { status: shows });
  cloudState.timeline.after(seconds, { type: "gone", kind, id });
}
