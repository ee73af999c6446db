import test from "ava";
import type { Json } from "../definition/values.ts";
import { METADATA } from "../state/metadata.ts";
import { cloudError } from "../testing/fake-api.ts";
import { fakeCloud } from "../testing/fake-cloud.ts";
import { alter, checked, createThing, metadataOf, refresh, type StoredState } from "../testing/pulumi.ts";
import { VM_DEFINITION } from "../testing/vm.ts";

const NEWS = { size: "small", image: "Debian 12", name: "web" };

/** A cloud with two users of one account, and one of another. */
function cloudOfThree() {
  const fake = fakeCloud();
  Object.assign(fake.api.accounts, { anna: "account-1", bert: "account-1", carl: "account-2" });
  return fake;
}

/** The state as it was written before the cloud could be asked. */
const withoutAnswer = ({ outputs, ...state }: StoredState): StoredState => ({
  ...state,
  outputs: { ...outputs, [METADATA]: { ...(outputs[METADATA] as Json), account: recorded({ outputs })[0] } },
});

const recorded = (state: Pick<StoredState, "outputs">): string[] => metadataOf(state)?.account.split(" ") ?? [];

test("the cloud is asked for the account once per process, before the first create; previews and reads do not ask", async (t) => {
  const { api, cloudProvider } = cloudOfThree();
  const process = cloudProvider();
  await checked(process, NEWS);
  t.is(api.count("account"), 0);
  const names = ["one", "two", "three"];
  const [old] = await Promise.all(names.map((name) => createThing(process, { ...NEWS, name }, name)));
  t.is(api.count("account"), 1);
  const other = cloudProvider();
  if (old === undefined) {
    return t.fail();
  }
  t.deepEqual((await refresh(other, old))?.outputs, old.outputs);
  await alter(other, old, { ...NEWS, name: "one", size: "large" }, "one");
  await other.delete(VM_DEFINITION, old.id, old.outputs);
  t.is(api.count("account"), 1, "the credentials are those of the state");
});

test("other credentials of the same account see that an object is gone; those of another account do not", async (t) => {
  const { api, cloudProvider } = cloudOfThree();
  const old = await createThing(cloudProvider(), NEWS);
  api.remove("b1");
  t.is(await refresh(cloudProvider({ user: "bert" }), old), undefined);
  await t.notThrowsAsync(cloudProvider({ user: "bert" }).delete(VM_DEFINITION, old.id, old.outputs));
  const foreign = { message: /was not found, but it was created with account .*kept in the state/ };
  await t.throwsAsync(refresh(cloudProvider({ user: "carl" }), old), foreign);
  await t.throwsAsync(cloudProvider({ user: "carl" }).delete(VM_DEFINITION, old.id, old.outputs), foreign);
});

test("a state from before the cloud could be asked stays unchanged and proves what it did", async (t) => {
  const { api, cloudProvider } = cloudOfThree();
  const old = withoutAnswer(await createThing(cloudProvider(), NEWS));
  api.calls.length = 0;
  t.deepEqual((await refresh(cloudProvider(), old))?.outputs, old.outputs);
  api.remove("b1");
  t.is(await refresh(cloudProvider(), old), undefined);
  t.is(api.count("account"), 0);
  await t.throwsAsync(refresh(cloudProvider({ user: "bert" }), old), { message: /kept in the state/ });
});

test("credentials that may not ask are identified by their fingerprint, and the error says why", async (t) => {
  const { api, cloudProvider } = cloudOfThree();
  api.fault = (name) =>
    name === "account"
      ? { when: "before", error: cloudError(name, { kind: "auth", effect: "none", words: "not granted" }) }
      : undefined;
  const process = cloudProvider();
  const old = await createThing(process, NEWS);
  await createThing(process, { ...NEWS, name: "two" }, "two");
  t.is(recorded(old).length, 1);
  t.is(api.count("account"), 1, "a refusal is not asked for again");
  api.remove("b1");
  t.is(await refresh(cloudProvider(), old), undefined);
  await t.throwsAsync(refresh(cloudProvider({ user: "bert" }), old), {
    message: /kept in the state.*Whether it is the same account could not be asked: .*not granted/,
  });
});

test("an object that other credentials see is recorded as theirs, with the account that the cloud reports", async (t) => {
  const { api, cloudProvider } = cloudOfThree();
  const old = await createThing(cloudProvider(), NEWS);
  const renewed = await refresh(cloudProvider({ user: "bert" }), old);
  const moved = await refresh(cloudProvider({ user: "carl" }), old);
  t.is(recorded(old)[1], recorded(renewed ?? old)[1]);
  t.not(recorded(old)[0], recorded(renewed ?? old)[0]);
  t.not(recorded(old)[1], recorded(moved ?? old)[1]);
  api.remove("b1");
  await t.throwsAsync(refresh(cloudProvider(), moved ?? old), { message: /kept in the state/ });
});
