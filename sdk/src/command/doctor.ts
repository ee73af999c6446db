import { Argument, type Command } from "commander";
import { CLOUDS } from "../provider-args.js";
import { hasStack, isEncrypted, type StackConfig, stackConfig } from "./accounts.js";
import { CommandError, EXIT, isCancelled, messageOf } from "./command-error.js";
import { checkCertificates } from "./doctor/certificates.js";
import { type Check, checkCloud } from "./doctor/cloud.js";
import { checkBudget, checkConfig } from "./doctor/config.js";
import { checkTools } from "./doctor/tools.js";
import { type CommonOptions, withCommon } from "./options.js";
import { print, printJson } from "./output.js";
import { openQueries } from "./queries.js";
import { folderOf } from "./stack.js";
import { accountsOf, type StackAccount } from "./stack-providers.js";
import { exportState, tokenOf } from "./state.js";

/** `indiecloud doctor [cloud...]` */
export function doctor(program: Command): void {
  const command = program
    .command("doctor")
    .description("Check everything a stack needs: tools, credentials, clock, network access, permissions")
    .addArgument(new Argument("[clouds...]", "the clouds to check (default: all that are configured)"));
  withCommon(command).action(async (named: string[], options: CommonOptions) => {
    const known: readonly string[] = CLOUDS;
    const unknown = named.filter((cloud) => !known.includes(cloud));
    if (unknown.length > 0) {
      throw new CommandError(`${unknown.join(", ")} is not a cloud. The clouds are ${CLOUDS.join(", ")}.`, EXIT.usage);
    }
    const queries = openQueries();
    const checks = await checkTools(folderOf(options));
    checks.push(...checkCertificates(process.env.NODE_EXTRA_CA_CERTS, Date.now()));
    const { accounts, entries, used, check } = await configuration(options);
    checks.push(...check, ...checkBudget(entries));
    for (const cloud of named.length > 0 ? named : CLOUDS) {
      checks.push(...(await checkConfig(entries, await queries.facts(cloud), (path) => isEncrypted(options, path))));
      for (const { settings, provider } of accounts(cloud)) {
        checks.push(
          ...(await checkCloud(queries, cloud, settings, {
            ...{ isWanted: named.includes(cloud), provider },
            used: used.filter((token) => token.startsWith(`${cloud}:`)),
          })),
        );
      }
    }
    const failed = checks.filter(({ result }) => result === "failed").length;
    if (options.json === true) {
      printJson({ checks, failed });
    } else {
      print(checks.map(lineOf).join("\n"));
      print(failed === 0 ? "\nNo problems found." : `\n${failed} ${failed === 1 ? "problem" : "problems"} found.`);
    }
    if (failed > 0) {
      process.exitCode = EXIT.failed;
    }
  });
}

/**
 * The accounts by cloud: those of the stack and of its explicit providers. If its configuration cannot be read, which
 * counts as a failure, those of the environment.
 */
async function configuration(options: CommonOptions): Promise<{
  accounts: (cloud: string) => readonly StackAccount[];
  entries: StackConfig["entries"];
  /** The types of the stack's resources. */
  used: readonly string[];
  check: Check[];
}> {
  try {
    if (!hasStack(options)) {
      return { accounts: () => [{ settings: undefined }], entries: {}, used: [], check: [] };
    }
    const { accounts, entries } = await stackConfig(options);
    const state = (await exportState(options, "open")).deployment;
    const used = [...new Set((state.resources ?? []).flatMap((resource) => tokenOf(resource) ?? []))].sort();
    return { accounts: (cloud) => accountsOf(cloud, state, accounts), entries, used, check: [] };
  } catch (error) {
    if (isCancelled(error)) {
      throw error;
    }
    const nextStep =
      "Select a stack with pulumi stack select, or pass --stack; set its passphrase in PULUMI_CONFIG_PASSPHRASE.";
    const found = messageOf(error);
    const check: Check = { what: "stack configuration", result: "failed", found, nextStep };
    return { accounts: () => [{ settings: undefined }], entries: {}, used: [], check: [check] };
  }
}

const MARK = { ok: "ok     ", failed: "FAILED ", skipped: "-      " } as const;

const lineOf = ({ what, result, found, nextStep }: Check): string =>
  `${MARK[result]}${what}: ${found}${nextStep === undefined ? "" : `\n       -> ${nextStep}`}`;
