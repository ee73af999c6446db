import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import test from "ava";
import { openYamlStack, type YamlResource } from "./support/plugin.ts";

/* A server on each cloud, created by one stack and imported into another. */

const SERVERS: Readonly<Record<string, YamlResource & { nameOf: string }>> = {
  lunanode: {
    type: "indiecloud:lunanode:Vm",
    properties: { name: "on-lunanode", region: "toronto", plan: "m.2", image: "Ubuntu 24.04 64-bit" },
    nameOf: "on-lunanode",
  },
  hostdime: {
    type: "indiecloud:hostdime:Vps",
    properties: { cuid: "V101", suspended: false },
    nameOf: "vps1.example.com",
  },
  gigenet: {
    type: "indiecloud:gigenet:Instance",
    properties: { name: "on-gigenet", plan: "gcl.2", image: "ubuntu64_16.04", powerState: "running" },
    nameOf: "on-gigenet",
  },
  naver: {
    type: "indiecloud:naver:Server",
    properties: { name: "on-naver", plan: "s2-g3", image: "ubuntu-22.04-base", subnet: "demo-public" },
    nameOf: "on-naver",
  },
  ovh: {
    type: "indiecloud:ovh:Instance",
    properties: { name: "on-ovh", region: "GRA11", plan: "b3-8", image: "Ubuntu 24.04" },
    nameOf: "on-ovh",
  },
};
const clouds = Object.keys(SERVERS);
const serverOn = (cloud: string) => SERVERS[cloud] ?? { type: "", nameOf: "" };

test("a server on each of five clouds is imported by ID, by name and with the option, and nothing differs", async (t) => {
  const { stack, emulators, write } = await openYamlStack(t, { env: { PULUMI_PARALLEL: "10" } });
  const program = (resources: Readonly<Record<string, YamlResource>>) => write({ resources });
  const declared = ({ type, properties = {} }: YamlResource, options = {}): YamlResource => ({
    type,
    properties,
    options,
  });
  await program(Object.fromEntries(clouds.map((cloud) => [cloud, declared(serverOn(cloud))])));
  const created = await stack.run(["up", "--yes", "--skip-preview"]);
  t.is(created.code, 0, created.screen);
  const own = new Map<string, string>();
  for (const cloud of clouds) {
    own.set(cloud, (await stack.resource(cloud)).id ?? "");
  }
  emulators.clearRequests();

  // Imported into another stack, with the command.
  await stack.initialize("second");
  const resources = clouds.flatMap((cloud) => [
    { type: serverOn(cloud).type, name: `${cloud}-by-id`, id: own.get(cloud) },
    { type: serverOn(cloud).type, name: `${cloud}-by-name`, id: `name:${serverOn(cloud).nameOf}` },
  ]);
  await writeFile(join(stack.folder, "import.json"), JSON.stringify({ resources }));
  const imported = await stack.run(["import", "--file", "import.json", "--yes", "--skip-preview", "--protect=false"]);
  t.is(imported.code, 0, imported.screen);
  const exported: { deployment: { resources: { urn: string; id: string; inputs: Record<string, unknown> }[] } } =
    JSON.parse((await stack.run(["stack", "export"])).screen);
  const found = exported.deployment.resources.filter(({ urn }) => /-by-(id|name)$/.test(urn));
  t.is(found.length, 2 * clouds.length);
  const asImported: Record<string, YamlResource> = {};
  for (const { urn, id, inputs } of found) {
    const name = urn.split("::").at(-1) ?? "";
    const [cloud = ""] = name.split("-by-");
    t.is(id, own.get(cloud) ?? "", urn);
    // Every property that a program can set, with the panel's values.
    const missing = Object.keys(serverOn(cloud).properties ?? {}).filter((key) => inputs[key] === undefined);
    t.deepEqual(missing, [], urn);
    asImported[name] = { type: serverOn(cloud).type, properties: inputs };
  }
  await program(asImported);
  const plan = await stack.preview(["--expect-no-changes"]);
  t.is(plan.code, 0, plan.screen);

  // Imported into a third stack, with the resource option and the program's values.
  await stack.initialize("third");
  await program(
    Object.fromEntries(clouds.map((cloud) => [cloud, declared(serverOn(cloud), { import: own.get(cloud) })])),
  );
  const up = await stack.run(["up", "--yes", "--skip-preview"]);
  t.is(up.code, 0, up.screen);
  t.regex(up.screen, /= 5 imported/);
  await program(Object.fromEntries(clouds.map((cloud) => [cloud, declared(serverOn(cloud))])));
  const settled = await stack.preview(["--expect-no-changes"]);
  t.is(settled.code, 0, settled.screen);
  t.deepEqual(
    emulators.requests().filter(({ kind }) => kind === "write"),
    [],
  );
});
