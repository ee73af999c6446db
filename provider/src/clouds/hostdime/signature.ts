import { createHash } from "node:crypto";

/** Parameters in the order in which they are sent. All values are text, as in any form. */
export type Pairs = readonly (readonly [name: string, value: string])[];

/**
 * HostDime's own clients write JSON in two ways (§1.3): those in PHP escape slashes and non-ASCII text, those in JavaScript and
 * Ruby do not. It is not known which one the server expects. They agree for most values.
 */
export type Dialect = "php" | "js";

export interface Signing {
  /** Seconds since the epoch. */
  timestamp: number;
  /** Never used twice. */
  unique: string;
  privateKey: string;
  /** With dots: `vps.get`. */
  method: string;
  parameters: Pairs;
}

/** The text that `api_hash` is computed from, with the parameters as JSON inside a JSON string. Contains the private key. */
export function joined({ timestamp, unique, privateKey, method, parameters }: Signing, dialect: Dialect): string {
  const spell = dialect === "php" ? asPhp : (text: string) => text;
  const members = parameters.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  const inner = spell(`{${members.join(",")}}`);
  return [timestamp, unique, privateKey, method, spell(JSON.stringify(inner))].join(":");
}

/** Lower-case hex SHA-256; a plain hash, not an HMAC. */
export const signature = (signing: Signing, dialect: Dialect): string =>
  createHash("sha256").update(joined(signing, dialect)).digest("hex");

/** Whether the two dialects differ for these parameters. */
export const isAmbiguous = (parameters: Pairs): boolean =>
  parameters.some((pair) => pair.some((text) => /[/\u0080-\uffff]/.test(text)));

const asPhp = (json: string): string =>
  json.replace(/[/\u0080-\uffff]/g, (unit) =>
    unit === "/" ? "\\/" : `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
