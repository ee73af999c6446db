import { isDeepStrictEqual } from "node:util";
import type { Chosen } from "../../provider/src/adapters/verify/choice.ts";
import { RENAMED } from "../../provider/src/adapters/verify/clean-up.ts";
import { verifyName } from "../../provider/src/adapters/verify/prefix.ts";
import type { Trial, TrialContext } from "../../provider/src/engine/definition/trial.ts";
import { defined, type Json } from "../../provider/src/engine/definition/values.ts";
import { type Cannot, type ContractTarget, isCannot } from "../contract/suite/target.ts";

/** What was created in the account, and what the account offers. */
export interface LiveParts {
  context: TrialContext;
  /** Disks in GB, by plan. */
  disks: ReadonlyMap<string, number>;
}

const missing = (what: string): Cannot => ({ cannot: `The account offers no ${what}.`, see: "its catalog" });

/** A cloud's target with the plans and images of this account, and with names that the clean-up finds. */
export function liveTarget(
  target: ContractTarget,
  { server }: Trial,
  { choice, largerPlan, otherImage }: Chosen,
  { context, disks }: LiveParts,
): ContractTarget {
  const programOf = (changes: Partial<TrialContext>): Json =>
    defined(server.inputs({ ...context, choice, ...changes }));
  const program = programOf({});
  const changed = (changes: Partial<TrialContext>): Json =>
    Object.fromEntries(
      Object.entries(programOf(changes)).filter(([key, value]) => !isDeepStrictEqual(value, program[key])),
    );
  const { rename, resize, replace } = target;
  // A smaller plan is possible if its disk is not smaller.
  const isSameDisk = disks.get(choice.plan) === disks.get(largerPlan ?? "");
  return {
    ...target,
    program,
    rename: isCannot(rename) ? rename : { ...rename, to: changed({ name: verifyName(RENAMED) }) },
    resize: isCannot(resize)
      ? resize
      : largerPlan === undefined
        ? missing("larger plan")
        : {
            ...resize,
            up: changed({ choice: { ...choice, plan: largerPlan } }),
            ...(isSameDisk ? { down: { becomes: () => true } } : {}),
          },
    replace: isCannot(replace)
      ? replace
      : otherImage === undefined
        ? missing("second image")
        : changed({ choice: { ...choice, image: otherImage } }),
  };
}
