import { z } from "zod";
import { KVM_TYPES } from "./block-storage-attachment.ts";
import { nameType, numberOf } from "./ids.ts";

/** The storage that a server is created with, on KVM only (§3.1). */

export const mappingSchema = z.strictObject({
  order: z.int().min(0).max(20).describe("0 is the root disk, 1 to 20 are additional storage."),
  size: z.int().min(10).optional().describe("Size in GB, at least that of the image or of the snapshot."),
  volumeType: z.enum(KVM_TYPES).optional().describe("`CB1`, `FB1`, `CB2` or `FB2`."),
  name: nameType.optional().describe("Name. NAVER Cloud generates one if absent."),
  snapshot: z.string().min(1).optional().describe("Number or ID of a snapshot to create it from."),
  empty: z.boolean().optional().describe("`true`: empty storage, instead of what the image has in this place."),
  exclude: z.boolean().optional().describe("`true`: no storage in this place, although the image has some."),
});
type Mapping = z.output<typeof mappingSchema>;

export const mappingParameters = (mappings: readonly Mapping[] | undefined) =>
  mappings?.map(({ order, size, volumeType, name, snapshot, empty, exclude }) => ({
    order,
    snapshotInstanceNo: snapshot === undefined ? undefined : numberOf(snapshot),
    blockStorageSize: size,
    blockStorageVolumeTypeCode: volumeType,
    blockStorageName: name,
    emptyBlockStorage: empty,
    noBlockStorage: exclude,
  }));

/** Why a server cannot be created with this storage; undefined if it can. */
export function wrongMappings(mappings: readonly Mapping[], hypervisor: string | undefined): string | undefined {
  if (hypervisor !== undefined && hypervisor !== "KVM") {
    return `only servers on KVM are created with it, and the plan is for ${hypervisor}; create a BlockStorage with this server instead`;
  }
  const orders = mappings.map(({ order }) => order);
  const twice = orders.find((order, index) => orders.indexOf(order) !== index);
  return twice === undefined ? undefined : `order ${twice} is there twice`;
}
