import { type Command, Option } from "commander";
import { estimateCost } from "../automation/cost.js";
import { CommandError } from "./command-error.js";
import { formatEstimate } from "./cost-format.js";
import { abortable } from "./interrupt.js";
import { type CommonOptions, withCommon } from "./options.js";
import { markdownTable, print, printJson, table } from "./output.js";
import { progress } from "./progress.js";
import { firstLineOf } from "./pulumi-errors.js";
import { openStack } from "./stack.js";

interface CostOptions extends CommonOptions {
  preview: boolean;
  format: "table" | "markdown";
}

/** `indiecloud cost` */
export function cost(program: Command): void {
  const command = program
    .command("cost")
    .description("Estimate what a stack costs in a month, and what pulumi up would add or save (read-only)")
    .option("--no-preview", "do not run the program: only what the state has")
    .addOption(new Option("--format <format>", "output format").choices(["table", "markdown"]).default("table"));
  withCommon(command).action(async ({ preview, format, json, ...options }: CostOptions) => {
    const stack = await openStack(options);
    const estimate = await abortable("indiecloud cost", async (signal) => {
      try {
        return await progress.during(
          preview ? "pulumi preview and price lists" : "price lists",
          estimateCost(stack, { preview, signal }),
        );
      } catch (error) {
        if (!preview || signal.aborted || !(error instanceof Error)) throw error;
        throw new CommandError(
          `${firstLineOf(error)}\nThe preview failed. For the costs of what exists, pass --no-preview.`,
        );
      }
    });
    if (json === true) {
      printJson(estimate);
    } else {
      print(formatEstimate(estimate, format === "markdown" ? markdownTable : table, format === "markdown"));
    }
  });
}
