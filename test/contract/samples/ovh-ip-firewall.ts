import type { Samples } from "../suite/samples.ts";

const FIREWALL = "/ip/{ip}/firewall/{ipOnFirewall}";
const RULES = `POST ${FIREWALL}/rule`;

const open = (destinationPort: string) => ({ sequence: 1, action: "permit", protocol: "tcp", destinationPort });

const ipFirewall: Samples = () => {
  const add = { "POST /ip/{ip}/firewall": "ip ipOnFirewall" };
  const destroys = { [`DELETE ${FIREWALL}`]: "ip ipOnFirewall" };
  const enable = { [`PUT ${FIREWALL}`]: "enabled ip ipOnFirewall" };
  return {
    kind: "ipFirewall",
    another: (on, index) => {
      const ip = `203.0.113.${index}`;
      on.copy({ kind: "ipBlock", id: "198.51.100.11/32" }, `${ip}/32`);
      return { ip };
    },
    program: { ip: "198.51.100.10" },
    sends: { ...add, ...enable },
    destroys,
    inputs: {
      ip: {
        value: "198.51.100.11",
        sends: { "POST /ip/{ip}/firewall": "ip ipOnFirewall", [`PUT ${FIREWALL}`]: "ip ipOnFirewall" },
        destroys,
      },
      block: {
        value: "198.51.100.32/29",
        together: { ip: "198.51.100.34" },
        sends: { "POST /ip/{ip}/firewall": "ip ipOnFirewall", [`PUT ${FIREWALL}`]: "ip ipOnFirewall" },
        destroys,
      },
      rules: {
        value: [open("443")],
        sends: { [RULES]: "action destinationPort ip ipOnFirewall protocol sequence" },
        change: {
          to: [
            { ...open("8000-8100"), source: "203.0.113.0/24", sourcePort: "1024-65535", l3PacketLength: "40-1500" },
            { sequence: 0, action: "permit", protocol: "tcp", tcpOption: "established", fragments: true },
          ],
          sends: {
            [`DELETE ${FIREWALL}/rule/{sequence}`]: "ip ipOnFirewall sequence",
            [RULES]:
              "action destinationPortRange ip ipOnFirewall l3PacketLength protocol sequence source sourcePortRange tcpOption",
          },
        },
      },
      enabled: {
        value: false,
        sends: enable,
        change: { to: true, sends: enable },
      },
    },
    drifts: {
      ip: { cannot: "The firewall is that of the address.", see: "§4.5" },
      block: { cannot: "An address does not move between blocks.", see: "§4.5" },
      rules: {
        program: [open("443")],
        changeOutOfBand: (on, id) =>
          on.emulators.change({ cloud: "ovh", kind: "ipFirewallRule", id: `${id} 1`, delete: true }),
        shows: [],
      },
      enabled: { program: true, set: { enabled: false }, shows: false },
    },
  };
};

/** Firewalls of addresses of the account. */
export const ipFirewallSamples: Readonly<Record<string, Samples>> = { "ovh:IpFirewall": ipFirewall };
