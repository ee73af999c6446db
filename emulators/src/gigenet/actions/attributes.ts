import type { GigeNetCloudState } from "../cloud-state.ts";
import { GigeNetError } from "../errors.ts";
import { mustBe, work } from "../instance-machine.ts";
import { typeOf } from "../instance-view.ts";
import type { Instance } from "../model.ts";
import { invalid } from "../parameters.ts";
import { images, sizeOf } from "../seeds.ts";
import type { Xml } from "../xml.ts";
import { type Actions, type Call, done, instanceOf, read, write } from "./action.ts";
import { imageFor, mustFit } from "./run-instances.ts";

export const attributeActions: Actions = {
  DescribeInstanceAttribute: read(describe),
  ModifyInstanceAttribute: write(modify),
  ResetInstanceAttribute: write(reset),
};

/** A one-pixel PNG: the content of every graph here. */
const graph = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=";

function describe(call: Call): Xml {
  const instance = instanceOf(call);
  const attribute = call.parameters.text("Attribute");
  return [
    ["instanceId", instance.id],
    [attribute, [["value", attributeText(call.cloudState, instance, attribute)]]],
  ];
}

function attributeText(cloudState: GigeNetCloudState, instance: Instance, attribute: string): string {
  if (attribute === "instanceType") return typeOf(cloudState, instance);
  if (attribute === "operatingSystem") return instance.imageId;
  if (attribute === "hostname") return instance.hostname;
  if (/^graph_(cpu|disk|network)_(hour|day|week|month|year)$/.test(attribute)) return graph;
  throw invalid("Attribute", `cannot be ${JSON.stringify(attribute)}`);
}

/** Checks a new value and returns the function that applies it. */
type Change = (call: Call, instance: Instance, value: string) => () => void;

/** By parameter name without `.Value`. */
const changes: Readonly<Record<string, Change>> = {
  InstanceType: resize,
  OperatingSystem: reinstall,
  Hostname: rename,
  Password: newPassword,
};

/** Several attributes may change at once; `Attribute` with `Value` is an alternative form (docs/api/gigenet.md §2). */
function modify(call: Call): () => Xml {
  const { parameters, cloudState } = call;
  const instance = instanceOf(call);
  mustBe(instance, "be modified", ["on", "off", "paused"]);
  const wanted = Object.entries(changes).flatMap(([name, change]) => {
    const value = parameters.get(`${name}.Value`) ?? (attributeOf(call) === name ? parameters.get("Value") : undefined);
    return value === undefined ? [] : [change(call, instance, value)];
  });
  if (wanted.length === 0) throw new GigeNetError("MissingParameter", "No attribute with a value was given");
  return () => {
    if (!cloudState.switches.modifyIgnored) for (const apply of wanted) apply();
    return done;
  };
}

/** The optional `Attribute`, in the spelling of the parameters: `hostname` becomes Hostname. */
function attributeOf({ parameters }: Call): string | undefined {
  const attribute = parameters.get("Attribute");
  if (!attribute) return undefined;
  const name = attribute.charAt(0).toUpperCase() + attribute.slice(1);
  if (!Object.hasOwn(changes, name)) throw invalid("Attribute", `cannot be ${JSON.stringify(attribute)}`);
  return name;
}

/** The disk cannot shrink, and the operating system must fit (docs/api/gigenet.md §3.2). */
function resize({ cloudState }: Call, instance: Instance, value: string): () => void {
  const type = cloudState.type(value);
  const image = images.find((one) => one.id === instance.imageId);
  if (cloudState.switches.resizeNeedsStop) mustBe(instance, "change its type", ["off"]);
  if (type.disk < sizeOf(instance.type).disk) {
    throw new GigeNetError("InvalidInstanceAttributeValue", `The disk of ${type.name} is smaller than the present one`);
  }
  if (image) mustFit(type, image, "InvalidInstanceAttributeValue");
  cloudState.needFunds();
  return () => work(cloudState, instance.id, "resize", "resize", { type: type.name });
}

/** Erases all data; only possible within a family (docs/api/gigenet.md §3.2). */
function reinstall({ cloudState }: Call, instance: Instance, value: string): () => void {
  const image = imageFor(value);
  const family = images.find((one) => one.id === instance.imageId)?.family;
  if (family !== undefined && image.family !== family) {
    throw new GigeNetError(
      "InvalidInstanceAttributeValue",
      `${image.id} is of another family than ${instance.imageId}`,
    );
  }
  mustFit({ name: instance.type, ...sizeOf(instance.type) }, image, "InvalidInstanceAttributeValue");
  return () => {
    cloudState.instances.patch(instance.id, { phase: "reinstalling" });
    const set = { imageId: image.id, phase: "on", password: cloudState.ids.hex(12) } as const;
    work(cloudState, instance.id, "reinstall", "reinstall", set);
  };
}

function rename({ cloudState, owner }: Call, instance: Instance, value: string): () => void {
  if (!/^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/.test(value)) throw invalid("Hostname", "is no hostname");
  const coming = cloudState.timeline.awaits(
    (event) =>
      event.type === "modified" &&
      event.set.hostname === value &&
      event.id !== instance.id &&
      cloudState.instances.find(event.id)?.account === owner,
  );
  const taken = cloudState.instances.where(
    (row) => row.account === owner && row.hostname === value && row.id !== instance.id,
  );
  if (coming || taken.length > 0) throw new GigeNetError("InvalidHostname.Duplicate");
  return () => work(cloudState, instance.id, "modify", "modify", { hostname: value });
}

/** The value is ignored: the new root password is random (docs/api/gigenet.md §3.2). */
function newPassword({ cloudState }: Call, instance: Instance): () => void {
  return () => work(cloudState, instance.id, "modify", "modify", { password: cloudState.ids.hex(12) });
}

/** How each attribute is reset. */
const resets: Readonly<Record<string, (call: Call, instance: Instance) => () => void>> = {
  instanceType: (call, instance) => resize(call, instance, instance.launchType),
  operatingSystem: (call, instance) => reinstall(call, instance, instance.imageId),
  networkConfig:
    ({ cloudState }, instance) =>
    () =>
      work(cloudState, instance.id, "modify", "modify", {}),
  password: (call, instance) => newPassword(call, instance),
  hostname:
    ({ cloudState }, { id, zone }) =>
    () =>
      work(cloudState, id, "modify", "modify", { hostname: cloudState.defaultHostname(zone) }),
};

function reset(call: Call): () => Xml {
  const instance = instanceOf(call);
  const attribute = call.parameters.text("Attribute");
  const resetter = Object.hasOwn(resets, attribute) ? resets[attribute] : undefined;
  if (!resetter) throw invalid("Attribute", `cannot be ${JSON.stringify(attribute)}`);
  mustBe(instance, "be reset", ["on", "off", "paused"]);
  const apply = resetter(call, instance);
  return () => {
    if (!call.cloudState.switches.modifyIgnored) apply();
    return done;
  };
}
