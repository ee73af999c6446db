import { type Command, InvalidArgumentError } from "commander";
import { projectFolder, stackAccounts } from "./accounts.js";
import { agreed } from "./ask.js";
import { openDesk } from "./desk.js";
import type { Desk } from "./desk-types.js";
import { EXIT, Failure } from "./failure.js";
import { type CommonOptions, confirming, withCommon } from "./options.js";
import { type OwnerOf, otherStacks } from "./other-stacks.js";
import { print, printJson, table, tell } from "./output.js";
import { type Previewed, previewed } from "./preview.js";
import { pulumi } from "./pulumi.js";
import { applied } from "./recover/apply.js";
import { isCreate, type Lacking, lacking } from "./recover/lacking.js";
import { type Lock, locksOf } from "./recover/locks.js";
import { looked } from "./recover/look.js";
import { type Finding, type Plan, planned } from "./recover/plan.js";
import { endAll, survivors } from "./recover/survivors.js";
import { folderOf, stackName } from "./stack.js";
import { type Exported, exported, nameIn, sameState } from "./state.js";

interface RecoverOptions extends CommonOptions {
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
    .option("--unlock", "with --yes: unlock also what another machine has locked");
  withCommon(confirming(command)).action(async (options: RecoverOptions) => {
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

/** What was found, and what was looked at. */
interface Found {
  locks: readonly Lock[];
  plan: Plan;
  preview: Previewed;
  sealed: Exported;
  open: Exported;
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
  const found = await look(options, stack);
  const { locks, plan } = found;
  const held = locks.find(({ holder }) => holder === "alive");
  if (held !== undefined) {
    throw new Failure(
      `Stack ${stack} is locked by process ${held.pid} of ${held.user} on this machine, which is still running. Wait for it to end, or end it, and run indiecloud recover again.`,
    );
  }
  const isRight = locks.length + plan.take.length + plan.clear.length === 0;
  if (options.json !== true) {
    print(shown(stack, found));
  }
  refuseUnclear(plan);
  const isDone = !isRight && (await agreed(options, "Do it?"));
  if (isDone) {
    refuseForeignLock(options, locks);
    await carryOut(options, stack, found);
  }
  if (options.json === true) {
    printJson(report(stack, found, isDone));
  } else if (!isRight) {
    print(isDone ? "Done. pulumi up goes on from here." : "Nothing was done. Run it again with --yes to do it.");
  }
  return (isRight || isDone) && plan.questions.length === 0 ? EXIT.done : EXIT.found;
}

/** Ends what still works for a run that is dead; false: nobody has agreed. */
async function ended(options: RecoverOptions, pids: readonly number[]): Promise<boolean> {
  tell(
    `A run in this folder was killed, and its provider goes on working: process ${pids.join(", ")}. It must end before anybody can say what it has made.`,
  );
  if (!(await agreed(options, "End it?"))) {
    tell("Nothing was done. Run it again with --yes to do it.");
    return false;
  }
  endAll(pids);
  return true;
}

async function look(options: RecoverOptions, stack: string): Promise<Found> {
  const [locks, sealed, open, preview, accounts] = await Promise.all([
    locksOf(options, stack),
    exported(options, "sealed"),
    exported(options, "open"),
    previewed(stack, folderOf(options)),
    stackAccounts(options),
  ]);
  const wanted = lacking(sealed.deployment, open.deployment, preview.steps);
  const desk = openDesk();
  const findings = await looked(desk, wanted, open.deployment, accounts, options.take);
  const plan = planned({
    state: sealed.deployment,
    steps: preview.steps,
    lacking: wanted,
    findings,
    takingInput: await takingInputs(desk, wanted),
    otherStackWith: await ownersOf(options, stack, findings),
  });
  return { locks, plan, preview, sealed, open };
}

async function takingInputs(desk: Desk, wanted: readonly Lacking[]): Promise<(token: string) => string> {
  const clouds = new Set(wanted.map(({ token }) => token.split(":")[0] ?? ""));
  const facts = await Promise.all([...clouds].map((cloud) => desk.facts(cloud)));
  const inputs = new Map(facts.flatMap(({ resources }) => resources).map((each) => [each.token, each.takingInput]));
  return (token) => inputs.get(token) ?? "adopt";
}

/** A generated name has the stack's in it, so only a name that a program gives can be another stack's. */
async function ownersOf(
  options: RecoverOptions,
  stack: string,
  findings: ReadonlyMap<Lacking, Finding>,
): Promise<OwnerOf> {
  const isShared = [...findings].some(([{ inputs }, { is }]) => is === "found" && inputs.__filled === undefined);
  return isShared ? otherStacks(options, stack) : () => undefined;
}

function refuseUnclear({ unclear }: Plan): void {
  const [first] = unclear;
  if (first !== undefined) {
    throw new Failure(
      `${nameIn(first.urn)}: it could not be seen what an interrupted create has left, so nothing was done. ${first.why}`,
    );
  }
}

function refuseForeignLock({ yes, unlock }: RecoverOptions, locks: readonly Lock[]): void {
  const other = locks.find(({ holder }) => holder === "elsewhere");
  if (other !== undefined && yes === true && unlock !== true) {
    throw new Failure(
      `The stack is locked by ${other.user} on ${other.host}, and it cannot be seen from here whether that run has ended. When you know that it has, add --unlock.`,
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

const WILL = {
  ready: "into the state; pulumi up does what is left to do",
  pending: "into the state; it is still being built, and pulumi up goes on waiting for it",
  failed: "into the state; its build has failed, so pulumi up deletes it and makes another",
} as const;

const HOLDERS = {
  alive: "which is still running",
  gone: "which has ended",
  elsewhere: "of which it cannot be seen from here whether it has ended",
} as const;

function shown(stack: string, { locks, plan, preview }: Found): string {
  const rows = [
    ...locks.map(({ user, host, pid, since, holder }) => [
      "unlock",
      `by ${user}@${host}`,
      `since ${since}`,
      `process ${pid}, ${HOLDERS[holder]}`,
    ]),
    ...plan.take.map(({ urn, token, id, phase }) => ["take", `${nameIn(urn)} (${token})`, id, WILL[phase]]),
    ...plan.clear.map(({ urn, operation, why }) => ["clear", nameIn(urn), operation, why]),
  ];
  const questions = plan.questions.map(({ urn, why, next }) => `${nameIn(urn)}: ${why}. What to do: ${next}.`);
  const unseen = preview.errors.map(
    (error) => `The program's preview failed, so what it declares after that was not looked for: ${error}`,
  );
  return [
    rows.length === 0
      ? `Stack ${stack}: no interrupted run has left anything that can be put right.`
      : `Stack ${stack}:`,
    ...(rows.length === 0 ? [] : [table([], rows)]),
    ...questions,
    ...unseen,
  ].join("\n");
}

/** For programs: what was found, and whether it was done. */
const report = (stack: string, { locks, plan, preview }: Found, done: boolean) => ({
  stack,
  done,
  locks,
  take: plan.take.map(({ urn, token, id, phase }) => ({ urn, resource: token, id, phase })),
  clear: plan.clear,
  questions: plan.questions,
  previewErrors: preview.errors,
});
