import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import test, { type ExecutionContext } from "ava";
import { vm } from "./support/lunanode.ts";
import { openYamlStack } from "./support/plugin.ts";
import { openTestStack, type Result, type Stack } from "./support/stack.ts";

/*
 * What the provider stores about a resource in the state, from an earlier release, from a newer one, and damaged; with
 * the real CLI.
 */

type Values = Record<string, unknown>;
interface Stored {
  inputs: Values;
  outputs: Values & { __indiecloud: Values };
}

/** Edits the server in the state file. */
async function edit(stack: Stack, change: (stored: Stored) => void): Promise<void> {
  const file = join(stack.folder, "state/.pulumi/stacks/e2e/dev.json");
  const state = JSON.parse(await readFile(file, "utf8"));
  const stored = state.checkpoint.latest.resources.find(({ urn }: { urn: string }) => urn.endsWith("::web"));
  change(stored);
  await writeFile(file, JSON.stringify(state));
}

const mark = (stack: Stack, values: Values): Promise<void> =>
  edit(stack, ({ outputs }) => {
    Object.assign(outputs.__indiecloud, values);
  });

/** As release 0.1.0 wrote it. */
function writeAsFirstRelease({ inputs, outputs }: Stored): void {
  const { managed, account, endpoint, scope, ids, displayed, defaulted } = outputs.__indiecloud;
  outputs.__indiecloud = { managed, account, endpoint, scope, ids, shown: displayed, filled: defaulted };
  const { __defaulted: filled, ...others } = inputs;
  for (const key of Object.keys(inputs)) {
    delete inputs[key];
  }
  Object.assign(inputs, others, { __filled: filled });
}

const DAMAGED = /is damaged: scope.*pulumi stack import.*pulumi state delete.*adopt: "toronto/s;
const NEWER = /a release of indiecloud newer than.*metadata version 99.*npm install @indiecloud\/pulumi@latest/s;

function isRefused(t: ExecutionContext, { code, screen }: Result, why: RegExp): void {
  t.not(code, 0, screen);
  t.regex(screen, why);
}

test.serial(
  "the plugin: metadata of an earlier release is read and kept; with damaged or newer metadata, every command refuses",
  async (t) => {
    const { stack, write, emulators, ids } = await openYamlStack(t, { clouds: ["lunanode"] });
    const { accounts } = emulators.clouds.lunanode;
    const program = (plan: string) =>
      write({
        resources: { web: { type: "indiecloud:lunanode:Vm", properties: { plan, image: "Ubuntu 24.04 64-bit" } } },
      });
    await program("m.2");
    const up = await stack.run(["up", "--yes", "--skip-preview"]);
    t.is(up.code, 0, up.screen);
    await edit(stack, writeAsFirstRelease);
    const before = (await stack.resource("web")).outputs.__indiecloud;
    const same = await stack.run(["up", "--yes", "--refresh", "--expect-no-changes"]);
    t.is(same.code, 0, same.screen);
    t.deepEqual((await stack.resource("web")).outputs.__indiecloud, before);

    await program("m.4");
    emulators.clearRequests();
    await mark(stack, { scope: 7 });
    // If it were read partially, the server would disappear from the state.
    const other = { LUNANODE_API_ID: accounts[1]?.apiId ?? "", LUNANODE_API_KEY: accounts[1]?.apiKey ?? "" };
    isRefused(t, await stack.refresh([], other), DAMAGED);
    isRefused(t, await stack.run(["up", "--yes", "--skip-preview"]), DAMAGED);
    isRefused(t, await stack.destroy(), DAMAGED);
    await mark(stack, { version: 99 });
    isRefused(t, await stack.run(["up", "--yes", "--skip-preview", "--refresh"]), NEWER);
    isRefused(t, await stack.destroy(), NEWER);
    t.deepEqual(
      emulators.requests("lunanode").filter(({ kind }) => kind === "write"),
      [],
    );
    t.is((await stack.resource("web")).id, `toronto/${ids("vm")[0]}`);

    await mark(stack, { scope: "toronto", version: undefined });
    const gone = await stack.destroy();
    t.is(gone.code, 0, gone.screen);
    t.deepEqual(ids("vm"), []);
  },
);

test.serial("a dynamic resource: the same", async (t) => {
  const { stack, emulators, ids } = await openTestStack(t);
  const up = await stack.up(vm());
  t.is(up.code, 0, up.screen);
  await edit(stack, writeAsFirstRelease);
  const same = await stack.run(["up", "--yes", "--refresh", "--expect-no-changes"]);
  t.is(same.code, 0, same.screen);

  emulators.clearRequests();
  await mark(stack, { version: 99 });
  isRefused(t, await stack.run(["up", "--yes", "--skip-preview", "--refresh"]), NEWER);
  isRefused(t, await stack.destroy(), NEWER);
  t.deepEqual(
    emulators.requests("lunanode").filter(({ kind }) => kind === "write"),
    [],
  );
  t.is(ids("vm").length, 1);
});
