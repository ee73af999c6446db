import type { Accounts } from "../accounts.js";
import type { Account } from "../desk-types.js";
import { isDefaultProvider, opened, type StackState } from "../state.js";

/** The accounts of a cloud that a stack can have servers in: its configuration's, and those of its explicit providers. */
export function accountsOf(cloud: string, state: StackState, accounts: Accounts): Account[] {
  const explicit = (state.resources ?? [])
    .filter(({ type, urn }) => /^pulumi:providers:(pulumi-nodejs|indiecloud)$/.test(type) && !isDefaultProvider(urn))
    .map(({ inputs }) => opened(inputs ?? {}))
    .flatMap((inputs) => inputs[`indiecloud:${cloud}`] ?? inputs[cloud] ?? []);
  const byText = new Map([accounts(cloud), ...explicit].map((account) => [textOf(account), account] as const));
  return [...byText.values()];
}

const textOf = (account: Account): string => (typeof account === "string" ? account : JSON.stringify(account)) ?? "";
