import { CloudError } from "../http/errors.ts";
import { phase } from "./look.ts";
import type { Freshness } from "./observer.ts";
import { messageOf, RefusedError } from "./problems.ts";
import type { Run } from "./run.ts";
import { plural, withArticle } from "./words.ts";

/** Objects of the wanted name (or marker): what an interrupted create may have left. Keys. */
async function found(run: Run, freshness: Freshness): Promise<readonly string[]> {
  const { definition, session, options } = run;
  const [first] = Object.keys(definition.views);
  const wanted = definition.lookFor?.(run.want) ?? nameOf(run);
  if (definition.nameOf === undefined || wanted === undefined || first === undefined) {
    return [];
  }
  const rows = await session.observer.list(definition, first, options.scope, freshness);
  if (rows === undefined) {
    throw new RefusedError(
      `${session.cloud} shows this account no list of its ${plural(definition.noun)}, so it cannot be seen whether an interrupted run has made this one already. Nothing was made. Make it in the cloud's panel, and take it over by ${definition.takes ?? "adopt"}: "<id>" in the resource's arguments.`,
    );
  }
  // A list can go on showing what has been deleted.
  return rows
    .map(([key, row]) => ({ key, live: { [first]: row } }))
    .filter(
      ({ live }) =>
        [definition.nameOf?.(live)].flat().includes(String(wanted)) && phase(definition, live)?.is !== "gone",
    )
    .map(({ key }) => key);
}

const idOf = (run: Run, key: string): string => run.definition.id.format({ scope: run.options.scope, key });

const nameOf = (run: Run): unknown =>
  run.definition.name === undefined ? undefined : run.want[run.definition.name.input];

const reservationOf = (run: Run): string => `${run.definition.token}\n${run.options.scope}\n${String(nameOf(run))}`;

/** To be called when an object is gone: its name may be used again. */
export const forget = (run: Run): void => {
  run.session.names.delete(reservationOf(run));
};

/**
 * Looks whether the object is there already, in a list that all creates share, and refuses if it is. Reserves the name
 * in this process, as a list does not show what is being made at this moment; gives what releases it.
 */
export async function existing(run: Run): Promise<() => void> {
  const { definition, session, options } = run;
  const named = nameOf(run);
  const reservation = reservationOf(run);
  const { names } = session;
  if (named !== undefined) {
    if (names.has(reservation)) {
      throw new RefusedError(
        `Two resources of this program ask for ${withArticle(`${session.cloud} ${definition.noun}`)} named "${String(named)}". Give one of them another name.`,
      );
    }
    names.add(reservation);
  }
  const release = () => {
    names.delete(reservation);
  };
  try {
    // Objects made by this process are known by their reservations, so its own writes need no new list.
    const seen = await found(run, "seen");
    // A list from before a deletion may still show what is gone: only a new one refuses.
    const keys = seen.length === 0 ? seen : await found(run, { after: session.observer.mark() });
    const [key] = keys;
    if (key !== undefined) {
      throw new RefusedError(
        refusal(
          run,
          String(named ?? options.label),
          keys.map((each) => idOf(run, each)),
        ),
      );
    }
  } catch (error) {
    release();
    throw error;
  }
  return release;
}

function refusal(run: Run, name: string, ids: readonly string[]): string {
  const { session, definition } = run;
  const what = `${session.cloud} ${definition.noun}`;
  const by = definition.takes ?? "adopt";
  return ids.length === 1
    ? `There is ${withArticle(what)} named "${name}" already, id ${ids[0]}, and the state does not know it: an interrupted run may have made it. Nothing was made. To take it over, add this line to the resource's arguments and run pulumi up: ${by}: "${ids[0]}", — or give the resource another name.`
    : `There are ${ids.length} ${plural(what)} named "${name}" already: ${ids.join(", ")}. Nothing was made. Take one over by ${by}: "<id>" in the resource's arguments, or give the resource another name.`;
}

/** Seconds before each further look for an object whose create had no trustworthy answer. */
const LOOKS = [0, 2, 5, 10];

/**
 * After a create whose effect is unknown: the object of that name is ours, as there was none before and the name is
 * reserved. Gives its key, or throws: the call is never sent again.
 */
export async function recover(run: Run, error: unknown): Promise<string> {
  if (!(error instanceof CloudError) || error.effect === "none") {
    throw error;
  }
  const { session, definition } = run;
  let unseen = "none of its name is to be seen";
  for (const seconds of LOOKS) {
    const keys = await lookAfter(run, seconds).catch((trouble: unknown) => {
      unseen = `the look for it failed: ${messageOf(trouble)}`;
      return [];
    });
    const [key] = keys;
    if (key !== undefined && keys.length === 1) {
      session.reporter.warn(
        `${run.options.label}: the answer to ${error.operation} was lost, and the ${definition.noun} was found by its name: ${idOf(run, key)}.`,
      );
      return key;
    }
    if (keys.length > 1) {
      throw new RefusedError(
        `${error.message} It may have been made all the same; these bear its name: ${keys.map((each) => idOf(run, each)).join(", ")}. Look in the panel which one is yours, take it over by ${definition.takes ?? "adopt"}: "<id>", and delete the others.`,
      );
    }
  }
  throw new RefusedError(
    `${error.message} Whether the ${definition.noun} was made is not known (${unseen}), so it was not asked for again. Run pulumi up again: it looks for the name before it makes anything.`,
  );
}

async function lookAfter(run: Run, seconds: number): Promise<readonly string[]> {
  const { session } = run;
  await session.clock.sleep(seconds * 1000, session.signal);
  return found(run, { after: session.observer.mark() });
}
