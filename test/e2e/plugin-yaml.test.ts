import test from "ava";
import { openYamlStack, type YamlProgram } from "./support/plugin.ts";

/* A YAML program, the real CLI, and the plugin in its folder. */

/** Two clouds, and an output that depends on one of them. */
const program = (changes: { vm?: object; instance?: object } = {}): YamlProgram => ({
  resources: {
    web: {
      type: "indiecloud:lunanode:Vm",
      properties: { plan: "m.2", image: "Ubuntu 24.04 64-bit", ...changes.vm },
    },
    db: {
      type: "indiecloud:gigenet:Instance",
      properties: { plan: "gcl.2", image: "ubuntu64_16.04", ...changes.instance },
    },
  },
  // biome-ignore lint/suspicious/noTemplateCurlyInString: how YAML programs refer to outputs
  outputs: { ip: "${web.ip}", zone: "${db.availabilityZone}" },
});

test.serial("servers on two clouds: up, no changes, drift, repair, update, destroy", async (t) => {
  const { stack, write, ids, emulators } = await openYamlStack(t, { clouds: ["lunanode", "gigenet"] });
  await write(program());
  const up = await stack.run(["up", "--yes"]);
  t.is(up.code, 0, up.screen);
  t.regex(up.screen, /\+ 3 created/);
  t.regex(up.screen, /ip *: "\d+\.\d+\.\d+\.\d+"/);
  const web = await stack.resource("web");
  t.is(web.type, "indiecloud:lunanode:Vm");
  t.is(web.id, `toronto/${ids("vm")[0]}`);

  emulators.clearRequests();
  const same = await stack.preview(["--refresh", "--expect-no-changes"]);
  t.is(same.code, 0, same.screen);

  emulators.change({ cloud: "lunanode", kind: "vm", id: ids("vm")[0] ?? "", set: { hostname: "somebody-else" } });
  const drifted = await stack.refresh();
  t.is(drifted.code, 7, drifted.screen);
  const repaired = await stack.run(["up", "--yes", "--diff"]);
  t.is(repaired.code, 0, repaired.screen);
  t.regex(repaired.screen, /~ name: "somebody-else" => "web-[0-9a-f]{7}"/);
  t.is(emulators.objects("lunanode").find(({ kind }) => kind === "vm")?.hostname, web.outputs.name);

  await write(program({ vm: { plan: "m.4" }, instance: { powerState: "stopped" } }));
  const updated = await stack.run(["up", "--yes", "--diff"]);
  t.is(updated.code, 0, updated.screen);
  t.regex(updated.screen, /~ plan: "m\.2" => "m\.4"/);
  t.regex(updated.screen, /\+ powerState: "stopped"/);
  t.regex(updated.screen, /~ 2 updated/);
  t.is((await stack.resource("web")).id, web.id);

  const gone = await stack.destroy();
  t.is(gone.code, 0, gone.screen);
  t.deepEqual(ids("vm"), []);
});

