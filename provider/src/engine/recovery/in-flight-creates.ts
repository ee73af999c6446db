/** What is known of an operation that creates an object. */
interface Creator {
  readonly definition: { readonly token: string };
  readonly options: { readonly scope: string };
  readonly session: { readonly managedObjects: ManagedObjects };
}

/** One create of this process of which it is not known what it has made. */
interface InFlightCreate {
  readonly operation: Creator;
  /** It has given up looking for its object. */
  isOver: boolean;
  /** Fulfilled when its call has ended, answered or not. */
  readonly answered: Promise<void>;
  /** Fulfilled when it has its object, or has given up looking for it. */
  readonly over: Promise<void>;
}

const quiet = (promise: Promise<unknown>): Promise<void> =>
  promise.then(
    () => undefined,
    () => undefined,
  );

/** The creates of one account in this process that may own what bears no name yet. */
export class InFlightCreates {
  private readonly openCreates = new Set<InFlightCreate>();

  /**
   * Runs the one call that buys, and what finds its object if the answer is lost; `recover` throws the same error where
   * nothing was made. A create that has not found its object may own what appears later, to the end of the process.
   */
  async register(
    operation: Creator,
    call: () => Promise<string>,
    recover: (error: unknown) => Promise<string>,
  ): Promise<string> {
    const requested = call();
    let lost: unknown;
    const whole = requested.catch((error: unknown) => {
      lost = error;
      return recover(error);
    });
    const creating: InFlightCreate = { operation, isOver: false, answered: quiet(requested), over: quiet(whole) };
    this.openCreates.add(creating);
    try {
      const key = await whole;
      operation.session.managedObjects.add(operation.definition, key);
      this.openCreates.delete(creating);
      return key;
    } catch (error) {
      creating.isOver = true;
      if (error === lost) {
        this.openCreates.delete(creating);
      }
      throw error;
    }
  }

  /** Others that may have made something of the same kind in the same scope. */
  others(than: Creator): readonly InFlightCreate[] {
    return [...this.openCreates].filter(
      ({ operation }) =>
        operation !== than &&
        operation.definition === than.definition &&
        operation.options.scope === than.options.scope,
    );
  }
}

/** Objects that resources of this program manage, as far as this process knows. */
export class ManagedObjects {
  private readonly keys = new Set<string>();

  add({ token }: { token: string }, key: string): void {
    this.keys.add(`${token}\n${key}`);
  }

  has({ token }: { token: string }, key: string): boolean {
    return this.keys.has(`${token}\n${key}`);
  }
}
