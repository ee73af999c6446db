#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { adminListener } from "./core/admin.ts";
import { cloudNames } from "./core/cloud.ts";
import { switchPatch } from "./core/switches.ts";
import { Emulators } from "./emulators.ts";
import { readReportedSwitches } from "./like.ts";
import type { EmulatorOptions } from "./options.ts";
import { exportLines } from "./panel/accounts.ts";
import { registry } from "./registry.ts";

const help = `Usage: indiecloud-emulators [options]

Runs the cloud emulators until interrupted.

  --port <n>            port of the admin API and page; clouds use the next five ports (default 4600, 0: free ports)
  --host <address>      listen on this address (default 127.0.0.1; use 0.0.0.0 in a container)
  --json                print endpoints and credentials as one line of JSON once all clouds listen
  --cloud <name>        run only this cloud; repeatable
  --latency <ms>        minimum delay of every reply, in real milliseconds (default 0)
  --time-scale <n>      virtual seconds in a real second (default 1; 0: only POST /clock moves time)
  --seed <text>         seed for generated IDs
  --switch <c>.<s>=<v>  set a switch, such as lunanode.listShowsStatus=false or lunanode.durations.build=2; repeatable
  --like <file>         behave as a report of indiecloud verify has found the cloud; repeatable, --switch comes after
  --state <file>        keep the whole state in this file: the next start continues where this one ends
  --help                print this text
`;

interface Arguments {
  readonly options: EmulatorOptions;
  readonly json: boolean;
}

/** Reads the command line; undefined if help was requested. */
function readArguments(args: readonly string[]): Arguments | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: "string", default: "4600" },
      host: { type: "string", default: "127.0.0.1" },
      json: { type: "boolean", default: false },
      cloud: { type: "string", multiple: true },
      latency: { type: "string", default: "0" },
      "time-scale": { type: "string" },
      seed: { type: "string" },
      switch: { type: "string", multiple: true, default: [] },
      like: { type: "string", multiple: true, default: [] },
      state: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return undefined;
  const clouds = values.cloud?.map((given) => {
    const name = cloudNames.find((one) => one === given);
    if (!name) throw new Error(`--cloud must be one of ${cloudNames.join(", ")}`);
    return name;
  });
  const port = number("--port", values.port);
  if (!Number.isInteger(port) || port > 65530) throw new Error("--port must be a whole number up to 65530");
  return {
    json: values.json,
    options: {
      port,
      host: values.host,
      latencyMs: number("--latency", values.latency),
      ...(values["time-scale"] === undefined ? {} : { timeScale: number("--time-scale", values["time-scale"]) }),
      ...(clouds ? { clouds } : {}),
      ...(values.state === undefined ? {} : { stateFile: values.state }),
      ...(values.seed === undefined ? {} : { seed: values.seed }),
      switches: switchesOf(values.switch, likeReports(values.like)),
    },
  };
}

function number(flag: string, text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value) || value < 0)
    throw new Error(`${flag} must be a number, 0 or more`);
  return value;
}

type Patches = Record<string, Record<string, unknown>>;

/** The switches of reports, one patch for each cloud. */
function likeReports(files: readonly string[]): Patches {
  const patches: Patches = {};
  for (const file of files) {
    try {
      const report = readReportedSwitches(readFileSync(file, "utf8"));
      patches[report.cloud] = report.patches.reduce(merge, patches[report.cloud] ?? {});
    } catch (error) {
      throw new Error(`--like ${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return patches;
}

/** Merges `cloud.switch=value` flags into one patch for each cloud. */
function switchesOf(flags: readonly string[], like: Patches): Patches {
  const patches: Patches = { ...like };
  for (const flag of flags) {
    const mark = flag.indexOf("=");
    const [cloud = "", ...path] = flag.slice(0, Math.max(mark, 0)).split(".");
    const known = cloudNames.map((name) => (name === cloud ? registry[name]?.switches : undefined)).find(Boolean);
    if (mark < 0 || !known || path.length === 0) throw new Error(`--switch ${flag}: write <cloud>.<switch>=<value>`);
    patches[cloud] = merge(patches[cloud] ?? {}, switchPatch(path, flag.slice(mark + 1), known));
  }
  return patches;
}

function merge(left: Record<string, unknown>, right: Record<string, unknown>): Record<string, unknown> {
  const merged = { ...left };
  for (const [key, value] of Object.entries(right)) {
    const was = merged[key];
    merged[key] = isRecord(was) && isRecord(value) ? merge(was, value) : value;
  }
  return merged;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readable(emulators: Emulators): string {
  const clouds = Object.entries(emulators.clouds);
  const rows = [["admin", emulators.admin], ...clouds.map(([name, cloud]) => [name, cloud.endpoint])];
  const table = rows.map(([name = "", url = ""]) => `  ${name.padEnd(10)} ${url}`).join("\n");
  const lines = clouds.map(([, cloud]) => exportLines(cloud.environment)).join("\n\n");
  return `indiecloud emulators\n\n${table}\n\n${lines}\n\nCtrl-C stops them.\n`;
}

async function main(): Promise<void> {
  const given = readArguments(process.argv.slice(2));
  if (!given) {
    process.stdout.write(help);
    return;
  }
  const emulators = await Emulators.start(adminListener, given.options);
  const stop = (): void => {
    emulators.stop().catch(report);
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
  process.stdout.write(given.json ? `${JSON.stringify(emulators.describe())}\n` : readable(emulators));
}

function report(error: unknown): void {
  process.stderr.write(`indiecloud-emulators: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

main().catch(report);
