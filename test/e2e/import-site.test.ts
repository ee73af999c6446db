import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import test, { type ExecutionContext } from "ava";
import yaml from "js-yaml";
import type { Emulators } from "../../emulators/src/index.ts";
import { indiecloud } from "./support/command.ts";
import { call } from "./support/lunanode.ts";
import { openYamlStack, type YamlResource } from "./support/plugin.ts";
import { openTestStack, type Stack } from "./support/stack.ts";

/*
 * A site that exists only at the cloud is imported as a whole, without a difference; destroyed, it goes up again by the program
 * that the import wrote: once in TypeScript with dynamic resources, once in YAML with the plugin.
 */

const KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIMadeUpMadeUpMadeUpMadeUpMadeUpMadeUpMade me@desk";
const region = "toronto";

const objectsOf = (emulators: Emulators) => emulators.objects("lunanode").filter(({ phase }) => phase !== "deleted");
const countsOf = (emulators: Emulators) => {
  const counts: Record<string, number> = {};
  for (const { kind } of objectsOf(emulators)) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
};

/** What somebody has made in the panel. Returns the names and IDs to import. */
async function makeSite(emulators: Emulators): Promise<string[]> {
  const of = (name: string, parameters: Record<string, string>) => call(emulators, name, parameters);
  const settled = async (kind: string, id: string, isDone: (row: Record<string, unknown>) => boolean) => {
    for (;;) {
      const row = emulators.objects("lunanode").find((each) => each.kind === kind && each.id === id);
      if (row !== undefined && isDone(row)) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const image = emulators
    .objects("lunanode")
    .find((each) => each.kind === "image" && String(each.name).startsWith("Ubuntu 24.04") && each.region === region);
  await of("sshkey/add", { label: "laptop", sshkey: KEY });
  await of("script/create", { name: "nginx", content: "#!/bin/sh\necho $" + "{HOME}\n" });
  const { group_id } = await of("securitygroup/create", { region, name: "web" });
  await of("securitygroup/rule-insert", {
    ...{ region, group_id: String(group_id), direction: "ingress", type: "ipv4", protocol: "tcp" },
    ...{ port_min: "443", port_max: "443", remote_type: "cidr", remote_value: "0.0.0.0/0" },
  });
  const { volume_id } = await of("volume/create", { region, label: "data", size: "20" });
  const { ip } = await of("floating/add", { region });
  await of("dns/set", { ip: String(ip), hostname: "www.example.com" });
  const { vm_id } = await of("vm/create", {
    ...{ region, hostname: "web1.example.com", plan_id: "87", image_id: String(image?.id), ip: String(ip) },
    securitygroups: String(group_id),
  });
  await settled("vm", String(vm_id), ({ phase }) => phase === "online");
  await settled("volume", String(volume_id), ({ status }) => status === "available");
  await of("volume/attach", { volume_id: String(volume_id), vm_id: String(vm_id), target: "auto" });
  await settled("volume", String(volume_id), ({ status }) => status === "in-use");
  await of("volume/snapshot-create", { region, volume_id: String(volume_id), label: "before" });
  const { zone_id } = await of("dns2/zone-add", { name: "example.com", ttl: "3600" });
  await of("dns2/record-add", {
    ...{ zone_id: String(zone_id), name: "www.example.com.", type: "A", data: String(ip), ttl: "3600" },
  });
  await of("dns/dyn-add", { name: "home", ip: "198.51.100.7" });
  const record = objectsOf(emulators).find(({ kind }) => kind === "dnsRecord");
  return [
    ...["laptop", "nginx", "web", "data", "before", "web1.example.com", "example.com", "home"],
    ...[String(volume_id), `toronto/${ip}`, String(ip), `${zone_id}/${record?.id}`],
  ];
}

/** Destroyed, the same program makes everything again: `put` writes it, without the protection. */
async function assertGoesUpAgain(
  t: ExecutionContext,
  stack: Stack,
  emulators: Emulators,
  before: Record<string, number>,
  site: Record<string, number>,
  put: () => Promise<void>,
): Promise<void> {
  await put();
  emulators.clearRequests();
  const released = await stack.run(["up", "--yes", "--skip-preview"]);
  t.regex(released.screen, /Resources:\s+13 unchanged/, released.screen);
  t.deepEqual(
    emulators.requests().filter(({ kind }) => kind === "write"),
    [],
  );
  const destroyed = await stack.destroy();
  t.is(destroyed.code, 0, destroyed.screen);
  t.deepEqual(countsOf(emulators), before);
  const up = await stack.run(["up", "--yes"]);
  t.is(up.code, 0, up.screen);
  // A new VM has an address of its own, beside the one that is attached to it.
  t.deepEqual(countsOf(emulators), { ...site, floatingIp: (site.floatingIp ?? 0) + 1 });
  const plan = await stack.preview(["--expect-no-changes"]);
  t.is(plan.code, 0, plan.screen);
}

test("a whole site is imported into a TypeScript program; destroyed, it goes up again by the same program", async (t) => {
  const { stack, emulators } = await openTestStack(t, { clouds: ["lunanode"], env: { PULUMI_PARALLEL: "20" } });
  const before = countsOf(emulators);
  const what = await makeSite(emulators);
  const site = countsOf(emulators);
  await writeFile(join(stack.folder, "Pulumi.yaml"), "name: e2e\nruntime: nodejs\n");
  await rm(join(stack.folder, "index.js"));
  await writeFile(join(stack.folder, "index.ts"), "");
  const compilerOptions = { module: "nodenext", moduleResolution: "nodenext", skipLibCheck: true };
  await writeFile(join(stack.folder, "tsconfig.json"), JSON.stringify({ compilerOptions }));
  const imported = await indiecloud(stack, ["import", "lunanode", ...what, "--yes"]);
  t.is(imported.code, 0, imported.screen);
  t.regex(imported.out, /Imported 12\. [\s\S]*The preview is empty\./);
  const file = join(stack.folder, "imported-lunanode.ts");
  const code = await readFile(file, "utf8");
  t.regex(code, /VolumeAttachment\("volumeattachment-\d+", \{\n {2}volume: data\.id,\n {2}vm: web1ExampleCom\.id,\n\}/);
  t.regex(
    code,
    /FloatingIpAttachment\("floatingipattachment-[\d.]+", \{\n {2}floatingIp: \w+\.id,\n {2}vm: \w+\.id,\n\}/,
  );
  t.regex(
    code,
    /DnsRecord\("www-A-[\d.]+", \{\n {2}zone: exampleCom\.id,\n {2}name: "www",\n {2}type: "A",\n {2}data: "[\d.]+",\n\}/,
  );
  t.regex(code, /securityGroups: \[web\.id\],\n\}, /);
  // What a VM and the other objects have anyway is left out.
  t.notRegex(code, /region|powerState|privateIps|ttl/);
  await assertGoesUpAgain(t, stack, emulators, before, site, () =>
    writeFile(file, code.replaceAll("{ protect: true }", "{}")),
  );
});

test("a whole site is imported into a YAML program; destroyed, it goes up again by the same program", async (t) => {
  const { stack, emulators, write } = await openYamlStack(t, {
    ...{ clouds: ["lunanode"], env: { PULUMI_PARALLEL: "20" } },
  });
  const before = countsOf(emulators);
  const what = await makeSite(emulators);
  const site = countsOf(emulators);
  const imported = await indiecloud(stack, ["import", "lunanode", ...what, "--yes"]);
  t.is(imported.code, 0, imported.screen);
  const { resources } = yaml.load(await readFile(join(stack.folder, "imported-lunanode.yaml"), "utf8")) as {
    resources: Record<string, YamlResource>;
  };
  t.deepEqual(resources.before?.properties, { name: "before", volume: "$" + "{data.id}" });
  t.is(Object.keys(resources).length, 12);
  await write({ resources });
  const plan = await stack.preview(["--expect-no-changes"]);
  t.is(plan.code, 0, plan.screen);
  await assertGoesUpAgain(t, stack, emulators, before, site, () =>
    write({
      resources: Object.fromEntries(Object.entries(resources).map(([name, { options: _, ...each }]) => [name, each])),
    }),
  );
});
