import { isRecord, type Json } from "../../provider/src/engine/definition/values.ts";
import type { Deployment } from "./deployment.ts";
import { texts } from "./ledger.ts";
import { isSecret } from "./state-file.ts";

/** Shorter texts could occur anywhere. */
const LEAST = 12;

const words = (value: unknown): string[] =>
  texts(value).flatMap((text) => text.split(/\s+/).filter((word) => word.length >= LEAST));

const spellings = (secret: string): string[] => [
  secret,
  Buffer.from(secret).toString("base64").replace(/=+$/, ""),
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
];

/** Every secret of the runs: credentials, and the secrets in states. */
export class Secrets {
  private readonly known = new Set<string>();

  add(...values: readonly unknown[]): void {
    for (const word of values.flatMap(words)) {
      this.known.add(word);
    }
  }

  /** Adds the values that a state keeps sealed. */
  learn(deployments: readonly Deployment[]): void {
    this.add(...parts(deployments).flatMap((json) => sealed(json)));
  }

  /** The first secret that a message or a state contains as plain text, and where. */
  displayed(messages: readonly string[], deployments: readonly Deployment[]): string | undefined {
    const clear = [...messages, ...parts(deployments).flatMap((json) => texts(open(json)))];
    const found = [...this.known].flatMap(spellings).find((spelling) => clear.some((text) => text.includes(spelling)));
    return found === undefined ? undefined : `${found}: ${clear.filter((text) => text.includes(found)).join("\n")}`;
  }

  /** The number of secrets to look for. */
  get size(): number {
    return this.known.size;
  }
}

const parts = (deployments: readonly Deployment[]): Json[] =>
  deployments.flatMap((deployment) => [
    ...deployment.states().flatMap(({ state: { inputs, outputs, initErrors } }) => [inputs, outputs, { initErrors }]),
    ...deployment.creates.map(({ inputs }) => inputs),
  ]);

const sealed = (value: unknown): unknown[] =>
  Array.isArray(value)
    ? value.flatMap(sealed)
    : !isRecord(value)
      ? []
      : isSecret(value)
        ? [value.value]
        : Object.values(value).flatMap(sealed);

/** A value without its sealed parts. */
const open = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(open)
    : !isRecord(value)
      ? value
      : isSecret(value)
        ? ""
        : Object.values(value).map(open);
