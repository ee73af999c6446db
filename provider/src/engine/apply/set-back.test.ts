import test from "ava";
import fc from "fast-check";
import { defined, type Json } from "../definition/values.ts";
import { IncompleteError } from "../errors.ts";
import { cloudError } from "../testing/fake-api.ts";
import { fakeCloud } from "../testing/fake-cloud.ts";
import { alter, checked, createThing, refresh } from "../testing/pulumi.ts";
import { VM_DEFINITION } from "../testing/vm.ts";

/* A change of several inputs that fails at any of its calls, after which the program is reverted. */

const CALLS = ["rename", "resize", "grow", "regroup", "note", "restart", "power"] as const;
const names = fc.constantFrom("web", "mail");
const unlessLeftOut = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const program = fc.record({
  name: names,
  size: fc.constantFrom("small", "large"),
  disk: unlessLeftOut(fc.constant(20)),
  power: unlessLeftOut(fc.constantFrom("on", "off")),
  groups: unlessLeftOut(fc.uniqueArray(names)),
  note: unlessLeftOut(names),
  restart: unlessLeftOut(names),
  keys: unlessLeftOut(fc.constantFrom(["anna"], ["bert"])),
  token: unlessLeftOut(fc.constantFrom("first secret", "second secret")),
});
const trouble = fc.record({
  calls: fc.subarray([...CALLS], { minLength: 1 }),
  when: fc.constantFrom("before" as const, "after" as const),
  kind: fc.constantFrom("unavailable" as const, "invalid" as const, "conflict" as const),
  /** Afterwards nothing can be read either. */
  isBlind: fc.boolean(),
  isRefreshed: fc.boolean(),
});

test("one up reverts everything, however far the change got, and then nothing is left to do", async (t) => {
  const operation = async (first: object, second: object, { calls, when, kind, isBlind, isRefreshed }: Trouble) => {
    const { api, cloudProvider } = fakeCloud();
    const [before, after]: Json[] = [first, second].map((values) => defined({ image: "Debian 12", ...values }));
    const old = await createThing(cloudProvider(), before ?? {});
    const process = cloudProvider();
    const inputs = await checked(process, after ?? {}, old.inputs);
    let isHit = false;
    api.fault = (call) => {
      const isBad = calls.some((bad) => bad === call);
      isHit ||= isBad;
      return isBad || (isHit && isBlind && ["get", "list"].includes(call))
        ? { when: isBad ? when : "before", error: cloudError(call, { kind }) }
        : undefined;
    };
    const error = await process.update(VM_DEFINITION, old.id, old.outputs, inputs).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    api.fault = () => undefined;
    if (!(error instanceof IncompleteError)) {
      return;
    }
    const failed = { ...old, outputs: error.outputs };
    const back = await alter(
      cloudProvider(),
      isRefreshed ? { ...failed, ...(await refresh(cloudProvider(), failed)) } : failed,
      {
        ...before,
      },
    );
    const again = await alter(cloudProvider(), back, { ...before });
    t.deepEqual([again.diff.differences, again.diff.rewrite], [[], false]);
    const seen = { ...again, ...(await refresh(cloudProvider(), again)) };
    const displayed = await alter(cloudProvider(), seen, { ...before });
    t.deepEqual([displayed.diff.differences, displayed.diff.rewrite], [[], false]);
  };
  await fc.assert(fc.asyncProperty(program, program, trouble, operation), { numRuns: 150 });
});

type Trouble = typeof trouble extends fc.Arbitrary<infer T> ? T : never;
