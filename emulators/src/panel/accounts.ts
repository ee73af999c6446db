import type { PanelAccount } from "./types.ts";

type Texts = Readonly<Record<string, string>>;

/** `export NAME=value` lines for a shell. */
export function exportLines(environment: Texts): string {
  return Object.entries(environment)
    .map(([name, value]) => `export ${name}=${value}`)
    .join("\n");
}

/** The stack configuration for the same. */
function configLines(cloud: string, account: Texts, endpoint: string, secrets: readonly string[]): string {
  return Object.entries({ ...account, endpoint })
    .map(([key, value]) => {
      const flags = secrets.includes(key) ? "--path --secret" : "--path";
      return `pulumi config set ${flags} 'indiecloud:${cloud}.${key}' '${value}'`;
    })
    .join("\n");
}

/** Blocks to copy, for each account. `environment` is that of the first account. */
export function accountsOf(
  cloud: string,
  accounts: readonly Texts[],
  environment: Texts,
  secrets: readonly string[],
): PanelAccount[] {
  const [first = {}] = accounts;
  const endpoint = Object.entries(environment).find(([name]) => name.endsWith("_ENDPOINT"))?.[1] ?? "";
  return accounts.map((account, index) => {
    const own = new Map(Object.entries(first).map(([key, value]) => [value, account[key] ?? ""]));
    const variables = Object.entries(environment).map(([name, value]) => [name, own.get(value) ?? value]);
    return {
      label: index === 0 ? "First account" : index === 1 ? "Second account" : `Account ${index + 1}`,
      shell: exportLines(Object.fromEntries(variables)),
      pulumi: configLines(cloud, account, endpoint, secrets),
    };
  });
}
