import type { ServerResponse } from "node:http";
import type { RequestLog } from "../core/log.ts";
import type { Panel } from "./panel.ts";
import type { PanelObject, PanelUpdate } from "./types.ts";

/** How often the page gets what has changed, in real milliseconds; and how much it may fall behind, in bytes. */
const tickMs = 300;
const backlog = 8_388_608;
/** How many rows of the log a page starts with. */
const firstRows = 300;
/** A clock that is this far from where the page expects it has been moved, in virtual milliseconds. */
const clockSlack = 1000;

/** Tells open pages what changes, as server-sent events. Nothing runs while no page is open. */
export class EventStream {
  readonly #panel: Panel;
  readonly #log: RequestLog;
  readonly #pages = new Set<ServerResponse>();
  #timer: NodeJS.Timeout | undefined;
  #sent: Sent | undefined;

  constructor(panel: Panel, log: RequestLog) {
    this.#panel = panel;
    this.#log = log;
  }

  /** Answers with the stream of events. */
  open(response: ServerResponse): void {
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
    this.#tick();
    this.#sent ??= this.#snapshot();
    const { clock, faults, switches, objects } = this.#sent;
    const requests = this.#log.rows().slice(-firstRows);
    send(response, {
      ...{ clouds: this.#panel.clouds(), clock: this.#panel.clock(), faults: JSON.parse(faults) },
      ...{ switches: JSON.parse(switches), objects: [...objects.values()].map(({ object }) => object) },
      ...{ requests: requests.map((row) => this.#panel.request(row)), isLogCleared: true },
    });
    this.#sent = { ...this.#sent, clock };
    this.#pages.add(response);
    this.#timer ??= setInterval(() => this.#tick(), tickMs).unref();
    response.once("close", () => {
      this.#pages.delete(response);
      if (this.#pages.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
      this.#sent = undefined;
    });
  }

  #tick(): void {
    if (!this.#sent) return;
    const now = this.#snapshot();
    const update = difference(this.#sent, now);
    const rows = this.#log.since(this.#sent.version);
    const isLogCleared = this.#sent.clearings !== now.clearings;
    this.#sent = now;
    const requests = rows.slice(-firstRows).map((row) => this.#panel.request(row));
    const whole: PanelUpdate = {
      ...update,
      ...(requests.length > 0 || isLogCleared ? { requests } : {}),
      ...(isLogCleared ? { isLogCleared } : {}),
    };
    if (Object.keys(whole).length === 0) return;
    for (const page of this.#pages) {
      if (page.writableLength > backlog) page.destroy();
      else send(page, whole);
    }
  }

  #snapshot(): Sent {
    const objects = this.#panel.objects().map((object) => ({ object, text: JSON.stringify(object) }));
    return {
      clock: { ...this.#panel.clock(), at: Date.now() },
      faults: JSON.stringify(this.#panel.faults()),
      switches: JSON.stringify(this.#panel.switches()),
      objects: new Map(objects.map((one) => [one.object.key, one])),
      ...{ version: this.#log.version, clearings: this.#log.clearings },
    };
  }
}

/** What the pages know. */
interface Sent {
  readonly clock: { readonly now: number; readonly scale: number; readonly at: number };
  readonly faults: string;
  readonly switches: string;
  readonly objects: ReadonlyMap<string, { readonly object: PanelObject; readonly text: string }>;
  readonly version: number;
  readonly clearings: number;
}

function difference(was: Sent, now: Sent): PanelUpdate {
  const objects = [...now.objects].filter(([key, { text }]) => was.objects.get(key)?.text !== text);
  const removed = [...was.objects.keys()].filter((key) => !now.objects.has(key));
  const expected = was.clock.now + (now.clock.at - was.clock.at) * was.clock.scale;
  const isMoved =
    was.clock.scale !== now.clock.scale || Math.abs(expected - now.clock.now) > clockSlack + was.clock.scale * 20;
  return {
    ...(isMoved ? { clock: { now: now.clock.now, scale: now.clock.scale } } : {}),
    ...(was.faults === now.faults ? {} : { faults: JSON.parse(now.faults) }),
    ...(was.switches === now.switches ? {} : { switches: JSON.parse(now.switches) }),
    ...(objects.length > 0 ? { objects: objects.map(([, { object }]) => object) } : {}),
    ...(removed.length > 0 ? { removed } : {}),
  };
}

function send(response: ServerResponse, update: PanelUpdate): void {
  response.write(`data: ${JSON.stringify(update)}\n\n`);
}
