import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { LearnedRates } from "../engine/definition/request-rate.ts";

const schema = z.object({ version: z.literal(1), perSecond: z.number().positive(), at: z.number() });
const RETENTION_MS = 86_400_000;

/**
 * Learned request rates as files of a directory, one for each account. A file holds a hash of the account, a rate and a time.
 * Errors are ignored: without a file, a process starts with the configured rate.
 */
export function ratesIn(folder: string): LearnedRates {
  const fileOf = (account: string) =>
    join(folder, `${createHash("sha256").update(account).digest("hex").slice(0, 24)}.json`);
  return {
    read: (account) => {
      try {
        return schema.parse(JSON.parse(readFileSync(fileOf(account), "utf8")));
      } catch {
        return undefined;
      }
    },
    write: (account, learned) => {
      try {
        if (learned === undefined) {
          rmSync(fileOf(account), { force: true });
          return;
        }
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        removeOld(folder, learned.at - RETENTION_MS);
        // Written under a temporary name first, so that no process reads an incomplete file.
        const part = join(folder, `${process.pid}.part`);
        writeFileSync(part, JSON.stringify({ version: 1, ...learned }), { mode: 0o600 });
        renameSync(part, fileOf(account));
      } catch {
        // The cache is not writable.
      }
    },
  };
}

function removeOld(folder: string, before: number): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).mtimeMs < before) rmSync(path, { force: true });
  }
}
