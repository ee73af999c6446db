import type { LearnedRate, RateKeeper } from "../../http/rate.ts";
import type { BudgetStore, SharedBudgetOptions } from "../../http/shared-budget.ts";
import type { Setting, Settings } from "./cloud.ts";

const KEY = "requestsPerSecond";

/** The setting for a cloud's maximum request rate. `prefix`: of its environment variables, such as `NCLOUD`. */
export const requestRateSetting = (prefix: string, perSecond: number): { [KEY]: Setting } => ({
  [KEY]: {
    description: `Most requests per second that each process sends for this account, such as \`2\` or \`0.5\`. Default: ${perSecond}, and less if the cloud refuses requests because there are too many.`,
    env: [`${prefix}_REQUESTS_PER_SECOND`],
    form: "rate",
  },
});

/** Stores the rates of accounts between processes. Neither method fails. */
export interface LearnedRates {
  read(account: string): LearnedRate | undefined;
  write(account: string, learned: LearnedRate | undefined): void;
}

/** A server that shares the budgets of accounts among processes. */
export interface SharedBudgets {
  /** The server, without credentials. */
  place: string;
  /** `account` is called when the first request is sent. */
  of(account: () => string): BudgetStore;
  /** Whether this is the first time that the server cannot be used. */
  isFirstFailure(): boolean;
}

/** What requests of an account are limited by, besides the cloud's defaults. */
export interface RequestRate {
  /** Fastest rate, as the user set it. */
  requestsPerSecond?: number;
  rate: RateKeeper;
  shared?: SharedBudgetOptions | undefined;
}

/** The configured rate if there is one, else the rate that was learned for the account. `account` is only called when needed. */
export function requestRate(
  { name, title }: { name: string; title: string },
  settings: Settings,
  { rates, budgets }: { rates?: LearnedRates | undefined; budgets?: SharedBudgets | undefined },
  account: () => string,
  warn: (message: string) => void,
): RequestRate {
  const set = settings[KEY];
  const kept = set === undefined ? rates : undefined;
  return {
    ...(set === undefined ? {} : { requestsPerSecond: Number(set) }),
    rate: {
      read: () => kept?.read(account()),
      write: (learned) => kept?.write(account(), learned),
      slowed: (perSecond) => {
        const shown = Math.max(0.2, Math.floor(perSecond * 10) / 10);
        const kind = `${title} refused requests because there were too many, so at most ${shown} requests per second are sent now.`;
        const setIt = `run pulumi config set --path 'indiecloud:${name}.${KEY}' ${shown}.`;
        if (budgets !== undefined) {
          const all = `All runs that share the budget on ${budgets.place} send that together, and later ones start with it, for a day.`;
          warn(`${kind} ${all} To set the rate yourself, ${setIt}`);
          return;
        }
        const remembered = kept === undefined ? "" : " Later runs on this machine start with that rate, for a day.";
        warn(`${kind}${remembered} If several runs use the account, or to set the rate yourself, ${setIt}`);
      },
    },
    shared: budgets && {
      store: budgets.of(account),
      unavailable: (reason, nextStep = "Check that the server is running and that this machine may connect to it.") => {
        if (budgets.isFirstFailure()) {
          warn(
            `The server ${budgets.place}, which indiecloud:budget or INDIECLOUD_BUDGET names, cannot be used: ${reason}. Until it can, this run limits its requests by itself, to its part of the last known rate, and continues. ${nextStep}`,
          );
        }
      },
    },
  };
}
