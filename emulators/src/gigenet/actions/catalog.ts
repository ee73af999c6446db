import type { GigeNetCloudState } from "../cloud-state.ts";
import { aliases, isoOffset, typeOf } from "../instance-view.ts";
import type { Instance } from "../model.ts";
import { invalid } from "../parameters.ts";
import {
  currentTypes,
  defaultZone,
  type Image,
  type InstanceType,
  images,
  legacyTypes,
  sizeOf,
  zoneRows,
} from "../seeds.ts";
import { items, type Xml } from "../xml.ts";
import { type Actions, type Call, chosen, read } from "./action.ts";
import { chosenInstances } from "./instances.ts";
import { imageNamed } from "./run-instances.ts";

/** The catalog, and what the account is charged for. */
export const catalogActions: Actions = {
  DescribeVmTypes: read((call) => describeTypes(call, currentTypes)),
  DescribeInstanceTypes: read((call) => describeTypes(call, legacyTypes)),
  DescribeImages: read(describeImages),
  DescribeImageAttribute: read(imageAttribute),
  DescribeRegions: read(describeRegions),
  DescribeAvailabilityZones: read(describeZones),
  DescribeReservedInstances: read(describeReserved),
};

function describeTypes({ cloudState, parameters }: Call, types: readonly InstanceType[]): Xml {
  const wanted = chosen(parameters.list("InstanceType"), types, ({ name }) => name, "InvalidInstanceType");
  return [
    items(
      "instanceTypeSet",
      wanted.map(
        ({ name, cores, memory, disk }): Xml => [
          ["name", name],
          ["cores", cores],
          ["memory", memory],
          ["disk", disk],
          ...aliases(cloudState, [
            ["instanceType", name],
            ["vCpuInfo", [["defaultVCpus", cores]]],
            ["memoryInfo", [["sizeInMiB", memory]]],
          ]),
        ],
      ),
    ),
  ];
}

function describeImages({ parameters }: Call): Xml {
  const wanted = chosen(parameters.list("ImageId"), images, ({ id }) => id, "InvalidAMIID.NotFound");
  return [items("imagesSet", wanted.map(imageItem))];
}

/** The hypervisor is `xen` here and `xenserver` on instances (docs/api/gigenet.md §2.1). */
function imageItem({ id, state, description, platform }: Image): Xml {
  return [
    ["imageId", id],
    ["imageLocation", "gigenet"],
    ["imageState", state],
    ["imageOwnerId", "gigenet"],
    ["isPublic", true],
    ["architecture", "x86_64"],
    ["imageType", "machine"],
    ["imageOwnerAlias", "gigenet"],
    ["name", id],
    ["description", description],
    ["platform", platform],
    ["virtualizationType", "hvm"],
    ["hypervisor", "xen"],
  ];
}

/** `ImageId` is capitalized only here (docs/api/gigenet.md §2). */
function imageAttribute({ parameters }: Call): Xml {
  const attribute = parameters.text("Attribute");
  const id = parameters.text("ImageId");
  const found = imageItem(imageNamed(id)).find(([name]) => name === attribute);
  if (!found) throw invalid("Attribute", `cannot be ${JSON.stringify(attribute)}`);
  return [
    ["ImageId", id],
    [attribute, [["value", found[1]]]],
  ];
}

/** Only ord1, as in the sample; region and zone are the same (docs/api/gigenet.md §2.1). */
function describeRegions({ parameters }: Call): Xml {
  const rows = chosen(parameters.list("RegionName"), [defaultZone], (name) => name, "InvalidZone.NotFound");
  return [
    items(
      "regionInfo",
      rows.map(
        (name): Xml => [
          ["regionEndpoint", "api.thegcloud.com"],
          ["regionName", name],
        ],
      ),
    ),
  ];
}

function describeZones({ cloudState, parameters }: Call): Xml {
  const { duplicateZones, openZones } = cloudState.switches;
  const first = zoneRows.filter((row, index) => zoneRows.findIndex(({ name }) => name === row.name) === index);
  const rows = duplicateZones ? zoneRows : first;
  const wanted = chosen(parameters.list("ZoneName"), rows, ({ name }) => name, "InvalidZone.NotFound");
  return [
    items(
      "availabilityZoneInfo",
      wanted.map(
        ({ name, available, message }): Xml => [
          ["regionName", name],
          ["zoneName", name],
          ["zoneState", available && openZones.includes(name) ? "available" : "unavailable"],
          ["messageSet", [["message", message], ...aliases(cloudState, [["item", [["message", message]]]])]],
        ],
      ),
    ),
  ];
}

/** The billing view of each instance; its ID is the instance's (docs/api/gigenet.md §2). */
function describeReserved(call: Call): Xml {
  const rows = chosenInstances(call, "ReservedInstancesId");
  return [
    items(
      "reservedInstancesSet",
      rows.map((row) => reservedItem(call.cloudState, row)),
    ),
  ];
}

function reservedItem(cloudState: GigeNetCloudState, instance: Instance): Xml {
  const additional = cloudState.addressesOf(instance.id).filter(({ type }) => type === "additional").length;
  const charge: Xml = [
    ["amount", money(additional * 0.00138888889)],
    ["frequency", "Hourly"],
    ["desc", `${additional} Additional IPs`],
  ];
  return [
    ["reservedInstancesId", instance.id],
    ["instanceType", typeOf(cloudState, instance)],
    ["availabilityZone", instance.zone],
    ["usagePrice", money(hourlyPrice(instance.type))],
    ["instanceCount", 1],
    ["productDescription", "Linux/UNIX"],
    ["start", isoOffset(instance.launchedAt)],
    ["state", cloudState.switches.words[instance.phase]],
    ["instanceTenancy", "default"],
    ["currencyCode", "USD"],
    ["offeringType", "Medium Utilization"],
    items("recurringCharges", additional === 0 || !cloudState.switches.billAdditional ? [] : [charge]),
  ];
}

/** Plausible but not GigeNET's: it publishes prices only on its order site. */
function hourlyPrice(type: string): number {
  const { cores, memory, disk } = sizeOf(type);
  return cores * 0.006 + memory * 0.000008 + disk * 0.0001;
}

/** Decimals have 17 places (docs/api/gigenet.md §4). */
function money(amount: number): string {
  return amount.toFixed(17);
}
