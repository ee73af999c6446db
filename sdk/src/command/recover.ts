import { type Command, InvalidArgumentError } from "commander";
import { stackConfig } from "./accounts.js";
import { agreed } from "./ask.js";
import { openDesk } from "./desk.js";
import { EXIT, Failure } from "./failure.js";
import { unsuccessfulRuns } from "./history.js";
import { type CommonOptions, confirming, type FormerlyOptions, withCommon, withFormerly } from "./options.js";
import { otherStacks } from "./other-stacks.js";
import { print, printJson, tell } from "./output.js";
import { previewed } from "./preview.js";
import { projectFolder } from "./project.js";
import { pulumi } from "./pulumi.js";
import { applied } from "./recover/apply.js";
import { decided } from "./recover/decide.js";
import { isCreate } from "./recover/lacking.js";
import { type Lock, locksOf } from "./recover/locks.js";
import type { Plan } from "./recover/plan.js";
import { type Found, report, shown } from "./recover/report.js";
import { endAll, survivors } from "./recover/survivors.js";
import { folderOf, stackName } from "./stack.js";
import { exported, nameIn, sameState } from "./state.js";

interface RecoverOptions extends CommonOptions, FormerlyOptions {
  yes?: boolean;
  unlock?: boolean;
  take: Map<string, string>;
}

/** `indiecloud recover` */
export function recover(program: Command): void {
  const command = program
    .command("recover")
    .description("Bring the state right after an interrupted run: unlock it, take over what was made, clear the rest")
    .option(
      "--take <resource=id>",
      "the object that is this resource's own, where it is not certain",
      choice,
      new Map(),
    )
    .option("--unlock", "with --yes: lift also a lock whose run cannot be proven to have ended");
  withCommon(withFormerly(confirming(command))).action(async (options: RecoverOptions) => {
    const stack = await stackName(options);
    process.exitCode = await run({ ...options, stack }, stack);
  });
}

/** `web=toronto/81eb…` */
function choice(text: string, before: Map<string, string>): Map<string, string> {
  const [, resource = "", id = ""] = /^(.+)=([^=]+)$/.exec(text) ?? [];
  if (id === "") {
    throw new InvalidArgumentError("Say which resource has which object: <resource>=<id>.");
  }
  return new Map([...before, [resource, id]]);
}

async function run(options: RecoverOptions, stack: string): Promise<number> {
  const cwd = folderOf(options);
  const alive = await survivors(projectFolder(cwd) ?? cwd);
  if (alive.length > 0 && !(await ended(options, alive))) {
    if (options.json === true) {
      printJson({ stack, done: false, processes: alive });
    }
    return EXIT.found;
  }
  const locks = await locksOf(openDesk(), options, stack);
  refuseLiveLock(locks, stack);
  const found = { locks, ...(await look(options, stack)) };
  const { plan } = found;
  const isRight = locks.length + plan.take.length + plan.clear.length === 0;
  if (options.json !== true) {
    print(shown(stack, found));
  }
  refuseUnclear(plan);
  const isDone = !isRight && (await agreed(options, "Do it?"));
  if (isDone) {
    refuseUnprovenLock(options, locks);
    await carryOut(options, stack, found);
  }
  if (options.json === true) {
    printJson(report(stack, found, isDone));
  } else if (!isRight) {
    print(isDone ? "Done. pulumi up goes on from here." : "Nothing was done. Run it again with --yes to do it.");
  }
  if (found.preview.errors.length > 0) {
    return EXIT.failed;
  }
  return (isRight || isDone) && plan.questions.length === 0 ? EXIT.done : EXIT.found;
}

/** Ends what still works for a run that is dead; false: nobody has agreed. */
async function ended(options: RecoverOptions, pids: readonly number[]): Promise<boolean> {
  tell(
    `A run in this folder was killed, and its provider goes on working: process ${pids.join(", ")}. It must end before anybody can say what it has made. It ends by itself when the cloud has answered, within a minute.`,
  );
  if (!(await agreed(options, "End it now?"))) {
    tell("Nothing was done. Run it again in a minute, or with --yes to end it now.");
    return false;
  }
  endAll(pids);
  return true;
}

