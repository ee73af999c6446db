// What each runner of the team starts, whether a CI job or a user: npm start -- <stack>. Any number of them can run at once.
import { setTimeout } from "node:timers/promises";
import { ConcurrentUpdateError, LocalWorkspace, type UpResult } from "@pulumi/pulumi/automation/index.js";

const RETRY_SECONDS = 5;
const PATIENCE_MINUTES = 30;

const [stackName = "dev"] = process.argv.slice(2);
// The state backend and the passphrase come from the environment: see README.md.
const stack = await LocalWorkspace.createOrSelectStack({ stackName, workDir: import.meta.dirname });

/** Pulumi locks a stack while it works on it. Whoever comes second is refused, and nothing has happened. */
async function up(): Promise<UpResult> {
  for (let left = (PATIENCE_MINUTES * 60) / RETRY_SECONDS; ; left -= 1) {
    try {
      return await stack.up();
    } catch (error) {
      if (!(error instanceof ConcurrentUpdateError) || left <= 0) {
        throw error;
      }
      const [holder = "another runner"] = /created by .*/.exec(error.message) ?? [];
      console.log(`${stackName} is locked (${holder}); trying again in ${RETRY_SECONDS} s`);
      await setTimeout(RETRY_SECONDS * 1000);
    }
  }
}

const { outputs, summary } = await up();
console.log(`${stackName}: ${JSON.stringify(summary.resourceChanges)}, ip ${outputs.ip?.value}`);
