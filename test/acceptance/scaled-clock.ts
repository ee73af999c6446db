import { type Clock, systemClock } from "../../provider/src/http/clock.ts";

/** The system's clock; with a scale it runs faster, for an emulator that plays the cloud with `--time-scale`. */
export function scaledClock(scale: number): Clock {
  if (scale === 1) {
    return systemClock;
  }
  const start = systemClock.now();
  return {
    now: () => start + (systemClock.now() - start) * scale,
    // A request needs its real time.
    sleep: (ms, signal, use) => systemClock.sleep(use === "guard" ? ms : ms / scale, signal, use),
  };
}
