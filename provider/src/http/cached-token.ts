/** A value that is requested when first needed, once for all who need it at the time. */
export class CachedToken<T> {
  private readonly fetchToken: () => Promise<T>;
  private requested: Promise<T> | undefined;
  private value: T | undefined;

  constructor(fetchToken: () => Promise<T>) {
    this.fetchToken = fetchToken;
  }

  async get(): Promise<T> {
    this.requested ??= this.fetchToken();
    const requested = this.requested;
    try {
      const value = await requested;
      if (this.requested === requested) {
        this.value = value;
      }
      return value;
    } catch (error) {
      if (this.requested === requested) {
        this.invalidate();
      }
      throw error;
    }
  }

  /** `only`: discards the value only if it is this one, not a newer one. */
  invalidate(only?: T): void {
    if (only === undefined || only === this.value) {
      this.requested = undefined;
      this.value = undefined;
    }
  }
}
