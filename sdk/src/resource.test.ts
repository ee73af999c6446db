import * as pulumi from "@pulumi/pulumi";
import test from "ava";
import { lunanode, Provider, Resource } from "./index.js";
import { Provider as ThroughPlugin } from "./through-plugin/provider.js";

interface Registered {
  type: string;
  inputs: Record<string, unknown>;
  provider: string | undefined;
  id: string | undefined;
}

const registered = new Map<string, Registered>();

test.before(async () => {
  const mocks: pulumi.runtime.Mocks = {
    newResource: ({ type, name, inputs, provider, id }) => {
      registered.set(name, { type, inputs, provider, id });
      return { id: id === undefined || id === "" ? `toronto/${name}` : id, state: { ...inputs, ip: "192.0.2.1" } };
    },
    call: ({ token, inputs }) =>
      token === "indiecloud:lunanode:getPlans"
        ? { plans: [{ id: "m.1", name: `at least ${inputs.minVcpus} cores` }] }
        : { token, ...inputs },
  };
  await pulumi.runtime.setMocks(mocks, "shop", "dev");
});

test("in unit tests, the mocks answer functions too", async (t) => {
  const { plans } = await lunanode.getPlans({ minVcpus: 2 });
  t.like(plans, [{ id: "m.1", name: "at least 2 cores" }]);
  const later = lunanode.getPlansOutput({ minVcpus: pulumi.output(4) }).plans[0]?.name;
  t.is(await settled(pulumi.output(later)), "at least 4 cores");
  const console = lunanode.getVmConsoleOutput({ id: "vm-1" });
  t.like(await settled(console), { token: "indiecloud:lunanode:getVmConsole", id: "vm-1" });
  t.true(await pulumi.isSecret(console));
});

/** The inputs that reached Pulumi, once they have. */
async function inputsOf(resource: pulumi.CustomResource, name: string): Promise<Record<string, unknown>> {
  await settled(resource.id);
  return registered.get(name)?.inputs ?? {};
}

/** The value of an output. */
const settled = <T>(output: pulumi.Output<T>): Promise<T> => new Promise((done) => void output.apply(done));

const ARGS: lunanode.VmArgs = { plan: "m.1", image: "Ubuntu 24.04 64-bit" };
const SECRET = "4dabf18193072939515e22adb298388d";

test("a resource registers as a dynamic one, with constant code", async (t) => {
  const vm = new lunanode.Vm("web", ARGS);
  const inputs = await inputsOf(vm, "web");
  t.is(registered.get("web")?.type, "pulumi-nodejs:dynamic/indiecloud/lunanode:Vm");
  // The states of all users contain this text; changing it would show as a change of every resource.
  t.is(inputs.__provider, 'exports.handler = () => require("@indiecloud/pulumi/dynamic").provider("lunanode:Vm");');
  for (const token of ["lunanode:Vm", "lunanode:SecurityGroup", "lunanode:SshKey"]) {
    t.true(`exports.handler = () => require("@indiecloud/pulumi/dynamic").provider("${token}");`.length <= 100);
  }
});

test("nothing is passed except the program's inputs, the code and the value that the name is derived from", async (t) => {
  const inputs = await inputsOf(new lunanode.Vm("bare", ARGS), "bare");
  t.deepEqual(Object.keys(inputs).sort(), ["__autoName", "__provider", "image", "plan"]);
});

test("arguments are never modified and can be reused", async (t) => {
  const args = Object.freeze({ ...ARGS, timeouts: Object.freeze({ create: "1m" }) });
  const before = JSON.stringify(args);
  const names = ["first", "second"];
  const vms = names.map((name) => new lunanode.Vm(name, args, { customTimeouts: { update: "2m" } }));
  for (const [index, vm] of vms.entries()) {
    t.like(await inputsOf(vm, names[index] ?? ""), ARGS);
  }
  t.is(JSON.stringify(args), before);
});

test("every input and output is a property of the object", async (t) => {
  const vm = new lunanode.Vm("whole", ARGS);
  t.is(await settled(vm.plan), "m.1");
  t.is(await settled(vm.ip), "192.0.2.1");
  t.is(await settled(vm.failure), undefined);
  t.is(await settled(vm.powerState), undefined);
});

