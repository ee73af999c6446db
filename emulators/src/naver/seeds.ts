import type { NaverCredentials } from "./signature.ts";
import type { NaverSwitches } from "./switches.ts";

/** Made up; not valid anywhere else. */
export const defaultAccounts: readonly NaverCredentials[] = [
  { accessKey: "NCTESTACCESSKEY00001", secretKey: "9ojfljoQoaF1LlqsajAIxNKu8iS2G8NPRVdD53X8" },
  { accessKey: "NCTESTACCESSKEY00002", secretKey: "3RZJzzzzgEOzdmenCkhvMdgaKjIg8xNbe3nNyjOq" },
];

export interface Region {
  readonly code: string;
  readonly name: string;
  readonly zones: readonly string[];
}

/** An omitted regionCode means the first region of a site. Zones other than KR-1 and KR-2 are assumed by analogy. */
export const sites: Readonly<Record<NaverSwitches["site"], readonly Region[]>> = {
  public: [
    { code: "KR", name: "Korea", zones: ["KR-1", "KR-2"] },
    { code: "JPN", name: "Japan", zones: ["JPN-1", "JPN-2"] },
    { code: "SGN", name: "Singapore", zones: ["SGN-1", "SGN-2"] },
    { code: "USWN", name: "US West", zones: ["USWN-1"] },
    { code: "DEN", name: "Germany", zones: ["DEN-1"] },
  ],
  gov: [{ code: "KR", name: "Korea (public sector)", zones: ["KR-1", "KR-2"] }],
  fin: [{ code: "FKR", name: "Korea (finance)", zones: ["FKR-1", "FKR-2"] }],
};

export interface Image {
  readonly no: string;
  readonly name: string;
  /** Set for images that can be chosen by product code: XEN ones (docs/api/naver.md §3.1). */
  readonly productCode: string;
  readonly description: string;
  readonly hypervisor: "XEN" | "KVM";
  readonly osCategory: "LINUX" | "WINDOWS";
  readonly osType: "ROCKY" | "UBUNTU" | "CENTOS" | "WINDOWS";
  readonly platform: "LNX64" | "UBS64" | "WND64";
  /** RETIRED images are listed but cannot create a server. */
  readonly phase: "IN_SERVICE" | "FADE_OUT" | "RETIRED";
  /** GB of the root disk. */
  readonly disk: number;
}

/** Each hypervisor has an image of the same name, so a name alone does not identify an image. */
export const images: readonly Image[] = [
  {
    ...{ no: "16187001", name: "rocky-8.10-base", productCode: "SW.VSVR.OS.LNX64.ROCKY.0810.B050" },
    ...{ description: "Rocky Linux 8.10", hypervisor: "XEN", osCategory: "LINUX", osType: "ROCKY" },
    ...{ platform: "LNX64", phase: "IN_SERVICE", disk: 50 },
  },
  {
    ...{ no: "16187005", name: "ubuntu-20.04-base", productCode: "SW.VSVR.OS.LNX64.UBNTU.SVR2004.B050" },
    ...{ description: "Ubuntu Server 20.04", hypervisor: "XEN", osCategory: "LINUX", osType: "UBUNTU" },
    ...{ platform: "UBS64", phase: "FADE_OUT", disk: 50 },
  },
  {
    ...{ no: "16187007", name: "win-2019-64-en", productCode: "SW.VSVR.OS.WND64.WND.SVR2019EN.B100" },
    ...{ description: "Windows Server 2019", hypervisor: "XEN", osCategory: "WINDOWS", osType: "WINDOWS" },
    ...{ platform: "WND64", phase: "IN_SERVICE", disk: 100 },
  },
  {
    ...{ no: "23214590", name: "ubuntu-22.04-base", productCode: "" },
    ...{ description: "Ubuntu Server 22.04", hypervisor: "KVM", osCategory: "LINUX", osType: "UBUNTU" },
    ...{ platform: "UBS64", phase: "IN_SERVICE", disk: 10 },
  },
  {
    ...{ no: "25495367", name: "rocky-8.10-base", productCode: "" },
    ...{ description: "Rocky Linux 8.10", hypervisor: "KVM", osCategory: "LINUX", osType: "ROCKY" },
    ...{ platform: "LNX64", phase: "IN_SERVICE", disk: 10 },
  },
  {
    ...{ no: "104630229", name: "ubuntu-24.04-base", productCode: "" },
    ...{ description: "Ubuntu Server 24.04", hypervisor: "KVM", osCategory: "LINUX", osType: "UBUNTU" },
    ...{ platform: "UBS64", phase: "IN_SERVICE", disk: 10 },
  },
  {
    ...{ no: "25623982", name: "win-2022-64-en", productCode: "" },
    ...{ description: "Windows Server 2022", hypervisor: "KVM", osCategory: "WINDOWS", osType: "WINDOWS" },
    ...{ platform: "WND64", phase: "IN_SERVICE", disk: 100 },
  },
  {
    ...{ no: "17552318", name: "centos-7.9-base", productCode: "" },
    ...{ description: "CentOS 7.9", hypervisor: "KVM", osCategory: "LINUX", osType: "CENTOS" },
    ...{ platform: "LNX64", phase: "RETIRED", disk: 10 },
  },
];

