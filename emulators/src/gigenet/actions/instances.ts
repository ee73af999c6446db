import type { GigeNetCloudState } from "../cloud-state.ts";
import { type MoveName, move, mustMove, terminate } from "../instance-machine.ts";
import { instanceItem, stateOf, statusItem, typeOf } from "../instance-view.ts";
import type { Instance } from "../model.ts";
import type { Parameters } from "../parameters.ts";
import { items, type Xml } from "../xml.ts";
import { type Actions, type Call, done, instanceOf, instancesOf, read, unsampled, write } from "./action.ts";

/** Calls about whole instances, and their power. */
export const instanceActions: Actions = {
  DescribeInstances: read(describe),
  DescribeInstanceStatus: read(describeStatus),
  StartInstances: write((call) => power(call, "start")),
  StopInstances: write((call) => {
    call.parameters.flag("Force");
    return power(call, "stop");
  }),
  RebootInstances: write(reboot),
  TerminateInstances: write(terminateAll),
  GetPasswordData: read(passwordData),
};

/** One reservation for each owner, containing every instance (docs/api/gigenet.md §3.1). */
function describe(call: Call): Xml {
  const rows = chosenInstances(call).map((one) => instanceItem(call.cloudState, one));
  const reservation: Xml = [["ownerId", call.owner], items("instancesSet", rows)];
  return [items("reservationSet", rows.length === 0 ? [] : [reservation])];
}

function describeStatus(call: Call): Xml {
  return [
    items(
      "instanceStatusSet",
      chosenInstances(call).map((one) => statusItem(call.cloudState, one)),
    ),
  ];
}

/** The instances in `InstanceId.N`, or all, that match the filters. */
export function chosenInstances(call: Call, name = "InstanceId"): Instance[] {
  const { cloudState, owner, parameters } = call;
  const ids = [...new Set(parameters.list(name))];
  const rows = ids.length === 0 ? cloudState.instancesOf(owner) : ids.map((id) => cloudState.instance(id, owner));
  if (!cloudState.switches.filters) return rows;
  const filters = parameters.structures("Filter");
  return rows.filter((row) => filters.every((filter) => keeps(cloudState, filter, row)));
}

/** What filters compare; the documentation names no filters, these are EC2's (docs/api/gigenet.md §2). */
const filterable: Readonly<Record<string, (cloudState: GigeNetCloudState, row: Instance) => readonly string[]>> = {
  "instance-id": (_, row) => [row.id],
  "instance-state-name": (cloudState, row) => [cloudState.switches.words[row.phase]],
  "image-id": (_, row) => [row.imageId],
  "instance-type": (cloudState, row) => [row.type, typeOf(cloudState, row)],
  "availability-zone": (_, row) => [row.zone],
  "private-dns-name": (_, row) => [row.hostname],
  "ip-address": (_, row) => [row.publicIp],
  "tag-key": (_, row) => row.tags,
};

/** An unknown filter is ignored, like other unknown parameters. */
function keeps(cloudState: GigeNetCloudState, filter: Parameters, row: Instance): boolean {
  const name = filter.get("Name") ?? "";
  const valuesOf = Object.hasOwn(filterable, name) ? filterable[name] : undefined;
  if (!valuesOf) return true;
  const wanted = filter.list("Value");
  return valuesOf(cloudState, row).some((value) => wanted.includes(value));
}

function power(call: Call, name: MoveName): () => Xml {
  const instances = instancesOf(call);
  for (const instance of instances) mustMove(call.cloudState, instance, name);
  return () => changeAll(call, instances, (instance) => move(call.cloudState, instance, name));
}

function reboot(call: Call): () => Xml {
  const run = power(call, "reboot");
  return () => {
    run();
    return done;
  };
}

function terminateAll(call: Call): () => Xml {
  const instances = instancesOf(call);
  return () => changeAll(call, instances, (instance) => terminate(call.cloudState, instance));
}

/** These replies have no sample: EC2's instancesSet, then `return` (docs/api/gigenet.md §6). */
function changeAll(call: Call, instances: readonly Instance[], change: (instance: Instance) => void): Xml {
  const { cloudState } = call;
  const rows = instances.map((instance): Xml => {
    change(instance);
    const now = cloudState.instances.find(instance.id) ?? instance;
    return [
      ["instanceId", instance.id],
      ["currentState", stateOf(cloudState, now.phase)],
      ["previousState", stateOf(cloudState, instance.phase)],
    ];
  });
  return unsampled(call, [items("instancesSet", rows), ...done]);
}

/** Plain text; empty until the instance is built (docs/api/gigenet.md §2.2). */
function passwordData(call: Call): Xml {
  const instance = instanceOf(call);
  const ready = instance.launchedAt > 0;
  return [
    ["instanceId", instance.id],
    ["passwordData", ready ? instance.password : ""],
  ];
}
