import { type Command, InvalidArgumentError } from "commander";
import { stackConfig } from "./accounts.js";
import { CommandError, EXIT } from "./command-error.js";
import { unsuccessfulRuns } from "./history.js";
import { type CommonOptions, type FormerlyOptions, withCommon, withConfirm, withFormerly } from "./options.js";
import { otherStacks } from "./other-stacks.js";
import { print, printError, printJson } from "./output.js";
import { runPreview } from "./preview.js";
import { projectFolder } from "./project.js";
import { askToConfirm } from "./prompt.js";
import { pulumi } from "./pulumi.js";
import { openQueries } from "./queries.js";
import { applyPlan } from "./recover/apply.js";
import { decided } from "./recover/decide.js";
import { emptyAttributes, removeAll } from "./recover/empty-attributes.js";
import { endAll, findLeftoverProcesses } from "./recover/leftover-processes.js";
import { backendOf, type Lock, locksOf } from "./recover/locks.js";
import { isCreate } from "./recover/missing.js";
import type { Plan } from "./recover/plan.js";
import { type Found, formatReport, report } from "./recover/report.js";
import { folderOf, stackName } from "./stack.js";
import { exportState, nameIn, sameState } from "./state.js";

interface RecoverOptions extends CommonOptions, FormerlyOptions {
  yes?: boolean;
  unlock?: boolean;
  take: Map<string, string>;
}

/** `indiecloud recover` */
export function recover(program: Command): void {
  const command = program
    .command("recover")
    .description("Repair the state after an interrupted run: unlock it, import what was created, clear the rest")
    .option(
      "--take <resource=id>",
      "the object that belongs to a resource, if it is not certain; repeatable",
      choice,
      new Map(),
    )
    .option("--unlock", "with --yes: also remove a lock whose run is not proven to have ended");
  withCommon(withFormerly(withConfirm(command))).action(async (options: RecoverOptions) => {
    const backend = await backendOf(options);
    if (!(await repairBackend(options, await emptyAttributes(backend, folderOf(options))))) {
      process.exitCode = EXIT.found;
      return;
    }
    const stack = await stackName(options);
    process.exitCode = await run({ ...options, stack }, stack, backend);
  });
}

/** `web=toronto/81eb…` */
function choice(text: string, before: Map<string, string>): Map<string, string> {
  const [, resource = "", id = ""] = /^(.+)=([^=]+)$/.exec(text) ?? [];
  if (id === "") {
    throw new InvalidArgumentError("Pass a resource and an object: <resource>=<id>.");
  }
  return new Map([...before, [resource, id]]);
}

async function run(options: RecoverOptions, stack: string, backend: string): Promise<number> {
  const cwd = folderOf(options);
  const alive = await findLeftoverProcesses(projectFolder(cwd) ?? cwd);
  if (alive.length > 0 && !(await endProcesses(options, alive))) {
    if (options.json === true) {
      printJson({ stack, done: false, processes: alive });
    }
    return EXIT.found;
  }
  const locks = await locksOf(openQueries(), { options, stack, backend });
  const held = heldLock(locks, stack);
  if (held !== undefined) {
    throw new CommandError(held, EXIT.failed, { stack, done: false, locks });
  }
  const found = { locks, ...(await inspect(options, stack)) };
  const { plan } = found;
  const isRight = locks.length + plan.imported.length + plan.clearedOperations.length === 0;
  if (options.json !== true) {
    print(formatReport(stack, found));
  }
  refuseIndeterminate(plan);
  const isDone = !isRight && (await askToConfirm(options, "Apply?"));
  const unproven = isDone ? unprovenLock(options, locks) : undefined;
  if (unproven !== undefined) {
    throw new CommandError(unproven, EXIT.failed, report(stack, found, false));
  }
  if (isDone) {
    await apply(options, stack, found);
  }
  if (options.json === true) {
    printJson(report(stack, found, isDone));
  } else if (!isRight) {
    print(isDone ? "Done. Continue with pulumi up." : "Nothing was changed. Run it again with --yes to apply.");
  }
  if (found.preview.errors.length > 0) {
    return EXIT.failed;
  }
  return (isRight || isDone) && plan.unresolved.length === 0 ? EXIT.done : EXIT.found;
}

/** Without this, no command of Pulumi could read the stack. Returns false if the user has not agreed. */
async function repairBackend(options: RecoverOptions, files: readonly string[]): Promise<boolean> {
  if (files.length === 0) {
    return true;
  }
  printError(
    `Pulumi was killed while it wrote its state, and cannot read it because of an empty file: ${files.join(", ")}. The state itself is intact, and Pulumi does not need the file.`,
  );
  if (await askToConfirm(options, "Remove it?")) {
    await removeAll(files);
    return true;
  }
  printError("Nothing was changed. Run it again with --yes to remove it.");
  if (options.json === true) {
    printJson({ done: false, emptyFiles: files });
  }
  return false;
}