export interface Spec {
  readonly code: string;
  readonly no: number;
  readonly productCode: string;
  readonly generation: "G2" | "G3";
  readonly hypervisor: "XEN" | "KVM";
  /** serverInstanceType. */
  readonly type: "STAND" | "HICPU" | "HIMEM";
  readonly cpus: number;
  /** GiB. */
  readonly memory: number;
  readonly diskDetail: "SSD" | "HDD";
}

type Letter = "s" | "c" | "m";
const types = { s: "STAND", c: "HICPU", m: "HIMEM" } as const;
const padded = (count: number): string => String(count).padStart(3, "0");

function kvm(letter: Letter, cpus: number, memory: number, no: number): Spec {
  const type = types[letter];
  return {
    ...{ code: `${letter}${cpus}-g3`, no, productCode: `SVR.VSVR.${type}.C${padded(cpus)}.M${padded(memory)}.G003` },
    ...{ generation: "G3", hypervisor: "KVM", type, cpus, memory, diskDetail: "SSD" },
  };
}

function xen(letter: Letter, cpus: number, memory: number, diskDetail: Spec["diskDetail"], no: number): Spec {
  const type = types[letter];
  const size = `C${padded(cpus)}.M${padded(memory)}`;
  return {
    ...{ code: `${letter}${cpus}-g2-${diskDetail === "SSD" ? "s" : "h"}50`, no },
    productCode: `SVR.VSVR.${type}.${size}.NET.${diskDetail}.B050.G002`,
    ...{ generation: "G2", hypervisor: "XEN", type, cpus, memory, diskDetail },
  };
}

/** The smallest of each hypervisor comes first: it is the default (docs/api/naver.md §3.1). */
export const specs: readonly Spec[] = [
  ...[
    kvm("c", 2, 4, 1),
    kvm("s", 2, 8, 2),
    kvm("m", 2, 16, 3),
    kvm("c", 4, 8, 4),
    kvm("s", 4, 16, 5),
    kvm("m", 4, 32, 6),
    kvm("s", 8, 32, 7),
  ],
  ...[xen("c", 2, 4, "SSD", 11), xen("s", 2, 8, "SSD", 12), xen("s", 2, 8, "HDD", 13), xen("s", 4, 16, "SSD", 14)],
  ...[xen("s", 4, 16, "HDD", 15), xen("m", 2, 16, "SSD", 16)],
];

/** The objects of each account in the first region, unless switched off. */
export const demo = {
  vpc: { name: "demo-vpc", cidr: "10.0.0.0/16" },
  /** Zones by their index in the region. */
  subnets: [
    { name: "demo-public", cidr: "10.0.1.0/24", zone: 0, type: "PUBLIC" },
    { name: "demo-public-2", cidr: "10.0.2.0/24", zone: 1, type: "PUBLIC" },
    { name: "demo-private", cidr: "10.0.3.0/24", zone: 0, type: "PRIVATE" },
  ],
  key: "demo-key",
} as const;

/** The public half of a pair whose private half was discarded. */
export const demoPublicKey =
  "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC9omKlXSLfqcZd2HJ5gY5pvbTc1rw9AgF5cXO/orUfAU7iMzZCOEo/tkQJXbvt2IwIk4ErUQL+D+4rRXeMgsS8ogc88wzThoqwrZVXe/EEt4nu3lZEV6cFJ5WI3Kdw5YNZd+28LF2nTCimA0pK6ThKDcfD8yb1eCLLR81GJdhiFD/hFjKemPICKo/eDCQ6nmcRvyyXv38nNvJ7luw1fAxm4k21UmYp8WMWK0O/Ry5IvLPpqlwkD7mbScmJv9P2tfyvK1dqu+sIwMunxhoc+G6DbJeubFoQKfaluuXbCZfpKQqjiO/m4hYYaVLPpommBXjq0w/sDKqOniwI4/0lUAkJ";
