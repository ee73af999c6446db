type Id = (name: string) => string;
type Output = (name: string, key: string) => unknown;

/** Services of an OVHcloud account outside of Public Cloud projects. */
export const ovhServicePrograms = [
  {
    name: "record",
    token: "ovh:DnsRecord",
    program: (_id: Id, output: Output) => ({
      ...{ zone: "example.com", subDomain: "www", fieldType: "A", target: output("web", "ip") },
    }),
  },
  { name: "ptr", token: "ovh:IpReverse", program: () => ({ ip: "198.51.100.10", reverse: "www.example.com" }) },
  {
    name: "wall",
    token: "ovh:IpFirewall",
    program: () => ({ ip: "198.51.100.10", rules: [{ sequence: 19, action: "deny", protocol: "ipv4" }] }),
  },
  {
    name: "metal",
    token: "ovh:DedicatedServer",
    program: () => ({ serviceName: "ns3012345.ip-198-51-100.eu", displayName: "metal", monitoring: true }),
  },
  {
    name: "box",
    token: "ovh:Vps",
    program: () => ({ serviceName: "vps-1a2b3c4d.vps.ovh.net", displayName: "box", powerState: "running" }),
  },
];
