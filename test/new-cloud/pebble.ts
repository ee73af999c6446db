import type { CloudDefinition } from "../../provider/src/engine/definition/cloud.ts";
import type { Samples } from "../contract/suite/samples.ts";
import type { ContractTarget } from "../contract/suite/target.ts";
import { createPebble } from "./emulator.ts";

const server: Samples = () => ({
  kind: "server",
  program: { name: "web", size: "small" },
  sends: { "POST /servers": "name size" },
  destroys: { "DELETE /servers/{id}": "" },
  inputs: {
    name: { value: "fred", sends: { "POST /servers": "name" } },
    size: {
      value: "large",
      sends: { "POST /servers": "size" },
      change: { to: "small", sends: { "PUT /servers/{id}": "size" } },
    },
  },
  drifts: {
    name: { set: { name: "joe" }, shows: "joe", reported: true },
    size: { set: { size: "large" }, shows: "large" },
  },
});

const noCall = (what: string) => ({ cannot: `Pebble has no call that ${what}.`, see: "§2" });

/** The example cloud of CONTRIBUTING.md. */
export const pebble = (definition: CloudDefinition): ContractTarget => ({
  cloud: "pebble",
  own: { definition, emulator: createPebble },
  title: "Pebble",
  token: "pebble:Server",
  nameIn: ({ name }) => String(name),
  forms: { json: {} },
  program: { name: "web", size: "small" },
  kind: "server",
  alive: () => true,
  keyOf: (id) => id,
  calls: { create: "POST /servers", remove: "DELETE /servers/{id}", list: "GET /servers", one: "GET /servers" },
  adopting: (program, id) => ({ ...program, adopt: id }),
  rename: noCall("renames a server"),
  resize: {
    up: { size: "large" },
    isDone: ({ size }) => size === "large",
    down: { becomes: ({ size }) => size === "small" },
  },
  set: noCall("takes a list"),
  stoppedWork: noCall("stops a server"),
  replace: { name: "fred" },
  exclusive: noCall("gives a server something that another one could have"),
  power: noCall("stops a server"),
  drifts: {
    name: {
      program: "web",
      changeOutOfBand: (account, row) => account.changeOutOfBand(row, { name: "joe" }),
      shows: "joe",
      reported: true,
    },
    size: {
      program: "small",
      changeOutOfBand: (account, row) => account.changeOutOfBand(row, { size: "large" }),
      shows: "large",
    },
  },
  protection: noCall("protects a server"),
  build: noCall("tells that a server could not be built"),
  refusals: { quota: noCall("tells of a limit"), capacity: noCall("tells that a size is used up") },
  misspelt: {
    size: { program: { size: "smal" }, message: /size: "smal" is not a Pebble size.*"small"/ },
  },
  badKey: {
    config: { token: "no-t0ken-of-pebble-at-all" },
    message: /this token is not known .*Create another token in Pebble's panel\./,
  },
  identity: noCall("names the account"),
  clock: "corrected",
  strangeState: {
    switches: { words: { on: "humming" } },
    usual: { words: { on: "on" } },
    quoted: /"humming" after 3m/,
  },
  secrets: {},
  perServer: {},
  polls: ["GET /servers"],
  always: [],
  samples: { "pebble:Server": server },
  refresh: { lists: 1, singles: 0, why: "" },
});
