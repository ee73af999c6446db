import type { Trial } from "../../engine/definition/trial.ts";

export const trial: Trial = {
  before: [],
  server: {
    label: "server",
    token: "gigenet:Instance",
    inputs: ({ name, choice: { plan, image, region: zone }, powerState }) => ({
      ...{ name, plan, image, zone, powerState, tags: ["verify"] },
      additionalIps: 1,
    }),
  },
  after: [{ label: "key", token: "gigenet:KeyPair", inputs: ({ name, publicKey }) => ({ name, publicKey }) }],
};
