import { ConfigError } from "../../engine/definition/config.ts";

/** The servers on which processes can share a budget, by the scheme of their URL. */
const KINDS: Readonly<Record<string, "postgres" | "redis">> = {
  "postgres:": "postgres",
  "postgresql:": "postgres",
  "redis:": "redis",
  "rediss:": "redis",
  "valkey:": "redis",
  "valkeys:": "redis",
};

export interface BudgetAddress {
  kind: "postgres" | "redis";
  /** With the credentials. */
  url: string;
  /** Host and port, for messages. */
  place: string;
}

/**
 * The setting `indiecloud:budget`, otherwise the environment variable; undefined if neither is set. Throws a `ConfigError`
 * without a value, because it is a secret.
 */
export function budgetAddress(
  given: unknown,
  env: Readonly<Record<string, string | undefined>>,
): BudgetAddress | undefined {
  // Pulumi shows a program "[secret]" in place of another package's encrypted configuration.
  const isGiven = given !== undefined && given !== null && given !== "" && given !== "[secret]";
  const value = isGiven ? given : env.INDIECLOUD_BUDGET || undefined;
  if (value === undefined) {
    return undefined;
  }
  const url = typeof value === "string" && URL.canParse(value) ? new URL(value) : undefined;
  const kind = url && KINDS[url.protocol];
  if (url === undefined || kind === undefined || url.hostname === "") {
    throw new ConfigError(
      `${isGiven ? "indiecloud:budget" : "INDIECLOUD_BUDGET"} is not the URL of a PostgreSQL, Redis or Valkey server, such as postgres://USER:PASSWORD@HOST/DATABASE or rediss://:PASSWORD@HOST:6379. Set it with pulumi config set --secret indiecloud:budget, which asks for the value.`,
      [],
    );
  }
  return { kind, url: url.href.replace(/^valkey/, "redis"), place: url.host };
}

export function secretsOf({ url }: BudgetAddress): string[] {
  const { password } = new URL(url);
  return [url, password, decodeURIComponent(password)].filter((text) => text !== "");
}
