import { CallCounter } from "../core/call-counter.ts";
import type { Memory } from "../core/memory.ts";
import type { GigeNetCloudState } from "./cloud-state.ts";
import { GigeNetError } from "./errors.ts";
import type { GigeNetInspection } from "./inspection.ts";

/** The checks between a request and its action: its signature, the allowed source address, and the rate. */
export class Guard {
  readonly #cloudState: GigeNetCloudState;
  readonly #calls = new CallCounter();

  constructor(cloudState: GigeNetCloudState) {
    this.#cloudState = cloudState;
  }

  get memory(): Memory {
    return { calls: this.#calls };
  }

  reset(): void {
    this.#calls.reset();
  }

  admit(sourceIp: string, { owner, refusal }: GigeNetInspection): void {
    if (refusal !== undefined || owner === undefined) throw new GigeNetError(refusal ?? "AuthFailure");
    const { allowedSourceIp } = this.#cloudState.switches;
    if (allowedSourceIp !== null && allowedSourceIp !== sourceIp) throw new GigeNetError("AuthFailure");
    this.#count(owner);
  }

  #count(owner: string): void {
    const { callsPerSecond, blocksAfter, throttleCode, throttleStatus } = this.#cloudState.switches;
    const limits = { window: 1, calls: callsPerSecond, blocksAfter };
    const verdict = this.#calls.count(owner, this.#cloudState.timeline.now, limits);
    if (verdict === "within") return;
    if (verdict === "blocked") throw GigeNetError.undocumented("Blocked", "blocked", 403);
    throw GigeNetError.undocumented(throttleCode, "Request limit exceeded", throttleStatus);
  }
}