test("the name is derived from the URN, including parents", async (t) => {
  const top = new lunanode.Vm("top", ARGS);
  t.is(
    (await inputsOf(top, "top")).__autoName,
    "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/indiecloud/lunanode:Vm::top",
  );
  const parent = new pulumi.ComponentResource("shop:index:Front", "front");
  const child = new lunanode.Vm("child", ARGS, { parent });
  t.is(
    (await inputsOf(child, "child")).__autoName,
    "urn:pulumi:dev::shop::shop:index:Front$pulumi-nodejs:dynamic/indiecloud/lunanode:Vm::child",
  );
});

test("the resources of a component do not wait for each other", async (t) => {
  const parent = new pulumi.ComponentResource("shop:index:Pair", "pair");
  const ips = ["left", "right"].map((name) => settled(new lunanode.Vm(name, ARGS, { parent }).ip));
  t.deepEqual(await Promise.all(ips), ["192.0.2.1", "192.0.2.1"]);
});

test("customTimeouts become the input timeouts", async (t) => {
  const vm = new lunanode.Vm("slow", ARGS, { customTimeouts: { create: "20m", delete: "1m" } });
  t.deepEqual((await inputsOf(vm, "slow")).timeouts, { create: "20m", delete: "1m" });
});

test("if both are set, customTimeouts win key by key", async (t) => {
  const args = { ...ARGS, timeouts: pulumi.output({ create: "5m", update: "6m" }) };
  const vm = new lunanode.Vm("both", args, { customTimeouts: { create: "20m" } });
  t.deepEqual((await inputsOf(vm, "both")).timeouts, { create: "20m", update: "6m" });
});

test("without customTimeouts the input does not change", async (t) => {
  const given = new lunanode.Vm("given", { ...ARGS, timeouts: { update: "6m" } }, { customTimeouts: {} });
  t.deepEqual((await inputsOf(given, "given")).timeouts, { update: "6m" });
});

test("secret outputs are registered with Pulumi, in addition to those that the program names", (t) => {
  const seen: unknown[] = [];
  const watch: pulumi.ResourceTransformation = ({ props, opts }) => {
    seen.push("additionalSecretOutputs" in opts ? opts.additionalSecretOutputs : undefined);
    return { props, opts };
  };
  new lunanode.Vm("hidden", ARGS, { additionalSecretOutputs: ["ip"], transformations: [watch] });
  t.deepEqual(seen, [["ip", "password"]]);
});

/** A resource with a secret input, like the clouds' resources. */
class Safe extends Resource {
  declare readonly note: pulumi.Output<string>;
  constructor(name: string, args: { note?: pulumi.Input<string> }) {
    super({ token: "test:Safe", properties: ["note", "other"], secrets: ["note", "other"] }, name, args);
  }
}

test("a secret input is a secret before it leaves the program", async (t) => {
  const safe = new Safe("safe", { note: "s3cret" });
  const { note, other } = await inputsOf(safe, "safe");
  t.is(await secretText(note), "s3cret");
  t.is(other, undefined);
  t.true(await pulumi.isSecret(safe.note));
});

test("get reads by ID, passes no inputs, and returns every property", async (t) => {
  const provider = new Provider("reader", { lunanode: { apiId: "a" } });
  const vm = lunanode.Vm.get("known", "toronto/81eb", { provider });
  t.is(await settled(vm.id), "toronto/81eb");
  const { inputs, id, provider: used } = registered.get("known") ?? { inputs: {} };
  t.is(id, "toronto/81eb");
  t.deepEqual(Object.keys(inputs), ["__provider"]);
  t.regex(used ?? "", /reader/);
  t.is(await settled(vm.ip), "192.0.2.1");
  t.is(await settled<string | undefined>(vm.plan), undefined);
});

