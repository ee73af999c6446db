import test, { type ExecutionContext } from "ava";
import { gigenet } from "./clouds/gigenet.ts";
import { naver } from "./clouds/naver.ts";
import type { ContractTarget } from "./suite/target.ts";
import { TestHarness } from "./suite/test-harness.ts";

/*
 * The answer to the creation of a key pair is lost, and with it the private key. A key of its name that then appears is deleted
 * only if nobody else can have made it.
 */

interface KeyPairs {
  target: ContractTarget;
  token: string;
  kind: string;
  calls: { create: string; list: string; remove: string };
}

const CLOUDS: readonly KeyPairs[] = [
  {
    ...{ target: gigenet, token: "gigenet:KeyPair", kind: "keyPair" },
    calls: { create: "CreateKeyPair", list: "DescribeKeyPairs", remove: "DeleteKeyPair" },
  },
  {
    ...{ target: naver, token: "naver:LoginKey", kind: "loginKey" },
    calls: { create: "createLoginKey", list: "getLoginKeyList", remove: "deleteLoginKeys" },
  },
];

const NAMESPACE = { namespace: "acme" };

async function start(t: ExecutionContext, { target, token, kind }: KeyPairs) {
  const [form = ""] = Object.keys(target.forms);
  const harness = await TestHarness.start(t, target, form);
  const seeds = new Set(harness.objects(kind).map(({ id }) => id));
  const keys = () => harness.objects(kind).filter(({ id }) => !seeds.has(id));
  const engine = (deployment = {}) => harness.engine("key", { token, deployment });
  return { harness, keys, engine };
}

for (const cloud of CLOUDS) {
  const { title } = cloud.target;
  const { create, list, remove } = cloud.calls;

  for (const lag of [0, 4]) {
    const how = lag === 0 ? "at once" : "late";
    test(`${title}: nobody else generates the name in a namespace: the useless key, visible ${how}, is deleted`, async (t) => {
      const { harness, keys, engine } = await start(t, cloud);
      harness.fault({ operation: create, when: "after", fault: { cut: "body" } });
      // The first list is the lookup before the create.
      if (lag > 0) harness.fault({ operation: list, after: 1, times: lag, fault: { stale: true } });
      const own = engine(NAMESPACE);
      t.regex(
        await harness.errorOf(own.up({})),
        new RegExp(
          `${create}: .*The private key was in the lost response, so the [a-z ]+ "key-.*" has been deleted\\. Run pulumi up again`,
        ),
      );
      t.deepEqual(keys(), []);
      t.is(await own.up({}), "create");
      t.regex(String(own.outputs.privateKey), /PRIVATE KEY/);
      await harness.assertSettled(own, {});
    });

    test(`${title}: a key that others could have made, visible ${how}, stays, and the error names the two remedies`, async (t) => {
      for (const [program, ifForeign] of [
        [{}, /If it is another deployment's, set a namespace/],
        [{ name: "ops" }, /If it is someone else's, give the resource another name/],
      ] as const) {
        const { harness, keys, engine } = await start(t, cloud);
        harness.fault({ operation: create, when: "after", fault: { cut: "body" } });
        if (lag > 0) harness.fault({ operation: list, after: 1, times: lag, fault: { stale: true } });
        const error = await harness.errorOf(engine().up(program));
        t.regex(
          error,
          /named "(key-[0-9a-f]{7}|ops)" has appeared since.*was not deleted\. If nobody else uses it, delete it/,
        );
        t.regex(error, ifForeign);
        t.is(keys().length, 1);
        t.is(harness.count(remove), 0);
      }
    });
  }

  test(`${title}: a key that was not created is waited for as long as a list may lack it, and nothing is deleted`, async (t) => {
    const { harness, keys, engine } = await start(t, cloud);
    harness.fault({ operation: create, when: "before", fault: { cut: "body" } });
    const began = harness.clock.now();
    t.regex(
      await harness.errorOf(engine(NAMESPACE).up({})),
      /is visible \d+ seconds later, so none was deleted\. Run pulumi up again/,
    );
    t.true(harness.clock.now() - began >= 30_000);
    t.deepEqual([keys().length, harness.count(remove)], [0, 0]);
    t.is(await engine(NAMESPACE).up({}), "create");
  });

  test(`${title}: a key of that name that another deployment makes meanwhile is not deleted`, async (t) => {
    const { harness, keys, engine } = await start(t, cloud);
    harness.fault({ operation: create, when: "before", fault: { cut: "body" } });
    const first = engine();
    const failed = harness.errorOf(first.up({ name: "ops" }));
    await harness.emulators.waitFor({ cloud: cloud.target.cloud, operation: create, stage: "reached" });
    const theirs = harness.engine("theirs", { token: cloud.token, deployment: { stack: "prod" } });
    await theirs.up({ name: "ops" });
    t.regex(await failed, /or someone else did at the same moment, so it was not deleted/);
    t.is(keys().length, 1);
    t.is(harness.count(remove), 0);
    await harness.assertSettled(theirs, { name: "ops" });
  });
}
