// The work on one stack: Pulumi, supervised by Temporal.
import { cp } from "node:fs/promises";
import { join } from "node:path";
import {
  type DriftReport,
  detectDrift,
  OperationError,
  type RecoverReport,
  RefreshError,
  recover,
  withFailures,
} from "@indiecloud/pulumi/automation";
import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation/index.js";
import { Context } from "@temporalio/activity";
import { ApplicationFailure } from "@temporalio/common";
import type { Checked, Deployed, Drifted, StackRef } from "./fleet.ts";
import { environmentOf } from "./settings.ts";

/** Brings a stack to what its program says. Safe to repeat: no server is lost or bought twice. */
export function deploy(ref: StackRef): Promise<Deployed> {
  return supervised(async (signal) => {
    const stack = await open(ref, "createOrSelectStack");
    // An earlier attempt may have been killed.
    let repaired = Context.current().info.attempt > 1;
    if (repaired) {
      const questions = await repair(stack, signal);
      if (questions.length > 0) return { is: "question", questions };
    }
    for (;;) {
      try {
        const { summary } = await withFailures(stack, () => stack.up({ signal, parallel: 20 }));
        return { is: "succeeded", changes: summary.resourceChanges ?? {} };
      } catch (error) {
        const isLocked = error instanceof OperationError && error.failures.some(({ kind }) => kind === "locked");
        if (!isLocked || repaired) throw error;
      }
      const questions = await repair(stack, signal);
      if (questions.length > 0) return { is: "question", questions };
      repaired = true;
    }
  });
}

/** What has changed outside Pulumi. Neither takes nor waits for the stack's lock. */
export function checkDrift(ref: StackRef, attempts: number): Promise<Checked> {
  return supervised(async (signal) => {
    const stack = await open(ref, "selectStack");
    try {
      const report = await withFailures(stack, () => detectDrift(stack, { signal }));
      return { is: report.hasDrift ? "drift" : "clean", resources: driftIn(report) };
    } catch (error) {
      const isLast = Context.current().info.attempt >= attempts;
      if (error instanceof OperationError && error.cause instanceof RefreshError && (isLast || !error.retryable)) {
        return { is: "unreadable", resources: driftIn(error.cause.report), why: error.message };
      }
      throw error;
    }
  });
}

const driftIn = ({ resources }: DriftReport): Drifted[] =>
  resources
    .filter(({ status }) => status === "changed" || status === "deleted")
    .map(({ name, status, nextAction, properties }) => ({
      resource: name,
      status,
      nextAction,
      paths: properties.map(({ path }) => path),
    }));

/**
 * Repairs what a killed run left, as far as it is certain. Returns the questions that it cannot answer: a lock of a run that
 * may still work somewhere, a server that may be somebody else's.
 */
async function repair(stack: Stack, signal: AbortSignal): Promise<string[]> {
  const report = await recover(stack, { apply: true, signal });
  const { locks, refused, unresolved, previewErrors } = report;
  if (!report.done && locks.some(({ holder }) => holder === "alive" || holder === "maybe")) {
    // The Pulumi of a killed worker may live on. Its turn ends by itself.
    throw ApplicationFailure.create({ type: "locked", message: refused ?? "The stack is locked." });
  }
  return [
    ...(refused === undefined ? [] : [withCommand(refused, report)]),
    ...unresolved.map(({ urn, why, next }) => `${urn}: ${why}. Next step: ${next}.`),
    ...previewErrors,
  ];
}

const withCommand = (refused: string, { stack, locks }: RecoverReport): string =>
  locks.length === 0 ? refused : `${refused} Then: npx indiecloud recover --stack ${stack} --yes --unlock`;

/** Each stack has a folder of its own: a provider that has lost its Pulumi then holds up only its own stack. */
async function open(ref: StackRef, how: "selectStack" | "createOrSelectStack"): Promise<Stack> {
  const { project, name, config = {} } = ref;
  const workDir = join(process.env.FLEET_WORK ?? join(import.meta.dirname, ".work"), project, name);
  await cp(join(import.meta.dirname, "servers", project), workDir, { recursive: true });
  const stack = await LocalWorkspace[how]({ stackName: name, workDir }, { envVars: environmentOf(ref) });
  const settings = { ...config, "indiecloud:namespace": `fleet/${project}/${name}` };
  await stack.setAllConfig(Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, { value }])));
  return stack;
}

/** Sends heartbeats while the work runs, interrupts it when it is canceled, and says whether trying again can help. */
async function supervised<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { info, cancellationSignal } = Context.current();
  const beat = setInterval(() => Context.current().heartbeat(), (info.heartbeatTimeoutMs ?? 30_000) / 4);
  try {
    return await work(cancellationSignal);
  } catch (error) {
    if (cancellationSignal.aborted) throw cancellationSignal.reason;
    if (!(error instanceof OperationError)) throw error;
    const [first] = error.failures;
    throw ApplicationFailure.create({
      type: first?.kind ?? "other",
      message: first === undefined ? error.message : `${first.about}: ${first.message}`,
      nonRetryable: !error.retryable,
    });
  } finally {
    clearInterval(beat);
  }
}
