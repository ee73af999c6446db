/** Mutual exclusion by name within the process. */
export class Locks {
  private readonly tails = new Map<string, Promise<unknown>>();

  run<T>(lock: string, work: () => Promise<T>): Promise<T> {
    const before = this.tails.get(lock) ?? Promise.resolve();
    const result = before.then(work, work);
    const tail = result.catch(() => undefined);
    this.tails.set(lock, tail);
    void tail.then(() => {
      if (this.tails.get(lock) === tail) {
        this.tails.delete(lock);
      }
    });
    return result;
  }
}
