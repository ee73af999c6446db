import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import type { EmulatorClock } from "./clock.ts";
import type { CloudEmulator } from "./cloud.ts";
import type { Faults } from "./faults.ts";
import type { RequestLog } from "./log.ts";
import { loadAll, saveAll, trusted } from "./memory.ts";

/** The format that this release writes and reads. */
const version = 1;

/** How long changes are collected before they are written, and how often a running clock is, in real milliseconds. */
const collectMs = 200;
const clockMs = 5000;

/** What is saved and restored. */
export interface Persistent {
  readonly clock: EmulatorClock;
  readonly log: RequestLog;
  readonly faults: Faults;
  readonly emulators: ReadonlyMap<string, CloudEmulator>;
  readonly seed: string;
}

interface SavedCloud {
  readonly switches: unknown;
  readonly skewSeconds: number;
  readonly objects: unknown;
  readonly memory: Readonly<Record<string, unknown>>;
}

interface SavedState {
  readonly version: number;
  readonly seed: string;
  readonly clock: { readonly now: number; readonly scale: number };
  readonly log: unknown;
  readonly faults: unknown;
  readonly clouds: Readonly<Record<string, SavedCloud>>;
}

/** Keeps the whole state of the emulators in a file. */
export class StateFile {
  readonly #path: string;
  readonly #parts: Persistent;
  /** Of clouds that do not run this time. */
  #others: Readonly<Record<string, SavedCloud>> = {};
  #due: NodeJS.Timeout | undefined;
  #regular: NodeJS.Timeout | undefined;
  #complaint = "";

  constructor(path: string, parts: Persistent) {
    this.#path = path;
    this.#parts = parts;
  }

  /** Restores what the file holds, if there is one; a given time scale is kept. @throws Error that names the file. */
  restore(timeScale: number | undefined): void {
    try {
      const saved = readState(this.#path);
      if (saved) this.#load(saved, timeScale);
    } catch (error) {
      throw new Error(`--state ${this.#path}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** Writes from now on. @throws Error if the file cannot be written. */
  begin(): void {
    this.save();
    this.#regular = setInterval(() => this.#parts.clock.scale > 0 && this.#attempt(), clockMs).unref();
  }

  /** Something has changed: the file is written soon. */
  changed(): void {
    this.#due ??= setTimeout(() => this.#attempt(), collectMs).unref();
  }

  /** Writes the file: never a part of it, whatever happens meanwhile. */
  save(): void {
    clearTimeout(this.#due);
    this.#due = undefined;
    writeWhole(this.#path, `${JSON.stringify(this.#state())}\n`);
  }

  close(): void {
    clearInterval(this.#regular);
    this.save();
  }

  #attempt(): void {
    try {
      this.save();
      this.#complaint = "";
    } catch (error) {
      const complaint = `the state could not be saved: ${error instanceof Error ? error.message : String(error)}\n`;
      if (complaint !== this.#complaint) process.stderr.write(complaint);
      this.#complaint = complaint;
    }
  }

  #state(): SavedState {
    const { clock, log, faults, emulators, seed } = this.#parts;
    const clouds = [...emulators].map(([name, cloud]): [string, SavedCloud] => {
      cloud.settle();
      const { switches, skewSeconds, store, memory = {} } = cloud;
      return [name, { switches, skewSeconds, objects: store.save(), memory: saveAll(memory) }];
    });
    return {
      ...{ version, seed, clock: { now: clock.now(), scale: clock.scale } },
      ...{ log: log.save(), faults: faults.save(), clouds: { ...this.#others, ...Object.fromEntries(clouds) } },
    };
  }

  #load(saved: SavedState, timeScale: number | undefined): void {
    const { clock, log, faults, emulators, seed } = this.#parts;
    if (saved.seed !== seed)
      throw new Error(`it was saved with --seed ${JSON.stringify(saved.seed)}; start with it again`);
    clock.continueAt(saved.clock.now);
    if (timeScale === undefined) clock.setScale(saved.clock.scale);
    log.load(saved.log);
    faults.load(saved.faults);
    for (const [name, cloud] of emulators) {
      const own = saved.clouds[name];
      if (!own) continue;
      cloud.setSwitches(own.switches);
      cloud.skewSeconds = own.skewSeconds;
      cloud.store.load(own.objects);
      loadAll(cloud.memory ?? {}, own.memory);
    }
    this.#others = Object.fromEntries(Object.entries(saved.clouds).filter(([name]) => !emulators.has(name)));
  }
}

/** Undefined if there is no such file yet. */
function readState(path: string): SavedState | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
  const saved: unknown = parse(text);
  if (typeof saved !== "object" || saved === null || !("version" in saved) || !("clouds" in saved))
    throw new Error("it is not a state of the emulators");
  if (saved.version !== version)
    throw new Error(`it has format ${String(saved.version)}, and this release reads format ${version}`);
  return trusted<SavedState>(saved);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Only its owner can read it: it holds what the clouds keep secret. */
function writeWhole(path: string, text: string): void {
  const part = `${path}.${process.pid}.part`;
  try {
    const file = openSync(part, "w", 0o600);
    try {
      writeSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(part, path);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}
