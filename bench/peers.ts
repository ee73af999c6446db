/**
 * What other tools needed, recorded once on 2026-11-28 on the same emulators, with builds of 20 s in real time: OpenTofu with the
 * vendors' providers (NaverCloudPlatform/terraform-provider-ncloud a35c60e, ovh/terraform-provider-ovh a1ae5bc), 50 servers, 50
 * at once. Constants, because these tools are not installed with the project.
 */
export interface Recorded {
  requests: number;
  /** From the first request to the last, in seconds. */
  seconds?: number;
}

type Steps = Readonly<Partial<Record<"create" | "refresh" | "resize" | "destroy", Recorded>>>;

export const PEERS: Readonly<Record<string, Steps>> = {
  naver: {
    create: { requests: 602, seconds: 31 },
    refresh: { requests: 101 },
    resize: { requests: 752, seconds: 20 },
    destroy: { requests: 553, seconds: 15 },
  },
  ovh: {
    create: { requests: 508, seconds: 31 },
    refresh: { requests: 54 },
    destroy: { requests: 112, seconds: 23 },
  },
};
