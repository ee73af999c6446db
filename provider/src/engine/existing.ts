import { CloudError } from "../http/errors.ts";
import { type AnyLive, phase, told } from "./look.ts";
import { lacksName, namesIn } from "./object-names.ts";
import { type Freshness, untilAborted } from "./observer.ts";
import { messageOf, RefusedError } from "./problems.ts";
import { compare } from "./references.ts";
import type { Run } from "./run.ts";
import { plural, withArticle } from "./words.ts";

interface Seen {
  key: string;
  live: AnyLive;
}

const idOf = (run: Run, key: string): string => run.definition.id.format({ scope: run.options.scope, key });
const idsOf = (run: Run, seen: readonly Seen[]): string[] => seen.map(({ key }) => idOf(run, key));

const inputToTakeOver = ({ definition }: Run): string => definition.takes ?? "adopt";

/** `adopt: "<id>"`, with the id where there is but one. */
const lineFor = (run: Run, ids: readonly string[]): string =>
  `${inputToTakeOver(run)}: "${ids.length === 1 ? ids[0] : "<id>"}"`;

const nameOf = (run: Run): unknown =>
  run.definition.name === undefined ? undefined : run.want[run.definition.name.input];

/** The objects of the scope that are there; none where nothing could tell one from another. */
async function listed(run: Run, freshness: Freshness): Promise<readonly Seen[]> {
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
const named = (run: Run, seen: readonly Seen[]): readonly Seen[] =>
  seen.filter(({ live }) => namesIn(run.definition, live).includes(String(wantedMark(run))));

/** Those without a name yet that an interrupted create of this one may have made, and that no resource is known to have. */
async function nameless(run: Run, seen: readonly Seen[]): Promise<readonly Seen[]> {
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
      throw new RefusedError(refusal(run, idsOf(run, own)));
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

function refusal(run: Run, ids: readonly string[]): string {
  const { session, definition } = run;
  const what = `${session.cloud} ${definition.noun}`;
  const name = String(nameOf(run) ?? run.options.label);
  return ids.length === 1
    ? `There is ${withArticle(what)} named "${name}" already, id ${ids[0]}, and the state does not know it: an interrupted run may have made it. Nothing was made. To take it over, add this line to the resource's arguments and run pulumi up: ${lineFor(run, ids)}, — or give the resource another name.`
    : `There are ${ids.length} ${plural(what)} named "${name}" already: ${ids.join(", ")}. Nothing was made. Take one over by ${lineFor(run, ids)} in the resource's arguments, or give the resource another name.`;
}

function namelessRefusal(run: Run, ids: readonly string[]): string {
  const { session, definition } = run;
  const what = `${session.cloud} ${definition.noun}`;
  const like = `without a name, of the same ${definition.nameless?.like.join(" and ")}`;
  const claim = `if it is not this resource's, ${definition.nameless?.claim} and run pulumi up again`;
  return ids.length === 1
    ? `There is ${withArticle(what)} ${like}, id ${ids[0]}, and no resource is known to have it: an interrupted run may have made it. Nothing was made. To take it over, add this line to the resource's arguments and run pulumi up: ${lineFor(run, ids)}, — or, ${claim}.`
    : `There are ${ids.length} ${plural(what)} ${like}, and no resource is known to have them: ${ids.join(", ")}. An interrupted run may have made one of them. Nothing was made. Take this resource's own over by ${lineFor(run, ids)} in its arguments; ${claim}.`;
}

/** Seconds before each further look for an object whose create had no trustworthy answer. */
const LOOKS = [0, 2, 5, 10];

/**
 * After a create whose effect is unknown: the object of that name is ours, as there was none before and the name is
 * reserved; where names come later, the one nameless object that was not there before and that no other create of this
 * process can own. Gives its key, or throws: the call is never sent again.
 */
export async function recover(run: Run, error: unknown, before: ReadonlySet<string>): Promise<string> {
  if (!(error instanceof CloudError) || error.effect === "none") {
    throw error;
  }
  const { session, definition } = run;
  const found = (key: string, how: string): string => {
    session.reporter.warn(`${run.options.label}: the answer to ${error.operation} was lost, and ${how}.`);
    return key;
  };
  let unseen = "none of its name is to be seen";
  let doubtful: readonly string[] = [];
  for (const seconds of LOOKS) {
    const seen = await lookAfter(run, seconds).catch((trouble: unknown) => {
      unseen = `the look for it failed: ${messageOf(trouble)}`;
      return [];
    });
    const own = named(run, seen);
    const [first] = own;
    if (first !== undefined && own.length === 1) {
      return found(first.key, `the ${definition.noun} was found by its name: ${idOf(run, first.key)}`);
    }
    if (own.length > 1) {
      throw new RefusedError(
        `${error.message} It may have been made all the same; these bear its name: ${idsOf(run, own).join(", ")}. Look in the panel which one is yours, take it over by ${lineFor(run, idsOf(run, own))}, and delete the others.`,
      );
    }
    const appeared = (await nameless(run, seen)).filter(({ key }) => !before.has(key));
    const [only] = appeared;
    if (only !== undefined && appeared.length === 1 && !(await isContested(run, only))) {
      const id = idOf(run, only.key);
      return found(only.key, `${id} is the only new ${definition.noun} since that could be it, so it was taken for it`);
    }
    doubtful = idsOf(run, appeared);
  }
  if (doubtful.length > 0) {
    throw new RefusedError(
      `${error.message} It may have been made all the same, and was not asked for again. What has appeared since and has no name yet may be this resource's or another's: ${doubtful.join(", ")}. Look in the panel, take this resource's own over by ${lineFor(run, doubtful)} in its arguments, and run pulumi up again.`,
    );
  }
  throw new RefusedError(
    `${error.message} Whether the ${definition.noun} was made is not known (${unseen}), so it was not asked for again. Run pulumi up again: it looks for the name before it makes anything.`,
  );
}

/** Whether another create of this process, whose answer is awaited or lost as well, may have made an object. */
async function isContested(run: Run, { live }: Seen): Promise<boolean> {
  const able = await Promise.all(run.session.creates.others(run).map((other) => couldBe(other.run, live)));
  return able.includes(true);
}

async function lookAfter(run: Run, seconds: number): Promise<readonly Seen[]> {
  const { session, definition } = run;
  await session.clock.sleep(seconds * 1000, session.signal);
  if (definition.nameless !== undefined) {
    // Whose answer comes in time knows what is its own.
    await untilAborted(Promise.all(session.creates.others(run).map(({ answered }) => answered)), session.signal);
  }
  return listed(run, { after: session.observer.mark() });
}
