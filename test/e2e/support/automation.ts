import { createRequire } from "node:module";
import {
  LocalWorkspace,
  type LocalWorkspaceOptions,
  type PulumiFn,
  type Stack as PulumiStack,
} from "@pulumi/pulumi/automation/index.js";
import { KEY_URL } from "./key-service.ts";
import type { Stack } from "./stack.ts";

/** The part that tests check. */
export interface Report {
  hasDrift: boolean;
  resources: {
    name: string;
    type: string;
    token: string;
    id: string;
    status: string;
    nextAction: string;
    properties: { path: string; old?: unknown; new?: unknown; nextAction: string }[];
    outputs: { path: string; old?: unknown; new?: unknown }[];
    error?: string;
  }[];
  counts: Record<string, number>;
  summary: Record<string, number>;
}

interface Outcome {
  stack: PulumiStack;
  is: string;
  result?: Report;
  error?: Error;
}

interface Automation {
  detectDrift(stack: PulumiStack, options?: { runProgram?: boolean }): Promise<Report>;
  forEachStack(
    stacks: readonly PulumiStack[],
    options: {
      operation: string;
      options?: object;
      concurrency?: number;
      onProgress?(progress: { stack: PulumiStack; is: string }): void;
    },
  ): Promise<{ outcomes: Outcome[]; succeeded: number; failed: number; skipped: number }>;
  parallelFor(stack: PulumiStack, operation: string): Promise<number>;
}

/** What a user's program requires: the built package. */
export const { detectDrift, forEachStack, parallelFor }: Automation = createRequire(import.meta.url)(
  "@indiecloud/pulumi/automation",
);

type Class = new (name: string, args: object) => unknown;

/** Classes of resources, for inline programs. */
export const classes: { lunanode: { Vm: Class }; ovh: { Instance: Class } } = createRequire(import.meta.url)(
  "@indiecloud/pulumi",
);

/** The options for the API's operations; it searches for the CLI on this process's PATH, whatever it is given. */
function own({ PATH, ...envVars }: Record<string, string>): LocalWorkspaceOptions {
  process.env.PATH = PATH;
  return { envVars, secretsProvider: KEY_URL };
}

/** A test stack as an Automation API stack. */
export const folderStack = ({ folder, env }: Pick<Stack, "folder" | "env">, stackName = "dev"): Promise<PulumiStack> =>
  LocalWorkspace.createOrSelectStack({ stackName, workDir: folder }, own(env));

/** A new stack on a test stack's backend, whose program is a function. */
export const inlineStack = ({ env }: Pick<Stack, "env">, stackName: string, program: PulumiFn): Promise<PulumiStack> =>
  LocalWorkspace.createOrSelectStack({ stackName, projectName: "inline", program }, own(env));
