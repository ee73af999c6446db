import { BUDGET, clearSecretStep, isSecretBudget, secretCommand } from "../../clear-secrets.js";
import type { CloudFacts } from "../queries.js";
import type { Check } from "./cloud.js";

/** An entry of `pulumi config --json`. `value` is text, even for an object. */
export interface ConfigEntry {
  value?: string;
  secret?: boolean;
}

/** Whether the value at a path of the stack's configuration is encrypted. */
export type IsEncrypted = (path: string) => Promise<boolean>;

/**
 * Checks a stack's configuration for settings without effect and for secrets in plain text: one line each, with the
 * command that fixes it.
 */
export async function checkConfig(
  config: Readonly<Record<string, ConfigEntry>>,
  { name, title, settings }: Pick<CloudFacts, "name" | "title" | "settings">,
  isEncrypted: IsEncrypted,
): Promise<Check[]> {
  const checks: Check[] = [];
  const fail = (found: string, nextStep: string) =>
    checks.push({ what: `${title} configuration`, result: "failed", found, nextStep });
  const entry = config[`indiecloud:${name}`] ?? {};
  const account = recordIn(entry.value);
  const secrets = settings.filter(({ key, isSecret }) => isSecret && account[key] !== undefined);
  // Pulumi calls an object encrypted if any part of it is encrypted.
  const isSealed = async (path: string) => entry.secret === true && (secrets.length < 2 || (await isEncrypted(path)));
  for (const { key, isSecret } of settings) {
    const path = `indiecloud:${name}.${key}`;
    const set = isSecret ? secretCommand(path) : `pulumi config set --path '${path}' <value>`;
    if (config[path] !== undefined) {
      fail(`${path} was set without --path, so it has no effect`, `pulumi config rm '${path}' && ${set}`);
    }
    if (isSecret && account[key] !== undefined && !(await isSealed(path))) {
      const where = "in Pulumi.<stack>.yaml and, with dynamic resources, in the state";
      fail(`${key} is not encrypted ${where}`, clearSecretStep([path]));
    }
  }
  return checks;
}

/** Checks that the URL of a shared budget is encrypted, if it has a password. */
export function checkBudget(config: Readonly<Record<string, ConfigEntry>>): Check[] {
  const { value, secret } = config[BUDGET] ?? {};
  const found = `${BUDGET} has a password and is not encrypted in Pulumi.<stack>.yaml`;
  return secret !== true && isSecretBudget(value)
    ? [{ what: "stack configuration", result: "failed", found, nextStep: clearSecretStep([BUDGET]) }]
    : [];
}

function recordIn(text: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
