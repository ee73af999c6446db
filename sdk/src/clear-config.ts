import * as pulumi from "@pulumi/pulumi";
import { BUDGET, clearSecretStep, isSecretBudget } from "./clear-secrets.js";
import { CLOUDS, SECRET_SETTINGS } from "./provider-args.js";

const reported = new Set<string>();

/**
 * Warns once if the stack's configuration holds the account's secrets, or the URL of a shared budget, as plain text.
 * Only the program can see this: Pulumi does not tell a provider whether a value was encrypted.
 */
export function warnOfClearSecrets(token: string): void {
  const cloud = CLOUDS.find((each) => token.startsWith(`${each}:`));
  if (cloud === undefined || reported.has(cloud)) {
    return;
  }
  reported.add(cloud);
  const config = new pulumi.Config("indiecloud");
  const encrypted = process.env.PULUMI_CONFIG_SECRET_KEYS;
  const keys = clearSecrets(cloud, config.get(cloud), encrypted);
  if (keys.length > 0) {
    const step = clearSecretStep(keys.map((key) => `indiecloud:${cloud}.${key}`));
    void pulumi.log.warn(
      `indiecloud:${cloud}: ${keys.join(" and ")} ${keys.length === 1 ? "is" : "are"} not encrypted in the stack's configuration (with dynamic resources, nor in the state). ${step}`,
    );
  }
  if (!reported.has(BUDGET) && isClearBudget(config.get("budget"), encrypted)) {
    reported.add(BUDGET);
    void pulumi.log.warn(
      `${BUDGET} has a password and is not encrypted in the stack's configuration. ${clearSecretStep([BUDGET])}`,
    );
  }
}

/** Whether the URL of a budget has a password that is not encrypted. */
export function isClearBudget(url: string | undefined, encrypted: string | undefined): boolean {
  const names = parsed(encrypted);
  return url !== BLINDED && Array.isArray(names) && !names.includes(BUDGET) && isSecretBudget(url);
}

/** What Pulumi shows a program in place of an encrypted part of another package's configuration. */
export const BLINDED = "[secret]";

/**
 * The secret settings in an account's JSON text that are not encrypted. `encrypted` lists the names of encrypted values
 * as Pulumi passes them to a program; an account is in it if any part of the account is encrypted. If absent, nothing
 * is known.
 */
export function clearSecrets(
  cloud: (typeof CLOUDS)[number],
  text: string | undefined,
  encrypted: string | undefined,
): string[] {
  const [names, account] = [parsed(encrypted), parsed(text)];
  if (!Array.isArray(names) || !isRecord(account)) {
    return [];
  }
  const isSeen = !names.includes(`indiecloud:${cloud}`) || Object.values(account).includes(BLINDED);
  return SECRET_SETTINGS[cloud].filter((key) => isSeen && account[key] !== undefined && account[key] !== BLINDED);
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

function parsed(text: unknown): unknown {
  try {
    return typeof text === "string" ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
