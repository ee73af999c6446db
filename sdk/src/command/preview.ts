import { CommandError, EXIT } from "./command-error.js";
import { runPulumi } from "./pulumi.js";
import type { StateResource } from "./state.js";

/** What `pulumi up` would do with a resource. Where it would do nothing there may be no step. */
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
  /** Why the preview did not come to its end; empty where it did. */
  errors: readonly string[];
}

interface Digest {
  steps?: readonly PreviewStep[] | null;
  diagnostics?: readonly { severity: string; message: string }[] | null;
}

/** What the program would do. It reads the state, locks nothing and writes nothing. */
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
