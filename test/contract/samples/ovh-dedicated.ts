import type { Samples } from "../suite/samples.ts";

const SERVER = "/dedicated/server/{serviceName}";
const KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMadeUpMadeUpMadeUpMadeUpMadeUpMadeUpMade me@desk";
const install = (parameters: string) => ({ [`POST ${SERVER}/reinstall`]: parameters });
const edit = (parameters: string) => ({ [`PUT ${SERVER}`]: parameters });
const rename = { "PUT /services/{serviceId}": "displayName serviceId" };

const dedicatedServer: Samples = () => ({
  kind: "dedicatedServer",
  another: (on, index) => {
    const row = { kind: "dedicatedServer", id: "ns3012346.ip-198-51-100.eu" };
    return { serviceName: on.copy(row, `ns${index}.ip-203-0-113.eu`, { ip: `203.0.113.${index}`, serviceId: index }) };
  },
  program: { serviceName: "ns3012345.ip-198-51-100.eu" },
  sends: {},
  destroys: {},
  inputs: {
    serviceName: {
      value: "ns3012346.ip-198-51-100.eu",
      beside: { monitoring: false },
      sends: edit("serviceName"),
    },
    displayName: { value: "web", sends: rename, change: { to: "db", sends: rename } },
    monitoring: {
      value: false,
      sends: edit("monitoring"),
      change: { to: true, sends: edit("monitoring") },
    },
    boot: {
      value: "rescue",
      sends: edit("bootId"),
      change: { to: "harddisk", sends: edit("bootId") },
    },
    rescueSshKey: {
      value: KEY,
      sends: edit("rescueSshKey"),
      change: { to: `${KEY}2`, sends: edit("rescueSshKey") },
    },
    image: {
      value: "debian12_64",
      beside: { onImageChange: "reinstall" },
      sends: {},
      change: { to: "ubuntu2404-server_64", sends: install("operatingSystem") },
    },
    onImageChange: {
      value: "reinstall",
      beside: { image: "debian12_64" },
      next: { image: "ubuntu2404-server_64" },
      refused: "without it, another image is an error",
      sends: install("operatingSystem"),
      change: { to: "refuse", sends: {} },
    },
    hostname: {
      value: "web.example.com",
      beside: { image: "debian12_64", onImageChange: "reinstall" },
      next: { image: "ubuntu2404-server_64" },
      sends: install("customizations"),
    },
    publicSshKey: {
      value: KEY,
      beside: { image: "debian12_64", onImageChange: "reinstall" },
      next: { image: "ubuntu2404-server_64" },
      sends: install("customizations"),
    },
    restartTrigger: {
      value: "1",
      sends: {},
      change: { to: "2", sends: { [`POST ${SERVER}/reboot`]: "" } },
    },
  },
});

/** Dedicated servers of the account, which are adopted. */
export const dedicatedSamples: Readonly<Record<string, Samples>> = { "ovh:DedicatedServer": dedicatedServer };
