import type { EmulatedAccount } from "../suite/account.ts";
import { idOf, type Samples } from "../suite/samples.ts";
import { call } from "./lunanode-call.ts";

const startupScript: Samples = () => {
  const content = "#!/bin/sh\necho hello > /etc/motd\n";
  return {
    kind: "script",
    program: { name: "boot", content },
    sends: { "script/create": "content name" },
    destroys: { "script/delete": "script_id" },
    inputs: {
      name: {
        value: "fred",
        sends: { "script/create": "name" },
        change: { to: "joe", sends: { "script/update": "content name script_id" } },
      },
      content: {
        value: "#!/bin/sh\r\nreboot\r\n",
        sends: { "script/create": "content" },
        change: { to: content, sends: { "script/update": "content name script_id" } },
      },
    },
    drifts: {
      name: { set: { name: "joe" }, shows: "joe" },
      content: { set: { content: "#!/bin/sh\r\nreboot\r\n" }, shows: "#!/bin/sh\r\nreboot\r\n" },
    },
  };
};

const volume: Samples = async (account) => {
  const region = "toronto";
  await call(account, "volume/create", { region, label: "old", size: "10" });
  await account.clock.sleep(60_000);
  await call(account, "volume/snapshot-create", {
    volume_id: idOf(account, "volume", { label: "old" }),
    label: "before",
  });
  return {
    kind: "volume",
    program: { name: "data", size: 20 },
    sends: { "volume/create": "label region size" },
    destroys: { "volume/delete": "volume_id" },
    inputs: {
      name: {
        value: "fred",
        sends: { "volume/create": "label" },
        change: { to: "joe", sends: { "volume/rename": "name volume_id" } },
      },
      region: { value: "montreal", sends: { "volume/create": "region" } },
      size: {
        value: 30,
        sends: { "volume/create": "size" },
        change: { to: 40, sends: { "volume/extend": "size volume_id" } },
      },
      image: { value: "Debian 12 64-bit", sends: { "volume/create": "image" } },
      snapshot: { value: "before", sends: { "volume/create": "snapshot_id" } },
    },
    drifts: {
      name: { set: { label: "joe" }, shows: "joe" },
      region: { cannot: "A volume does not move between regions.", see: "§4.1" },
      size: { program: 20, set: { size: 10 }, shows: 10 },
    },
  };
};

const volumeSnapshot: Samples = async (account) => {
  for (const [label, region] of [
    ["data", "toronto"],
    ["other", "toronto"],
    ["data", "montreal"],
  ] as const) {
    await call(account, "volume/create", { region, label, size: "10" });
  }
  await account.clock.sleep(60_000);
  return {
    kind: "volumeSnapshot",
    program: { name: "before", volume: "data" },
    sends: { "volume/snapshot-create": "label volume_id" },
    destroys: { "volume/snapshot-delete": "region snapshot_id" },
    inputs: {
      name: { value: "fred", sends: { "volume/snapshot-create": "label" } },
      // The call has no region; it is that of the volume.
      region: {
        value: "montreal",
        sends: { "volume/snapshot-create": "volume_id" },
        destroys: { "volume/snapshot-delete": "region" },
      },
      volume: { value: "other", sends: { "volume/snapshot-create": "volume_id" } },
    },
    drifts: {
      name: { set: { label: "joe" }, shows: "joe", reported: true },
      region: { cannot: "A snapshot is listed with its region only, and does not move.", see: "§2.2" },
      volume: { set: { volumeId: idOf(account, "volume", { label: "other" }) }, shows: "other", reported: true },
    },
  };
};

/** All in one region: a volume of another region would be refused. */
const volumeAttachment: Samples = async (account) => {
  const region = "toronto";
  for (const hostname of ["web", "db"]) {
    await call(account, "vm/create", { hostname, region, plan_id: "m.1", image_id: templateIn(account, region) });
  }
  for (const label of ["data", "other"]) {
    await call(account, "volume/create", { region, label, size: "10" });
  }
  await account.clock.sleep(600_000);
  return {
    parent: { kind: "volume", input: "volume" },
    program: { volume: "data", vm: "web" },
    sends: { "volume/attach": "target vm_id volume_id" },
    destroys: { "volume/detach": "volume_id" },
    inputs: {
      volume: {
        value: "other",
        sends: { "volume/attach": "volume_id" },
        destroys: { "volume/detach": "volume_id" },
      },
      vm: {
        value: "db",
        sends: { "volume/attach": "vm_id" },
        change: {
          to: "web",
          sends: { "volume/detach": "volume_id", "volume/attach": "target vm_id volume_id" },
          order: ["volume/detach", "volume/attach"],
        },
      },
      target: { value: "/dev/vdc", sends: { "volume/attach": "target" } },
    },
    drifts: {
      volume: { cannot: "The volume is the ID.", see: "§4.1" },
      vm: { changeOutOfBand: (on, volume_id) => call(on, "volume/detach", { volume_id }), shows: "" },
    },
  };
};

const image: Samples = async (account) => {
  const region = "toronto";
  const location = "https://example.com/golden.qcow2";
  await call(account, "vm/create", {
    ...{ hostname: "web", region, plan_id: "m.1", image_id: templateIn(account, region) },
  });
  await call(account, "image/fetch", { region: "montreal", name: "base", location, format: "qcow2" });
  await account.clock.sleep(600_000);
  const together = { location: undefined, format: undefined };
  const fetch = "format location name region";
  return {
    kind: "image",
    program: { name: "golden", location, format: "qcow2" },
    sends: { "image/fetch": fetch },
    destroys: { "image/delete": "image_id" },
    inputs: {
      name: {
        value: "fred",
        sends: { "image/fetch": "name" },
        change: { to: "joe", sends: { "image/rename": "image_id name" } },
      },
      region: { value: "montreal", sends: { "image/fetch": "region" } },
      location: { value: "https://example.com/other.qcow2", sends: { "image/fetch": "location" } },
      format: { value: "iso", sends: { "image/fetch": "format" } },
      virtio: { value: true, sends: { "image/fetch": "virtio" } },
      vm: { value: "web", together, sends: { "image/fetch": fetch, "vm/snapshot": "name vm_id" } },
      copyOf: {
        value: "base",
        together,
        sends: { "image/fetch": fetch, "image/replicate": "image_id region", "image/rename": "image_id name" },
      },
    },
    drifts: {
      name: { set: { name: "joe" }, shows: "joe" },
      region: { cannot: "An image does not move between regions.", see: "§4.2" },
    },
  };
};

const templateIn = (account: EmulatedAccount, region: string): string =>
  idOf(account, "image", { name: "Ubuntu 24.04 64-bit (template)", region });

export const storageSamples: Readonly<Record<string, Samples>> = {
  "lunanode:StartupScript": startupScript,
  "lunanode:Volume": volume,
  "lunanode:VolumeAttachment": volumeAttachment,
  "lunanode:VolumeSnapshot": volumeSnapshot,
  "lunanode:Image": image,
};
