/** Virtual time, by which the emulated clouds run. Real (wall) time is used only where clients sign with it. */
export interface ClockOptions {
  /** Virtual seconds that pass in one real second; 0 stops time until `advance`. Default 1. */
  readonly scale?: number;
  /** Real time in milliseconds since 1970. Default: `Date.now`. */
  readonly real?: () => number;
}

export class EmulatorClock {
  readonly #real: () => number;
  #scale: number;
  #virtualAt: number;
  #realAt: number;

  constructor(options: ClockOptions = {}) {
    this.#real = options.real ?? Date.now;
    this.#scale = checkScale(options.scale ?? 1);
    this.#realAt = this.#real();
    this.#virtualAt = this.#realAt;
  }

  /** A clock that only `advance` moves. */
  static manual(): EmulatorClock {
    return new EmulatorClock({ scale: 0 });
  }

  /** Virtual milliseconds since 1970; starts at the real time. */
  now(): number {
    return this.#virtualAt + (this.#real() - this.#realAt) * this.#scale;
  }

  /** Real milliseconds since 1970, against which signatures are checked. */
  wall(): number {
    return this.#real();
  }

  get scale(): number {
    return this.#scale;
  }

  /** Moves virtual time forward by `seconds`; events that fall due in between happen in order. */
  advance(seconds: number): void {
    if (!Number.isFinite(seconds) || seconds < 0) throw new RangeError(`cannot advance by ${seconds} seconds`);
    this.#rebase();
    this.#virtualAt += seconds * 1000;
  }

  /** Sets the speed of virtual time from now on; 0 is manual. */
  setScale(scale: number): void {
    checkScale(scale);
    this.#rebase();
    this.#scale = scale;
  }

  /** Continues at another virtual time, in milliseconds since 1970. */
  continueAt(now: number): void {
    this.#rebase();
    this.#virtualAt = now;
  }

  #rebase(): void {
    this.#virtualAt = this.now();
    this.#realAt = this.#real();
  }
}

function checkScale(scale: number): number {
  if (!Number.isFinite(scale) || scale < 0) throw new RangeError(`the time scale must be 0 or more, not ${scale}`);
  return scale;
}
