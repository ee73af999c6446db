import type { GigeNetCloudState } from "./cloud-state.ts";
import { GigeNetError } from "./errors.ts";
import type { GigeNetInspection } from "./inspection.ts";

/** The checks between a request and its action: its signature, the allowed source address, and the rate. */
export class Guard {
  readonly #cloudState: GigeNetCloudState;
  readonly #seconds = new Map<string, { readonly second: number; readonly calls: number }>();

  constructor(cloudState: GigeNetCloudState) {
    this.#cloudState = cloudState;
  }

  reset(): void {
    this.#seconds.clear();
  }

  admit(sourceIp: string, { owner, refusal }: GigeNetInspection): void {
    if (refusal !== undefined || owner === undefined) throw new GigeNetError(refusal ?? "AuthFailure");
    const { allowedSourceIp } = this.#cloudState.switches;
    if (allowedSourceIp !== null && allowedSourceIp !== sourceIp) throw new GigeNetError("AuthFailure");
    this.#count(owner);
  }

  #count(owner: string): void {
    const { callsPerSecond, throttleCode, throttleStatus } = this.#cloudState.switches;
    const second = Math.floor(this.#cloudState.timeline.now / 1000);
    const entry = this.#seconds.get(owner);
    const calls = entry?.second === second ? entry.calls + 1 : 1;
    this.#seconds.set(owner, { second, calls });
    if (callsPerSecond === 0 || calls <= callsPerSecond) return;
    throw GigeNetError.undocumented(throttleCode, "Request limit exceeded", throttleStatus);
  }
}
