import type { Samples } from "../suite/samples.ts";

const SET = "POST /ip/{ip}/reverse";
const CLEAR = "DELETE /ip/{ip}/reverse/{ipReverse}";

/** The first two addresses have no name. The third has one of OVHcloud's, which is restored. */
const ipReverse: Samples = () => {
  const set = { [SET]: "ip ipReverse reverse" };
  const clear = { [CLEAR]: "ip ipReverse" };
  return {
    another: (on, index) => {
      const ip = `203.0.113.${index}`;
      on.copy({ kind: "ipBlock", id: "198.51.100.11/32" }, `${ip}/32`);
      return { ip };
    },
    program: { ip: "198.51.100.10", reverse: "web.example.com" },
    sends: set,
    destroys: clear,
    inputs: {
      ip: { value: "198.51.100.11", sends: { [SET]: "ip ipReverse" }, destroys: clear },
      block: {
        value: "2001:db8:100::/56",
        together: { ip: "2001:db8:100::7" },
        sends: { [SET]: "ip ipReverse" },
        destroys: clear,
      },
      reverse: {
        value: "db.example.com",
        sends: { [SET]: "reverse" },
        change: { to: "mx.example.com", sends: set },
      },
    },
    outputs: {
      formerReverse: { program: { ip: "198.51.100.12" }, is: () => "ip12.ip-198-51-100.eu" },
      writtenReverse: { is: (_, engine) => engine.outputs.reverse },
    },
    drifts: {
      ip: { cannot: "The entry is that of the address.", see: "§4.5" },
      block: { cannot: "An address does not move between blocks.", see: "§4.5" },
      reverse: {
        changeOutOfBand: (on, id) =>
          on.emulators.change({ cloud: "ovh", kind: "ipReverse", id, set: { reverse: "else.example.com." } }),
        shows: "else.example.com",
      },
    },
  };
};

/** Addresses of the account. */
export const ipSamples: Readonly<Record<string, Samples>> = { "ovh:IpReverse": ipReverse };
