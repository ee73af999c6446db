import fc, { type AsyncCommand } from "fast-check";
import type { Actions } from "./actions.ts";
import type { Fixture } from "./fixture.ts";
import type { Disturbance, Point } from "./line.ts";
import { runWithForeignMetadata } from "./metadata.ts";
import { driftsOf, type Edit, editsOf } from "./model.ts";
import { ECHO, faults } from "./odd.ts";

/* The commands of a sequence. Their effect on the cloud and the state is checked after each of them. */

export type Move = AsyncCommand<Actions, Actions>;

interface Parts {
  title: string;
  /** Whether it makes sense now. */
  can?(actions: Readonly<Actions>): boolean;
  run(actions: Actions): Promise<unknown>;
}

const move = ({ title, can = () => true, run }: Parts): Move => ({
  check: (model) => can(model),
  run: async (_model, real) => {
    await run(real);
  },
  toString: () => title,
});

const pointTitle = ({ on, nth, when }: Point): string => `${when} ${on} request ${nth}`;

export function disturbanceTitle(disturbance: Disturbance | undefined): string {
  if (disturbance === undefined) {
    return "";
  }
  const at = pointTitle(disturbance.at);
  switch (disturbance.is) {
    case "kill":
      return `, the ${disturbance.who} killed ${at}`;
    case "cancel":
      return `, cancelled ${at}`;
    case "fault":
      return `, ${disturbance.fault} ${at}${timesTitle(disturbance.times)}`;
    case "damage":
      return `, damaged answer ${disturbance.choice} to ${at}${timesTitle(disturbance.times)}`;
    case "swap":
      return `, another answer ${disturbance.choice} to ${at}`;
    case "stale":
      return `, stale from ${at}${timesTitle(disturbance.times)}`;
    case "meanwhile":
      return `, the twin's up meanwhile ${at}`;
  }
}

const timesTitle = (times: number): string => (times === 1 ? "" : times > 99 ? ", and ever after" : `, ${times} times`);

const point = (on: readonly Point["on"][]): fc.Arbitrary<Point> =>
  fc.record({
    on: fc.constantFrom(...on),
    nth: fc.nat({ max: 12 }),
    when: fc.constantFrom("before" as const, "after" as const),
  });

const anywhere = point(["any", "write", "create", "remove", "list", "read"]);
const writes = point(["write", "write", "create", "remove"]);
const early = (of: fc.Arbitrary<Point>): fc.Arbitrary<Point> =>
  fc.tuple(of, fc.nat({ max: 2 })).map(([at, nth]) => ({ ...at, nth }));
const at = fc.oneof(anywhere, early(anywhere), early(writes));
const times = fc.constantFrom(1, 1, 1, 3, 1000);

const killed: fc.Arbitrary<Disturbance> = fc.record({
  is: fc.constant("kill" as const),
  who: fc.constantFrom("provider" as const, "CLI" as const),
  at,
});

const odd: fc.Arbitrary<Disturbance> = fc.oneof(
  fc.record({ is: fc.constant("fault" as const), at, fault: fc.constant(ECHO), times: fc.constant(1) }),
  fc.record({ is: fc.constant("fault" as const), at, fault: fc.constantFrom(...Object.keys(faults)), times }),
  fc.record({ is: fc.constant("damage" as const), at, choice: fc.nat({ max: 40 }), times }),
  fc.record({ is: fc.constant("swap" as const), at, choice: fc.nat({ max: 9 }) }),
  fc.record({ is: fc.constant("stale" as const), at: early(point(["list", "read"])), times }),
);

const mishaps: fc.Arbitrary<Disturbance | undefined> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(undefined) },
  { weight: 2, arbitrary: killed },
  { weight: 1, arbitrary: fc.record({ is: fc.constant("cancel" as const), at }) },
  { weight: 4, arbitrary: odd },
);

/**
 * After a rename nothing searches for what an interrupted run created under the old name: a user must run `recover`
 * first.
 */
const isLooked = ({ ledger }: Fixture, keys: readonly string[]): boolean =>
  !keys.includes("name") || ledger.loose.size === 0;

