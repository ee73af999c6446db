import test from "ava";
import { FakeCloud } from "../testing-cloud.ts";
import { fakeCloud } from "../testing-vm.ts";
import { openDynamicAdapter } from "./adapter.ts";

/* Lookup functions of a program, which call the engine in the program's own process. */

const ACCOUNT = { apiId: "me", apiKey: "right", endpoint: "here" };

const setup = () => {
  const cloud = new FakeCloud();
  return { cloud, adapter: openDynamicAdapter(async () => fakeCloud(cloud)) };
};

test("calls with one account share its lists, whether it is given as settings or as JSON text", async (t) => {
  const { cloud, adapter } = setup();
  const accounts = [ACCOUNT, JSON.stringify(ACCOUNT)];
  const answers = await Promise.all(
    accounts.map((account) => adapter.invoke("fake:getPlans", { name: "small" }, account)),
  );
  t.deepEqual(answers, [{ plans: [{ id: "1", name: "small" }] }, { plans: [{ id: "1", name: "small" }] }]);
  t.deepEqual(cloud.log, ["plan/list"]);
});

test("an undefined or null argument counts as missing", async (t) => {
  const { adapter } = setup();
  const { plans } = await adapter.invoke("fake:getPlans", { name: undefined, minVcpus: null }, ACCOUNT);
  t.is(Array.isArray(plans) ? plans.length : 0, 2);
});

test("wrong arguments are one error that names each, without a request", async (t) => {
  const { cloud, adapter } = setup();
  await t.throwsAsync(adapter.invoke("fake:getPlans", { minCpus: 2, name: 7 }, ACCOUNT), {
    message: /^fake:getPlans: minCpus: .* Did you mean minVcpus\?; name: 7: /,
  });
  t.deepEqual(cloud.log, []);
});

test("an incomplete account is an error that says what is missing", async (t) => {
  const { adapter } = setup();
  await t.throwsAsync(adapter.invoke("fake:getPlans", {}, { apiId: "me" }), { message: /indiecloud:fake\.apiKey/ });
});
