import test from "ava";
import { openYamlStack } from "./support/plugin.ts";

test.serial("a server was deleted in the console: a refresh names its leftovers, and up releases them", async (t) => {
  const { stack, write, ids, emulators } = await openYamlStack(t, { clouds: ["naver"] });
  const properties = { plan: "s2-g3", image: "ubuntu-22.04-base", subnet: "demo-public", publicIp: true };
  await write({ resources: { web: { type: "indiecloud:naver:Server", properties } } });
  const up = await stack.run(["up", "--yes", "--skip-preview"]);
  t.is(up.code, 0, up.screen);
  const [server = ""] = ids("server");
  const before = ids("publicIp");
  emulators.change({ cloud: "naver", kind: "server", id: server, delete: true });

  const drift = await stack.refresh(["--preview-only", "--diff"]);
  t.regex(drift.screen, /deleted in the cloud, but public IP \S+ \(\d+\), created with it, is still there/);
  t.deepEqual(ids("publicIp"), before);

  const again = await stack.run(["up", "--yes", "--skip-preview", "--refresh"]);
  t.is(again.code, 0, again.screen);
  t.deepEqual([ids("server").length, ids("publicIp").length], [1, 1]);
  t.notDeepEqual(ids("publicIp"), before);
  t.is((await stack.resource("web")).outputs.failure, undefined);
});
