/** What is known of an operation that creates an object. */
interface Creator {
  readonly definition: { readonly token: string };
  readonly options: { readonly scope: string };
  readonly session: { readonly managedObjects: ManagedObjects };
}

/** A create of this process whose outcome is not known. */
interface InFlightCreate {
  readonly operation: Creator;
  /** Whether it has given up looking for its object. */
  isOver: boolean;
  /** Resolves when its call has ended, answered or not. */
  readonly answered: Promise<void>;
  /** Resolves when it has its object, or has given up looking for it. */
  readonly over: Promise<void>;
}

const quiet = (promise: Promise<unknown>): Promise<void> =>
  promise.then(
    () => undefined,
    () => undefined,
  );

/** The creates of one account in this process that may own an object without a name. */
export class InFlightCreates {
  private readonly openCreates = new Set<InFlightCreate>();

  /**
   * Runs the create call and, if its answer is lost, `recover`, which finds the object or rethrows the same error if nothing
   * was created. A create that has not found its object may own what appears later, until the process ends.
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

  /** Other creates that may have created something of the same kind in the same scope. */
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
