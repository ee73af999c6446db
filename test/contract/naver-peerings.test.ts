import test, { type ExecutionContext } from "ava";
import type { NaverSwitchPatch } from "../../emulators/src/index.ts";
import { differences, keyOf, refresh, type StoredState, up } from "../support/fixture.ts";
import { naverFixture, ROUTE_TABLE, VPC, VPC_PEERING } from "../support/naver-fixture.ts";
import { naver } from "./clouds/naver.ts";
import { TestHarness } from "./suite/test-harness.ts";

const ASKED = "nctestaccesskey00002@example.com";

/** A fixture with a second VPC of the account, and one of the other account. */
async function start(t: ExecutionContext, switches: NaverSwitchPatch = {}) {
  const fixture = await naverFixture(t, switches);
  const near = fixture.idOf("vpc", "demo-vpc");
  const foreign = String(fixture.objects("vpc").find(({ id }) => id !== near)?.id);
  const far = await up(fixture.core(), VPC, "far", { ipv4CidrBlock: "10.9.0.0/16" });
  return {
    ...fixture,
    ...{ near, far, foreign },
    there: (more = {}) => up(fixture.core(), VPC_PEERING, "there", { sourceVpc: near, targetVpc: far.id, ...more }),
    abroad: async () => {
      const program = { name: "asked", sourceVpc: near, targetVpc: foreign, targetVpcLoginId: ASKED };
      const asked = await up(fixture.core(), VPC_PEERING, "asked", program);
      await fixture.clock.sleep(60_000);
      return refresh(fixture.core(), VPC_PEERING, asked);
    },
    remove: (token: string, { id, outputs }: StoredState) => fixture.core().delete(token, id, outputs),
  };
}

test("two VPCs reach each other by a peering and a route in each direction; destroy leaves nothing", async (t) => {
  const { near, far, there, core, objects, warnings, remove } = await start(t);
  const one = await there();
  const back = await up(core(), VPC_PEERING, "back", { sourceVpc: far.id, targetVpc: `KR/${near}` });
  t.like(back.outputs, { status: "RUN", isBetweenAccounts: false, reverseVpcPeeringInstanceNo: keyOf(one) });
  t.is((await refresh(core(), VPC_PEERING, one)).outputs.reverseVpcPeeringInstanceNo, keyOf(back));
  const table = async (name: string, vpc: unknown, peering: StoredState, destinationCidrBlock: string) =>
    up(core(), ROUTE_TABLE, name, {
      ...{ vpc, supportedSubnetType: "PRIVATE" },
      routes: [{ destinationCidrBlock, targetType: "VPCPEERING", target: peering.id }],
    });
  const tables = [
    await table("near", near, one, "10.9.0.0/16"),
    await table("far", far.outputs.vpcNo, back, "10.0.0.0/16"),
  ];
  t.deepEqual(
    objects("route").map(({ targetNo, targetName }) => [targetNo, targetName]),
    [one, back].map((peering) => [keyOf(peering), peering.inputs.name]),
  );
  t.regex((await remove(VPC_PEERING, one).catch(String)) ?? "", /a route uses the VPC peering/);
  for (const state of tables) await remove(ROUTE_TABLE, state);
  for (const state of [one, back]) await remove(VPC_PEERING, state);
  await remove(VPC, far);
  t.deepEqual([...objects("vpcPeering"), ...objects("route")], []);
  t.deepEqual(warnings(), []);
});

for (const waitingVpcPeeringShows of ["INIT", "WAIT"] as const) {
  test(`a peering within the account is accepted if NAVER waits for that, and shows ${waitingVpcPeeringShows} meanwhile`, async (t) => {
    const { there, core, writes } = await start(t, { ownVpcPeering: "waits", waitingVpcPeeringShows });
    const peering = await there();
    t.is(peering.outputs.status, "RUN");
    t.deepEqual(writes().slice(-2), ["createVpcPeeringInstance", "acceptOrRejectVpcPeering"]);
    t.deepEqual(await differences(core(), VPC_PEERING, peering, peering.inputs), []);
  });

  test(`another account adopts and accepts a peering that shows ${waitingVpcPeeringShows}`, async (t) => {
    const { abroad, near, foreign, core, other, objects } = await start(t, { waitingVpcPeeringShows });
    const asked = await abroad();
    t.like(asked.outputs, { status: waitingVpcPeeringShows, isBetweenAccounts: true });
    const program = { name: "asked", sourceVpc: near, targetVpc: foreign, accept: true };
    const accepted = await up(other(), VPC_PEERING, "in", { ...program, adopt: asked.id });
    t.is(accepted.outputs.status, "RUN");
    t.is((await refresh(core(), VPC_PEERING, asked)).outputs.status, "RUN");
    t.deepEqual(await differences(other(), VPC_PEERING, accepted, program), []);
    await other().delete(VPC_PEERING, accepted.id, accepted.outputs);
    t.deepEqual(objects("vpcPeering"), []);
  });
}

test("a peering that the other account's list lacks cannot be adopted there", async (t) => {
  const { abroad, near, foreign, other } = await start(t, { vpcPeeringShownTo: "source" });
  const { id } = await abroad();
  const program = { name: "asked", sourceVpc: near, targetVpc: foreign, accept: true, adopt: id };
  await t.throwsAsync(up(other(), VPC_PEERING, "in", program), { message: /does not exist|not found|no VPC peering/i });
});

test("who asks for a peering cannot accept it, and reads who can", async (t) => {
  const { near, foreign, core } = await start(t);
  const program = { sourceVpc: near, targetVpc: foreign, targetVpcLoginId: ASKED, accept: true };
  await t.throwsAsync(up(core(), VPC_PEERING, "there", program), {
    message: /does not wait for this account.*Only the account of the target VPC can accept it/s,
  });
  await t.throwsAsync(up(core(), VPC_PEERING, "there", { ...program, sourceVpc: "demo-vpc", accept: undefined }), {
    message: /sourceVpc: "demo-vpc": must be the number of a VPC or the ID of a Vpc, not a name/,
  });
});

test("a peering that NAVER accepts although the program does not is drift, and cannot be taken back", async (t) => {
  const { there, core, clock, near, far } = await start(t);
  const program = { sourceVpc: near, targetVpc: far.id, accept: false };
  const peering = await there(program);
  await clock.sleep(60_000);
  const seen = await refresh(core(), VPC_PEERING, peering);
  t.is(seen.inputs.accept, true);
  await t.throwsAsync(up(core(), VPC_PEERING, "there", program, seen), { message: /What is accepted stays accepted/ });
});

for (const sameVpcPeering of ["refused", "accepted"] as const) {
  test(`a peering is replaced, the old one first, if a second one is ${sameVpcPeering}`, async (t) => {
    const on = await TestHarness.start(t, naver, "json");
    on.set({ sameVpcPeering });
    const vpc = on.engine("far", { token: VPC });
    await vpc.up({ ipv4CidrBlock: "10.9.0.0/16" });
    const peering = on.engine("there", { token: VPC_PEERING });
    const program = { sourceVpc: on.objects("vpc")[0]?.id, targetVpc: vpc.state?.id };
    await peering.up({ ...program, name: "one" });
    t.is(await peering.up({ ...program, name: "two" }), "delete-replace");
    t.deepEqual(
      on.objects("vpcPeering").map(({ name }) => name),
      ["two"],
    );
  });
}
