import type { ObjectTarget } from "../suite/objects.ts";

export const network: ObjectTarget = {
  token: "lunanode:Network",
  noun: "network",
  kind: "network",
  nameIn: ({ name }) => String(name),
  program: { name: "office", subnet: "10.5.0.0/16", dns: ["8.8.8.8"] },
  calls: { create: "network/create", remove: "network/delete", list: "network/list" },
  replace: { subnet: "10.6.0.0/16" },
  drifts: {
    name: {
      program: "office",
      changeOutOfBand: (account, row) => account.changeOutOfBand(row, { name: "home" }),
      shows: "home",
      reported: true,
    },
    region: { cannot: "A network is listed with its region only, and does not move.", see: "§4.4" },
    subnet: {
      program: "10.5.0.0/16",
      changeOutOfBand: (account, row) => account.changeOutOfBand(row, { subnet: "10.7.0.0/16" }),
      shows: "10.7.0.0/16",
      reported: true,
    },
  },
};
