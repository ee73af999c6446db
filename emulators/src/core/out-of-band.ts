import type { Change } from "../options.ts";
import type { CloudEmulator } from "./cloud.ts";

/** Makes a change that no client of the API made. */
export function makeChange(emulator: CloudEmulator, change: Change<string>): void {
  emulator.settle();
  if ("action" in change) {
    emulator.act(change);
    return;
  }
  const table = emulator.store.table(change.kind);
  if ("copy" in change) {
    table.copy(change.id, change.copy, change.set ?? {});
    return;
  }
  if ("set" in change) {
    table.change(change.id, change.set);
    return;
  }
  if (!table.find(change.id)) throw new Error(`there is no ${change.kind} with id ${JSON.stringify(change.id)}`);
  emulator.onDelete?.(change.kind, change.id);
  table.delete(change.id);
}

/** A function that restores the objects as they are now, as often as needed, and the numbering of new ones if asked. */
export function takeSnapshot(emulators: readonly CloudEmulator[], numbering: boolean): () => void {
  const restores = emulators.map((emulator) => {
    emulator.settle();
    const restore = emulator.store.snapshot();
    const restoreNumbering = numbering ? emulator.numbering?.() : undefined;
    return () => {
      emulator.settle();
      restore();
      restoreNumbering?.();
      emulator.store.beforeLastWrite = undefined;
    };
  });
  return () => {
    for (const restore of restores) restore();
  };
}
