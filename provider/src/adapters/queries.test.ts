import test from "ava";
import { fakeCloud } from "../engine/testing/fake-cloud.ts";
import { checked, createThing } from "../engine/testing/pulumi.ts";
import { VM_DEFINITION, vm } from "../engine/testing/vm.ts";
import { CloudProviderPool } from "./cloud-provider-pool.ts";
import { openQueries } from "./queries.ts";

test("recover passes on the objects in the state: an unnamed object of another resource is not a leftover", async (t) => {
  const unnamed: typeof vm.unnamed = { is: ({ row }) => row?.name === "", like: ["size"], claimHint: "give it a name" };
  const { api, clock, cloudProvider, load } = fakeCloud({ ...vm, unnamed });
  const news = { size: "small", image: "Debian 12" };
  const { id } = await createThing(cloudProvider(), news);
  api.changeOutOfBand(id.slice(3), { name: "" });
  const inputs = await checked(cloudProvider(), news);
  const find = (known: readonly string[]) => {
    const reporter = { info: () => undefined, warn: () => undefined };
    const queries = openQueries(new CloudProviderPool({ load, env: {}, reporter, clock }), ["fake"]);
    const query = { inputs, known, own: [], urn: "urn:pulumi:dev::shop::fake:Vm::two", formerly: [] };
    return queries.findInterruptedCreate(VM_DEFINITION, query, { user: "anna" });
  };
  t.deepEqual(await find([]), { is: "ambiguous", by: "similarity", ids: [id] });
  t.deepEqual(await find([id]), { is: "nothing" });
});
