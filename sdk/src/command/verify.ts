import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { type AccountOptions, accountAtHand } from "./accounts.js";
import { CommandError, EXIT } from "./command-error.js";
import { type CommonOptions, cloudArgument, numeric, withCommon, withConfirm, withProvider } from "./options.js";
import { print, printError, printJson, table } from "./output.js";
import { askToConfirm } from "./prompt.js";
import type { Verifying, VerifyLimit, VerifyReport, VerifyServerPlan, VerifyStep } from "./queries.js";
import { openQueries } from "./queries.js";
import { folderOf } from "./stack.js";

interface VerifyOptions extends CommonOptions, AccountOptions {
  withServer?: boolean;
  cleanUp?: boolean;
  plan?: string;
  image?: string;
  region?: string;
  limit: number;
  limitHours?: number;
  output?: string;
  yes?: boolean;
}

/** `indiecloud verify <cloud>` */
export function verify(program: Command): void {
  const command = program
    .command("verify")
    .description("Check with your account what is assumed of a cloud, and write a report that is safe to publish")
    .addArgument(cloudArgument())
    .option("--with-server", "also create a server, change it in every way and delete it; this costs money")
    .option("--clean-up", "only delete what an interrupted run left")
    .option("--plan <plan>", "plan of the server (default: the cheapest)")
    .option("--image <image>", "image of the server (default: a recent Linux)")
    .option("--region <region>", "region of the server (default: the configuration's)")
    .option("--limit <amount>", "what the server may cost, in the currency of its price", numeric, 1)
    .option("--limit-hours <hours>", "if the cloud publishes no price: server-hours that may be charged", numeric)
    .option("--output <directory>", "where to write the report (default: the current directory)");
  withCommon(withConfirm(withProvider(command))).action(async (cloud: string, options: VerifyOptions) => {
    const queries = openQueries();
    const verifying = await queries.verify(cloud, await accountAtHand(queries, cloud, options));
    process.exitCode = await (options.cleanUp === true
      ? cleanUp(verifying, options)
      : verifyAccount(cloud, verifying, options));
  });
}

async function verifyAccount(cloud: string, verifying: Verifying, options: VerifyOptions): Promise<number> {
  await verifying.read();
  const left = options.withServer === true ? await tryServer(cloud, verifying, options) : [];
  const { report, page } = verifying.report();
  const files = await write(cloud, options, report, page);
  if (options.json === true) {
    printJson({ ...report, exchanges: report.exchanges.length, files, left });
  } else {
    print(format(report));
    print(`\nReport: ${files.join(" and ")}. It is safe to publish; please attach it to an issue.`);
  }
  const failed = report.reads.find(({ is }) => is === "failed");
  if (failed !== undefined && !report.reads.some(({ is }) => is === "read")) {
    throw new CommandError(failed.message ?? `${failed.what} could not be read.`);
  }
  const isFound =
    left.length > 0 ||
    failed !== undefined ||
    report.steps.some(({ is }) => is === "failed") ||
    report.findings.some(({ result }) => result === "does not hold");
  return isFound ? EXIT.found : EXIT.done;
}

const cleanUpCommand = (cloud: string, { provider }: VerifyOptions): string =>
  `npx indiecloud verify ${cloud}${provider === undefined ? "" : ` --provider ${provider}`} --clean-up`;

/** Creates a server once the user has confirmed it, and deletes everything that was created. Returns what is left. */
async function tryServer(cloud: string, verifying: Verifying, options: VerifyOptions): Promise<readonly string[]> {
  const before = await verifying.leftovers(options.region);
  if (before.length > 0) {
    throw new CommandError(
      `An earlier run left ${before.join(", ")}. Delete it with ${cleanUpCommand(cloud, options)} first.`,
      EXIT.found,
    );
  }
  const plan = await verifying.planServer(options);
  const limit = limitOf(cloud, plan, options);
  printError(describe(plan, limit));
  if (!(await askToConfirm(options, "Create it?"))) {
    throw new CommandError("Nothing was created: pass --yes to create a server without a prompt.", EXIT.cancelled);
  }
  printError(`If this is interrupted, ${cleanUpCommand(cloud, options)} deletes what is left.`);
  try {
    await verifying.tryServer(limit, (step) => printError(stepLine(step)));
  } finally {
    const { removed, left } = await verifying.cleanUp(options.region);
    for (const each of removed) {
      printError(`deleted ${each}`);
    }
    for (const each of left) {
      printError(`LEFT: ${each}`);
    }
  }
  return verifying.leftovers(options.region);
}

