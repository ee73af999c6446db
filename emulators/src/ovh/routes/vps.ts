import { type EncodedTree, isoDate } from "../encoding.ts";
import { badReference, busy, conflict, notFound, unknownService } from "../errors.ts";
import { type Vps, type VpsState, type VpsTask, vpsImages } from "../vps-model.ts";
import type { Call, Routes } from "./route.ts";

const VPS = "/vps/{serviceName}";

/** VPS of the account (docs/api/ovh.md §4.6). */
export const vpsRoutes: Routes = {
  "GET /vps": {
    run: (call) => all(call).map(({ id }) => id),
    expand: (call, id) => {
      const found = all(call).find((one) => one.id === id);
      return found === undefined ? null : vpsView(found);
    },
  },
  [`GET ${VPS}`]: { run: (call) => vpsView(theVps(call)) },
  [`PUT ${VPS}`]: { run: edit },
  [`POST ${VPS}/start`]: { run: (call) => power(call, "startVm", "stopped", "maintenance", "running") },
  [`POST ${VPS}/stop`]: { run: (call) => power(call, "stopVm", "running", "stopping", "stopped") },
  [`POST ${VPS}/reboot`]: { run: (call) => begin(call, "rebootVm", "rebooting", {}) },
  [`POST ${VPS}/rebuild`]: { run: rebuild },
  [`GET ${VPS}/images/available`]: { run: imageIds },
  [`GET ${VPS}/images/available/{id}`]: { run: (call) => image(call, call.param("id")) },
  [`GET ${VPS}/images/current`]: { run: (call) => image(call, theVps(call).imageId) },
  [`GET ${VPS}/ips`]: { run: (call) => [theVps(call).ip] },
  [`GET ${VPS}/ips/{ipAddress}`]: { run: address },
  [`POST ${VPS}/createSnapshot`]: { run: createSnapshot },
  [`GET ${VPS}/snapshot`]: { run: (call) => snapshotView(theSnapshot(call)) },
  [`DELETE ${VPS}/snapshot`]: { run: deleteSnapshot },
  [`GET ${VPS}/tasks`]: { run: (call) => tasksOf(call).map(({ id }) => Number(id)) },
  [`GET ${VPS}/tasks/{id}`]: { run: (call) => taskView(theTask(call)) },
};

const all = ({ cloudState, account }: Call): Vps[] => cloudState.vpses.where((one) => one.account === account);

function theVps(call: Call): Vps {
  const found = all(call).find(({ id }) => id === call.param("serviceName"));
  if (!found) throw unknownService();
  return found;
}

const memory = 4096;

function vpsView({ id, displayName, state, netbootMode }: Vps): EncodedTree {
  return {
    ...{ name: id, displayName, state, netbootMode, slaMonitoring: false, keymap: null, vcore: 2, iam: null },
    ...{ memoryLimit: memory, offerType: "ssd", cluster: "", zone: "Region OpenStack: os-gra7", zoneType: "region" },
    ...{ monitoringIpBlocks: [], lockStatus: { locked: false, reason: "abuse" } },
    model: {
      ...{ name: "vps-value-1-4-80", version: "2025v1", vcore: 2, memory, disk: 80 },
      // The vendor's own word, which no name of this project may be.
      ...Object.fromEntries([["offer", "VPS vps2025-model1"]]),
      ...{ maximumAdditionnalIp: 16, availableOptions: ["snapshot"], datacenter: ["GRA"] },
    },
  };
}

const taskView = ({ id, type, state, createdAt }: VpsTask): EncodedTree => ({
  ...{ id: Number(id), type, state, progress: state === "done" ? 100 : 0, date: isoDate(createdAt) },
});

const tasksOf = (call: Call): VpsTask[] => {
  const { id } = theVps(call);
  return call.cloudState.vpsTasks.where(({ vps }) => vps === id);
};

function theTask(call: Call): VpsTask {
  const found = tasksOf(call).find(({ id }) => id === call.param("id"));
  if (!found) throw notFound("task", call.cloudState.switches);
  return found;
}

const ready: readonly VpsState[] = ["running", "stopped", "rescued"];

