import type { OvhCloudState } from "./cloud-state.ts";
import type { Volume } from "./model.ts";
import type { OvhDurations } from "./switches.ts";

/** Starts to take a volume off an instance. */
export function releaseVolume(
  cloudState: OvhCloudState,
  { id }: Volume,
  instanceId: string,
  takes: keyof OvhDurations,
): void {
  cloudState.volumes.patch(id, { status: "detaching" });
  cloudState.timeline.after(cloudState.switches.durations[takes], { type: "volume-detached", id, instanceId });
}

/** The volume is no longer attached to the instance; with other instances it stays in use. */
export function detachVolume(cloudState: OvhCloudState, id: string, instanceId: string): void {
  const instanceIds = cloudState.volumes.find(id)?.instanceIds.filter((one) => one !== instanceId) ?? [];
  cloudState.volumes.patch(id, { instanceIds, status: instanceIds.length === 0 ? "available" : "in-use" });
}