async function look(options: RecoverOptions, stack: string): Promise<Omit<Found, "locks">> {
  const [{ open, sealed }, preview, config] = await Promise.all([
    bothStates(options),
    previewed(stack, folderOf(options)),
    stackConfig(options),
  ]);
  const plan = await decided(openDesk(), {
    ...{ sealed: sealed.deployment, open: open.deployment, steps: preview.steps, config },
    ...{ formerly: options.formerly, take: options.take },
    unsuccessful: () => unsuccessfulRuns(options, stack),
    otherStacks: () => otherStacks(options, stack),
  });
  return { plan, preview, sealed, open };
}

/** In this order: when the open state is the same later, so was the sealed one, which is what is edited. */
const bothStates = async (options: RecoverOptions) => ({
  open: await exported(options, "open"),
  sealed: await exported(options, "sealed"),
});

function refuseUnclear({ unclear }: Plan): void {
  const [first] = unclear;
  if (first !== undefined) {
    throw new Failure(
      `${nameIn(first.urn)}: it could not be seen what an interrupted create has left, so nothing was done. ${first.why}`,
    );
  }
}

function refuseLiveLock(locks: readonly Lock[], stack: string): void {
  const held = locks.find(({ holder }) => holder === "alive") ?? locks.find(({ holder }) => holder === "maybe");
  if (held === undefined) {
    return;
  }
  const { pid, user, since } = held;
  throw new Failure(
    held.holder === "alive"
      ? `Stack ${stack} is locked by process ${pid} of ${user} on this machine, which is still running. Wait for it to end, or end it, and run npx indiecloud recover again.`
      : `Stack ${stack} is locked since ${since} by a process ${pid} of ${user}, and a Pulumi process with that id still runs on this machine. It cannot be proven that it is the same. Wait for it to end, and run npx indiecloud recover again; or lift the lock by pulumi cancel, when you know that the run that took it has ended.`,
  );
}

function refuseUnprovenLock({ yes, unlock }: RecoverOptions, locks: readonly Lock[]): void {
  const unproven = locks.find(({ holder }) => holder === "unknown");
  if (unproven !== undefined && yes === true && unlock !== true) {
    const { user, host, pid, since } = unproven;
    throw new Failure(
      `The stack is locked since ${since} by process ${pid} of ${user} on ${host}, and it cannot be proven from here that this run has ended. When you know that it has, add --unlock.`,
    );
  }
}

/** What was looked at must still be so when it is written: another run may have begun meanwhile. */
async function carryOut(options: RecoverOptions, stack: string, found: Found): Promise<void> {
  const { locks, plan, open, sealed } = found;
  const cwd = folderOf(options);
  if (locks.length > 0) {
    await pulumi(["cancel", stack, "--yes"], { cwd });
  }
  if (!sameState(await exported(options, "open"), open)) {
    throw new Failure(
      "The state has changed while it was looked at: another run is at work, or was. Run indiecloud recover again.",
    );
  }
  if (plan.take.length + plan.clear.length > 0) {
    const state = { ...sealed, deployment: applied(sealed.deployment, plan.take) };
    await pulumi(["stack", "import", "--stack", stack], { cwd, stdin: JSON.stringify(state) });
  }
  if (plan.take.length > 0) {
    const { steps } = await previewed(stack, cwd);
    const again = plan.take.filter(({ urn }) => steps.some((step) => step.urn === urn && isCreate(step)));
    if (again.length > 0) {
      throw new Failure(
        `The state has ${again.map(({ urn, id }) => `${nameIn(urn)} (${id})`).join(", ")} now, but pulumi preview would still make it. Look at pulumi preview --diff before you run pulumi up.`,
      );
    }
  }
}
