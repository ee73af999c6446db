import test from "ava";
import type { Emulators } from "../../emulators/src/index.ts";
import { openYamlStack } from "./support/plugin.ts";
import { openTestStack } from "./support/stack.ts";

/* What the preview shows is what `up` does, with the real CLI. */

const INSTANCE = "/cloud/project/{serviceName}/instance/{instanceId}";
const ovh = (changes: object) => ({ region: "GRA11", image: "Ubuntu 24.04", plan: "b3-8", ...changes });

const instanceIn = (emulators: Emulators) => {
  const row = emulators.objects("ovh").find(({ kind }) => kind === "instance");
  if (row === undefined) {
    throw new Error("there is no instance");
  }
  return row;
};

const flavor = (emulators: Emulators, name: string): string =>
  emulators.objects("ovh").find((row) => row.kind === "flavor" && row.name === name && row.region === "GRA11")?.id ??
  "";

const writes = (emulators: Emulators, cloud: "ovh" | "naver"): string[] =>
  emulators
    .requests(cloud)
    .filter(({ kind }) => kind === "write")
    .map(({ operation }) => operation);

test.serial(
  "OVHcloud: a step that failed is named by the next preview, and drift that no refresh has seen is left alone",
  async (t) => {
    const { stack, write, emulators } = await openYamlStack(t, { clouds: ["ovh"] });
    const program = (changes: object) => ({
      resources: { web: { type: "indiecloud:ovh:Instance", properties: ovh(changes) } },
    });
    await write(program({ name: "web-one" }));
    const up = await stack.run(["up", "--yes", "--skip-preview"]);
    t.is(up.code, 0, up.screen);

    emulators.addFault({
      cloud: "ovh",
      operation: `POST ${INSTANCE}/resize`,
      times: 0,
      fault: { status: 400, body: '{"message":"This flavor is out of order"}', contentType: "application/json" },
    });
    await write(program({ name: "web-two", plan: "b3-16" }));
    const failed = await stack.run(["up", "--yes", "--skip-preview"]);
    t.not(failed.code, 0);
    t.regex(failed.screen, /out of order/);
    t.is(instanceIn(emulators).name, "web-two");
    emulators.clearFaults();

    // The engine keeps the previous inputs, so it finds no difference by itself.
    await write(program({ name: "web-one" }));
    const preview = await stack.preview();
    t.regex(preview.screen, /~ name *: "web-two" => "web-one"/);
    t.regex(preview.screen, /plan *: "b3-8"/);
    emulators.clearRequests();
    const back = await stack.run(["up", "--yes", "--skip-preview"]);
    t.is(back.code, 0, back.screen);
    t.deepEqual(writes(emulators, "ovh"), [`PUT ${INSTANCE}`]);
    const same = await stack.preview(["--expect-no-changes"]);
    t.is(same.code, 0, same.screen);

    // Somebody resizes it in the panel; the program renames it.
    const { id } = instanceIn(emulators);
    emulators.change({ cloud: "ovh", kind: "instance", id, set: { flavorId: flavor(emulators, "c3-4") } });
    await write(program({ name: "web-three" }));
    emulators.clearRequests();
    const renamed = await stack.run(["up", "--yes", "--diff"]);
    t.is(renamed.code, 0, renamed.screen);
    t.regex(renamed.screen, /~ name *: "web-one" => "web-three"/);
    t.notRegex(renamed.screen, /~ plan *:/);
    t.regex(
      renamed.screen,
      /plan is "c3-4" in the cloud and "b3-8" in the state.*pulumi up --refresh shows the change/,
    );
    t.deepEqual(writes(emulators, "ovh"), [`PUT ${INSTANCE}`]);
    const refreshed = await stack.run(["preview", "--diff", "--refresh"]);
    t.regex(refreshed.screen, /~ plan *: "c3-4" => "b3-8"/);
  },
);

test.serial("NAVER Cloud: an input in ignoreChanges is not touched by a change of another one", async (t) => {
  const { stack, write, emulators } = await openYamlStack(t, { clouds: ["naver"] });
  const program = (name: string) => ({
    resources: {
      web: {
        type: "indiecloud:naver:Server",
        properties: { name, plan: "s2-g3", image: "ubuntu-22.04-base", subnet: "demo-public" },
        options: { ignoreChanges: ["plan"] },
      },
    },
  });
  await write(program("web-one"));
  const up = await stack.run(["up", "--yes", "--skip-preview"]);
  t.is(up.code, 0, up.screen);
  const [server] = emulators.objects("naver").filter(({ kind, name }) => kind === "server" && name === "web-one");
  emulators.change({ cloud: "naver", kind: "server", id: server?.id ?? "", set: { specCode: "s4-g3" } });
  await write(program("web-two"));
  emulators.clearRequests();
  const renamed = await stack.run(["up", "--yes", "--diff"]);
  t.is(renamed.code, 0, renamed.screen);
  t.regex(renamed.screen, /~ name *: "web-one" => "web-two"/);
  t.deepEqual(writes(emulators, "naver"), ["changeServerInstanceName"]);
});

test.serial("a dynamic resource: a step that failed, and the program reverted", async (t) => {
  const { stack, emulators } = await openTestStack(t, { clouds: ["ovh"] });
  const program = (changes: object) => ({ resources: [{ type: "ovh:Instance", name: "web", args: ovh(changes) }] });
  const up = await stack.up(program({ name: "web-one" }));
  t.is(up.code, 0, up.screen);
  const { id } = instanceIn(emulators);
  emulators.addFault({
    cloud: "ovh",
    operation: `POST ${INSTANCE}/resize`,
    times: 0,
    fault: { status: 400, body: '{"message":"This flavor is out of order"}', contentType: "application/json" },
  });
  const failed = await stack.up(program({ name: "web-two", plan: "b3-16" }));
  t.not(failed.code, 0);
  emulators.clearFaults();
  // With additional drift, which no preview of dynamic resources could name here.
  emulators.change({ cloud: "ovh", kind: "instance", id, set: { flavorId: flavor(emulators, "c3-4") } });
  emulators.clearRequests();
  const back = await stack.up(program({ name: "web-one" }));
  t.is(back.code, 0, back.screen);
  t.is(instanceIn(emulators).name, "web-one");
  // It is marked unfinished, so the program is applied to all of it.
  t.deepEqual(writes(emulators, "ovh"), [`PUT ${INSTANCE}`, `POST ${INSTANCE}/resize`]);
  const same = await stack.preview(["--expect-no-changes"]);
  t.is(same.code, 0, same.screen);
});
