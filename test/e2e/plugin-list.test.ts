import { join } from "node:path";
import test from "ava";
import { openYamlStack } from "./support/plugin.ts";
import { PLUGIN } from "./support/stack.ts";

/* `pulumi do <type> list`: the objects of an account, as Pulumi's CLI lists them. */

const EXECUTABLE = join(PLUGIN, "pulumi-resource-indiecloud");
const TYPE = "indiecloud:lunanode:Vm";

const vm = (region: string) => ({
  type: TYPE,
  properties: { region, plan: "m.2", image: "Ubuntu 24.04 64-bit" },
});

test("the CLI lists everything in an account, by region and by number", async (t) => {
  const { stack, write } = await openYamlStack(t, { clouds: ["lunanode"] });
  await write({ resources: { a: vm("toronto"), b: vm("montreal"), c: vm("toronto") } });
  const up = await stack.up(undefined);
  t.is(up.code, 0, up.screen);
  const ids = await Promise.all(["a", "b", "c"].map(async (name) => (await stack.resource(name)).id ?? ""));
  const list = async (...args: string[]) => {
    const { code, screen } = await stack.run(["do", "--package", EXECUTABLE, TYPE, "list", ...args]);
    t.is(code, 0, screen);
    const found: { id: string; name: string }[] = JSON.parse(screen.slice(screen.indexOf("[")));
    return found;
  };
  const all = await list("--all");
  t.deepEqual(all.map(({ id }) => id).sort(), [...ids].sort());
  t.regex(all[0]?.name ?? "", /^b-[0-9a-f]{7}$/);
  t.is((await list("--count", "2")).length, 2);
  t.deepEqual(
    (await list("--region", "Montreal, Canada")).map(({ id }) => id),
    [ids[1] ?? ""],
  );
});