test.serial("a preview names what causes a replacement, and knows what an update does not alter", async (t) => {
  const { stack, write } = await openYamlStack(t, { clouds: ["lunanode"] });
  // The key is replaced by one of another name, so a preview that did not know the address would show it.
  const resources = (changes: object) => ({
    web: { type: "indiecloud:lunanode:Vm", properties: { plan: "m.2", image: "Ubuntu 24.04 64-bit", ...changes } },
    key: {
      type: "indiecloud:lunanode:SshKey",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: how YAML programs refer to outputs
      properties: { name: "of-${web.ip}", publicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKx me" },
    },
  });
  await write({ resources: resources({}) });
  const up = await stack.run(["up", "--yes", "--skip-preview"]);
  t.is(up.code, 0, up.screen);
  await write({ resources: resources({ plan: "m.4" }) });
  const resize = await stack.preview();
  t.regex(resize.screen, /~ 1 to update\n\s*2 unchanged/);
  await write({ resources: resources({ region: "montreal" }) });
  const replace = await stack.preview();
  t.regex(replace.screen, /\+- ?indiecloud:lunanode:Vm: \(replace\)/);
  t.regex(replace.screen, /~ region: "toronto" => "montreal"/);
  t.regex(replace.screen, /\+-2 to replace/);
});

test.serial("a misspelled plan is a preview error at the resource, with the nearest ones", async (t) => {
  const { stack, write, ids } = await openYamlStack(t, { clouds: ["lunanode"] });
  await write({
    resources: { web: { type: "indiecloud:lunanode:Vm", properties: { plan: "m.22", image: "Ubuntu 24.04 64-bit" } } },
  });
  const { code, screen } = await stack.preview();
  t.not(code, 0);
  t.regex(
    screen,
    /indiecloud:lunanode:Vm resource 'web': .*"m\.22" is not a LunaNode plan in toronto\. Did you mean "m\.2"/,
  );
  t.deepEqual(ids("vm"), []);
});

test.serial(
  "an incomplete pair of credentials in the stack's configuration is reported with the command that completes it",
  async (t) => {
    const { stack, write } = await openYamlStack(t, { clouds: ["lunanode"] });
    await write(program());
    await stack.run(["config", "set", "--path", "indiecloud:lunanode.apiId", "0123456789abcdef"]);
    const { code, screen } = await stack.preview();
    t.not(code, 0);
    t.regex(screen, /pulumi config set --path --secret indiecloud:lunanode\.apiKey <value>/);
  },
);

test.serial(
  "credentials of the environment are not in the state; those of the stack's configuration are secrets there",
  async (t) => {
    const { stack, write, emulators } = await openYamlStack(t, { clouds: ["lunanode"] });
    const { credentials } = emulators.clouds.lunanode;
    const resources = {
      key: {
        type: "indiecloud:lunanode:SshKey",
        properties: { publicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKx me" },
      },
    };
    await write({ resources });
    const up = await stack.run(["up", "--yes", "--skip-preview"]);
    t.is(up.code, 0, up.screen);
    t.false((await stack.stateText()).includes(credentials.apiKey));
    const { apiId, apiKey } = credentials;
    await stack.set({}, { "indiecloud:lunanode.apiId": apiId, "indiecloud:lunanode.apiKey": apiKey });
    const again = await stack.run(["up", "--yes", "--skip-preview"], { LUNANODE_API_ID: "", LUNANODE_API_KEY: "" });
    t.is(again.code, 0, again.screen);
    t.regex(again.screen, /unchanged/);
    const text = await stack.stateText();
    t.false(text.includes(credentials.apiKey));
    t.false(text.includes(credentials.apiId));
  },
);

test.serial("an explicit provider has its own account, which is a secret in the state", async (t) => {
  const { stack, write, emulators } = await openYamlStack(t, { clouds: ["lunanode"] });
  const { accounts, endpoint } = emulators.clouds.lunanode;
  const { apiId = "", apiKey = "" } = { ...accounts[1] };
  const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKx me";
  await write({
    resources: {
      other: { type: "pulumi:providers:indiecloud", properties: { lunanode: { apiId, apiKey, endpoint } } },
      mine: { type: "indiecloud:lunanode:SshKey", properties: { publicKey } },
      theirs: {
        type: "indiecloud:lunanode:SshKey",
        properties: { publicKey },
        // biome-ignore lint/suspicious/noTemplateCurlyInString: how YAML programs refer to resources
        options: { provider: "${other}" },
      },
    },
  });
  const up = await stack.run(["up", "--yes"]);
  t.is(up.code, 0, up.screen);
  const keys = emulators.objects("lunanode").filter(({ kind }) => kind === "sshKey");
  t.is(new Set(keys.map(({ account }) => account)).size, 2, JSON.stringify(keys));
  const text = await stack.stateText();
  t.false(text.includes(apiKey));
  t.false(text.includes(apiId));
  const clean = await stack.refresh();
  t.is(clean.code, 0, clean.screen);
  const gone = await stack.destroy();
  t.is(gone.code, 0, gone.screen);
});
