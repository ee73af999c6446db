import { join } from "node:path";
import test from "ava";
import { createVm } from "./support/lunanode.ts";
import { openYamlStack, type YamlResource } from "./support/plugin.ts";
import { PLUGIN } from "./support/stack.ts";

test.serial("a server is imported by its ID with the values in the panel, and the next preview is empty", async (t) => {
  const { stack, emulators, write } = await openYamlStack(t, { clouds: ["lunanode"] });
  const resources: Record<string, YamlResource> = {};
  for (const [hostname, idOf] of [
    ["first", (id: string) => `toronto/${id}`],
    ["second", (id: string) => id],
    ["third", () => "name:third"],
  ] as const) {
    const id = await createVm(emulators, hostname);
    const imported = await stack.run([
      "import",
      "indiecloud:lunanode:Vm",
      hostname,
      idOf(id),
      "--yes",
      "--protect=false",
    ]);
    t.is(imported.code, 0, imported.screen);
    t.regex(imported.screen, new RegExp(`name: ${hostname}`));
    const { inputs } = await stack.resource(hostname);
    t.is((await stack.resource(hostname)).id, `toronto/${id}`);
    resources[hostname] = { type: "indiecloud:lunanode:Vm", properties: inputs };
  }
  await write({ resources });
  const plan = await stack.preview(["--expect-no-changes"]);
  t.is(plan.code, 0, plan.screen);
});

test.serial("an object that does not exist cannot be imported", async (t) => {
  const { stack } = await openYamlStack(t, { clouds: ["lunanode"] });
  const { code, screen } = await stack.run(["import", "indiecloud:lunanode:Vm", "web", "name:nobody", "--yes"]);
  t.not(code, 0);
  t.regex(screen, /nobody/);
});

test.serial("pulumi package get-schema prints the plugin's schema", async (t) => {
  const { stack } = await openYamlStack(t, { clouds: ["lunanode"] });
  const { code, screen } = await stack.run(["package", "get-schema", join(PLUGIN, "pulumi-resource-indiecloud")]);
  t.is(code, 0, screen);
  const schema: unknown = JSON.parse(screen.slice(screen.indexOf("{")));
  t.like(schema, { name: "indiecloud", version: "0.1.0" });
});
