import * as pulumi from "@pulumi/pulumi";
import { CLOUDS, SECRET_SETTINGS } from "./provider-args.js";

const told = new Set<string>();

/**
 * Warns once a cloud if the stack's configuration has its secrets in clear. The program is the only place that can see it:
 * Pulumi tells a provider nothing of it. A set of which one part is encrypted counts as encrypted here; `doctor` looks closer.
 */
export function warnOfClearSecrets(token: string): void {
  const cloud = CLOUDS.find((each) => token.startsWith(`${each}:`));
  if (cloud === undefined || told.has(cloud)) {
    return;
  }
  told.add(cloud);
  const keys = clearSecrets(cloud, process.env);
  if (keys.length > 0) {
    const commands = keys.map((key) => `pulumi config set --path --secret 'indiecloud:${cloud}.${key}' <value>`);
    void pulumi.log.warn(
      `indiecloud:${cloud}: ${keys.join(" and ")} ${keys.length === 1 ? "stands" : "stand"} in clear in the stack's configuration, and with dynamic resources in the state too. Make a new key, as this one could be read by others, and run: ${commands.join(" && ")}`,
    );
  }
}

/** The secret settings of a cloud that are in the configuration without being encrypted, as Pulumi hands it to a program. */
export function clearSecrets(
  cloud: (typeof CLOUDS)[number],
  { PULUMI_CONFIG, PULUMI_CONFIG_SECRET_KEYS }: Readonly<Record<string, string | undefined>>,
): string[] {
  const key = `indiecloud:${cloud}`;
  const encrypted = parsed(PULUMI_CONFIG_SECRET_KEYS);
  const config = parsed(PULUMI_CONFIG);
  const account = isRecord(config) ? parsed(config[key]) : undefined;
  return Array.isArray(encrypted) && !encrypted.includes(key) && isRecord(account)
    ? SECRET_SETTINGS[cloud].filter((name) => account[name] !== undefined)
    : [];
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

function parsed(text: unknown): unknown {
  try {
    return typeof text === "string" ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
