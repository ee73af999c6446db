import type { Exception } from "./fixture.ts";

/** OVHcloud's schema is wrong about nullability, and newer or older than recorded answers. */
export const ovhExceptions: readonly Exception[] = [
  // Recorded in 2025.
  { of: "cloud.instance.Instance", field: "licensePlanCode?", type: "string?", see: "docs/api/ovh.md §3.1" },
  // Recorded: `image` is null if the instance boots from a volume and once the image is retired; then there is no ID
  // either.
  { of: "cloud.instance.Instance", field: "imageId", type: "string?", see: "docs/api/ovh.md §3.1" },
];

/** NAVER's SDK treats every field as optional; the emulator sends all (docs/api/naver.md §5.3). */
export const naverExceptions: readonly Exception[] = [
  // Go ignores case in names; every other call spells it this way.
  { of: "deleteVpc", field: "vpcList", insteadOf: "VpcList", see: "docs/api/naver.md §2.1" },
];
