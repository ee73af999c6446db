/** `sshKeys` -> `SshKeys`, `on-demand` -> `OnDemand`. */
export const pascal = (text: string): string =>
  text
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");

/** `SecurityGroup` -> `security-group`, `VM` -> `vm`. */
export const kebab = (text: string): string =>
  text
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1-$2")
    .toLowerCase();

/** The singular, for the type of a list's elements: `rules` -> `rule`, `addresses` -> `address`. */
export const singular = (text: string): string =>
  [
    [/ies$/, "y"] as const,
    [/(ss|x|ch|sh)es$/, "$1"] as const,
    [/(us|is|ss)$/, "$1"] as const,
    [/s$/, ""] as const,
  ].reduce(
    (done: string | undefined, [ending, stem]) => done ?? (ending.test(text) ? text.replace(ending, stem) : undefined),
    undefined,
  ) ?? text;

/** A name for an enumeration value that is an identifier in every language: `10` -> `Value10`. */
export function enumName(value: string | number): string {
  const name = pascal(String(value));
  return /^[A-Za-z]/.test(name) ? name : `Value${name}`;
}

/** `a`, `a and b`, `a, b and c`. */
export const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
