import { runOn, testClient as testGigeNet } from "../../emulators/src/gigenet/testing.ts";
import { testClient as testHostDime } from "../../emulators/src/hostdime/testing.ts";
import type { Emulators } from "../../emulators/src/index.ts";
import { plainVm, testClient as testLunaNode } from "../../emulators/src/lunanode/testing.ts";
import { plainServer, testClient as testNaver } from "../../emulators/src/naver/testing.ts";
import { plain, testClient as testOvh } from "../../emulators/src/ovh/testing.ts";

/** Puts some objects of an imaginary shop into the clouds, in several states, and makes a request that is refused. */
export async function fill(emulators: Emulators): Promise<void> {
  const luna = testLunaNode(emulators);
  const [web, mail] = ["web-1", "mail"].map((hostname) => plainVm(emulators, { hostname, plan_id: "88" }));
  await luna.ok("vm/create", web);
  await luna.ok("vm/create", mail);
  await luna.ok("volume/create", { region: "toronto", label: "mail-store", size: "40" });
  await testHostDime(emulators).ok("vps.create", { name: "shop", plan: "vps-2", os: "Debian 12" });
  await runOn(emulators, testGigeNet(emulators), { Hostname: "metrics" });
  await testNaver(emulators).ok("createServerInstances", plainServer(emulators, { serverName: "search-kr" }));
  const ovh = testOvh(emulators);
  await ovh.cloud("POST", "/instance", plain(emulators, { name: "api-1" }));
  await ovh.cloud("POST", "/instance", plain(emulators, { name: "api-2" }, "c3-4", "Debian 12"));
  emulators.advance(3700);
  await luna.ok("vm/create", plainVm(emulators, { hostname: "worker" }));
  const stopped = emulators.objects("lunanode").find(({ hostname }) => hostname === "mail")?.id ?? "";
  emulators.change({ cloud: "lunanode", action: "power-off", id: stopped });
  await luna.call("vm/delete", { vm_id: "no-such-vm" });
  await luna.ok("vm/list");
  emulators.addFault({ cloud: "ovh", operation: "POST*", when: "after", after: 1, fault: { cut: "connection" } });
}
