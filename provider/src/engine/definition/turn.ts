import type { BaseOperationContext } from "./context.ts";

/** Something that accepts one change at a time, whoever makes it. */
export interface Turn<T> {
  /** Changes of this process take turns for the same lock. */
  lock: string;
  /** Completes "waiting for …", until somebody else's change is over. */
  what: string;
  read(): Promise<T>;
  isIdle(value: T): boolean;
}

/** Sends a change once any other is over. If somebody else is faster and the cloud refuses it as busy, the request is repeated. */
export const inTurn = <T, R>(
  { exclusive, poll }: Pick<BaseOperationContext<unknown, object, object>, "exclusive" | "poll">,
  { lock, what, read, isIdle }: Turn<T>,
  send: () => Promise<R>,
): Promise<R> =>
  exclusive(lock, async () => {
    await poll(what, read, isIdle);
    return send();
  });
