import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import test from "ava";
import { openYamlStack } from "./support/plugin.ts";
import { openTestStack, type Stack } from "./support/stack.ts";

/* Functions in programs, with the real CLI: in the program's own process, and through the plugin. */

/** A program in JavaScript; `main` is the body of an async function whose result is the stack's outputs. */
const program = (stack: Stack, main: string): Promise<void> =>
  writeFile(
    join(stack.folder, "index.js"),
    `"use strict";
const pulumi = require("@pulumi/pulumi");
const { lunanode, gigenet, Provider } = require("@indiecloud/pulumi");
module.exports = async () => {
${main}
};
`,
  );

const outputsOf = async (stack: Stack): Promise<Record<string, unknown>> => {
  const { code, screen } = await stack.run(["stack", "output", "--json", "--show-secrets"]);
  if (code !== 0) {
    throw new Error(screen);
  }
  return JSON.parse(screen);
};

test.serial(
  "a program chooses what it creates on two clouds, and finds what it has created, without a plugin",
  async (t) => {
    const { stack, emulators } = await openTestStack(t, { clouds: ["lunanode", "gigenet"] });
    await program(
      stack,
      `
  const { plans: [small] } = await lunanode.getPlans({ region: "toronto", name: "s.", minVcpus: 2, minMemoryMb: 2048 });
  const { images: [ubuntu] } = await lunanode.getImages({ name: "ubuntu 24" });
  const types = await gigenet.getPlans({ name: "gcl", minMemoryMb: 4096 });
  const web = new lunanode.Vm("web", { plan: small.id, image: ubuntu.name });
  const found = lunanode.getVmOutput({ name: web.name });
  const { url } = lunanode.getVmConsoleOutput({ id: web.id });
  return { price: small.price, web: web.id, found: found.id, memory: found.memoryMb, type: types.plans[0].name, url };`,
    );
    const preview = await stack.preview();
    t.is(preview.code, 0, preview.screen);
    t.regex(preview.screen, /type *: "gcl\.4"/);
    t.deepEqual(new Set(emulators.requests("lunanode").map(({ kind }) => kind)), new Set(["read"]));
    const up = await stack.run(["up", "--yes", "--skip-preview"]);
    t.is(up.code, 0, up.screen);
    const { web, url, ...outputs } = await outputsOf(stack);
    t.regex(String(url), /vnc_auto/);
    t.notRegex(up.screen + (await stack.stateText()), /vnc_auto/);
    t.deepEqual(outputs, {
      ...{ found: web, memory: 2048, type: "gcl.4" },
      price: { hourly: 0.015, monthly: 10.8, currency: "USD" },
    });
    const again = await stack.preview(["--expect-no-changes"]);
    t.is(again.code, 0, again.screen);
  },
);

test.serial("the account is the stack's, including secrets, or a provider's; lists are not secrets", async (t) => {
  const { stack, emulators } = await openTestStack(t, { clouds: ["lunanode"], credentials: false });
  const { credentials, accounts, endpoint } = emulators.clouds.lunanode;
  const { apiId, apiKey } = credentials;
  await stack.set(
    { "indiecloud:lunanode.apiId": apiId, "indiecloud:lunanode.endpoint": endpoint },
    { "indiecloud:lunanode.apiKey": apiKey },
  );
  const second = { ...accounts[1], endpoint };
  await program(
    stack,
    `
  const { apiKey, ...rest } = ${JSON.stringify(second)};
  const provider = new Provider("second", { lunanode: { ...rest, apiKey: pulumi.secret(apiKey) } });
  const own = (await lunanode.getRegions({ name: "canada" })).regions.length;
  const others = (await lunanode.getRegions({}, { provider })).regions.length;
  const later = lunanode.getRegionsOutput({ name: pulumi.output("canada") }, { provider });
  const refusal = (account) => lunanode.getRegions({}, { provider: account }).catch(({ message }) => message);
  const wrong = await refusal(new Provider("wrong", { lunanode: { ...rest, apiKey: "0".repeat(128) } }));
  const absent = await refusal(new Provider("absent", { gigenet: { apiKey: "none", apiHash: "none" } }));
  return { own, others, later, secret: await pulumi.isSecret(later), wrong, absent };`,
  );
  const up = await stack.run(["up", "--yes", "--skip-preview"]);
  t.is(up.code, 0, up.screen);
  const outputs = await outputsOf(stack);
  t.like(outputs, { own: 2, others: 3, secret: false });
  t.deepEqual(Object.keys(Object(outputs.later)), ["regions"]);
  t.regex(String(outputs.wrong), /authentication failure/i);
  t.regex(String(outputs.absent), /LUNANODE_API_KEY/);
  t.false((await stack.stateText()).includes(credentials.apiKey));
});

