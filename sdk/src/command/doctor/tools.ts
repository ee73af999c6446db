import { accessSync, constants, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { CommandError, isCancelled } from "../command-error.js";
import { isInProject } from "../project.js";
import { isAtLeast, runPulumi } from "../pulumi.js";
import type { Check } from "./cloud.js";

const NEEDED = { node: "20.19", pulumi: "3.216" };

/**
 * The part of `pulumi about --json` that is checked. What Pulumi could not find out is null and listed among the
 * errors.
 */
interface About {
  cliAbout?: { version?: string } | null;
  runtime?: { language?: string; version?: string } | null;
  currentStack?: { name: string; pendingOps?: readonly unknown[] | null } | null;
  errors?: readonly string[] | null;
}

/** Checks Node.js, the Pulumi CLI, what it needs to run the project in a folder, and the packages installed there. */
export async function checkTools(folder: string): Promise<Check[]> {
  const node = atLeast("Node.js", process.versions.node, NEEDED.node, "Install a newer one: https://nodejs.org");
  const ran = await runPulumi(["about", "--json"], { cwd: folder }).catch((error: unknown) => {
    if (error instanceof CommandError && !isCancelled(error)) {
      return error;
    }
    throw error;
  });
  if (ran instanceof CommandError) {
    return [node, { what: "Pulumi CLI", result: "failed", found: ran.message }];
  }
  const about = parsed(ran.stdout);
  const cli: Check =
    about?.cliAbout?.version === undefined
      ? { what: "Pulumi CLI", result: "failed", found: `pulumi about: ${ran.stderr.trim() || ran.stdout.trim()}` }
      : atLeast(
          "Pulumi CLI",
          about.cliAbout.version,
          NEEDED.pulumi,
          "Install a newer one: https://www.pulumi.com/docs/install/",
        );
  return isInProject(folder) ? [node, cli, ...checkProject(folder, about ?? {})] : [node, cli];
}

function parsed(text: string): About | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function checkProject(folder: string, { runtime, errors, currentStack }: About): Check[] {
  const what = "language host";
  const checks: Check[] = [];
  if (runtime?.language === undefined) {
    const reported = errors?.join("; ") || "pulumi about does not name the project's runtime";
    checks.push({
      what,
      result: "failed",
      found: reported,
      nextStep: "Install the complete Pulumi, with its language hosts.",
    });
  } else {
    checks.push({ what, result: "ok", found: `${runtime.language} ${runtime.version ?? ""}`.trim() });
  }
  if (runtime?.language === "nodejs") {
    checks.push(launcher(), ...["@pulumi/pulumi", "@indiecloud/pulumi"].map((name) => packageIn(folder, name)));
  }
  const pending = currentStack?.pendingOps?.length ?? 0;
  if (currentStack != null && pending > 0) {
    const found = `${pending} pending ${pending === 1 ? "operation" : "operations"} of an interrupted run`;
    checks.push({ what: `stack ${currentStack.name}`, result: "failed", found, nextStep: "indiecloud recover" });
  }
  return checks;
}

/** The program that Pulumi starts for dynamic resources: a file of its installation, next to the CLI or on the PATH. */
function launcher(): Check {
  const name = "pulumi-resource-pulumi-nodejs";
  const path = (process.env.PATH ?? "").split(delimiter);
  const names = process.platform === "win32" ? [`${name}.cmd`, `${name}.exe`] : [name];
  const cli = path
    .map((folder) => join(folder, process.platform === "win32" ? "pulumi.exe" : "pulumi"))
    .find(isExecutable);
  const folders = cli === undefined ? path : [dirname(realpathSync(cli)), ...path];
  const found = folders.flatMap((folder) => names.map((each) => join(folder, each))).find(isExecutable);
  const what = "dynamic resources";
  return found === undefined
    ? {
        what,
        result: "failed",
        found: `${name} is missing`,
        nextStep: "It is part of Pulumi: install the complete Pulumi.",
      }
    : { what, result: "ok", found: `${name} is installed` };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function packageIn(folder: string, name: string): Check {
  const what = `npm package ${name}`;
  try {
    const { version }: { version: string } = createRequire(join(folder, "package.json"))(`${name}/package.json`);
    return name === "@pulumi/pulumi"
      ? atLeast(what, version, NEEDED.pulumi, `npm install ${name}@latest`)
      : { what, result: "ok", found: version };
  } catch {
    return { what, result: "failed", found: "not installed in the project", nextStep: `npm install ${name}` };
  }
}

function atLeast(what: string, version: string, needed: string, nextStep: string): Check {
  return isAtLeast(version, needed)
    ? { what, result: "ok", found: version }
    : { what, result: "failed", found: `${version}; at least ${needed} is needed`, nextStep };
}
