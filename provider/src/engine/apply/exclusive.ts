import { CloudError, type ErrorKind } from "../../http/errors.ts";
import type { ResourceDefinition } from "../definition/definition.ts";
import { thingsIn } from "../plan/exclusive.ts";
import type { Session } from "../recovery/session.ts";
import type { Operation } from "./operation.ts";

/** Seconds for which a cloud may still refuse what a deleted object held, although the object itself is gone. */
const RELEASE_LIMIT = 180;
/** How clouds report that another object holds something: some call the request invalid, or the thing not found. */
const REFUSALS: readonly ErrorKind[] = ["conflict", "invalid", "notFound"];

const placeOf = ({ token }: ResourceDefinition, scope: string): string => `${token}\n${scope}`;

/** Call it when an object is gone: what it held may be refused for a while longer. */
export const noteRemoval = ({ session, definition, options }: Operation): void => {
  session.removals.set(placeOf(definition, options.scope), session.clock.now());
};

function wasRemovedLately(session: Session, definition: ResourceDefinition, scope: string): boolean {
  const at = session.removals.get(placeOf(definition, scope));
  return at !== undefined && session.clock.now() - at < RELEASE_LIMIT * 1000;
}

/**
 * Runs a create. If this process has deleted an object before and the new one has exclusive inputs, a refusal is retried for a
 * while, because the deleted object may still hold them. Only a refusal: it proves that nothing was created.
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
