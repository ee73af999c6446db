/** The rule for secrets that a stack's configuration holds as plain text, for programs and for `indiecloud doctor`. */

/** Where the URL of a budget that processes share is set. */
export const BUDGET = "indiecloud:budget";

/** Whether the URL of a budget is a secret: it has a password, or nobody can tell. */
export function isSecretBudget(url: string | undefined): boolean {
  if (url === undefined || url === "") {
    return false;
  }
  // What has no host is no URL of a server, and may be anything.
  const { host, password } = URL.canParse(url) ? new URL(url) : { host: "", password: "" };
  return host === "" || password !== "";
}

/** The command that sets a secret at a path, encrypted. */
export const secretCommand = (path: string): string =>
  `pulumi config set${path.includes(".") ? " --path" : ""} --secret '${path}' <value>`;

/** What to do about secrets at these paths. */
export const clearSecretStep = (paths: readonly string[]): string =>
  `Others could have read ${paths.includes(BUDGET) ? "the password" : "the key"}: create a new one, then ${paths.map(secretCommand).join(" && ")}`;
