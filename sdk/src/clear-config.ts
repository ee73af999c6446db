import * as pulumi from "@pulumi/pulumi";
import { CLOUDS, SECRET_SETTINGS } from "./provider-args.js";

const reported = new Set<string>();

/**
 * Warns once a cloud if the stack's configuration holds the account's secrets as plain text. Only the program can see
 * this: Pulumi does not tell a provider whether a value was encrypted.
 */
export function warnOfClearSecrets(token: string): void {
  const cloud = CLOUDS.find((each) => token.startsWith(`${each}:`));
  if (cloud === undefined || reported.has(cloud)) {
    return;
  }
  reported.add(cloud);
  const account = new pulumi.Config("indiecloud").get(cloud);
  const keys = clearSecrets(cloud, account, process.env.PULUMI_CONFIG_SECRET_KEYS);
  if (keys.length > 0) {
    const commands = keys.map((key) => `pulumi config set --path --secret 'indiecloud:${cloud}.${key}' <value>`);
    void pulumi.log.warn(
      `indiecloud:${cloud}: ${keys.join(" and ")} ${keys.length === 1 ? "is" : "are"} not encrypted in the stack's configuration (with dynamic resources, nor in the state). Others could have read the key: create a new one, and run: ${commands.join(" && ")}`,
    );
  }
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
