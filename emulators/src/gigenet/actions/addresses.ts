import type { GigeNetCloudState } from "../cloud-state.ts";
import { GigeNetError, missing } from "../errors.ts";
import { mustBe } from "../instance-machine.ts";
import type { Address } from "../model.ts";
import { invalid } from "../parameters.ts";
import { defaultZone } from "../seeds.ts";
import { type Element, items, type Xml } from "../xml.ts";
import { type Actions, type Call, chosen, done, instanceOf, read, unsampled, write } from "./action.ts";

/** Elastic addresses, which outlive instances, and additional ones, which belong to an instance. */
export const addressActions: Actions = {
  AllocateAddress: write(allocate),
  DescribeAddresses: read(describe),
  AssociateAddress: write(associate),
  DisassociateAddress: write(disassociate),
  ReleaseAddress: write(release),
  AssignPublicIpAddress: write(assign),
  UnassignPublicIpAddress: write(unassign),
};

/** `Domain` is a zone here, not EC2's `vpc` or `standard` (docs/api/gigenet.md §2.2). */
function allocate({ cloudState, owner, parameters }: Call): () => Xml {
  const zone = cloudState.zone(parameters.get("Domain") || defaultZone);
  cloudState.needFunds();
  cloudState.needAddresses(owner, 1);
  return () => {
    const { id } = cloudState.addAddress("elastic", owner, zone, "");
    return [
      ["publicIp", id],
      ["domain", zone],
    ];
  };
}

function describe({ cloudState, owner, parameters }: Call): Xml {
  const all = cloudState.switches.listAdditional;
  const rows = cloudState.addresses.where((row) => row.account === owner && (all || row.type === "elastic"));
  const wanted = chosen(parameters.list("PublicIp"), rows, ({ id }) => id, "InvalidAddress.NotFound");
  return [
    items(
      "addressesSet",
      wanted.map(
        ({ id, instanceId, zone }): Xml => [
          ["publicIp", id],
          ["domain", cloudState.switches.addressDomain === "zone" ? zone : "standard"],
          ...(cloudState.switches.addressInstances
            ? [...privateSide(cloudState, instanceId), ...bound(instanceId)]
            : []),
        ],
      ),
    ),
  ];
}

/** The private address of its instance; the word `none` if there is none, as instances show it. */
function privateSide({ switches, instances }: GigeNetCloudState, instanceId: string): Element[] {
  const instance = instances.find(instanceId);
  return switches.goClientFields && instance ? [["privateIpAddress", instance.privateIp || "none"]] : [];
}

function bound(instanceId: string): Element[] {
  return instanceId === "" ? [] : [["instanceId", instanceId]];
}

function associate(call: Call): () => Xml {
  const { cloudState } = call;
  const address = addressOf(call, "elastic");
  const instance = instanceOf(call);
  mustBe(instance, "take an address", ["on", "off", "paused"]);
  if (instance.zone !== address.zone) throw invalid("PublicIp", `is of the zone ${address.zone}`);
  if (cloudState.switches.reassociation === "refuse" && address.instanceId !== "") {
    throw new GigeNetError("InvalidState", `${address.id} is associated with instance ${address.instanceId}`);
  }
  return () => {
    cloudState.addresses.patch(address.id, { instanceId: instance.id });
    return done;
  };
}

function disassociate(call: Call): () => Xml {
  const address = addressOf(call, "elastic");
  if (address.instanceId === "") throw new GigeNetError("InvalidInput", `${address.id} is not associated`);
  return () => {
    call.cloudState.addresses.patch(address.id, { instanceId: "" });
    return done;
  };
}

function release(call: Call): () => Xml {
  const { cloudState } = call;
  const address = addressOf(call, "elastic");
  if (address.instanceId !== "" && cloudState.switches.releaseAssociated === "refuse") {
    throw new GigeNetError("InvalidState", `${address.id} is associated with instance ${address.instanceId}`);
  }
  return () => {
    cloudState.addresses.delete(address.id);
    return done;
  };
}

/** The reply has no sample; its members are those that GigeNET's Go client reads (docs/api/gigenet.md §2). */
function assign(call: Call): () => Xml {
  const { cloudState, owner } = call;
  const instance = instanceOf(call);
  mustBe(instance, "take an address", ["on", "off", "paused"]);
  cloudState.needFunds();
  cloudState.needAddresses(owner, 1);
  return () => {
    const { id } = cloudState.addAddress("additional", owner, instance.zone, instance.id);
    return unsampled(call, [["publicIp", id], ["domain", instance.zone], ...bound(instance.id)]);
  };
}

function unassign(call: Call): () => Xml {
  const address = addressOf(call, "additional");
  return () => {
    call.cloudState.addresses.delete(address.id);
    return done;
  };
}

function addressOf({ cloudState, owner, parameters }: Call, type: Address["type"]): Address {
  const id = parameters.text("PublicIp");
  const address = cloudState.own(cloudState.addresses, id, owner, "InvalidAddress.NotFound");
  if (address.type !== type) throw missing("InvalidAddress.NotFound", id);
  return address;
}
