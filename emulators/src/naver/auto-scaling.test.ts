import test from "ava";
import { codeOf, type Row, records, start, stored } from "./testing.ts";

const path = (action: string) => `/vautoscaling/v2/${action}`;

/** A launch configuration, and a client whose calls go to the auto scaling service. */
async function startScaling(...given: Parameters<typeof start>) {
  const { emulators, client } = await start(...given);
  const rows = async (action: string, parameters: Readonly<Record<string, string>>): Promise<Row[]> => {
    const reply = Object.values(await client.call(path(action), parameters))[0] ?? {};
    return records(Object.entries(reply).find(([name]) => name.endsWith("List"))?.[1] ?? []);
  };
  const one = async (...asked: Parameters<typeof rows>): Promise<Row> => (await rows(...asked))[0] ?? {};
  const code = (action: string, parameters: Readonly<Record<string, string>>) => client.code(path(action), parameters);
  const plan = { serverImageNo: "23214590", serverSpecCode: "s2-g3", launchConfigurationName: "old" };
  const configuration = await one("createLaunchConfiguration", plan);
  const subnet = stored(emulators, "subnet", "name", "demo-public");
  const group = {
    launchConfigurationNo: String(configuration.launchConfigurationNo),
    ...{ vpcNo: String(subnet.vpcNo), subnetNo: subnet.id, minSize: "2", maxSize: "3" },
    "accessControlGroupNoList.1": stored(emulators, "accessControlGroup", "vpcNo", subnet.vpcNo).id,
  };
  return { emulators, rows, one, code, configuration, group };
}

test("a group makes servers that are in service once they run, and is deleted only without any", async (t) => {
  const { emulators, one, rows, code, configuration, group } = await startScaling(t);
  const { autoScalingGroupNo: number } = await one("createAutoScalingGroup", group);
  const own = { autoScalingGroupNo: String(number) };
  const states = async () => {
    const row = await one("getAutoScalingGroupDetail", own);
    return records(row.inAutoScalingGroupServerInstanceList).map(({ lifecycleState }) => codeOf(lifecycleState));
  };
  t.deepEqual(await states(), ["PNDNG", "PNDNG"]);
  emulators.advance(60);
  t.deepEqual(await states(), ["INSVC", "INSVC"]);
  t.is(await code("deleteAutoScalingGroup", own), "1250700");
  const launchConfigurationNo = String(configuration.launchConfigurationNo);
  t.is(await code("deleteLaunchConfiguration", { launchConfigurationNo }), "1250700");
  t.is(await code("updateAutoScalingGroup", { ...own, minSize: "0", maxSize: "1", desiredCapacity: "2" }), "1000902");
  await rows("putScalingPolicy", { ...own, policyName: "grow", adjustmentTypeCode: "CHANG", scalingAdjustment: "1" });
  await rows("putScalingPolicy", { ...own, policyName: "grow", adjustmentTypeCode: "EXACT", scalingAdjustment: "2" });
  t.is((await rows("getAutoScalingPolicyList", own)).length, 1);
  await rows("updateAutoScalingGroup", { ...own, minSize: "0", maxSize: "0" });
  t.deepEqual(await states(), ["TMNNG", "TMNNG"]);
  emulators.advance(60);
  t.is(await code("deleteAutoScalingGroup", own), "0");
  const left = emulators.objects("naver").filter(({ kind }) => /^server$|autoScaling|scalingPolicy/.test(kind));
  t.deepEqual(left, []);
});

test("without capacity a group stays smaller than desired", async (t) => {
  const { emulators, one, group } = await startScaling(t, { serverQuota: 1 });
  await one("createAutoScalingGroup", group);
  t.is(emulators.objects("naver").filter(({ kind }) => kind === "server").length, 1);
});

test("launchConfigurationShows has two positions", async (t) => {
  t.is((await startScaling(t)).configuration.serverSpecCode, "s2-g3");
  const { configuration } = await startScaling(t, { launchConfigurationShows: "product" });
  t.is(configuration.serverSpecCode, undefined);
});
