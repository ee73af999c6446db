import { CloudError, type ErrorKind } from "../../http/errors.ts";
import type { ResourceDefinition } from "../definition/definition.ts";
import { thingsIn } from "../plan/exclusive.ts";
import type { Session } from "../recovery/session.ts";
import type { Operation } from "./operation.ts";

/** Seconds for which a cloud may go on refusing what a deleted object held, though the object itself is gone. */
const RELEASE_LIMIT = 180;
/** How clouds say that something is held by another: some call it wrong, or not there. */
const REFUSALS: readonly ErrorKind[] = ["conflict", "invalid", "notFound"];

const placeOf = ({ token }: ResourceDefinition, scope: string): string => `${token}\n${scope}`;

/** To be called when an object is gone: what it held may be refused for a while longer. */
export const noteRemoval = ({ session, definition, options }: Operation): void => {
  session.removals.set(placeOf(definition, options.scope), session.clock.now());
};

function wasRemovedLately(session: Session, definition: ResourceDefinition, scope: string): boolean {
  const at = session.removals.get(placeOf(definition, scope));
  return at !== undefined && session.clock.now() - at < RELEASE_LIMIT * 1000;
}

/**
 * Runs a create. After a deletion in this process, a refusal is asked again for a while if the new object is to have
 * something exclusive: the deleted one may still hold it. Only a refusal: then nothing was made.
 */
export async function createOnceReleased(operation: Operation, create: () => Promise<string>): Promise<string> {
  const { session, definition, options } = operation;
  const wantsExclusive = Object.entries(definition.inputs).some(
    ([key, { exclusive }]) => exclusive !== undefined && thingsIn(operation.desired[key]).length > 0,
  );
  for (;;) {
    try {
      return await create();
    } catch (error) {
      const isRefused = error instanceof CloudError && error.effect === "none" && REFUSALS.includes(error.kind);
      if (!isRefused || !wantsExclusive || !wasRemovedLately(session, definition, options.scope)) {
        throw error;
      }
      await operation.waiter.nextPoll("for what the deleted one held to be released");
    }
  }
}
