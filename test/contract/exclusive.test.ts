import test, { type ExecutionContext } from "ava";
import { hostdime } from "./clouds/hostdime.ts";
import { naver } from "./clouds/naver.ts";
import { adapterNames } from "./suite/adapters.ts";
import type { ContractTarget } from "./suite/target.ts";
import { TestHarness } from "./suite/test-harness.ts";

/* Exclusive values of resources other than servers, whose own are rows of the contract suite. */

const open = (t: ExecutionContext, target: ContractTarget, adapter: (typeof adapterNames)[number]) =>
  TestHarness.start(t, target, "json", adapter);

for (const adapter of adapterNames) {
  test(`NAVER Cloud, ${adapter}: a subnet that keeps its addresses is deleted before the new one is created`, async (t) => {
    const on = await open(t, naver, adapter);
    const program = { vpc: "demo-vpc", subnet: "10.0.9.0/24", zone: "KR-1", subnetType: "PRIVATE" };
    const engine = on.engine("back", { token: "naver:Subnet" });
    await engine.up(program);
    t.is(await engine.up({ ...program, zone: "KR-2" }), "delete-replace");
    await on.assertSettled(engine, { ...program, zone: "KR-2" });
    t.is(await engine.up({ ...program, zone: "KR-2", subnet: "10.0.8.0/24" }), "replace");
  });

  test(`NAVER Cloud, ${adapter}: a public IP is detached from its server before another one is attached`, async (t) => {
    const on = await open(t, naver, adapter);
    const server = on.engine("web");
    await server.up(on.program());
    const ip = on.engine("ip", { token: "naver:PublicIp", replaceOnChanges: ["name"] });
    const program = { name: "one", server: server.state?.id };
    await ip.up(program);
    t.is(await ip.up({ ...program, name: "two" }), "delete-replace");
    t.like(
      on.objects("publicIp").filter(({ serverNo }) => serverNo !== ""),
      { length: 1, 0: { description: "two" } },
    );
  });

  test(`HostDime, ${adapter}: an adopted VPS is released before it is adopted again`, async (t) => {
    const on = await open(t, hostdime, adapter);
    const program = { cuid: "V101", onDelete: "stop", powerState: "running", restartTrigger: "1" };
    const engine = on.engine("web", { replaceOnChanges: ["restartTrigger"] });
    await engine.up(program);
    t.is(await engine.up({ ...program, restartTrigger: "2" }), "delete-replace");
    t.like(on.server(engine), { id: "V101", power: "running" });
  });
}