/** Starts a task. The VPS is in `during` until it ends, and then as before with what `set` says. */
function begin(call: Call, type: string, during: VpsState, set: Partial<Vps>): EncodedTree {
  const { cloudState, account } = call;
  const vps = theVps(call);
  if (!ready.includes(vps.state)) throw busy(`VPS ${vps.id} is ${vps.state}`, cloudState.switches);
  const { now } = cloudState.timeline;
  const task = cloudState.vpsTasks.put({
    ...{ id: cloudState.number("vps task", 40_000_001), account, vps: vps.id, type, state: "doing", createdAt: now },
  });
  cloudState.vpses.patch(vps.id, { state: during });
  const isDone = cloudState.switches.vpsTaskOutcome === "done";
  cloudState.timeline.after(cloudState.switches.vpsTask, {
    ...{ type: "vps", id: vps.id, task: task.id, set: isDone ? { state: vps.state, ...set } : { state: vps.state } },
  });
  return taskView(task);
}

function power(call: Call, type: string, from: VpsState, during: VpsState, to: VpsState): EncodedTree {
  const { id, state } = theVps(call);
  const isThere = from === "stopped" ? state !== "stopped" : state === "stopped";
  if (isThere && ready.includes(state)) {
    if (call.cloudState.switches.vpsRepeatedPower === "refused") throw conflict(`VPS ${id} is already ${state}`);
    return begin(call, type, state, {});
  }
  return begin(call, type, during, { state: to });
}

function edit(call: Call): undefined {
  const { cloudState, body } = call;
  const { id, displayName, netbootMode } = theVps(call);
  const mode = body.get("netbootMode");
  if (mode !== undefined && mode !== netbootMode) {
    const wanted = body.oneOf("netbootMode", ["local", "rescue"]);
    begin(call, "setNetboot", "rebooting", { netbootMode: wanted, state: wanted === "rescue" ? "rescued" : "running" });
  }
  cloudState.vpses.patch(id, { displayName: body.get("displayName") ?? displayName });
}

function imageIds(call: Call): EncodedTree {
  theVps(call);
  return vpsImages.map(({ id }) => id);
}

function image(call: Call, id: string): EncodedTree {
  const found = vpsImages.find((one) => one.id === id);
  if (!found) throw notFound("image", call.cloudState.switches);
  return { ...found };
}

function rebuild(call: Call): EncodedTree {
  const { cloudState, body } = call;
  const imageId = body.text("imageId");
  if (!vpsImages.some(({ id }) => id === imageId)) throw badReference("Image", imageId, cloudState.switches);
  return begin(call, "reinstallVm", "installing", {
    ...{ imageId, publicSshKey: body.get("publicSshKey") ?? "", state: "running", netbootMode: "local" },
  });
}

function address(call: Call): EncodedTree {
  const { ip } = theVps(call);
  if (call.param("ipAddress") !== ip) throw notFound("ip", call.cloudState.switches);
  return {
    ...{ ipAddress: ip, version: "v4", type: "primary", reverse: null, geolocation: "fr", macAddress: null },
    gateway: null,
  };
}

function theSnapshot(call: Call): Vps {
  const vps = theVps(call);
  if (vps.snapshotAt === 0) throw notFound("snapshot", call.cloudState.switches);
  return vps;
}

const snapshotView = ({ id, snapshotAt, snapshotDescription }: Vps): EncodedTree => ({
  ...{ id: `${id}-snapshot`, creationDate: isoDate(snapshotAt), description: snapshotDescription, region: "GRA" },
});

/** A VPS has one snapshot at most. */
function createSnapshot(call: Call): EncodedTree {
  const { id, state, snapshotAt } = theVps(call);
  if (snapshotAt !== 0) throw conflict(`VPS ${id} already has a snapshot`);
  const { now } = call.cloudState.timeline;
  return begin(call, "createSnapshot", state, {
    ...{ snapshotAt: now, snapshotDescription: call.body.get("description") ?? "" },
  });
}

function deleteSnapshot(call: Call): EncodedTree {
  return begin(call, "deleteSnapshot", theSnapshot(call).state, { snapshotAt: 0, snapshotDescription: "" });
}
