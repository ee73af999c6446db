import { RefusedError } from "../../engine/errors.ts";
import { systemClock } from "../../http/clock.ts";
import type { Verifying, VerifyLimit, VerifyRead, VerifyStep } from "../query-types.ts";
import type { Chosen } from "./choice.ts";
import { reportOf } from "./report.ts";
import { pageOf } from "./report-page.ts";
import { type Limit, type Price, SpendingLimit } from "./spending-limit.ts";
import { type VerifyEnvironment, VerifySession } from "./verify.ts";

/** The higher of the prices; undefined if one of them is unknown. */
const highest = ({ price, largerPlan, largerPrice }: Chosen): Price | undefined =>
  largerPlan === undefined || price === undefined
    ? price
    : largerPrice === undefined
      ? undefined
      : { ...price, hourly: Math.max(price.hourly, largerPrice.hourly) };

/** One hour for the server, one for its replacement, and one for each charged object next to it, as `SpendingLimit` counts. */
const hoursOf = ({ otherImage }: Chosen, beside: number): number => (otherImage === undefined ? 1 : 2) + beside;

/** An account as the `verify` command uses it. */
export async function openVerifying(
  environment: VerifyEnvironment,
  cloud: string,
  account: unknown,
): Promise<Verifying> {
  const session = await VerifySession.open(environment, cloud, account);
  const reads: VerifyRead[] = [];
  const steps: VerifyStep[] = [];
  let chosen: Chosen | undefined;
  const limitOf = (limit: VerifyLimit): Limit => {
    const price = chosen && highest(chosen);
    if ("serverHours" in limit) {
      return limit;
    }
    if (price === undefined) {
      throw new RefusedError(
        `${session.cloud.title} does not publish what this server costs. Look it up, and confirm a limit in server-hours with --limit-hours.`,
      );
    }
    return { amount: limit.amount, price };
  };
  return {
    read: async () => void reads.push(...(await session.read())),
    planServer: async (request) => {
      chosen = await session.choose(request);
      const { choice, largerPlan, otherImage } = chosen;
      const beside = await session.chargedBeside();
      const serverHours = hoursOf(chosen, beside.length);
      return { ...choice, largerPlan, otherImage, price: highest(chosen), serverHours, beside };
    },
    tryServer: async (limit, onStep) => {
      if (chosen === undefined) {
        throw new RefusedError("No server was planned.");
      }
      const allowed = limitOf(limit);
      new SpendingLimit(allowed, systemClock).checkFirst((await session.chargedBeside()).length);
      steps.push(...(await session.tryServer(chosen, allowed, onStep)));
    },
    leftovers: (region) => session.leftovers(region),
    cleanUp: (region) => session.cleanUp(region),
    report: () => {
      const report = reportOf(session, reads, steps);
      return { report, page: pageOf(report) };
    },
  };
}
