import test from "ava";
import { copyOf, run } from "./support/examples.ts";
import { openTestStack } from "./support/stack.ts";

test.serial("examples/lunanode-site: up, changed, drift detected and repaired, destroyed", async (t) => {
  const { stack, emulators } = await openTestStack(t, { timeScale: 200, clouds: ["lunanode"] });
  const cwd = await copyOf(t, "lunanode-site");
  const env = { ...stack.env, PULUMI_PARALLEL: "20" };
  const pulumi = async (...args: string[]) => {
    const { code, screen } = await run("pulumi", [...args, "--non-interactive"], { cwd, env });
    t.is(code, 0, screen);
    return screen;
  };
  const up = (...more: string[]) => pulumi("up", "--yes", "--skip-preview", ...more);
  const objects = (kind: string) => emulators.objects("lunanode").filter((object) => object.kind === kind);
  const before = emulators.objects("lunanode").map(({ kind, id }) => `${kind} ${id}`);
  await pulumi("stack", "init", "example");
  t.regex(await up(), /url *: "http:\/\/www\.example\.com\/"/);
  const vms = objects("vm");
  t.is(vms.length, 2);
  const [address] = objects("floatingIp").filter(({ vmId }) => vms.some(({ id }) => id === vmId));
  t.truthy(address);
  t.is(objects("volume").filter(({ vmId }) => vms.some(({ id }) => id === vmId)).length, 2);

  // Another domain changes no server. Then somebody renames the script in the panel.
  await pulumi("config", "set", "domain", "example.org");
  emulators.clearRequests();
  await up();
  t.deepEqual(
    emulators.requests("lunanode").filter(({ operation }) => /^vm\/(create|delete)/.test(operation)),
    [],
  );
  await up("--expect-no-changes");
  const [script] = objects("script").filter(({ name }) => String(name).startsWith("nginx-"));
  emulators.change({ cloud: "lunanode", kind: "script", id: String(script?.id), set: { name: "mine" } });
  t.regex(await pulumi("refresh", "--yes", "--skip-preview", "--diff"), /name\s*: "nginx-[0-9a-f]{7}" => "mine"/);
  await up();
  t.is(objects("script").filter(({ name }) => name === script?.name).length, 1);

  await pulumi("destroy", "--yes", "--skip-preview");
  const left = emulators
    .objects("lunanode")
    .filter(({ kind, id, phase }) => !before.includes(`${kind} ${id}`) && phase !== "deleted");
  t.deepEqual(left, []);
});
