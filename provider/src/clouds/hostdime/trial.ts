import type { Trial } from "../../engine/definition/trial.ts";

export const trial: Trial = {
  before: [],
  server: {
    label: "server",
    token: "hostdime:Vps",
    inputs: ({ name, choice: { plan, image }, powerState }) => ({ name, order: { plan, os: image }, powerState }),
  },
  after: [
    {
      label: "ptr",
      token: "hostdime:ReverseDns",
      // Upper and lower case, to see whether the spelling is kept.
      inputs: ({ id, output }) => ({ cuid: id("server"), ip: output("server", "ip"), ptr: "Verify.Example.com" }),
    },
  ],
};
