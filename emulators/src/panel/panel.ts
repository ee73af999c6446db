import type { CloudEmulator } from "../core/cloud.ts";
import type { RequestRow } from "../core/log.ts";
import type { Persistent } from "../core/state-file.ts";
import type { CloudObject } from "../options.ts";
import { registry } from "../registry.ts";
import { switchDescriptions } from "../switch-descriptions.ts";
import { accountsOf } from "./accounts.ts";
import { cloudPanels } from "./cloud-panels.ts";
import { type Lookup, present } from "./kinds.ts";
import { Masker } from "./mask.ts";
import { presentDetail, presentFault, presentRequest } from "./requests.ts";
import type { PanelCloud, PanelFault, PanelObject, PanelRequest, PanelUpdate, RequestDetail } from "./types.ts";

type Parts = Omit<Persistent, "seed">;

/** What the page shows of the emulators: nothing here changes anything. */
export class Panel {
  readonly #parts: Parts;
  readonly #endpoints: ReadonlyMap<string, string>;
  readonly #mask: Masker;

  constructor(parts: Parts, endpoints: ReadonlyMap<string, string>) {
    this.#parts = parts;
    this.#endpoints = endpoints;
    this.#mask = new Masker([...parts.emulators.values()].flatMap(({ accounts }) => accounts));
  }

  clouds(): PanelCloud[] {
    return [...this.#parts.emulators].map(([name, cloud]) => {
      const panel = cloudPanels.get(name);
      const endpoint = this.#endpoints.get(name) ?? "";
      const known = new Map(Object.entries(registry)).get(name);
      return {
        ...{ name, title: panel?.title ?? name, endpoint },
        accounts: accountsOf(name, cloud.accounts, cloud.environment(endpoint), panel?.secrets ?? []),
        operations: cloud.operations,
        defaults: { ...known?.switches },
        choices: known?.choices ?? {},
        descriptions: switchDescriptions[name] ?? {},
      };
    });
  }

  clock(): NonNullable<PanelUpdate["clock"]> {
    return { now: this.#parts.clock.now(), scale: this.#parts.clock.scale };
  }

  faults(): PanelFault[] {
    return this.#parts.faults.list().map(presentFault);
  }

  switches(): NonNullable<PanelUpdate["switches"]> {
    return Object.fromEntries([...this.#parts.emulators].map(([name, { switches }]) => [name, { ...switches }]));
  }

  objects(): PanelObject[] {
    return [...this.#parts.emulators.values()].flatMap((cloud) => this.#objectsOf(cloud));
  }

  #objectsOf(cloud: CloudEmulator): PanelObject[] {
    cloud.settle();
    const rows = cloud.store.objects().map((row) => ({ cloud: cloud.name, ...row }));
    const byKind = new Map<string, CloudObject[]>();
    for (const row of rows) {
      const known = byKind.get(row.kind);
      if (known) known.push(row);
      else byKind.set(row.kind, [row]);
    }
    const lookup: Lookup = (kind) => byKind.get(kind) ?? [];
    const kinds = cloudPanels.get(cloud.name)?.kinds ?? {};
    return rows.map((row) => present(row, kinds[row.kind], lookup, this.#mask));
  }

  request(row: RequestRow): PanelRequest {
    return presentRequest(row, this.#mask);
  }

  /** Throws if the log has no such row any more. */
  requestDetail(id: number): RequestDetail {
    const row = this.#parts.log.rows().find((one) => one.id === id);
    if (!row) throw new Error(`the log has no request ${id}`);
    return presentDetail(row, this.#parts.log.exchange(id), this.#mask);
  }
}