test.serial(
  "a provider that is unknown in a preview: the plain function throws, the Output function waits",
  async (t) => {
    const { stack, emulators } = await openTestStack(t, { clouds: ["lunanode"] });
    const { credentials, endpoint } = emulators.clouds.lunanode;
    const provider = `
  const key = new lunanode.SshKey("key", { publicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKx me" });
  const account = { ...${JSON.stringify(credentials)}, endpoint: key.keyId.apply(() => "${endpoint}") };
  const provider = new Provider("made", { lunanode: account });`;
    await program(
      stack,
      `${provider}\n  return { plans: lunanode.getPlansOutput({ name: "m.2" }, { provider }).plans };`,
    );
    const preview = await stack.preview();
    t.is(preview.code, 0, preview.screen);
    const up = await stack.run(["up", "--yes", "--skip-preview"]);
    t.is(up.code, 0, up.screen);
    t.like((await outputsOf(stack)).plans, [{ id: "87", name: "m.2" }]);
    await stack.destroy();
    await program(
      stack,
      `${provider}
  return { said: await lunanode.getPlans({}, { provider }).catch(({ message }) => message) };`,
    );
    const refused = await stack.preview();
    t.regex(refused.screen, /said *: ".*unknown in a preview.*Output/);
  },
);

test.serial("an invalid call is an error that the program can catch", async (t) => {
  const { stack } = await openTestStack(t, { clouds: ["lunanode"] });
  await program(
    stack,
    `
  const said = (promise) => promise.then(() => "nothing", ({ message }) => message);
  return { none: await said(lunanode.getVm({ name: "nobody" })), misspelt: await said(lunanode.getPlans({ minCpus: 2 })) };`,
  );
  const { code, screen } = await stack.preview();
  t.is(code, 0, screen);
  t.regex(screen, /none *: "There is no LunaNode VM named \\?"nobody/);
  t.regex(screen, /misspelt *: "lunanode:getPlans: minCpus: .* Did you mean minVcpus\?"/);
});

test.serial("a YAML program calls them through the plugin", async (t) => {
  const { stack, write, ids } = await openYamlStack(t, { clouds: ["lunanode", "ovh"] });
  const invoke = (name: string, args: object, returned: string) => ({
    "fn::invoke": { function: `indiecloud:${name}`, arguments: args, return: returned },
  });
  await write({
    variables: {
      plans: invoke("lunanode:getPlans", { name: "s.", minVcpus: 2, minMemoryMb: 2048 }, "plans"),
      images: invoke("lunanode:getImages", { name: "debian 13" }, "images"),
      flavors: invoke("ovh:getPlans", { region: "GRA11", name: "b3" }, "plans"),
      // biome-ignore lint/suspicious/noTemplateCurlyInString: how YAML programs refer to variables
      console: invoke("lunanode:getVmConsole", { id: "${web.id}" }, "url"),
    },
    resources: {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: how YAML programs refer to variables
      web: { type: "indiecloud:lunanode:Vm", properties: { plan: "${plans[0].id}", image: "${images[0].name}" } },
    },
    // biome-ignore lint/suspicious/noTemplateCurlyInString: how YAML programs refer to variables
    outputs: { price: "${plans[0].price.hourly}", flavor: "${flavors[0].name}", id: "${web.id}", url: "${console}" },
  });
  const preview = await stack.preview();
  t.is(preview.code, 0, preview.screen);
  const up = await stack.run(["up", "--yes", "--skip-preview"]);
  t.is(up.code, 0, up.screen);
  const { url, ...outputs } = await outputsOf(stack);
  t.deepEqual(outputs, { price: 0.015, flavor: "b3-8", id: `toronto/${ids("vm")[0]}` });
  t.regex(String(url), /vnc_auto/);
  t.notRegex(up.screen + (await stack.stateText()), /vnc_auto/);
  await write({ outputs: { none: invoke("lunanode:getPlans", { minCpus: 2 }, "plans") } });
  const misspelt = await stack.preview();
  t.not(misspelt.code, 0);
  t.regex(misspelt.screen, /minCpus/);
});
