/** What is known of an operation that creates an object. */
interface Creator {
  readonly definition: { readonly token: string };
  readonly options: { readonly scope: string };
  readonly session: { readonly known: KnownObjects };
}

/** One create of this process of which it is not known what it has made. */
interface Creating {
  readonly run: Creator;
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
export class Creates {
  private readonly open = new Set<Creating>();

  /**
   * Runs the one call that buys, and what finds its object if the answer is lost; `recover` throws the same error where
   * nothing was made. A create that has not found its object may own what appears later, to the end of the process.
   */
  async track(
    run: Creator,
    call: () => Promise<string>,
    recover: (error: unknown) => Promise<string>,
  ): Promise<string> {
    const asked = call();
    let lost: unknown;
    const whole = asked.catch((error: unknown) => {
      lost = error;
      return recover(error);
    });
    const creating: Creating = { run, isOver: false, answered: quiet(asked), over: quiet(whole) };
    this.open.add(creating);
    try {
      const key = await whole;
      run.session.known.add(run.definition, key);
      this.open.delete(creating);
      return key;
    } catch (error) {
      creating.isOver = true;
      if (error === lost) {
        this.open.delete(creating);
      }
      throw error;
    }
  }

  /** Others that may have made something of the same kind in the same scope. */
  others(than: Creator): readonly Creating[] {
    return [...this.open].filter(
      ({ run }) => run !== than && run.definition === than.definition && run.options.scope === than.options.scope,
    );
  }
}

/** Objects that resources of this program manage, as far as this process has been told. */
export class KnownObjects {
  private readonly keys = new Set<string>();

  add({ token }: { token: string }, key: string): void {
    this.keys.add(`${token}\n${key}`);
  }

  has({ token }: { token: string }, key: string): boolean {
    return this.keys.has(`${token}\n${key}`);
  }
}
