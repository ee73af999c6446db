import type { StateResource } from "./deployment.js";
import { Failure } from "./failure.js";
import { runPulumi } from "./pulumi.js";
import { folderOf, type StackOptions, stackName } from "./stack.js";

/** What `pulumi up` would do with a resource; those with nothing to do may be left out. */
export interface PreviewStep {
  /** `same`, `create`, `update`, `replace`, `create-replacement`, `delete`, … */
  op: string;
  urn: string;
  oldState?: StateResource;
  newState?: StateResource;
  /** Properties that differ. */
  diffReasons?: readonly string[] | null;
}

interface Digest {
  steps?: readonly PreviewStep[] | null;
  diagnostics?: readonly { message: string; severity: string; urn?: string }[] | null;
}

/** What the program's next `up` would do. It writes nothing and needs no lock. With `secrets`, their values too. */
export async function previewSteps(
  options: StackOptions,
  secrets: "hidden" | "shown" = "hidden",
): Promise<readonly PreviewStep[]> {
  const show = secrets === "shown" ? ["--show-secrets"] : [];
  const { code, stdout, stderr } = await runPulumi(
    ["preview", "--json", "--stack", await stackName(options), ...show],
    { cwd: folderOf(options) },
  );
  const digest = parsed(stdout);
  if (code !== 0 || digest === undefined) {
    const errors = (digest?.diagnostics ?? []).filter(({ severity }) => severity === "error");
    const words = errors.map(({ message }) => message.trim()).join("\n") || stderr.trim() || stdout.trim();
    throw new Failure(`pulumi preview: ${words}`);
  }
  return digest.steps ?? [];
}

function parsed(text: string): Digest | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
