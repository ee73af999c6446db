import type { CheckFailure } from "../../engine/definition/shape.ts";
import { isXen } from "./block-storage-attachment.ts";

const MAX_GB = { XEN: 2000, KVM: 16_380 } as const;

interface Inputs {
  volumeType?: string | undefined;
  size?: number | undefined;
  server?: string | undefined;
}

/** What each hypervisor needs for new storage, and its largest size (§4.9). */
export function validate(
  { volumeType, size, server }: Inputs,
  isSet: (key: "server" | "zone") => boolean,
  creates: boolean,
): CheckFailure[] {
  if (volumeType === undefined) {
    return [];
  }
  const hypervisor = isXen(volumeType) ? "XEN" : "KVM";
  const failures: CheckFailure[] = [];
  if (size !== undefined && size > MAX_GB[hypervisor]) {
    failures.push({ property: "size", reason: `storage for ${hypervisor} has at most ${MAX_GB[hypervisor]} GB` });
  }
  if (creates && hypervisor === "XEN" && (!isSet("server") || server === "")) {
    const reason = `${volumeType} is storage for XEN, which is created attached: set the server`;
    failures.push({ property: "server", reason });
  }
  if (creates && hypervisor === "KVM" && !isSet("zone")) {
    const reason = `${volumeType} is storage for KVM, which is created in a zone: set it`;
    failures.push({ property: "zone", reason });
  }
  return failures;
}
