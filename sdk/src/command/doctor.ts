import { Argument, type Command } from "commander";
import { CLOUDS } from "../provider-args.js";
import { accountsAtHand, hasStack } from "./accounts.js";
import { openDesk } from "./desk.js";
import type { Account } from "./desk-types.js";
import { type Check, checkCloud } from "./doctor/cloud.js";
import { checkTools } from "./doctor/tools.js";
import { EXIT, Failure, isCancelled } from "./failure.js";
import { type CommonOptions, withCommon } from "./options.js";
import { print, printJson } from "./output.js";
import { folderOf } from "./stack.js";
import { accountsOf, exported } from "./state.js";

/** `indiecloud doctor [cloud...]` */
export function doctor(program: Command): void {
  const command = program
    .command("doctor")
    .description("Whether everything is there that a stack needs: tools, credentials, clock, reachability, rights")
    .addArgument(new Argument("[clouds...]", "those to look at; all that are configured, if not given"));
  withCommon(command).action(async (named: string[], options: CommonOptions) => {
    const known: readonly string[] = CLOUDS;
    const unknown = named.filter((cloud) => !known.includes(cloud));
    if (unknown.length > 0) {
      throw new Failure(`There is no cloud ${unknown.join(", ")}; there are ${CLOUDS.join(", ")}.`, EXIT.usage);
    }
    const desk = openDesk();
    const checks = await checkTools(folderOf(options));
    const { accounts, check } = await configuration(options);
    checks.push(...check);
    for (const cloud of named.length > 0 ? named : CLOUDS) {
      for (const [index, account] of accounts(cloud).entries()) {
        checks.push(
          ...(await checkCloud(desk, cloud, account, { isWanted: named.includes(cloud), number: index + 1 })),
        );
      }
    }
    const failed = checks.filter(({ result }) => result === "failed").length;
    if (options.json === true) {
      printJson({ checks, failed });
    } else {
      print(checks.map(lineOf).join("\n"));
      print(failed === 0 ? "\nNothing is wrong." : `\n${failed} to mend.`);
    }
    if (failed > 0) {
      process.exitCode = EXIT.failed;
    }
  });
}

/**
 * The accounts by cloud: those of the stack, explicit providers' included; those of the environment where its configuration
 * cannot be read, which is a failure.
 */
async function configuration(
  options: CommonOptions,
): Promise<{ accounts: (cloud: string) => readonly Account[]; check: Check[] }> {
  try {
    const accounts = await accountsAtHand(options);
    const state = hasStack(options) ? (await exported(options, "open")).deployment : {};
    return { accounts: (cloud) => accountsOf(cloud, state, accounts), check: [] };
  } catch (error) {
    if (!(error instanceof Failure) || isCancelled(error)) {
      throw error;
    }
    const remedy =
      "Select a stack with pulumi stack select, or name one with --stack; its passphrase is PULUMI_CONFIG_PASSPHRASE.";
    const check: Check = { what: "stack configuration", result: "failed", found: error.message, remedy };
    return { accounts: () => [undefined], check: [check] };
  }
}

const MARK = { ok: "ok     ", failed: "FAILED ", skipped: "-      " } as const;

const lineOf = ({ what, result, found, remedy }: Check): string =>
  `${MARK[result]}${what}: ${found}${remedy === undefined ? "" : `\n       -> ${remedy}`}`;
