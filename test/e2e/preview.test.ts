import test from "ava";
import { operations, vm } from "./support/lunanode.ts";
import { openTestStack } from "./support/stack.ts";

test.serial("a preview makes no write call, and names what up will name", async (t) => {
  const { stack, emulators } = await openTestStack(t);
  await stack.write(vm());
  const preview = await stack.preview();
  t.is(preview.code, 0, preview.screen);
  t.deepEqual(operations(emulators, "write"), []);
  const [, name] = /name\s*: "(web-[0-9a-f]{7})"/.exec(preview.screen) ?? [];
  t.truthy(name, preview.screen);
  const up = await stack.up(undefined);
  t.is(up.code, 0, up.screen);
  t.is((await stack.resource("web")).outputs.name, name);
});

// For a misspelled plan see plugin-yaml.test.ts.
test.serial("a misspelled property is an error of the preview that names the nearest one", async (t) => {
  const { stack, emulators } = await openTestStack(t);
  await stack.write(vm({ sshKey: "laptop" }));
  const preview = await stack.preview();
  t.not(preview.code, 0);
  t.regex(preview.screen, /a VM has no property sshKey\. Did you mean sshKeys\?/);
  t.deepEqual(operations(emulators, "write"), []);
});

test.serial(
  "an object that does not exist, or differs in what cannot be changed, cannot be adopted: the preview says so",
  async (t) => {
    const { stack, ids, emulators } = await openTestStack(t);
    await stack.up(vm());
    const [id = ""] = ids("vm");
    emulators.clearRequests();
    const adopting = (args: Record<string, unknown>) => {
      const other = vm(args).resources.map((resource) => ({ ...resource, name: "other" }));
      return stack.write({ resources: [...vm().resources, ...other] });
    };
    for (const [adopt, args, message] of [
      [
        `toronto/${id.replace(/^.{8}/, "00000000")}`,
        {},
        /LunaNode VM toronto\/00000000\S+ does not exist in this account/,
      ],
      [
        `toronto/${id}`,
        { image: "Debian 12 64-bit" },
        /LunaNode VM \S+ cannot be adopted: .*image is "Ubuntu 24\.04 64-bit \(template\)"/,
      ],
    ] as const) {
      await adopting({ ...args, adopt });
      const preview = await stack.preview();
      t.not(preview.code, 0);
      t.regex(preview.screen, message);
    }
    t.deepEqual(operations(emulators, "write"), []);
  },
);

test.serial("outputs of another resource that are unknown pass check and diff, and its own are unknown", async (t) => {
  const { stack } = await openTestStack(t);
  const program = (port: number) => ({
    resources: [
      {
        type: "lunanode:SecurityGroup",
        name: "open",
        args: { rules: [{ direction: "ingress", protocol: "tcp", portMin: port }] },
      },
      ...vm({ securityGroups: [{ $out: "open.groupId" }] }).resources,
    ],
  });
  await stack.write(program(22));
  const preview = await stack.preview();
  t.is(preview.code, 0, preview.screen);
  t.regex(preview.screen, /securityGroups/);
  const up = await stack.up(undefined);
  t.is(up.code, 0, up.screen);
  await stack.write(program(80));
  const after = await stack.up(undefined, []);
  t.is(after.code, 0, after.screen);
  t.regex(after.screen, /1 updated/);
});
