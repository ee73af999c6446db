import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Command } from "commander";
import { estimateCost } from "../automation/cost.js";
import { detectDrift } from "../automation/drift.js";
import { type DriftReport, RefreshError } from "../automation/report.js";
import { EXIT, messageOf } from "./command-error.js";
import { abortable } from "./interrupt.js";
import { type PlaceOptions, withPlace } from "./options.js";
import { searchOrphans } from "./orphans.js";
import { print, printJson } from "./output.js";
import { progress } from "./progress.js";
import { projectOf } from "./project.js";
import { type ReportStack, reportStack } from "./report/model.js";
import { renderReport } from "./report/render.js";
import { folderOf, openStack, stackName } from "./stack.js";
import { exportState } from "./state.js";

interface ReportOptions extends PlaceOptions {
  stack?: string[];
  check?: boolean;
  output: string;
}

/** `indiecloud report` */
export function report(program: Command): void {
  const command = program
    .command("report")
    .description("Write one HTML file about stacks: servers, power, drift, costs and leftovers (read-only)")
    .argument("[folders...]", "the projects' directories (default: --cwd)")
    .option("-s, --stack <name...>", "the stacks in each directory (default: the selected one)")
    .option("--check", "ask the clouds: drift, power and charged leftovers")
    .option("-o, --output <file>", "the file to write", "indiecloud-report.html");
  withPlace(command).action(async (folders: readonly string[], options: ReportOptions) => {
    const places = folders.length > 0 ? folders : [folderOf({ cwd: options.cwd })];
    const stacks = await abortable("indiecloud report", async (signal) => {
      const targets = await targetsOf(places, options.stack);
      const found: ReportStack[] = [];
      for (const [index, target] of targets.entries()) {
        const title = `stack ${target.stack} in ${target.cwd} (${index + 1} of ${targets.length})`;
        found.push(await progress.during(title, readStack(target, options.check === true, signal)));
      }
      return found;
    });
    if (options.json === true) {
      printJson(stacks);
    } else {
      const file = resolve(options.output);
      await writeFile(file, renderReport(stacks, Date.now()));
      print(`The report of ${stacks.length === 1 ? "1 stack" : `${stacks.length} stacks`} is in ${file}`);
    }
    if (stacks.some(({ errors }) => errors.length > 0)) process.exitCode = EXIT.failed;
  });
}

interface Target {
  cwd: string;
  stack: string;
}

async function targetsOf(folders: readonly string[], stacks: readonly string[] | undefined): Promise<Target[]> {
  const targets: Target[] = [];
  for (const folder of folders) {
    const cwd = resolve(folder);
    for (const stack of stacks ?? [await stackName({ cwd })]) targets.push({ cwd, stack });
  }
  return targets;
}

async function readStack(target: Target, isChecked: boolean, signal: AbortSignal): Promise<ReportStack> {
  const { name: project } = await projectOf(target.cwd);
  if (!isChecked) {
    return reportStack(project, target.stack, (await exportState(target, "sealed")).deployment);
  }
  // What cannot be read is named in the report.
  const errors: string[] = [];
  const note = (error: unknown): undefined => {
    if (signal.aborted) throw error;
    errors.push(messageOf(error));
    return undefined;
  };
  // Only the search for leftovers needs secrets, and the report shows none.
  const open = await exportState(target, "open").catch(note);
  const { deployment } = open ?? (await exportState(target, "sealed"));
  const stack = await openStack(target);
  const drift = await detectDrift(stack, { signal }).catch((error: unknown): DriftReport | undefined => {
    note(error);
    return error instanceof RefreshError ? error.report : undefined;
  });
  const estimate = await estimateCost(stack, { preview: false, signal }).catch(note);
  const costs = new Map(
    estimate?.resources.flatMap(({ urn, monthlyCost }) => (monthlyCost ? [[urn, monthlyCost]] : [])),
  );
  const searched = open && (await searchOrphans(target, target.stack, open.deployment).catch(note));
  errors.push(...(searched?.errors ?? []));
  const leftovers = searched?.found.filter(({ isCharged }) => isCharged);
  return reportStack(project, target.stack, deployment, {
    ...{ drift, costs, leftovers, stateOf: searched?.stateOf },
    errors: [...new Set(errors)],
  });
}
