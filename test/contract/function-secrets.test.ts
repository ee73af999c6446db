import messages from "@pulumi/pulumi/proto/provider_pb.js";
import test, { type ExecutionContext } from "ava";
import { CloudProviderPool } from "../../provider/src/adapters/cloud-provider-pool.ts";
import { debugTo } from "../../provider/src/adapters/debug.ts";
import { seal } from "../../provider/src/adapters/encoding.ts";
import { invoke } from "../../provider/src/adapters/invoke.ts";
import { EngineLog } from "../../provider/src/adapters/plugin/log.ts";
import { Service } from "../../provider/src/adapters/plugin/service.ts";
import { struct } from "../../provider/src/adapters/testing-calls.ts";
import { cloudNames, loadCloud } from "../../provider/src/clouds/index.ts";
import { functionsOf } from "../../provider/src/engine/observe/functions.ts";
import { startFixture, up } from "../support/fixture.ts";
import { type AdapterName, adapterNames } from "./suite/adapters.ts";

/* The results of functions that are secrets: through both adapters they are in no message and no debug line. */

type Json = Record<string, unknown>;
type Ask = (token: string, args: Json) => Promise<Json>;

const asking: Record<AdapterName, (pool: CloudProviderPool, account: Json) => Promise<Ask>> = {
  dynamic: async (pool, account) => (token, args) => invoke(pool, token, args, account),
  plugin: async (pool, account) => {
    const service = new Service(pool, new EngineLog(() => undefined), async () => "{}", cloudNames);
    await service.configure(new messages.ConfigureRequest().setArgs(struct({ lunanode: JSON.stringify(account) })));
    return async (token, args) => {
      const request = new messages.InvokeRequest().setTok(`indiecloud:${token}`).setArgs(struct(args));
      return (await service.invoke(request)).getReturn()?.toJavaScript() ?? {};
    };
  },
};

/** A process whose user sees everything, including the bodies of requests; and a running VM. */
async function setup(t: ExecutionContext, adapter: AdapterName) {
  const { emulators, clock, given, cloudProvider, stop } = await startFixture({ clouds: ["lunanode"] });
  t.teardown(stop);
  const seen: string[] = [];
  const see = (line: string) => void seen.push(line);
  const pool = new CloudProviderPool({
    ...{ load: loadCloud, env: {}, clock, reporter: { info: see, warn: see } },
    debug: debugTo(see, "2"),
  });
  const vm = await up(cloudProvider(), "lunanode:Vm", "web", { plan: "m.1", image: "Debian 12 64-bit" });
  return { emulators, seen, vm, ask: await asking[adapter](pool, { ...given().lunanode }) };
}

const CANARY = "5e7c0ffee0ddba11";
const MARKED: Record<AdapterName, (url: string) => unknown> = { dynamic: (url) => url, plugin: seal };

for (const adapter of adapterNames) {
  test(`${adapter}: LunaNode's console of a VM is a secret from the moment when it arrives`, async (t) => {
    const { emulators, ask, vm, seen } = await setup(t, adapter);
    const url = `https://nova.example.com:6080/vnc/${CANARY}`;
    emulators.addFault({ operation: "vm/vnc", fault: { body: JSON.stringify({ success: "yes", vnc_url: url }) } });
    t.deepEqual(await ask("lunanode:getVmConsole", { id: vm.id }), { url: MARKED[adapter](url) });
    const words = `${CANARY} of ${url} at nova.example.com`;
    emulators.addFault({ operation: "vm/usage", fault: { error: words } });
    const error = await t.throwsAsync(ask("lunanode:getVmUsage", { id: vm.id, kind: "cpu" }));
    t.regex(error.message, /vm\/usage: .*at nova\.example\.com/);
    const shown = [...seen, error.message, error.stack].join("\n");
    t.regex(shown, /vm\/vnc attempt 1: 200/);
    t.regex(shown, /vnc_url/);
    for (const secret of [CANARY.slice(0, 8), url]) {
      t.false(shown.includes(secret), shown);
    }
  });

  test(`${adapter}: the console of a VM with or without region in its ID, and none of an unknown VM`, async (t) => {
    const { emulators, ask, vm } = await setup(t, adapter);
    const [, key = ""] = vm.id.split("/");
    for (const id of [vm.id, key]) {
      t.regex(JSON.stringify(await ask("lunanode:getVmConsole", { id })), /toronto\.lunanode\.com:6080\/vnc_auto/);
    }
    const sent = emulators.requests({ cloud: "lunanode", operation: "vm/vnc" });
    t.deepEqual(
      sent.map(({ parameters }) => parameters.vm_id),
      [key, key],
    );
    await t.throwsAsync(ask("lunanode:getVmConsole", { id: "toronto/none" }), { message: /vm\/vnc: invalid vm/ });
  });
}

test("the functions with a secret in their result are those that are tested here", async (t) => {
  const clouds = await Promise.all(cloudNames.map(loadCloud));
  const secretive = clouds
    .flatMap(functionsOf)
    .filter(({ outputs }) => Object.values(outputs).some(({ secret }) => secret === true));
  t.deepEqual(
    secretive.map(({ token }) => token),
    // What OVHcloud's does is in ovh-snapshots.test.ts; the adapters treat both alike.
    ["lunanode:getVmConsole", "ovh:getInstanceConsole"],
  );
});
