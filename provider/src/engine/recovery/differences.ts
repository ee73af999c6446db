import { keyOfCreated } from "../definition/created-key.ts";
import type { Difference } from "../definition/difference.ts";
import type { Locks } from "../locks.ts";

interface Queue {
  /** Creates that run or wait. */
  members: number;
  /** The objects that were there before the next create; undefined if a list has to say. */
  known: Set<string> | undefined;
}

/**
 * Creates of things whose key may be known only by comparing the lists from before and after. They run one at a time, and those that
 * wait for each other share lists: what one has seen or created, the next one knows.
 */
export class Differences {
  private readonly queues = new Map<string, Queue>();
  private readonly locks: Locks;

  constructor(locks: Locks) {
    this.locks = locks;
  }

  async create(lock: string, difference: Difference): Promise<string> {
    const queue = this.queues.get(lock) ?? { members: 0, known: undefined };
    queue.members += 1;
    this.queues.set(lock, queue);
    try {
      return await this.locks.run(lock, () => createNext(queue, difference));
    } finally {
      queue.members -= 1;
      if (queue.members === 0) {
        this.queues.delete(lock);
      }
    }
  }
}

async function createNext(queue: Queue, { cloud, call, send, list }: Difference): Promise<string> {
  const known = queue.known ?? new Set((await list()).map(([key]) => key));
  // After a failure only another list can say what is there.
  queue.known = undefined;
  let seen: ReadonlySet<string> = known;
  const key = await keyOfCreated({ cloud, call }, send, async () => {
    const rows = await list();
    seen = new Set(rows.map(([id]) => id));
    return rows.flatMap(([id, fits]) => (fits && !known.has(id) ? [id] : []));
  });
  queue.known = new Set([...seen, key]);
  return key;
}
