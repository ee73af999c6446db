import test, { type ExecutionContext } from "ava";
import { indiecloud } from "./support/command.ts";
import { operations, vm } from "./support/lunanode.ts";
import { providersOf } from "./support/processes.ts";
import { type Adapter, openTestStack, type TestStack } from "./support/stack.ts";

const creates = ({ emulators }: TestStack) =>
  operations(emulators).filter((operation) => operation === "vm/create").length;

test.serial(
  "the build outlasts the timeout: the ID is in the state, and the next up continues with the same VM",
  async (t) => {
    const all = await openTestStack(t, { clouds: ["lunanode"] });
    const { stack, ids, emulators } = all;
    emulators.setTimeScale(0);
    const first = await stack.up(vm({}, { customTimeouts: { create: "2s" } }));
    t.not(first.code, 0);
    t.regex(first.screen, /still "build" after 2s.*Nothing is lost: the next pulumi up continues with the same VM/i);
    const { id } = await stack.resource("web");
    t.is(id, `toronto/${ids("vm")[0]}`);
    emulators.setTimeScale(60);
    const second = await stack.up(vm());
    t.is(second.code, 0, second.screen);
    t.is((await stack.resource("web")).id, id);
    t.is(creates(all), 1);
    t.is(ids("vm").length, 1);
  },
);

test.serial("the build fails permanently: the next up replaces it, deleting first", async (t) => {
  const switches = { lunanode: { buildOutcome: "error" } } as const;
  const { stack, ids, emulators } = await openTestStack(t, { clouds: ["lunanode"], adapter: "plugin", switches });
  const first = await stack.up(vm());
  t.not(first.code, 0);
  t.regex(first.screen, /LunaNode VM .* could not be built: ERROR/i);
  const [failed] = ids("vm");
  emulators.setSwitches("lunanode", { buildOutcome: "online" });
  emulators.clearRequests();
  const second = await stack.up(vm());
  t.is(second.code, 0, second.screen);
  t.is(ids("vm").length, 1);
  t.not(ids("vm")[0], failed);
  const calls = operations(emulators, "write");
  t.true(calls.indexOf("vm/delete") < calls.indexOf("vm/create"), calls.join(" "));
});

/** How the user adopts the VM: with the line that the next run prints, or with the command. */
type By = "adopt" | "recover";

/** Kills the provider at a point of a create, then follows the messages of the next runs until the VM is adopted. */
async function killed(t: ExecutionContext, adapter: Adapter, at: "reply" | "wait"): Promise<void> {
  const all = await openTestStack(t, { clouds: ["lunanode"], adapter });
  const { stack, ids, emulators } = all;
  if (at === "reply") {
    emulators.addFault({ cloud: "lunanode", operation: "vm/create", fault: { hold: "after" } });
  } else {
    emulators.setTimeScale(0);
  }
  await stack.write(vm());
  const run = stack.start(["up", "--yes", "--skip-preview"]);
  await emulators.waitFor({ cloud: "lunanode", operation: "vm/create", stage: "reached" });
  if (at === "wait") {
    await emulators.waitFor(
      (rows) => rows.slice(rows.findIndex(({ operation }) => operation === "vm/create")).length > 2,
    );
  }
  const pids = await providersOf(stack);
  // The YAML host starts one of its own, to get the schema.
  t.true(adapter === "plugin" ? pids.length > 0 : pids.length === 1, String(pids.length));
  for (const pid of pids) {
    process.kill(pid, "SIGKILL");
  }
  t.not((await run.ended).code, 0);
  emulators.clearFaults();
  emulators.setTimeScale(60);
  const refused = await stack.up(undefined);
  t.not(refused.code, 0);
  const id = `toronto/${ids("vm")[0]}`;
  t.true(refused.screen.includes(`adopt: "${id}"`), refused.screen);
  t.is(ids("vm").length, 1);
  await adopt(t, all, "adopt", { args: {}, id });
  t.is(creates(all), 1);
  t.deepEqual(ids("vm"), [id.slice("toronto/".length)]);
}