/** Deletes what earlier runs left. */
async function cleanUp(verifying: Verifying, options: VerifyOptions): Promise<number> {
  const found = await verifying.leftovers(options.region);
  if (options.json !== true) {
    print(found.length === 0 ? "Nothing is left." : found.join("\n"));
  }
  const isAgreed = found.length > 0 && (await askToConfirm(options, "Delete it?"));
  const { removed, left } = isAgreed ? await verifying.cleanUp(options.region) : { removed: [], left: found };
  if (options.json === true) {
    printJson({ found, removed, left });
  } else if (isAgreed) {
    print([...removed.map((each) => `deleted ${each}`), ...left.map((each) => `LEFT: ${each}`)].join("\n"));
  } else if (found.length > 0) {
    print("Nothing was deleted. Run it again with --yes to delete it.");
  }
  return left.length === 0 ? EXIT.done : EXIT.found;
}

function limitOf(cloud: string, { price }: VerifyServerPlan, { limit, limitHours }: VerifyOptions): VerifyLimit {
  if (price !== undefined) {
    return { amount: limit };
  }
  if (limitHours === undefined) {
    throw new CommandError(
      `The price of this server is not known, so nothing was created. Look up what the plan costs (npx indiecloud catalog ${cloud} plans lists them), and pass --limit-hours <hours>: how many server-hours may be charged.`,
    );
  }
  return { serverHours: limitHours };
}

function describe({ plan, image, region, price, serverHours, beside }: VerifyServerPlan, limit: VerifyLimit): string {
  const hours = `${serverHours} server-${serverHours === 1 ? "hour" : "hours"}`;
  const cost =
    price === undefined
      ? `Its price is not known. At least ${hours} will be charged.`
      : `At most ${price.hourly} ${price.currency} per hour; at least ${hours} will be charged.`;
  const allowed = "amount" in limit ? `${limit.amount} ${price?.currency ?? ""}` : `${limit.serverHours} server-hours`;
  const others =
    beside.length === 0 ? "" : ` Next to it, these are charged too, and counted like a server: ${beside.join(", ")}.`;
  return `A server of plan ${plan} with ${image}${region === undefined ? "" : ` in ${region}`}. ${cost}${others} Limit: ${allowed}. All names begin with indiecloud-verify-.`;
}

const stepLine = ({ step, is, seconds, message }: VerifyStep): string =>
  `${is === "done" ? "ok     " : is === "failed" ? "FAILED " : "-      "}${step}${is === "skipped" ? "" : ` (${Math.round(seconds)} s)`}${message === undefined ? "" : `: ${message}`}`;

async function write(cloud: string, options: VerifyOptions, report: VerifyReport, page: string): Promise<string[]> {
  const folder = resolve(folderOf(options), options.output ?? ".");
  await mkdir(folder, { recursive: true });
  const files = ["json", "md"].map((ending) => join(folder, `indiecloud-verify-${cloud}.${ending}`));
  const [data = "", text = ""] = files;
  await writeFile(data, `${JSON.stringify(report, null, 1)}\n`);
  await writeFile(text, page);
  return files;
}

function format({ findings, reads, unknown, exchanges, withServer }: VerifyReport): string {
  const probed = findings.filter(({ result }) => result !== "manual");
  const troubles = reads.filter(({ is }) => is !== "read").map(({ is, what, message }) => [is, what, message ?? ""]);
  const others =
    unknown.length === 0 ? "" : `\nUndocumented fields and values in answers: ${unknown.length} (see the report).`;
  return [
    table(
      ["result", "assumed", "position"],
      probed.map(({ by, result, statement, switch: path, position }) => [
        ...[by === "create" && !withServer ? "--with-server" : result, statement],
        position === undefined ? "" : `${path}=${position}`,
      ]),
    ),
    ...(troubles.length === 0 ? [] : ["", table(["", "read", ""], troubles)]),
    `\n${reads.length} lists and objects were read with ${exchanges.length} calls.${others}`,
  ].join("\n");
}
