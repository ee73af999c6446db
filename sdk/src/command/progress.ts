/** Milliseconds after which a user wants to know what the command is waiting for. */
const DELAY = 1000;

interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/**
 * A line on a terminal with what the command has been waiting for, for more than a second. It disappears when the wait is over,
 * and before anything else is printed. Files and pipes never see it.
 */
export class Progress {
  readonly #pending = new Set<{ what: string }>();
  readonly #terminal: Terminal;
  readonly #every: (ms: number, call: () => void) => () => void;
  #stop: (() => void) | undefined;
  #seconds = 0;
  #isShown = false;

  /** `every` calls a function at an interval until the function that it returns is called. */
  constructor(terminal: Terminal, every = realInterval) {
    this.#terminal = terminal;
    this.#every = every;
  }

  /** Returns the result of the work. */
  async during<T>(what: string, work: Promise<T>): Promise<T> {
    const entry = { what };
    this.#pending.add(entry);
    if (this.#terminal.isTTY === true) {
      this.#stop ??= this.#every(DELAY, () => this.#show());
    }
    try {
      return await work;
    } finally {
      this.#pending.delete(entry);
      if (this.#pending.size === 0) {
        this.erase();
        this.#stop?.();
        this.#stop = undefined;
        this.#seconds = 0;
      }
    }
  }

  erase(): void {
    if (this.#isShown) {
      this.#isShown = false;
      this.#terminal.write("\r\u001b[K");
    }
  }

  #show(): void {
    this.#seconds += DELAY / 1000;
    const names = [...new Set([...this.#pending].map(({ what }) => what))];
    const text = `Waiting for ${names.join(", ")} (${this.#seconds} s)`;
    const { columns = 80 } = this.#terminal;
    this.#isShown = true;
    // A longer line would wrap, and only its end could be removed.
    this.#terminal.write(`\r\u001b[K${text.length < columns ? text : `${text.slice(0, columns - 2)}…`}`);
  }
}

function realInterval(ms: number, call: () => void): () => void {
  const timer = setInterval(call, ms).unref();
  return () => clearInterval(timer);
}

/** Of this process. */
export const progress = new Progress(process.stderr);