/** The commands by kind, so that a run can use only some kinds. */
export function kinds(actions: { edits: readonly Edit[]; drifts: readonly string[] }) {
  const { edits, drifts } = actions;
  const drift = fc.constantFrom(...drifts);
  return {
    edit: fc.constantFrom(...edits).map((edit) =>
      move({
        title: `edit ${JSON.stringify(edit.set)}`,
        can: ({ fixture }) => fixture.program.takes(edit) && isLooked(fixture, Object.keys(edit.set)),
        run: async ({ fixture }) => fixture.program.edit(edit),
      }),
    ),
    undo: fc.constantFrom(...new Set(edits.flatMap(({ set }) => Object.keys(set)))).map((key) =>
      move({
        title: `take ${key} out of the program`,
        can: ({ fixture }) => fixture.program.drops(key) && isLooked(fixture, [key]),
        run: async ({ fixture }) => fixture.program.drop(key),
      }),
    ),
    ignore: drift.map((key) =>
      move({ title: `ignoreChanges: ${key}`, run: async ({ fixture }) => fixture.program.ignore(key) }),
    ),
    remove: fc.constant(
      move({
        title: "the server leaves the program, or comes back",
        run: async ({ fixture }) => {
          fixture.program.isWithout = !fixture.program.isWithout;
        },
      }),
    ),
    preview: fc.oneof(fc.constant(undefined), odd).map((disturbance) =>
      move({
        title: `preview${disturbanceTitle(disturbance)}`,
        run: (real) => real.preview(real.fixture.ours, disturbance),
      }),
    ),
    up: mishaps.map((disturbance) =>
      move({ title: `up${disturbanceTitle(disturbance)}`, run: (real) => real.up(real.fixture.ours, { disturbance }) }),
    ),
    refresh: mishaps.map((disturbance) =>
      move({
        title: `refresh${disturbanceTitle(disturbance)}`,
        run: (real) => real.refresh(real.fixture.ours, { disturbance }),
      }),
    ),
    destroy: mishaps.map((disturbance) =>
      move({
        title: `destroy${disturbanceTitle(disturbance)}`,
        run: (real) => real.destroy(real.fixture.ours, { disturbance }),
      }),
    ),
    stranger: fc.constantFrom("refresh" as const, "destroy" as const).map((what) =>
      move({
        title: `${what} with another account's credentials`,
        run: (real) => real[what](real.fixture.ours, { account: 1 }),
      }),
    ),
    panel: drift.map((key) =>
      move({
        title: `the panel changes ${key}`,
        can: ({ fixture }) => fixture.server(fixture.ours) !== undefined && fixture.program.hasAlone(key),
        run: (real) => real.panel.changes(key),
      }),
    ),
    delete: fc.constant(
      move({
        title: "the panel deletes the server",
        can: ({ fixture }) => fixture.server(fixture.ours) !== undefined,
        run: (real) => real.panel.deletesServer(),
      }),
    ),
    wait: fc
      .constantFrom(0.2, 5, 60)
      .map((minutes) => move({ title: `${minutes} minutes later`, run: ({ fixture }) => fixture.rest(minutes) })),
    twin: fc
      .constantFrom("up" as const, "up" as const, "destroy" as const)
      .map((what) => move({ title: `the twin's ${what}`, run: (real) => real[what](real.fixture.twin) })),
    meanwhile: fc.constant(
      move({ title: "up, while the twin's create is quicker", run: (real) => real.upWhileTwin() }),
    ),
    recover: fc.constant(move({ title: "recover --yes", run: (real) => real.recover(real.fixture.ours) })),
    orphans: fc.constant(move({ title: "orphans", run: (real) => real.orphans(real.fixture.ours) })),
    import: fc.constant(
      move({
        title: "state delete, and import",
        can: ({ fixture }) => fixture.server(fixture.ours) !== undefined,
        run: (real) => real.importAgain(),
      }),
    ),
    rename: fc.constant(
      move({
        title: "stack rename",
        // Objects that nobody knows about have the old stack's name.
        can: ({ fixture }) => fixture.ledger.loose.size === 0,
        run: (real) => real.renameStack(),
      }),
    ),
    metadata: fc
      .record({
        what: fc.constantFrom("refresh" as const, "up" as const, "destroy" as const, "preview" as const),
        account: fc.constantFrom(0, 1),
        choice: fc.nat({ max: 40 }),
      })
      .map(({ what, account, choice }) =>
        move({
          title: `${what} with metadata ${choice} of another release${account === 0 ? "" : " and another account's credentials"}`,
          // What depends on the server would be deleted before it.
          can: ({ fixture }) =>
            fixture.server(fixture.ours) !== undefined &&
            !(fixture.scenario.whole && (what === "destroy" || (what === "up" && fixture.program.isWithout))),
          run: (real) => runWithForeignMetadata(real, what, account, choice),
        }),
      ),
  } satisfies Record<string, fc.Arbitrary<Move>>;
}

export type Kind = keyof ReturnType<typeof kinds>;

const names: Readonly<Record<Kind, true>> = {
  ...{ edit: true, undo: true, ignore: true, remove: true, preview: true, up: true, refresh: true, destroy: true },
  ...{ stranger: true, panel: true, delete: true, wait: true, twin: true, meanwhile: true, recover: true },
  ...{ orphans: true, import: true, rename: true, metadata: true },
};

export const isKind = (text: string): text is Kind => text in names;

/** How often each kind is drawn, relative to the others. */
const weights: Partial<Record<Kind, number>> = { up: 6, edit: 4, panel: 3, refresh: 3, ignore: 2 };

/** Sequences of commands of some or all kinds. */
export function sequences(
  target: Parameters<typeof editsOf>[0],
  { only, ...constraints }: { only: readonly Kind[] | undefined; maxCommands: number; replayPath?: string },
) {
  const all = kinds({ edits: editsOf(target), drifts: driftsOf(target).map(([key]) => key) });
  const chosen = Object.keys(all)
    .filter(isKind)
    .filter((kind) => only === undefined || only.includes(kind));
  return fc.commands(
    chosen.flatMap((kind) => Array.from({ length: weights[kind] ?? 1 }, () => all[kind])),
    { ...constraints, size: "max" },
  );
}
