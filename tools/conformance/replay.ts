import { readReportedSwitches } from "../../emulators/src/like.ts";
import type { VerifyExchange, VerifyReport } from "../../provider/src/adapters/query-types.ts";
import { Pseudonyms } from "../../provider/src/adapters/verify/pseudonyms.ts";
import { Recorder } from "../../provider/src/adapters/verify/recorder.ts";
import { reported } from "../../provider/src/adapters/verify/report.ts";
import { loadCloud } from "../../provider/src/clouds/index.ts";
import { isMap, type Tree } from "../../provider/src/http/decode/tree.ts";
import { inhabit, needed } from "../../test/assumptions/inhabit.ts";
import { direct } from "../../test/support/direct.ts";
import { startFixture } from "../../test/support/fixture.ts";
import { differencesOf } from "./differences.ts";

/** A difference between the responses of an emulator and of the cloud. */
export interface Difference {
  call: string;
  says: string;
}

/** A mark in a report: `<uuid 3>`. */
const MARK = /^<[a-z0-9]+ \d+>$/;

/** Binds each mark in the recorded response to the text at the same path in the emulator's response. */
function bind(bound: Map<string, string>, recorded: unknown, answer: Tree | undefined): void {
  if (typeof recorded === "string" && typeof answer === "string") {
    if (MARK.test(recorded) && !bound.has(recorded)) bound.set(recorded, answer);
  } else if (Array.isArray(recorded) && Array.isArray(answer)) {
    for (const [index, each] of recorded.entries()) bind(bound, each, answer[index]);
  } else if (typeof recorded === "object" && recorded !== null && isMap(answer)) {
    for (const [key, each] of Object.entries(recorded)) bind(bound, each, answer[key]);
  }
}

/** Whether all marks in a call's parameters are bound. */
const isKnown = (parameters: unknown, bound: ReadonlyMap<string, string>): boolean =>
  Object.values(typeof parameters === "object" && parameters !== null ? parameters : {}).every(
    (value) => typeof value !== "string" || !MARK.test(value) || /^<credential /.test(value) || bound.has(value),
  );

const withBound = (parameters: unknown, bound: ReadonlyMap<string, string>): Record<string, Tree> =>
  Object.fromEntries(
    Object.entries(typeof parameters === "object" && parameters !== null ? parameters : {}).flatMap(
      ([name, value]): [string, Tree][] => (typeof value === "string" ? [[name, bound.get(value) ?? value]] : []),
    ),
  );

/**
 * Sends the reads in a report to an emulator with the report's switches, and compares the responses call by call. The accounts
 * differ, so rows are compared by their fields and forms, not by their number and values.
 */
export async function replay(report: VerifyReport): Promise<readonly Difference[]> {
  const cloud = await loadCloud(report.cloud);
  const verification = await cloud.verification?.();
  const { cloud: name, patches } = readReportedSwitches(JSON.stringify(report));
  const fixture = await startFixture({ clouds: [name], switches: { [name]: needed(name) } });
  const { clock, emulators } = fixture;
  try {
    await inhabit(fixture, name);
    for (const patch of patches) {
      emulators.setSwitches(name, patch);
    }
    const { endpoint, credentials } = emulators.clouds[name];
    const exchange = direct(emulators, name);
    const recorder = new Recorder({ clock, exchange, permit: () => undefined });
    const settings = { ...defaultsOf(cloud.settings), ...credentials, endpoint };
    const signal = new AbortController().signal;
    const { api } = cloud.openAccount(settings, { clock, exchange: recorder.exchange, signal });
    const bound = new Map<string, string>();
    const found: Difference[] = [];
    for (const recorded of report.exchanges.filter(({ step, status }) => step === undefined && status > 0)) {
      const before = recorder.exchanges.length;
      if (isKnown(recorded.parameters, bound)) {
        const parameters = withBound(recorded.parameters, bound);
        await verification?.repeat(api, { call: recorded.call, parameters }).catch(() => undefined);
      }
      // The client may have sent another call first, such as one that reads the time.
      const answered = recorder.exchanges.slice(before).find(({ call }) => call === recorded.call);
      if (answered === undefined) {
        continue;
      }
      bind(bound, recorded.answer, answered.tree);
      const own: VerifyExchange = reported(answered, verification?.signing ?? [], new Pseudonyms());
      found.push(...differencesOf(recorded, own).map((says) => ({ call: recorded.call, says })));
    }
    return found.filter(
      (each, index) => found.findIndex(({ call, says }) => call === each.call && says === each.says) === index,
    );
  } finally {
    await emulators.stop();
  }
}

const defaultsOf = (settings: Readonly<Record<string, { default?: string }>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(settings).flatMap(([key, setting]) =>
      setting.default === undefined ? [] : [[key, setting.default]],
    ),
  );
