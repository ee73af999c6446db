import type { Samples } from "../suite/samples.ts";

const ORDER = { plan: "vps-1", os: "Ubuntu 24.04" };

const vps: Samples = () => {
  const taken = { order: undefined, name: undefined, cuid: "V101" };
  return {
    program: { name: "web", order: ORDER },
    sends: { "vps.create": "name os plan" },
    destroys: { "vps.cancel": "cuid" },
    inputs: {
      cuid: {
        value: "V101",
        together: { order: undefined, name: undefined },
        sends: { "vps.create": "name os plan" },
        destroys: { "vps.cancel": "cuid" },
      },
      order: [
        { value: { ...ORDER, plan: "vps-2" }, sends: { "vps.create": "plan" } },
        { value: { ...ORDER, os: "Debian 12" }, sends: { "vps.create": "os" } },
        { value: { ...ORDER, ptr: "web.example.com" }, sends: { "vps.create": "ptr" } },
      ],
      name: { value: "fred", sends: { "vps.create": "name" } },
      powerState: {
        value: "stopped",
        sends: { "vps.stop": "cuid" },
        change: { to: "running", sends: { "vps.start": "cuid" } },
      },
      forceStop: {
        value: true,
        beside: { powerState: "stopped" },
        sends: { "vps.stop": "cuid", "vps.stopf": "cuid" },
        change: { to: false, sends: {} },
      },
      suspended: {
        value: true,
        sends: { "vps.suspend": "cuid" },
        change: { to: false, sends: { "vps.unsuspend": "cuid" } },
      },
      restartTrigger: {
        value: "1",
        sends: {},
        change: { to: "2", sends: { "vps.restart": "cuid" } },
      },
      onDelete: [
        {
          value: "stop",
          beside: taken,
          sends: {},
          destroys: { "vps.stop": "cuid" },
          change: { to: "none", sends: {} },
        },
        { value: "suspend", beside: taken, sends: {}, destroys: { "vps.suspend": "cuid" } },
      ],
    },
    outputs: {
      ordered: { is: () => true },
      controlPanel: { program: { ...taken, cuid: "V102" }, is: () => "cPanel" },
    },
  };
};

const reverseDns: Samples = () => ({
  another: (on, index) => ({ ip: on.copy({ kind: "rdns", id: "192.0.2.10" }, `198.51.100.${index}`) }),
  parent: { kind: "vps", input: "cuid" },
  program: { cuid: "V101", ip: "192.0.2.10", ptr: "web.example.com" },
  sends: { "vps.rdns.update": "ip ptr" },
  destroys: { "vps.rdns.update": "ip ptr" },
  inputs: {
    kind: {
      value: "server",
      together: { cuid: "S37", ip: "192.0.2.137" },
      sends: { "vps.rdns.update": "ip ptr", "server.rdns.update": "ip ptr" },
      destroys: { "vps.rdns.update": "ip ptr", "server.rdns.update": "ip ptr" },
    },
    // Not sent itself: rdns.update takes no cuid (§5.4), but the address is rejected if the service does not have it.
    cuid: {
      value: "V102",
      together: { ip: "192.0.2.20" },
      sends: { "vps.rdns.update": "ip" },
      destroys: { "vps.rdns.update": "ip ptr" },
    },
    ip: { value: "2001:db8:0:1::10", sends: { "vps.rdns.update": "ip" }, destroys: { "vps.rdns.update": "ip" } },
    ptr: {
      value: "fred.example.com",
      sends: { "vps.rdns.update": "ptr" },
      change: { to: "joe.example.com", sends: { "vps.rdns.update": "ip ptr" } },
    },
  },
  outputs: {
    formerPtr: { next: [{ ptr: "fred.example.com" }], is: () => "vps1.example.com" },
    writtenPtr: { next: [{ ptr: "fred.example.com" }], is: () => "fred.example.com" },
  },
});

/** `cuid` is sent by every call about the server, and by none alone. */
const dedicatedServer: Samples = () => ({
  another: (on, index) => ({ cuid: on.copy({ kind: "server", id: "S37" }, `S${100 + index}`) }),
  program: { cuid: "S37" },
  sends: {},
  destroys: {},
  inputs: {
    cuid: {
      value: "S38",
      beside: { powerState: "running" },
      sends: { "server.power.on": "cuid" },
    },
    powerState: {
      value: "running",
      sends: { "server.power.on": "cuid" },
      change: { to: "stopped", sends: { "server.power.off": "cuid" } },
    },
    suspended: {
      value: true,
      sends: { "server.suspend": "cuid" },
      change: { to: false, sends: { "server.unsuspend": "cuid" } },
    },
    onDelete: [
      { value: "stop", sends: {}, destroys: { "server.power.off": "cuid" }, change: { to: "none", sends: {} } },
      { value: "suspend", sends: {}, destroys: { "server.suspend": "cuid" } },
    ],
    restartTrigger: {
      value: "1",
      sends: {},
      change: { to: "2", sends: { "server.power.cycle": "cuid" } },
    },
  },
});

export const hostdime: Readonly<Record<string, Samples>> = {
  "hostdime:Vps": vps,
  "hostdime:DedicatedServer": dedicatedServer,
  "hostdime:ReverseDns": reverseDns,
};
