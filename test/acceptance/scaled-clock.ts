import { type Clock, systemClock } from "../../provider/src/http/clock.ts";

/** The system's clock. With a scale it runs faster, for an emulator with `--time-scale`. */
export function scaledClock(scale: number): Clock {
  if (scale === 1) {
    return systemClock;
  }
  const start = systemClock.now();
  return {
    now: () => start + (systemClock.now() - start) * scale,
    // Requests take real time.
    sleep: (ms, signal, use) => systemClock.sleep(use === "guard" ? ms : ms / scale, signal, use),
  };
}
