import type { ManualAssumption } from "../../engine/definition/assumption.ts";

const how = "Try it on an address that you do not need, with another client.";

/** Unproven statements about the firewall of an address (§4.5). */
export const ipFirewallAssumptions: readonly ManualAssumption[] = [
  {
    id: "new-firewall",
    statement: "The firewall of an address is off when it is made.",
    affects: "`IpFirewall`, which sets its rules first and switches it on afterwards.",
    switches: ["newFirewall"],
    probe: { by: "manual", how },
  },
  {
    id: "firewall-changes",
    statement:
      "Rules of a firewall can be added and removed while other changes of it take effect, which takes seconds.",
    affects:
      "How long a change of `rules` takes. A change that is refused for that reason is repeated for five minutes.",
    switches: ["firewallWhilePending", "firewallChange"],
    probe: { by: "manual", how },
  },
  {
    id: "firewall-shown",
    statement: "Ports of a rule are shown as they are sent (`443`, `8000-8100`), and everyone as `any`.",
    affects: "The comparison of rules. `eq 443`, `range 8000 8100` and `0.0.0.0/0` mean the same.",
    switches: ["firewallPorts", "firewallEveryone"],
    probe: { by: "manual", how },
  },
  {
    id: "instance-addresses",
    statement: "The public addresses of instances are addresses of the account (`/ip`), each a block of its own.",
    affects:
      "`IpFirewall` of an instance, and `open` of a portable `Server`. If they are not, its creation is an error.",
    switches: ["instanceAddresses"],
    probe: { by: "manual", how: "Look for the address of an instance in `GET /ip`, with another client." },
  },
];
