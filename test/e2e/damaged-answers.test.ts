import test from "ava";
import { openYamlStack, type YamlProgram } from "./support/plugin.ts";

const vm = { type: "indiecloud:lunanode:Vm", properties: { plan: "m.2", image: "Ubuntu 24.04 64-bit" } };
const program: YamlProgram = { resources: { web: vm, db: vm, mail: vm } };

/** The answer of a gateway in front of the API, with status 200. */
const FOREIGN = { status: 200, body: '{"message":"Service temporarily unavailable"}' };

test("a gateway's message in place of vm/list: refresh keeps the VMs, destroy reports no success", async (t) => {
  const { stack, write, ids, emulators } = await openYamlStack(t, { clouds: ["lunanode"] });
  await write(program);
  const up = await stack.run(["up", "--yes", "--skip-preview"]);
  t.is(up.code, 0, up.screen);
  const created = ids("vm");
  t.is(created.length, 3);

  emulators.addFault({ cloud: "lunanode", operation: "vm/*", times: 0, fault: FOREIGN });
  for (const args of [
    ["refresh", "--yes", "--skip-preview"],
    ["destroy", "--yes", "--skip-preview"],
  ]) {
    const { code, screen } = await stack.run(args);
    t.not(code, 0, screen);
    t.regex(screen, /LunaNode vm\/list: unexpected response: success: expected yes, found nothing; it says "Service/);
    const kept = (await stack.state()).flatMap(({ type, id }) => (type === vm.type ? [id?.split("/").at(-1)] : []));
    t.deepEqual(kept.sort(), [...created].sort());
    t.deepEqual(ids("vm"), created);
  }
});