/** Ends processes that still work for a dead run. Returns false if the user has not agreed. */
async function endProcesses(options: RecoverOptions, pids: readonly number[]): Promise<boolean> {
  printError(
    `A run in this directory was killed, but its provider is still running (process ${pids.join(", ")}). It must end before its objects can be found. It ends by itself when the cloud responds, within a minute.`,
  );
  if (!(await askToConfirm(options, "End it now?"))) {
    printError("Nothing was changed. Run it again in a minute, or with --yes to end it now.");
    return false;
  }
  endAll(pids);
  return true;
}

async function inspect(options: RecoverOptions, stack: string): Promise<Omit<Found, "locks">> {
  const [{ open, sealed }, preview, config] = await Promise.all([
    bothStates(options),
    runPreview(stack, folderOf(options)),
    stackConfig(options),
  ]);
  const plan = await decided(openQueries(), {
    ...{ sealed: sealed.deployment, open: open.deployment, steps: preview.steps, config },
    ...{ formerly: options.formerly, take: options.take },
    unsuccessful: () => unsuccessfulRuns(options, stack),
    otherStacks: () => otherStacks(options, stack),
  });
  return { plan, preview, sealed, open };
}

/** In this order: if the open state is unchanged later, so is the sealed one, which is the one that is edited. */
const bothStates = async (options: RecoverOptions) => ({
  open: await exportState(options, "open"),
  sealed: await exportState(options, "sealed"),
});

function refuseIndeterminate({ indeterminate }: Plan): void {
  const [first] = indeterminate;
  if (first !== undefined) {
    throw new CommandError(
      `${nameIn(first.urn)}: the search for an interrupted create failed, so nothing was changed. ${first.why}`,
    );
  }
}

/** Why nothing can be done while a run of this machine has locked the stack. */
function heldLock(locks: readonly Lock[], stack: string): string | undefined {
  const held = locks.find(({ holder }) => holder === "alive") ?? locks.find(({ holder }) => holder === "maybe");
  if (held === undefined) {
    return undefined;
  }
  const { pid, user, since } = held;
  return held.holder === "alive"
    ? `Stack ${stack} is locked by process ${pid} of ${user} on this machine, which is still running. Wait for it to end, or end it, then run npx indiecloud recover again.`
    : `Stack ${stack} has been locked since ${since} by process ${pid} of ${user}. A Pulumi process with that ID is running on this machine, but it may be another one. Wait for it to end, then run npx indiecloud recover again. If you know that the run that locked the stack has ended, remove the lock with pulumi cancel.`;
}

/** Why a lock is not lifted without somebody who knows that its run has ended. */
function unprovenLock({ yes, unlock }: RecoverOptions, locks: readonly Lock[]): string | undefined {
  const unproven = locks.find(({ holder }) => holder === "unknown");
  if (unproven === undefined || yes !== true || unlock === true) {
    return undefined;
  }
  const { user, host, pid, since } = unproven;
  return `The stack has been locked since ${since} by process ${pid} of ${user} on ${host}. Whether that run has ended cannot be checked from this machine. If you know that it has, pass --unlock.`;
}

/** What was read must still hold when it is written: another run may have started meanwhile. */
async function apply(options: RecoverOptions, stack: string, found: Found): Promise<void> {
  const { locks, plan, open, sealed } = found;
  const cwd = folderOf(options);
  if (locks.length > 0) {
    await pulumi(["cancel", stack, "--yes"], { cwd });
  }
  if (!sameState(await exportState(options, "open"), open)) {
    throw new CommandError("The state changed in the meantime, because of another run. Run indiecloud recover again.");
  }
  if (plan.imported.length + plan.clearedOperations.length > 0) {
    const state = { ...sealed, deployment: applyPlan(sealed.deployment, plan.imported) };
    await pulumi(["stack", "import", "--stack", stack], { cwd, stdin: JSON.stringify(state) });
  }
  if (plan.imported.length > 0) {
    const { steps } = await runPreview(stack, cwd);
    const again = plan.imported.filter(({ urn }) => steps.some((step) => step.urn === urn && isCreate(step)));
    if (again.length > 0) {
      throw new CommandError(
        `${again.map(({ urn, id }) => `${nameIn(urn)} (${id})`).join(", ")} was imported into the state, but pulumi preview would still create it. Check pulumi preview --diff before you run pulumi up.`,
      );
    }
  }
}
