/** The rule for secrets that a stack's configuration holds as plain text, for programs and for `indiecloud doctor`. */

/** Where the URL of a budget that processes share is set. */
export const BUDGET = "indiecloud:budget";

/** Whether the URL of a budget is a secret: it has a password, or nobody can tell. */
export function isSecretBudget(url: string | undefined): boolean {
  try {
    return url !== undefined && url !== "" && new URL(url).password !== "";
  } catch {
    return true;
  }
}

/** The command that sets a secret at a path, encrypted. */
export const secretCommand = (path: string): string =>
  `pulumi config set${path.includes(".") ? " --path" : ""} --secret '${path}' <value>`;

/** What to do about secrets at these paths. */
export const clearSecretStep = (paths: readonly string[]): string =>
  `Others could have read ${paths.includes(BUDGET) ? "the password" : "the key"}: create a new one, then ${paths.map(secretCommand).join(" && ")}`;
