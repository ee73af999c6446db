import type { Exception } from "./fixture.ts";

/** OVHcloud's schema errs on nullability, and is newer or older than recorded answers. */
export const ovhExceptions: readonly Exception[] = [
  // Recorded in 2025.
  { of: "cloud.instance.Instance", field: "licensePlanCode?", type: "string?", see: "docs/api/ovh.md §3.1" },
  // Recorded: `image` is null of what boots from a volume and once the image is retired; so there is no id either.
  { of: "cloud.instance.Instance", field: "imageId", type: "string?", see: "docs/api/ovh.md §3.1" },
];

/** NAVER's SDK holds every field as optional; the emulator sends all (docs/api/naver.md §5.3). */
export const naverExceptions: readonly Exception[] = [
  // Go reads names without regard to case; every other call writes it so.
  { of: "deleteVpc", field: "vpcList", insteadOf: "VpcList", see: "docs/api/naver.md §2.1" },
];
