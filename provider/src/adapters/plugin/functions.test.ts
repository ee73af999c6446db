import grpc from "@grpc/grpc-js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import test, { type ExecutionContext } from "ava";
import { z } from "zod";
import { type Json, UNKNOWN } from "../../engine/definition/values.ts";
import { seal } from "../encoding.ts";
import { struct } from "../testing-calls.ts";
import { call, Refused } from "../testing-client.ts";
import { FakeCloud } from "../testing-cloud.ts";
import { fakeCloud } from "../testing-vm.ts";
import { type Plugin, start } from "./testing-plugin.ts";

/* Lookup functions, called over a real connection as Pulumi's engine calls them. */

type Response = InstanceType<typeof messages.InvokeResponse>;

const invoke = (plugin: Plugin, token: string, args?: Json, preview = false): Promise<Response> =>
  call<Response>((done) => {
    const request = new messages.InvokeRequest().setTok(token).setPreview(preview);
    plugin.client.invoke(args === undefined ? request : request.setArgs(struct(args)), done);
  });

const result = async (...parameters: Parameters<typeof invoke>): Promise<Json> => {
  const response = await invoke(...parameters);
  const [failure] = response.getFailuresList();
  if (failure !== undefined) {
    throw new Error(`${failure.getProperty()}: ${failure.getReason()}`);
  }
  return response.getReturn()?.toJavaScript() ?? {};
};

async function setup(t: ExecutionContext, options?: Parameters<typeof start>[2]) {
  const cloud = new FakeCloud();
  return { cloud, plugin: await start(t, cloud, options) };
}

test("a list, with and without arguments, in a preview and in an update, costs one request", async (t) => {
  const { plugin, cloud } = await setup(t);
  const plans = [
    { id: "2", name: "large" },
    { id: "1", name: "small" },
  ];
  t.deepEqual(await result(plugin, "indiecloud:fake:getPlans"), { plans });
  t.deepEqual(await result(plugin, "indiecloud:fake:getPlans", {}, true), { plans });
  t.deepEqual(await result(plugin, "indiecloud:fake:getPlans", { name: "small", minVcpus: null }), {
    plans: [{ id: "1", name: "small" }],
  });
  t.deepEqual(cloud.log, ["plan/list"]);
});

test("a server is found by its name, without its secrets", async (t) => {
  const { plugin, cloud } = await setup(t);
  await cloud.call("vm/create", { region: "north", plan: "1", image: "77", name: "web", labels: { a: "b" } });
  cloud.log.length = 0;
  const found = await result(plugin, "indiecloud:fake:getVm", { name: "web", region: "north" });
  t.like(found, { id: "north/1", name: "web", region: "north", plan: "1", labels: { a: "b" }, ip: "10.0.0.1" });
  t.false("password" in found || "userData" in found);
  t.deepEqual(cloud.log, ["vm/list"]);
});

test("a result that was found by a secret is a secret", async (t) => {
  const { plugin } = await setup(t);
  t.deepEqual(await result(plugin, "indiecloud:fake:getImages", { name: seal("debian") }), {
    images: seal([{ id: "78", name: "Debian 12" }]),
  });
});

test("a secret in a result is a secret, once, and hidden in the rest of the result and in later messages", async (t) => {
  const cloud = new FakeCloud();
  const url = "https://console.example.com:6080/vnc?token=0f1e2d3c4b5a6978";
  const outputs = {
    url: { type: z.string(), description: "Address.", secret: true },
    note: { type: z.string(), description: "Note." },
  } as const;
  const getConsole = {
    ...{ name: "getConsole", description: "Console.", required: [], outputs },
    inputs: { id: { type: z.string().optional(), description: "ID." } },
    run: async () => ({ url, note: `open ${url} on console.example.com` }),
  };
  const plugin = await start(t, cloud, { load: async () => ({ ...fakeCloud(cloud), functions: [getConsole] }) });
  const open = await result(plugin, "indiecloud:fake:getConsole");
  t.deepEqual(open, { url: seal(url), note: "open [redacted] on console.example.com" });
  const { url: again } = await result(plugin, "indiecloud:fake:getConsole", { id: seal("0f1e2d3c4b5a6978") });
  t.deepEqual(again, seal(url));
  cloud.faults.set("plan/list", { kind: "unavailable", words: "the token 0f1e2d3c4b5a6978 of console.example.com" });
  await t.throwsAsync(invoke(plugin, "indiecloud:fake:getPlans"), {
    message: /the token \[redacted\] of console\.example\.com/,
  });
});

test("wrong arguments are failures without a request; a secret is not repeated", async (t) => {
  const { plugin, cloud } = await setup(t);
  const failures = async (args: Json) =>
    (await invoke(plugin, "indiecloud:fake:getPlans", args)).getFailuresList().map((failure) => failure.toObject());
  t.like(await failures({ minCpus: 2 }), [
    { property: "minCpus", reason: "fake:getPlans has no argument minCpus. Did you mean minVcpus?" },
  ]);
  const [failure] = await failures({ minVcpus: seal("made-up") });
  t.is(failure?.property, "minVcpus");
  t.false(failure?.reason.includes("made-up"));
  t.deepEqual(cloud.log, []);
});

test("unknown arguments give an empty result, without a request", async (t) => {
  const { plugin, cloud } = await setup(t);
  t.deepEqual(await result(plugin, "indiecloud:fake:getVm", { name: UNKNOWN }, true), {});
  t.deepEqual(cloud.log, []);
});

test("a refusal by the cloud and a missing server are errors with the cloud's words", async (t) => {
  const { plugin, cloud } = await setup(t);
  cloud.faults.set("plan/list", { kind: "unavailable", words: "out of order" });
  const refused = await t.throwsAsync(invoke(plugin, "indiecloud:fake:getPlans"), { instanceOf: Refused });
  t.regex(refused.message, /Fake plan\/list: out of order/);
  const none = await t.throwsAsync(invoke(plugin, "indiecloud:fake:getVm", { name: "web", region: "north" }));
  t.regex(none.message, /There is no Fake VM named "web" in north/);
});

for (const token of ["indiecloud:fake:getMoon", "indiecloud:moon:getPlans", "indiecloud:fake:Vm", "getPlans", ""]) {
  test(`there is no function "${token}"`, async (t) => {
    const { plugin } = await setup(t);
    const error = await t.throwsAsync(invoke(plugin, token), { instanceOf: Refused });
    t.is(error.code, grpc.status.UNIMPLEMENTED);
  });
}

test("without a configuration the environment is used; without either, the error says what is missing", async (t) => {
  const env = { FAKE_API_ID: "me", FAKE_API_KEY: "right" };
  const { plugin } = await setup(t, { config: undefined, env });
  t.truthy((await result(plugin, "indiecloud:fake:getPlans")).plans);
  const { plugin: bare } = await setup(t, { config: undefined });
  await t.throwsAsync(invoke(bare, "indiecloud:fake:getPlans"), { message: /FAKE_API_KEY/ });
});
