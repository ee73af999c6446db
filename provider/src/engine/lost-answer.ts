import { CloudError } from "../http/errors.ts";
import { listed, named, nameless, type Seen } from "./existing.ts";
import { untilAborted } from "./observer.ts";
import { messageOf, RefusedError } from "./problems.ts";
import { doubtAbout, idOf, idsOf, lineFor } from "./refusals.ts";
import type { Run } from "./run.ts";

/** Seconds before each further look for an object whose create had no trustworthy answer. */
const LOOKS = [0, 2, 5, 10];

/** How far the clock of a cloud may be behind this one, in milliseconds. */
const SKEW = 120_000;

/**
 * After a create whose effect is unknown: the object of that name is ours, as there was none before and the name is
 * reserved in this process. Another deployment may make the same name at the same moment; what the cloud shows of a create
 * tells the two apart, and where it shows nothing, a warning names that possibility. Gives the object's key, or throws: the
 * call is never sent again. What has no name yet is never taken.
 */
export async function recover(
  run: Run,
  error: unknown,
  asked: { at: number; before: ReadonlySet<string> },
): Promise<string> {
  if (!(error instanceof CloudError) || error.effect === "none") {
    throw error;
  }
  const { session, definition } = run;
  const { noun } = definition;
  let unseen = "none of its name is to be seen";
  let doubtful: readonly string[] = [];
  for (const seconds of LOOKS) {
    const seen = await lookAfter(run, seconds).catch((trouble: unknown) => {
      unseen = `the look for it failed: ${messageOf(trouble)}`;
      return [];
    });
    const all = named(run, seen).map((each) => ({ ...each, maker: makerOf(run, each, asked.at) }));
    const certain = all.filter(({ maker }) => maker === "this create");
    const own = certain.length > 0 ? certain : all.filter(({ maker }) => maker === "unknown");
    const [first] = own;
    if (first !== undefined && own.length === 1) {
      const { operation } = error;
      const { label } = run.options;
      const doubt = doubtAbout(run);
      session.reporter.warn(
        first.maker === "this create"
          ? `${label}: the answer to ${operation} was lost, and the ${noun} was found by what was sent along with it: ${idOf(run, first.key)}.`
          : `${label}: the answer to ${operation} was lost, and the ${noun} was found by its name: ${idOf(run, first.key)}.${doubt === undefined ? "" : ` ${doubt}`}`,
      );
      return first.key;
    }
    if (own.length > 1) {
      throw new RefusedError(
        `${error.message} It may have been made all the same; these bear its name: ${idsOf(run, own).join(", ")}. Look in the panel which one is yours, take it over by ${lineFor(run, idsOf(run, own))}, and delete the others.`,
      );
    }
    if (all.length > 0) {
      unseen = `what bears its name was made by another create: ${idsOf(run, all).join(", ")}`;
    }
    doubtful = idsOf(
      run,
      (await nameless(run, seen)).filter(({ key }) => !asked.before.has(key)),
    );
  }
  if (doubtful.length > 0) {
    throw new RefusedError(
      `${error.message} It may have been made all the same, and was not asked for again. What has appeared since and has no name yet may be this resource's or another's: ${doubtful.join(", ")}. Look in the panel, take this resource's own over by ${lineFor(run, doubtful)} in its arguments, and run pulumi up again.`,
    );
  }
  throw new RefusedError(
    `${error.message} Whether the ${noun} was made is not known (${unseen}), so it was not asked for again. Run pulumi up again: it looks for the name before it makes anything.`,
  );
}

/** Which create has made an object, as far as the cloud shows it. */
function makerOf(run: Run, { live }: Seen, askedAt: number): "this create" | "another" | "unknown" {
  const { definition, token } = run;
  const shown = definition.createToken?.(live);
  if (shown !== undefined) {
    return shown === token ? "this create" : "another";
  }
  const createdAt = definition.createdAt?.(live);
  return createdAt !== undefined && createdAt < askedAt - SKEW ? "another" : "unknown";
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
