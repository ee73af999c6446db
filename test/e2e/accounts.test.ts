import test from "ava";
import { indiecloud } from "./support/command.ts";
import { vm } from "./support/lunanode.ts";
import { openTestStack } from "./support/stack.ts";

test.serial("two accounts in one program", async (t) => {
  const { stack, emulators } = await openTestStack(t, { credentials: false });
  const { accounts, endpoint } = emulators.clouds.lunanode;
  const [first, second] = accounts.map((account) => ({ lunanode: { ...account, endpoint } }));
  const [resource] = vm().resources;
  const program = {
    providers: { one: first, two: second },
    resources: ["one", "two"].map((provider) => ({
      type: "lunanode:Vm",
      args: {},
      ...resource,
      name: `web-${provider}`,
      provider,
    })),
  };
  const up = await stack.up(program);
  t.is(up.code, 0, up.screen);
  const owners = emulators.objects("lunanode").flatMap((object) => (object.kind === "vm" ? [object.account] : []));
  t.is(new Set(owners).size, 2);
  const metadataOf = await Promise.all(["web-one", "web-two"].map((name) => stack.resource(name)));
  t.is(new Set(metadataOf.map(({ outputs }) => JSON.stringify(outputs.__indiecloud))).size, 2);
  const state = await stack.stateText();
  for (const { apiId, apiKey } of accounts) {
    t.false(state.includes(apiKey));
    t.false(state.includes(apiId), "arguments of an explicit provider are always secret");
  }
  // The command learns both from the state: nothing else has them.
  const { code, out } = await indiecloud(stack, ["doctor"]);
  t.is(code, 0, out);
  for (const name of ["one", "two"]) {
    t.true(out.includes(`LunaNode, provider ${name} permission to list lunanode:Vm: 1 there`), out);
  }
  const gone = await stack.destroy();
  t.is(gone.code, 0, gone.screen);
  t.false(emulators.objects("lunanode").some(({ kind }) => kind === "vm"));
});

test.serial("the environment: none of it enters the state", async (t) => {
  const { stack, emulators } = await openTestStack(t);
  const up = await stack.up(vm());
  t.is(up.code, 0, up.screen);
  const { apiId, apiKey } = emulators.clouds.lunanode.credentials;
  const state = await stack.stateText();
  t.false(state.includes(apiKey));
  t.false(state.includes(apiId));
});

test.serial("the stack configuration: secrets are encrypted, and destroy needs nothing else", async (t) => {
  const { stack, emulators, ids } = await openTestStack(t, { credentials: false });
  const { credentials, endpoint } = emulators.clouds.lunanode;
  const { apiId, apiKey } = credentials;
  await stack.set(
    { "indiecloud:lunanode.apiId": apiId, "indiecloud:lunanode.endpoint": endpoint },
    { "indiecloud:lunanode.apiKey": apiKey },
  );
  const up = await stack.up(vm());
  t.is(up.code, 0, up.screen);
  t.is(ids("vm").length, 1);
  t.false((await stack.stateText()).includes(credentials.apiKey));
  const gone = await stack.destroy();
  t.is(gone.code, 0, gone.screen);
  t.deepEqual(ids("vm"), []);
});