async function adopt(
  t: ExecutionContext,
  { stack }: TestStack,
  by: By,
  { args, id }: { args: Record<string, unknown>; id: string },
): Promise<void> {
  if (by === "recover") {
    // LunaNode does not show when a VM was created, and the stack has no namespace.
    const recovered = await indiecloud(stack, ["recover", "--yes", "--take", `web=${id}`]);
    t.is(recovered.code, 0, recovered.screen);
  }
  const taken = await stack.up(vm(by === "adopt" ? { ...args, adopt: id } : args));
  t.is(taken.code, 0, taken.screen);
  t.is((await stack.resource("web")).id, id);
}

test.serial(
  "the dynamic provider is killed before the reply, auto-named: the next up refuses and adopts on request",
  killed,
  "dynamic",
  "reply",
);
test.serial(
  "the plugin is killed during the wait, auto-named: the next up refuses and adopts on request",
  killed,
  "plugin",
  "wait",
);
/** Kills the provider while a replacement's new VM is being created; the next run must find and adopt it. */
async function killedReplacing(t: ExecutionContext, adapter: Adapter, failed: boolean, by: By): Promise<void> {
  const switches = { lunanode: { buildOutcome: failed ? "error" : "online" } } as const;
  const all = await openTestStack(t, { clouds: ["lunanode"], adapter, switches });
  const { stack, ids, emulators } = all;
  const args = failed ? {} : { region: "montreal" };
  await stack.up(vm());
  emulators.setSwitches("lunanode", { buildOutcome: "online" });
  emulators.clearRequests();
  emulators.addFault({ cloud: "lunanode", operation: "vm/create", fault: { hold: "after" } });
  await stack.write(vm(args));
  const run = stack.start(["up", "--yes", "--skip-preview"]);
  await emulators.waitFor({ cloud: "lunanode", operation: "vm/create", stage: "reached" });
  for (const pid of await providersOf(stack)) {
    process.kill(pid, "SIGKILL");
  }
  t.not((await run.ended).code, 0);
  emulators.clearFaults();
  const refused = await stack.up(undefined);
  t.not(refused.code, 0);
  const [, id = ""] = /adopt: "([^"]+)"/.exec(refused.screen) ?? [];
  t.true(ids("vm").includes(id.replace(/^.*\//, "")), refused.screen);
  await adopt(t, all, by, { args, id });
  t.is(creates(all), 1);
  t.deepEqual(ids("vm"), [id.replace(/^.*\//, "")]);
}

test.serial(
  "the plugin is killed during a replacement, new before old: one VM is left in the end",
  killedReplacing,
  "plugin",
  false,
  "adopt",
);
test.serial(
  "the dynamic provider is killed during a replacement, old before new: indiecloud recover; one VM is left in the end",
  killedReplacing,
  "dynamic",
  true,
  "recover",
);

test.serial("Ctrl-C during the wait: the ID is in the state, and the next up continues", async (t) => {
  const all = await openTestStack(t, { clouds: ["lunanode"] });
  const { stack, ids, emulators } = all;
  emulators.setTimeScale(0);
  await stack.write(vm());
  const run = stack.start(["up", "--yes", "--skip-preview"]);
  await emulators.waitFor(
    (rows) => rows.slice(rows.findIndex(({ operation }) => operation === "vm/create")).length > 2,
  );
  // A terminal sends it to the whole foreground group.
  process.kill(-(run.child.pid ?? 0), "SIGINT");
  const { code, screen } = await run.ended;
  t.not(code, 0);
  t.is((await stack.resource("web")).id, `toronto/${ids("vm")[0]}`, screen);
  emulators.setTimeScale(60);
  const second = await stack.up(undefined);
  t.is(second.code, 0, second.screen);
  t.is(creates(all), 1);
  t.is(ids("vm").length, 1);
});
