import test from "ava";
import { openAccount } from "../../provider/src/clouds/lunanode/account.ts";
import { done } from "../../provider/src/clouds/lunanode/schemas.ts";
import { systemClock } from "../../provider/src/http/clock.ts";
import { openYamlStack } from "./support/plugin.ts";

test.serial("a replaced VM keeps its floating IP: the preview says that the old VM is deleted first", async (t) => {
  const { stack, write, emulators } = await openYamlStack(t, { clouds: ["lunanode"] });
  const { endpoint, credentials } = emulators.clouds.lunanode;
  const signal = new AbortController().signal;
  const { api } = openAccount({ ...credentials, endpoint }, { clock: systemClock, signal });
  await api.call("floating/add", "write", { region: "toronto" }, done);
  const address = () => emulators.objects("lunanode").find(({ kind }) => kind === "floatingIp");
  const floatingIp = address()?.id;
  const vm = (image: string) =>
    write({ resources: { web: { type: "indiecloud:lunanode:Vm", properties: { plan: "m.2", image, floatingIp } } } });

  await vm("Ubuntu 24.04 64-bit");
  const up = await stack.run(["up", "--yes", "--skip-preview"]);
  t.is(up.code, 0, up.screen);
  const before = await stack.resource("web");

  await vm("Debian 12 64-bit");
  const { screen } = await stack.preview(["--show-replacement-steps"]);
  t.regex(
    screen,
    /--indiecloud:lunanode:Vm: \(delete-replaced\)[\s\S]*\+\+indiecloud:lunanode:Vm: \(create-replacement\)/,
  );
  const replaced = await stack.run(["up", "--yes", "--skip-preview"]);
  t.is(replaced.code, 0, replaced.screen);
  const after = await stack.resource("web");
  t.not(after.id, before.id);
  t.is(after.outputs.ip, floatingIp);
  t.is(address()?.vmId, after.id?.split("/").at(-1));
});
