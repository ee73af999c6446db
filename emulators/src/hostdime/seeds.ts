import type { Domain, NameServer, Rdns, Server, Vps } from "./model.ts";
import type { HostDimeCredentials } from "./signature.ts";

/** Made-up keys; their real format is unknown. */
export const defaultAccounts: readonly HostDimeCredentials[] = [
  { publicKey: "hdtestpublic0001", privateKey: "hdtestprivate0001secret" },
  { publicKey: "hdtestpublic0002", privateKey: "hdtestprivate0002secret" },
];

export interface Plan {
  readonly name: string;
  /** MB, as text. */
  readonly memory: string;
  /** MB. */
  readonly diskQuota: number;
}

/** The plans of the made-up create call; no call lists these. */
export const plans: readonly Plan[] = [
  { name: "vps-1", memory: "1024", diskQuota: 25_600 },
  { name: "vps-2", memory: "2048", diskQuota: 51_200 },
  { name: "vps-4", memory: "4096", diskQuota: 102_400 },
  { name: "vps-8", memory: "8192", diskQuota: 204_800 },
];

export const operatingSystems: readonly string[] = [
  "Ubuntu 24.04",
  "Debian 12",
  "AlmaLinux 9",
  "CentOS 7.10",
  "Windows Server 2022",
];

export const nameServers: readonly NameServer[] = [
  { dns: "ns1.nameservers.example", ip: "192.0.2.53" },
  { dns: "ns2.nameservers.example", ip: "192.0.2.54" },
];

/** Number of the first ordered VPS. */
export const firstOrdered = 301;

const usual = { status: "active", power: "running", restarts: 0, sshPort: 22, dns: nameServers } as const;

function vps(
  id: string,
  name: string,
  planName: string,
  set: Pick<Vps, "os" | "ipMain"> & Partial<Vps>,
): Omit<Vps, "account"> {
  const plan = plans.find((one) => one.name === planName);
  const size = { plan: planName, memory: plan?.memory ?? "", diskQuota: plan?.diskQuota ?? 0 };
  const rest = { controlPanel: "", diskUsage: 4096, locked: false, wantedPtr: "", outcome: "active" } as const;
  return { id, name, ...usual, ...size, ...rest, ...set };
}

function server(id: string, name: string, ipMain: string, set: Partial<Server>): Omit<Server, "account"> {
  return {
    ...{ id, name, ...usual, ipMain, memory: "32768", controlPanel: "", type: "Supermicro 1U" },
    cpu: "Intel Xeon E-2236",
    hardDrives: [{ size: "960 GB", type: "SSD" }],
    ...{ ipIpmi: `10.0.0.${id.slice(1)}`, ipmiPassword: `invented-${id.toLowerCase()}` },
    ...set,
  };
}

interface AccountSeed {
  readonly vpses: readonly Omit<Vps, "account">[];
  readonly servers: readonly Omit<Server, "account">[];
  readonly rdns: readonly Omit<Rdns, "account">[];
  readonly domains: readonly Omit<Domain, "account">[];
}

/** The initial objects of the accounts, in their order. */
export const accountSeeds: readonly AccountSeed[] = [
  {
    vpses: [
      vps("V101", "vps1.example.com", "vps-2", { os: "Ubuntu 24.04", ipMain: "192.0.2.10" }),
      vps("V102", "vps2.example.com", "vps-4", {
        os: "AlmaLinux 9",
        ipMain: "192.0.2.20",
        controlPanel: "cPanel",
        sshPort: 2222,
      }),
      vps("V103", "vps3.example.com", "vps-1", {
        os: "CentOS 7.10",
        ipMain: "192.0.2.30",
        power: "stopped",
        diskQuota: 0,
      }),
      vps("V104", "vps4.example.com", "vps-1", {
        os: "Debian 12",
        ipMain: "192.0.2.40",
        status: "suspended",
        power: "stopped",
      }),
    ],
    servers: [
      server("S37", "server1.example.com", "192.0.2.137", { controlPanel: "cPanel/WHM" }),
      server("S38", "server2.example.com", "192.0.2.138", {
        type: "Supermicro 2U",
        memory: "65536",
        hardDrives: [
          { size: "2 TB", type: "SATA" },
          { size: "2 TB", type: "SATA" },
        ],
      }),
    ],
    rdns: [
      { id: "192.0.2.10", cuid: "V101", ptr: "vps1.example.com" },
      { id: "192.0.2.11", cuid: "V101", ptr: "" },
      { id: "2001:db8:0:1::10", cuid: "V101", ptr: "vps1.example.com" },
      { id: "192.0.2.20", cuid: "V102", ptr: "vps2.example.com" },
      { id: "192.0.2.30", cuid: "V103", ptr: "vps3.example.com" },
      { id: "192.0.2.40", cuid: "V104", ptr: "vps4.example.com" },
      { id: "192.0.2.137", cuid: "S37", ptr: "server1.example.com" },
      { id: "192.0.2.237", cuid: "S37", ptr: "mail.example.com" },
      { id: "192.0.2.138", cuid: "S38", ptr: "server2.example.com" },
    ],
    domains: [
      { id: "example.com", status: "registered", expires: "2031-03-14" },
      { id: "example.net", status: "registered", expires: "2030-11-02" },
      { id: "old.example", status: "expired", expires: "2024-01-31" },
    ],
  },
  {
    vpses: [vps("V201", "other.example.org", "vps-1", { os: "Debian 12", ipMain: "203.0.113.10" })],
    servers: [],
    rdns: [{ id: "203.0.113.10", cuid: "V201", ptr: "other.example.org" }],
    domains: [{ id: "example.org", status: "registered", expires: "2030-06-30" }],
  },
];
