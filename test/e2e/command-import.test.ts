import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import test from "ava";
import yaml from "js-yaml";
import { indiecloud } from "./support/command.ts";
import { createVm } from "./support/lunanode.ts";
import { openYamlStack, type YamlResource } from "./support/plugin.ts";
import { openTestStack, PLUGIN } from "./support/stack.ts";

/** A reference in Pulumi's YAML. */
const template = (before: string, name: string) => `${before}$${"{"}${name}}`;

const SCRIPT = "#!/bin/sh\necho this-script-is-secret\n";

test("what a TypeScript project imports from two clouds is declared and protected, and nothing differs", async (t) => {
  const { stack, emulators, ids } = await openTestStack(t);
  const server = { plan: "m.2", image: "Ubuntu 24.04 64-bit" };
  const rules = [{ direction: "ingress", protocol: "tcp", portMin: 22 }];
  const resources = [
    { type: "lunanode:SecurityGroup", name: "group", args: { name: "legacy-ssh", rules } },
    { type: "lunanode:Vm", name: "other", args: { ...server, name: "legacy-db" } },
    { type: "naver:InitScript", name: "script", args: { name: "setup", content: SCRIPT } },
  ];
  const web = { ...server, name: "legacy-web", securityGroups: [{ $out: "group.name" }] };
  const created = await stack.up({ resources: [...resources, { type: "lunanode:Vm", name: "vm", args: web }] });
  t.is(created.code, 0, created.screen);
  await stack.initialize("second");
  await writeFile(join(stack.folder, "Pulumi.yaml"), "name: e2e\nruntime: nodejs\n");
  await rm(join(stack.folder, "index.js"));
  await writeFile(join(stack.folder, "index.ts"), "export const mine = 1;\n");
  await writeFile(
    join(stack.folder, "tsconfig.json"),
    JSON.stringify({ compilerOptions: { module: "nodenext", moduleResolution: "nodenext", skipLibCheck: true } }),
  );
  const temporary = join(stack.folder, "temporary");
  await mkdir(temporary);
  // Types are for editors; checking them five times would take most of this test's time.
  const env = { TMPDIR: temporary, PULUMI_NODEJS_TRANSPILE_ONLY: "true" };
  const run = (...args: string[]) => indiecloud(stack, ["import", ...args], env);
  emulators.clearRequests();

  const listed = await run("lunanode", "--list", "--type", "vm", "--json");
  const { importable }: { importable: Record<string, string>[] } = JSON.parse(listed.out);
  t.deepEqual(importable.map(({ name }) => name).sort(), ["legacy-db", "legacy-web"]);
  t.deepEqual(importable.map(({ id = "" }) => id.split("/")[1]).sort(), ids("vm").sort());
  for (const row of importable) t.like(row, { region: "toronto", state: "running", stack: "dev" });

  // Two stacks that have one server in their state would both delete it.
  const taken = await run("lunanode", "--filter", "legacy-*", "--type", "Vm", "--yes");
  t.is(taken.code, 0, taken.screen);
  t.regex(taken.err, /toronto\/\S+ is left out: stack dev has it in its state\. Name it to import it all the same\./);
  t.regex(taken.out, /There is nothing to import: the stacks of this project have everything\./);
  t.is((await stack.run(["stack", "rm", "dev", "--yes", "--force"])).code, 0);
  t.is((await stack.run(["stack", "select", "second"])).code, 0);

  // Without a terminal nothing is done, and the message names the options to pass.
  const unsaid = await run("lunanode");
  t.is(unsaid.code, 2);
  t.regex(unsaid.err, /--all\. --list shows what there is/);
  const unconfirmed = await run("lunanode", "legacy-web");
  t.is(unconfirmed.code, 8);
  t.regex(unconfirmed.err, /pass --yes/);
  t.is(await readFile(join(stack.folder, "index.ts"), "utf8"), "export const mine = 1;\n");

  const legacy = await run("lunanode", "--filter", "legacy-*", "--yes", "--json");
  t.is(legacy.code, 0, legacy.screen);
  const { imported, differing }: { imported: { name: string }[]; differing: object[] } = JSON.parse(legacy.out);
  t.deepEqual(imported.map(({ name }) => name).sort(), ["legacy-db", "legacy-ssh", "legacy-web"]);
  t.deepEqual(differing, []);
  const script = await run("naver", "setup", "--yes");
  t.is(script.code, 0, script.screen);
  t.regex(script.out, /The preview is empty\./);
  t.false(script.screen.includes("this-script-is-secret"));

  t.is(
    await readFile(join(stack.folder, "index.ts"), "utf8"),
    'export const mine = 1;\nimport "./imported-lunanode";\nimport "./imported-naver";\n',
  );
  const code = await readFile(join(stack.folder, "imported-lunanode.ts"), "utf8");
  t.is(code.match(/^import /gm)?.length, 1);
  t.regex(code, /export const legacyWeb = new indiecloud\.lunanode\.Vm\("legacy-web", \{\n {2}name: "legacy-web",/);
  t.regex(code, /export const legacyDb = [\s\S]*export const legacySsh = [\s\S]*export const legacyWeb = /);
  t.regex(code, /securityGroups: \[legacySsh\.id\],/);

  // Nothing was written to a cloud, and no secret is in any file as plain text.
  const operations = emulators.requests().map(({ operation }) => operation);
  t.deepEqual(
    operations.filter((operation) => /create|delete|rename|POST|PUT|DELETE/.test(operation)),
    [],
  );
  const state = await readFile(join(stack.folder, "state/.pulumi/stacks/e2e/second.json"), "utf8");
  for (const text of [state, await readFile(join(stack.folder, "imported-naver.ts"), "utf8")]) {
    t.false(text.includes("this-script-is-secret"));
  }
  const left = (await readdir(temporary)).filter((name) => name.includes("indiecloud"));
  t.deepEqual(left, []);

  // A user who removes the protection and changes something gets that change and nothing else.
  await writeFile(
    join(stack.folder, "imported-lunanode.ts"),
    code.replace('name: "legacy-web"', 'name: "renamed"').replace("{ protect: true }", "{}"),
  );
  const { accounts, endpoint } = emulators.clouds.lunanode;
  const [, other] = accounts;
  const entry = await readFile(join(stack.folder, "index.ts"), "utf8");
  const provider = `const europe = new indiecloud.Provider("eu", ${JSON.stringify({ lunanode: { ...other, endpoint } })});`;
  await writeFile(
    join(stack.folder, "index.ts"),
    `import * as indiecloud from "@indiecloud/pulumi";\n${provider}\n${entry}`,
  );
  await createVm(emulators, "theirs", other);
  const up = await stack.run(["up", "--yes", "--skip-preview"]);
  t.is(up.code, 0, up.screen);
  t.regex(up.screen, /~ 1 updated/);

  // What is imported from another account gets the program's explicit provider for it.
  const elsewhere = await run("lunanode", "theirs", "--provider", "eu", "--yes");
  t.is(elsewhere.code, 0, elsewhere.screen);
  t.regex(elsewhere.out, /The preview is empty\./);
  t.regex(
    await readFile(join(stack.folder, "index.ts"), "utf8"),
    /\nimport \{ declareLunanodeEu \} from "\.\/imported-lunanode-eu";\ndeclareLunanodeEu\(europe\);\n$/,
  );
});

test("a YAML project imports through the plugin what it does not have, into a file to add, and nothing differs", async (t) => {
  const { stack, emulators, write } = await openYamlStack(t);
  const instance: YamlResource = {
    type: "indiecloud:gigenet:Instance",
    properties: { name: "legacy", plan: "gcl.2", image: "ubuntu64_16.04" },
  };
  const script = { type: "indiecloud:naver:InitScript", properties: { name: "setup", content: SCRIPT } };
  await write({ resources: { instance, script } });
  const created = await stack.run(["up", "--yes", "--skip-preview"]);
  t.is(created.code, 0, created.screen);
  await stack.initialize("second");
  await write({});
  emulators.clearRequests();
  const instances = await indiecloud(stack, ["import", "gigenet", "legacy", "--yes"]);
  t.is(instances.code, 0, instances.screen);
  t.regex(
    instances.err,
    /is in the state of stack dev too: both stacks would change and delete it\. Remove it there first\./,
  );
  t.regex(instances.out, /Imported 1\. The code is in .*imported-gigenet\.yaml\.\nAdd it to the program/);
  const servers = await indiecloud(stack, ["import", "hostdime", "V101", "vps2.example.com", "--yes", "--json"]);
  t.is(servers.code, 0, servers.screen);
  const scripts = await indiecloud(stack, ["import", "naver", "setup", "--yes"]);
  t.is(scripts.code, 0, scripts.screen);
  const config: Record<string, unknown> = {};
  const resources: Record<string, YamlResource> = {};
  for (const cloud of ["gigenet", "hostdime", "naver"]) {
    const text = await readFile(join(stack.folder, `imported-${cloud}.yaml`), "utf8");
    t.false(text.includes("this-script-is-secret"));
    const written = yaml.load(text) as { config?: object; resources: Record<string, YamlResource> };
    Object.assign(config, written.config);
    Object.assign(resources, written.resources);
  }
  t.deepEqual(
    Object.values(resources).map(({ type, options }) => [type, options?.protect]),
    [
      ["indiecloud:gigenet:Instance", true],
      ["indiecloud:hostdime:Vps", true],
      ["indiecloud:hostdime:Vps", true],
      ["indiecloud:naver:InitScript", true],
    ],
  );
  await write({ config, resources });
  const plan = await stack.preview(["--expect-no-changes"]);
  t.is(plan.code, 0, plan.screen);
  const writes = emulators
    .requests()
    .filter(({ operation }) => /Run|Create|Modify|Terminate|start|stop|create/.test(operation));
  t.deepEqual(writes, []);
});

test("names with a meaning to a terminal, to YAML or to Pulumi's generator are handled as plain names", async (t) => {
  const { stack, emulators, write } = await openYamlStack(t, { clouds: ["lunanode"] });
  const rename = async (hostname: string) => {
    const id = await createVm(emulators, "vm");
    emulators.change({ cloud: "lunanode", kind: "vm", id, set: { hostname } });
  };
  const hostile = [
    template("a", "b"),
    "%{if}",
    "q\"uo'te`s",
    "new\nline",
    "esc\u001b[31m\u202ex",
    "back\\slash\\n",
    "- dash: #x",
    "서버",
  ];
  for (const name of hostile) await rename(name);
  const listed = await indiecloud(stack, ["import", "lunanode", "--list", "--type", "Vm"]);
  t.regex(listed.out, /esc\\u001b\[31m\\u202ex/);
  const done = await indiecloud(stack, ["import", "lunanode", "--all", "--type", "Vm", "--yes"]);
  t.is(done.code, 0, done.screen);
  for (const { screen } of [listed, done]) {
    t.false(["\u001b", "\u202e"].some((character) => screen.includes(character)));
  }
  const resourcesIn = async (file: string) => {
    const text = await readFile(join(stack.folder, file), "utf8");
    return (yaml.load(text) as { resources: Record<string, YamlResource> }).resources;
  };

  // Another account has its explicit provider, which only the state knows.
  const { accounts, endpoint } = emulators.clouds.lunanode;
  const [, other] = accounts;
  await createVm(emulators, "theirs", other);
  const eu = { type: "pulumi:providers:indiecloud", properties: { lunanode: { ...other, endpoint } } };
  const mine = await resourcesIn("imported-lunanode.yaml");
  await write({ resources: { eu, ...mine } });
  const up = await stack.run(["up", "--yes", "--skip-preview"]);
  t.is(up.code, 0, up.screen);
  t.regex(up.screen, /\+ 1 created\n/);
  const theirs = await indiecloud(stack, ["import", "lunanode", "theirs", "--provider", "eu", "--yes"]);
  t.is(theirs.code, 0, theirs.screen);
  const declared = await resourcesIn("imported-lunanode-eu.yaml");
  t.deepEqual(declared.theirs?.options, { provider: template("", "eu"), protect: true });
  await write({ resources: { eu, ...mine, ...declared } });
  const plan = await stack.preview(["--expect-no-changes"]);
  t.is(plan.code, 0, plan.screen);
  const plans = await indiecloud(stack, ["catalog", "lunanode", "plans", "--provider", "eu"], {
    LUNANODE_API_ID: "",
    LUNANODE_API_KEY: "",
  });
  t.is(plans.code, 0, plans.screen);

  // The tests' language host generates no Python: as if it failed when everything is already in the state.
  await rename(template("", "late"));
  const plugins = { providers: [{ name: "indiecloud", path: PLUGIN }] };
  await writeFile(join(stack.folder, "Pulumi.yaml"), JSON.stringify({ name: "e2e", runtime: "python", plugins }));
  const unwritten = await indiecloud(stack, ["import", "lunanode", "--all", "--type", "Vm", "--yes", "--out", "late"]);
  t.is(unwritten.code, 7, unwritten.screen);
  t.regex(unwritten.err, /explicit providers for lunanode: eu\. To use the account of one, pass --provider/);
  t.regex(
    unwritten.out,
    /Imported 1 as protected resources\. Pulumi could not write .*late\.yaml has the declarations in YAML/,
  );
  t.regex(await readFile(join(stack.folder, "late.yaml"), "utf8"), /"name": "\$\$\{late\}"/);
});
