import { CommandError, EXIT } from "./command-error.js";
import { runPulumi } from "./pulumi.js";
import type { StateResource } from "./state.js";

/** What `pulumi up` would do with a resource. Unchanged resources may have no step. */
export interface PreviewStep {
  /** `same`, `create`, `update`, `replace`, `create-replacement`, `delete`, … */
  op: string;
  urn: string;
  oldState?: StateResource;
  newState?: StateResource;
  /** Properties that differ. */
  diffReasons?: readonly string[] | null;
}

export interface Previewed {
  steps: readonly PreviewStep[];
  /** Why the preview failed; empty if it completed. */
  errors: readonly string[];
}

interface Digest {
  steps?: readonly PreviewStep[] | null;
  diagnostics?: readonly { severity: string; message: string }[] | null;
}

/** What the program would do. Reads the state, and neither locks nor writes anything. */
export async function runPreview(stack: string, cwd: string): Promise<Previewed> {
  const { code, stdout, stderr } = await runPulumi(["preview", "--json", "--stack", stack], { cwd });
  if (!stdout.trimStart().startsWith("{")) {
    throw new CommandError(`pulumi preview: ${stderr.trim() || `exited with ${code}`}`, EXIT.failed);
  }
  const { steps, diagnostics }: Digest = JSON.parse(stdout);
  const reported = (diagnostics ?? [])
    .filter(({ severity }) => severity === "error")
    .map(({ message }) => message.trim());
  return { steps: steps ?? [], errors: code === 0 ? [] : reported.length > 0 ? reported : [stderr.trim()] };
}
