import { type Command, Option } from "commander";
import { detectDrift } from "../automation/drift.js";
import { all, type Outcome } from "../automation/outcomes.js";
import { type DriftReport, RefreshError } from "../automation/report.js";
import { EXIT, type Exit } from "./command-error.js";
import { formatReport } from "./drift-format.js";
import { abortable } from "./interrupt.js";
import { type PlaceOptions, withPlace } from "./options.js";
import { markdownTable, print, printError, printJson, table } from "./output.js";
import { firstLineOf } from "./pulumi-errors.js";
import { renderDrift } from "./report/drift-page.js";
import { openStack, stackName } from "./stack.js";

interface DriftOptions extends PlaceOptions {
  stack?: string[];
  program?: boolean;
  format: "table" | "markdown" | "html";
}

/** `indiecloud drift` */
export function drift(program: Command): void {
  const command = program
    .command("drift")
    .description("Show changes made outside of Pulumi, and what the next pulumi up would do about them (read-only)")
    .option("-s, --stack <name...>", "the stacks (default: the selected one)")
    .option("--program", "run the program and use its credentials")
    .addOption(
      new Option("--format <format>", "output format").choices(["table", "markdown", "html"]).default("table"),
    );
  withPlace(command).action(async ({ stack, cwd, json, program: runProgram, format }: DriftOptions) => {
    const names = [...new Set(stack ?? [await stackName({ cwd })])];
    const { outcomes } = await abortable("indiecloud drift", (signal) =>
      all(names, { signal }, async (name) =>
        detectDrift(await openStack({ stack: name, cwd }), { runProgram: runProgram === true, signal }),
      ),
    );
    const found = outcomes.map(foundIn);
    if (json === true) {
      const hasDrift = found.some(({ report }) => report?.hasDrift === true);
      printJson({ hasDrift, stacks: found.map(({ exit, ...each }) => each) });
    } else if (format === "html") {
      process.stdout.write(renderDrift(found));
    } else {
      const draw = format === "markdown" ? markdownTable : table;
      for (const [index, { stack: name, report, error }] of found.entries()) {
        if (report !== undefined) print(`${index > 0 ? "\n" : ""}${formatReport(report, draw)}`);
        if (error !== undefined) printError(`indiecloud: stack ${name}: ${error}`);
      }
    }
    // An error outweighs any finding: without that stack, it is unknown whether there is more drift.
    const weighty = found.find(({ error }) => error !== undefined) ?? found.find(({ exit }) => exit !== EXIT.done);
    process.exitCode = weighty?.exit ?? EXIT.done;
  });
}

interface Found {
  stack: string;
  report?: DriftReport;
  error?: string;
  exit: Exit;
}

function foundIn(outcome: Outcome<DriftReport, string>): Found {
  const { stack } = outcome;
  if (outcome.is === "succeeded") {
    return { stack, report: outcome.result, exit: outcome.result.hasDrift ? EXIT.found : EXIT.done };
  }
  const error = outcome.is === "failed" ? outcome.error : new Error("not checked");
  const words = error instanceof RefreshError ? error.message : firstLineOf(error);
  return {
    stack,
    ...(error instanceof RefreshError ? { report: error.report } : {}),
    error: words,
    exit: words.includes("no stack named") ? EXIT.noStack : EXIT.failed,
  };
}
