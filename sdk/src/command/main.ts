#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { catalog } from "./catalog.js";
import { CommandError, EXIT, type Exit, messageOf } from "./command-error.js";
import { cost } from "./cost.js";
import { doctor } from "./doctor.js";
import { drift } from "./drift.js";
import { importCommand } from "./import.js";
import { orphans } from "./orphans.js";
import { printError, printJson } from "./output.js";
import { recover } from "./recover.js";
import { report } from "./report.js";
import { verify } from "./verify.js";

const { version }: { version: string } = require("../../package.json");

function commands(): Command {
  const program = new Command("indiecloud")
    .description("Recovery, drift, import and checks for Pulumi stacks that use @indiecloud/pulumi")
    .version(version)
    .exitOverride()
    .addHelpText(
      "after",
      `
Exit codes: 0 done, nothing found · 1 failed · 2 invalid command line · 6 no such stack
            7 something needs your attention · 8 canceled`,
    );
  for (const add of [doctor, catalog, cost, drift, importCommand, recover, orphans, report, verify]) {
    add(program);
  }
  return program;
}

async function run(args: readonly string[]): Promise<Exit> {
  try {
    await commands().parseAsync([...args], { from: "user" });
    return EXIT.done;
  } catch (error) {
    if (error instanceof CommanderError) {
      // Commander has already printed it; help and version are not errors.
      return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    }
    const exit = error instanceof CommandError ? error.exit : EXIT.failed;
    const message = messageOf(error);
    if (args.includes("--json")) {
      printJson({ ...(error instanceof CommandError ? error.report : {}), error: message });
    }
    printError(`indiecloud: ${message}`);
    if (process.env.INDIECLOUD_DEBUG && error instanceof Error && !(error instanceof CommandError)) {
      printError(error.stack ?? "");
    }
    return exit;
  }
}

void run(process.argv.slice(2)).then((exit) => {
  process.exitCode ||= exit;
});
