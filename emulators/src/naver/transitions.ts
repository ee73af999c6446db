import type { StatusKind } from "./model.ts";
import type { NaverWorld } from "./world.ts";

/** The object has the status some seconds from now. */
export function comes(world: NaverWorld, kind: StatusKind, id: string, seconds: number, to = "RUN"): void {
  world.timeline.after(seconds, { type: "status", kind, id, to });
}

/** The object is SET until its change is done. */
export function passes(world: NaverWorld, kind: StatusKind, id: string, seconds: number): void {
  world.store.table(kind).change(id, { status: "SET" });
  comes(world, kind, id, seconds);
}

/** The object goes after some seconds; asked twice, it goes at the first one's time. */
export function remove(world: NaverWorld, kind: StatusKind, id: string, seconds: number, shows = "TERMTING"): void {
  if (world.timeline.awaits((event) => event.type === "gone" && event.id === id)) return;
  world.timeline.cancel((event) => event.id === id);
  world.store.table(kind).change(id, { status: shows });
  world.timeline.after(seconds, { type: "gone", kind, id });
}
