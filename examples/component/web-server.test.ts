import assert from "node:assert";
import { before, test } from "node:test";
import * as pulumi from "@pulumi/pulumi";
import { WebServer } from "./web-server.js";

/** What the program declared, by type and name. */
const declared = new Map<string, Record<string, unknown>>();

before(() =>
  pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs }) => {
      declared.set(`${type.split("/").at(-1)} ${name}`, inputs);
      return { id: `id-of-${name}`, state: { ...inputs, ip: "192.0.2.1" } };
    },
    call: ({ inputs }) => inputs,
  }),
);

/** The value of an output, once it is known. */
const settled = <T>(output: pulumi.Output<T>): Promise<T> => new Promise((resolve) => void output.apply(resolve));

test("SSH is open only to the administrators' network", async () => {
  const args = { network: "10.1.0.0/16", subnet: "10.1.1.0/24" };
  const servers = [new WebServer("closed", args), new WebServer("open", { ...args, admin: "203.0.113.0/24" })];
  for (const server of servers) assert.equal(await settled(server.ip), "192.0.2.1");

  const web = { protocol: "TCP", portRange: "80", ipBlock: "0.0.0.0/0" };
  const ssh = { protocol: "TCP", portRange: "22", ipBlock: "203.0.113.0/24" };
  assert.deepEqual(declared.get("naver:AccessControlGroup closed")?.inbound, [web]);
  assert.deepEqual(declared.get("naver:AccessControlGroup open")?.inbound, [web, ssh]);
});
