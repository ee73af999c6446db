import type { PanelCloud, PanelFault, PanelObject, PanelRequest, PanelUpdate } from "../src/panel/types.ts";

type Switches = NonNullable<PanelUpdate["switches"]>;

/** How many rows of the log the page keeps. */
const keptRows = 500;

/** What the page knows, kept up to date by the events of the server. */
export class State {
  clouds: readonly PanelCloud[] = [];
  faults: readonly PanelFault[] = [];
  switches: Switches = {};
  readonly objects = new Map<string, PanelObject>();
  requests: readonly PanelRequest[] = [];
  isConnected = false;
  isLoaded = false;
  #clock = { now: 0, scale: 0, at: 0 };

  /** Virtual milliseconds since 1970, now. */
  now(): number {
    return this.#clock.now + (Date.now() - this.#clock.at) * this.#clock.scale;
  }

  get scale(): number {
    return this.#clock.scale;
  }

  apply(update: PanelUpdate): void {
    if (update.clouds) {
      this.clouds = update.clouds;
      this.objects.clear();
      this.isLoaded = true;
    }
    if (update.clock) this.#clock = { ...update.clock, at: Date.now() };
    this.faults = update.faults ?? this.faults;
    this.switches = update.switches ?? this.switches;
    for (const key of update.removed ?? []) this.objects.delete(key);
    for (const object of update.objects ?? []) this.objects.set(object.key, object);
    if (update.isLogCleared) this.requests = [];
    if (update.requests) this.requests = merged(this.requests, update.requests);
  }

  title(cloud: string): string {
    return this.clouds.find(({ name }) => name === cloud)?.title ?? cloud;
  }
}

/** Newest first. */
function merged(known: readonly PanelRequest[], more: readonly PanelRequest[]): PanelRequest[] {
  const rows = new Map([...known, ...more].map((row) => [row.id, row]));
  return [...rows.values()].sort((a, b) => b.id - a.id).slice(0, keptRows);
}

/** Follows the emulators; the browser reconnects by itself. */
export function follow(state: State, changed: () => void): void {
  const events = new EventSource("events");
  events.addEventListener("message", ({ data }) => {
    state.isConnected = true;
    state.apply(JSON.parse(data));
    changed();
  });
  events.addEventListener("error", () => {
    state.isConnected = false;
    changed();
  });
}