test.serial("a stack's automatic names are said to have no effect, once, and only if a name is missing", async (t) => {
  const warned: string[] = [];
  const warn = pulumi.log.warn;
  const named = () => new lunanode.Vm("a", { ...ARGS, name: "mine" });
  const unnamed = (name: string) => new lunanode.Vm(name, ARGS);
  Object.assign(pulumi.log, { warn: async (text: string) => void warned.push(text) });
  t.teardown(() => Object.assign(pulumi.log, { warn }));
  unnamed("before");
  pulumi.runtime.setConfig("pulumi:autonaming", '{"mode":"verbatim"}');
  t.teardown(() => pulumi.runtime.setAllConfig({}));
  named();
  t.deepEqual(warned, []);
  unnamed("b");
  unnamed("c");
  t.is(warned.length, 1);
  t.regex(warned[0] ?? "", /^pulumi:autonaming has no effect on lunanode:Vm .*@indiecloud\/pulumi\/plugin/);
});

test("isInstance only recognizes its own class", (t) => {
  const vm = new lunanode.Vm("which", ARGS);
  t.true(lunanode.Vm.isInstance(vm));
  t.false(lunanode.SshKey.isInstance(vm));
  t.true(pulumi.CustomResource.isInstance(vm));
  for (const other of [undefined, null, "vm", {}, new pulumi.ComponentResource("shop:index:Other", "other")]) {
    t.false(lunanode.Vm.isInstance(other));
  }
});

/** The value in Pulumi's secret envelope; undefined if there is none. */
async function secretText(value: unknown): Promise<unknown> {
  if (pulumi.Output.isInstance(value)) {
    return (await pulumi.isSecret(value)) ? settled(value) : undefined;
  }
  return typeof value === "object" && value !== null && SECRET in value && "value" in value ? value.value : undefined;
}

test("a provider's accounts are secret JSON under the keys of the configuration", async (t) => {
  const provider = new Provider("eu", { lunanode: { apiId: pulumi.output("id"), apiKey: "key" } });
  const inputs = await inputsOf(provider, "eu");
  t.is(registered.get("eu")?.type, "pulumi:providers:pulumi-nodejs");
  t.deepEqual(Object.keys(inputs), ["indiecloud:lunanode"]);
  const text = await secretText(inputs["indiecloud:lunanode"]);
  t.deepEqual(JSON.parse(String(text)), { apiId: "id", apiKey: "key" });
});

test("a provider gets the stack's namespace, which it cannot see otherwise, unless it has its own", async (t) => {
  // Other tests run in the meantime: the configuration must hold only while the providers are declared.
  pulumi.runtime.setConfig("indiecloud:namespace", "acme");
  const space = new Provider("space", { lunanode: {} });
  const own = new Provider("own", { lunanode: {}, namespace: "other" });
  const plugin = new ThroughPlugin("plugin", { lunanode: {} });
  pulumi.runtime.setConfig("indiecloud:namespace", "");
  t.like(await inputsOf(space, "space"), { "indiecloud:namespace": "acme" });
  t.like(await inputsOf(own, "own"), { "indiecloud:namespace": "other" });
  t.like(await inputsOf(plugin, "plugin"), { namespace: "acme" });
});

test("a provider gets the stack's budget as a secret, unless it has its own or Pulumi hides it", async (t) => {
  pulumi.runtime.setConfig("indiecloud:budget", "redis://one");
  const shared = new Provider("budget-of-stack", { lunanode: {} });
  const other = new Provider("budget-of-its-own", { lunanode: {}, budget: "redis://other" });
  pulumi.runtime.setConfig("indiecloud:budget", "[secret]");
  const hidden = new Provider("budget-hidden", { lunanode: {} });
  pulumi.runtime.setConfig("indiecloud:budget", "");
  t.is(await secretText((await inputsOf(shared, "budget-of-stack"))["indiecloud:budget"]), "redis://one");
  t.is(await secretText((await inputsOf(other, "budget-of-its-own"))["indiecloud:budget"]), "redis://other");
  t.deepEqual(Object.keys(await inputsOf(hidden, "budget-hidden")), ["indiecloud:lunanode"]);
});

test("a provider rejects an unknown cloud and omits undefined values", async (t) => {
  const misspelt: object = { lunanodes: {} };
  t.throws(() => new Provider("bad", misspelt), { message: /lunanodes is not a cloud\. The clouds are .*lunanode/ });
  const provider = new Provider("none", { lunanode: undefined });
  t.deepEqual(Object.keys(await inputsOf(provider, "none")), []);
});
