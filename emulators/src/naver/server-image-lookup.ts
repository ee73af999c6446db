import type { NaverCloudState } from "./cloud-state.ts";
import { type Image, images } from "./seeds.ts";

/** An image by its number, NAVER's or an account's own; only the latter are member images. */
export function imageOf(cloudState: NaverCloudState, no: string): Image | undefined {
  const own = cloudState.ownImages.find(no);
  const source = images.find((image) => image.no === (own?.sourceNo ?? no));
  if (own === undefined || source === undefined) return source;
  const { name, description, disk } = own;
  return { ...source, no, name, description, disk, productCode: "", phase: "IN_SERVICE" };
}
