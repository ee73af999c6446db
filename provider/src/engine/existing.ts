import { type AnyLive, phase, told } from "./look.ts";
import { lacksName, namesIn } from "./object-names.ts";
import { type Freshness, untilAborted } from "./observer.ts";
import { RefusedError } from "./problems.ts";
import { compare } from "./references.ts";
import { idOf, idsOf, lineFor, namelessRefusal, refusal } from "./refusals.ts";
import type { Run } from "./run.ts";
import { plural, withArticle } from "./words.ts";

/** An object of the cloud, as a list shows it. */
export interface Seen {
  key: string;
  live: AnyLive;
}

const nameOf = (run: Run): unknown =>
  run.definition.name === undefined ? undefined : run.want[run.definition.name.input];

/** The objects of the scope that are there; none where nothing could tell one from another. */
export async function listed(run: Run, freshness: Freshness): Promise<readonly Seen[]> {
  const { definition, session, options } = run;
  const [first] = Object.keys(definition.views);
  if (definition.nameOf === undefined || wantedMark(run) === undefined || first === undefined) {
    return [];
  }
  const rows = await session.observer.list(definition, first, options.scope, freshness);
  if (rows === undefined) {
    throw new RefusedError(
      `${session.cloud} shows this account no list of its ${plural(definition.noun)}, so it cannot be seen whether an interrupted run has made this one already. Nothing was made. Make it in the cloud's panel, and take it over by ${lineFor(run, [])} in the resource's arguments.`,
    );
  }
  // A list can go on showing what has been deleted.
  const seen = rows
    .map(([key, row]) => ({ key, live: { [first]: row } }))
    .filter(({ live }) => phase(definition, live)?.is !== "gone");
  const unnamed = seen.find(({ live }) => lacksName(definition, live));
  if (unnamed !== undefined) {
    throw new RefusedError(
      `${session.cloud}'s list of ${plural(definition.noun)} shows no name of ${idOf(run, unnamed.key)}, so it cannot be seen whether an interrupted run has made this one already. Nothing was made. Run pulumi up again; if the list stays so, make it in the cloud's panel and take it over by ${lineFor(run, [])} in the resource's arguments.`,
    );
  }
  return seen;
}

const wantedMark = (run: Run): unknown => run.definition.lookFor?.(run.want) ?? nameOf(run);

/** Those of the wanted name (or marker): what an interrupted create may have left. */
export const named = (run: Run, seen: readonly Seen[]): readonly Seen[] =>
  seen.filter(({ live }) => namesIn(run.definition, live).includes(String(wantedMark(run))));

/** Those without a name yet that an interrupted create of this one may have made, and that no resource is known to have. */
export async function nameless(run: Run, seen: readonly Seen[]): Promise<readonly Seen[]> {
  const own = await Promise.all(seen.map(({ live }) => couldBe(run, live)));
  return seen.filter(({ key }, index) => own[index] === true && !run.session.known.has(run.definition, key));
}

/** Whether an object has no name, and differs in nothing that can be seen from what this create asks for. */
async function couldBe(run: Run, live: AnyLive): Promise<boolean> {
  const { session, definition, options, want } = run;
  if (definition.nameless?.is(live, options.scope) !== true) {
    return false;
  }
  for (const key of definition.nameless.like) {
    const seen = told(definition, live, key, want[key]);
    if (seen !== undefined && want[key] !== undefined && !options.references.verbatim.has(key)) {
      const wanted = { text: options.inputs[key], id: want[key] };
      const { same, value } = await compare(session, definition, key, seen, wanted, options.scope);
      if (!same && value !== undefined) {
        return false;
      }
    }
  }
  return true;
}

const reservationOf = (run: Run): string => `${run.definition.token}\n${run.options.scope}\n${String(nameOf(run))}`;

/** To be called when an object is gone: its name may be used again. */
export const forget = (run: Run): void => {
  run.session.names.delete(reservationOf(run));
};

/** What was there before a create, and what gives its name free again. */
export interface Before {
  keys: ReadonlySet<string>;
  release(): void;
}

/**
 * Looks whether the object is there already, in a list that all creates share, and refuses if it is. Reserves the name
 * in this process, as a list does not show what is being made at this moment.
 */
export async function existing(run: Run): Promise<Before> {
  const { definition, session } = run;
  const wanted = nameOf(run);
  const reservation = reservationOf(run);
  const { names } = session;
  if (wanted !== undefined) {
    if (names.has(reservation)) {
      throw new RefusedError(
        `Two resources of this program ask for ${withArticle(`${session.cloud} ${definition.noun}`)} named "${String(wanted)}". Give one of them another name.`,
      );
    }
    names.add(reservation);
  }
  const release = () => {
    names.delete(reservation);
  };
  try {
    return { keys: new Set((await searched(run)).map(({ key }) => key)), release };
  } catch (error) {
    release();
    throw error;
  }
}

/** The list that does not have it. Objects made by this process are known to it, so its own writes need no new one. */
async function searched(run: Run): Promise<readonly Seen[]> {
  const { session } = run;
  const kept = await listed(run, "seen");
  if (named(run, kept).length === 0 && (await nameless(run, kept)).length === 0) {
    return kept;
  }
  for (;;) {
    // A list from before a deletion, or before a name was given, may still show what is gone: only a new one refuses.
    const seen = await listed(run, { after: session.observer.mark() });
    const own = named(run, seen);
    if (own.length > 0) {
      throw new RefusedError(
        refusal(
          run,
          own.map(({ key }) => key),
        ),
      );
    }
    const others = await nameless(run, seen);
    if (others.length === 0) {
      return seen;
    }
    const busy = session.creates.others(run).filter(({ isOver }) => !isOver);
    if (busy.length === 0) {
      throw new RefusedError(namelessRefusal(run, idsOf(run, others)));
    }
    await untilAborted(Promise.all(busy.map(({ over }) => over)), session.signal);
  }
}

/** Objects that an interrupted create may have left, by what says so. */
export interface Candidates {
  by: "name" | "likeness";
  keys: readonly string[];
}

/** What a create would find in its way, looked for without one. */
export async function candidates(run: Run): Promise<Candidates> {
  const seen = await listed(run, "kept");
  const own = named(run, seen);
  return own.length > 0
    ? { by: "name", keys: own.map(({ key }) => key) }
    : { by: "likeness", keys: (await nameless(run, seen)).map(({ key }) => key) };
}

/** Whether an object that was made can be told from others at all: by a name, or by a marker. */
export const isTellable = (run: Run): boolean => run.definition.nameOf !== undefined && nameOf(run) !== undefined;
