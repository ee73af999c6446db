import type { Samples } from "../suite/samples.ts";

const VPS = "/vps/{serviceName}";
const KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMadeUpMadeUpMadeUpMadeUpMadeUpMadeUpMade me@desk";

const vps: Samples = () => ({
  kind: "vps",
  another: (on, index) => {
    const row = { kind: "vps", id: "vps-5e6f7a8b.vps.ovh.net" };
    return { serviceName: on.copy(row, `vps-${index}.vps.ovh.net`, { ip: `203.0.113.${index}` }) };
  },
  program: { serviceName: "vps-1a2b3c4d.vps.ovh.net" },
  sends: {},
  destroys: {},
  inputs: {
    serviceName: {
      value: "vps-5e6f7a8b.vps.ovh.net",
      beside: { displayName: "web" },
      sends: { [`PUT ${VPS}`]: "serviceName" },
    },
    displayName: {
      value: "web",
      sends: { [`PUT ${VPS}`]: "displayName" },
      change: { to: "db", sends: { [`PUT ${VPS}`]: "displayName" } },
    },
    netbootMode: {
      value: "rescue",
      sends: { [`PUT ${VPS}`]: "netbootMode" },
      change: { to: "local", sends: { [`PUT ${VPS}`]: "netbootMode" } },
    },
    image: {
      value: "Debian 12",
      beside: { onImageChange: "rebuild" },
      sends: {},
      change: { to: "Ubuntu 24.04", sends: { [`POST ${VPS}/rebuild`]: "imageId" } },
    },
    onImageChange: {
      value: "rebuild",
      beside: { image: "Debian 12" },
      next: { image: "Ubuntu 24.04" },
      refused: "without it, another image is an error",
      sends: { [`POST ${VPS}/rebuild`]: "imageId" },
      change: { to: "refuse", sends: {} },
    },
    publicSshKey: {
      value: KEY,
      beside: { image: "Debian 12", onImageChange: "rebuild" },
      next: { image: "Ubuntu 24.04" },
      sends: { [`POST ${VPS}/rebuild`]: "publicSshKey" },
    },
    powerState: {
      value: "stopped",
      sends: { [`POST ${VPS}/stop`]: "" },
      change: { to: "running", sends: { [`POST ${VPS}/start`]: "" } },
    },
    restartTrigger: {
      value: "1",
      sends: {},
      change: { to: "2", sends: { [`POST ${VPS}/reboot`]: "" } },
    },
    snapshotTrigger: {
      value: "1",
      sends: {},
      change: { to: "2", sends: { [`POST ${VPS}/createSnapshot`]: "description" } },
    },
  },
  outputs: {
    snapshotAt: {
      program: { snapshotTrigger: "1" },
      next: [{ snapshotTrigger: "2" }],
      is: () => /^\d{4}-\d\d-\d\dT/,
    },
  },
});

/** VPS of the account, which are adopted. */
export const vpsSamples: Readonly<Record<string, Samples>> = { "ovh:Vps": vps };
