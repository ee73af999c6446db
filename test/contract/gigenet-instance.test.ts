import test, { type ExecutionContext } from "ava";
import type { GigeNetSwitchPatch } from "../../emulators/src/index.ts";
import { providerText } from "../../provider/src/adapters/dynamic/text.ts";
import { GigeNet } from "../../provider/src/clouds/gigenet/account.ts";
import { bareMarker, marker } from "../../provider/src/clouds/gigenet/instance-views.ts";
import { done } from "../../provider/src/clouds/gigenet/schemas.ts";
import type { Json } from "../../provider/src/engine/definition/values.ts";
import { gigenet } from "./clouds/gigenet.ts";
import { TestHarness } from "./suite/test-harness.ts";

/** What is specific to GigeNET; everything else is in the contract suite. */
const WEB = { name: "web", plan: "gcl.2", image: "centos64_7" };

const harness = (t: ExecutionContext, switches: GigeNetSwitchPatch = {}) =>
  TestHarness.start(t, { ...gigenet, program: WEB, switches: { ...switches } }, "xml");

/** The only instance, as a row of the emulator. */
function only(on: TestHarness) {
  const [row, ...others] = on.objects("instance");
  if (row === undefined || others.length > 0) {
    throw new Error(`there are ${others.length + (row === undefined ? 0 : 1)} instances`);
  }
  return row;
}

const addresses = (on: TestHarness) => on.objects("address").map(({ id }) => id);
/** The tag keys, with a marker shown without the token of its create. */
const tags = (on: TestHarness) => [only(on).tags].flat().map((tag) => bareMarker(String(tag)));
const sent = (on: TestHarness, operation: string): Json[] =>
  on.emulators.requests({ cloud: "gigenet", operation }).map(({ parameters }) => ({ ...parameters }));

/** A call that the provider does not make. */
function call(on: TestHarness, action: string, parameters: Record<string, string>): Promise<void> {
  const { apiKey, apiHash, endpoint } = { apiKey: "", apiHash: "", endpoint: "", ...on.config() };
  const tools = { clock: on.clock, signal: new AbortController().signal };
  return new GigeNet(String(endpoint), { apiKey, apiHash, zone: "ord1" }, tools).call(
    action,
    "write",
    parameters,
    done,
  );
}

/** Creates, refreshes and deletes it. */
async function lives(on: TestHarness, program: Json = on.program()): Promise<void> {
  const engine = on.engine();
  await engine.up(program);
  await on.assertSettled(engine, program);
  await engine.destroy();
  on.t.deepEqual(on.servers(), []);
}

test("an instance with every input is one RunInstances, and matches the request", async (t) => {
  const on = await harness(t);
  const engine = on.engine();
  const program = {
    ...WEB,
    zone: "ord1",
    billingTerm: 730,
    assignPrivateIp: true,
    additionalIps: 2,
    tags: ["blue", "rex_t-a:g"],
    powerState: "running",
    restartTrigger: "1",
  };
  await engine.up(program);
  t.like(sent(on, "RunInstances")[0], {
    ImageId: "centos64_7",
    InstanceType: "gcl.2",
    MinCount: "1",
    MaxCount: "1",
    BillingTerm: "730",
    "Placement.AvailabilityZone": "ord1",
    PrivateIpAddress: "true",
    "NetworkInterface.1.AssociatePublicIpAddress": "true",
    "NetworkInterface.2.AssociatePublicIpAddress": "true",
    "TagSpecification.1.ResourceType": "instance",
    "TagSpecification.1.Tags.3.Key": "rex_t-a:g",
  });
  t.regex(
    String(sent(on, "RunInstances")[0]?.["TagSpecification.1.Tag.1.Key"]),
    new RegExp(`^${marker("web")}-[0-9a-f]{8}$`),
  );
  t.deepEqual(on.writes(), ["RunInstances", "ModifyInstanceAttribute"]);
  t.like(only(on), { phase: "on", hostname: "web", type: "gcl.2", billingTerm: 730, wantsPrivateIp: true });
  t.deepEqual(tags(on), [marker("web"), "blue", "rex_t-a:g"]);
  t.is(engine.state?.id, only(on).id);
  t.like(engine.outputs, {
    ip: only(on).publicIp,
    privateIp: only(on).privateIp,
    furtherIps: addresses(on),
    ownIps: addresses(on),
    status: "on",
    statusCode: 0,
    availabilityZone: "ord1",
    reportedType: "custom_gcl_1vcpu_2048m_60gb",
    vcpus: 1,
    memoryMb: 2048,
    diskGb: 60,
    imageId: "centos64_7",
    platform: "Centos",
    hostname: "web",
  });
  await on.assertSettled(engine, program);
  await engine.destroy();
  t.deepEqual([on.servers(), addresses(on)], [[], []]);
});

test("the billing term is always sent, an hour if the program sets none; a change is recorded and calls nothing", async (t) => {
  const on = await harness(t);
  const engine = on.engine();
  await engine.up(WEB);
  t.is(sent(on, "RunInstances")[0]?.BillingTerm, "1");
  on.emulators.clearRequests();
  t.is(await engine.up({ ...WEB, billingTerm: 2190 }), "update");
  t.regex(on.warnings.join("\n"), /web: billingTerm is used only when an instance is created/);
  t.deepEqual(on.writes(), []);
  await on.assertSettled(engine, { ...WEB, billingTerm: 2190 });
  t.regex(await on.errorOf(engine.preview({ ...WEB, billingTerm: 12 })), /billingTerm: 12/);
});

for (const launchTags of ["Tag", "Tags", "both"] as const) {
  test(`if RunInstances reads ${launchTags}, the marker is sent with it, and a lost reply is found`, async (t) => {
    const on = await harness(t, { launchTags });
    on.fault({ operation: "RunInstances", when: "after", fault: { cut: "connection" } });
    const engine = on.engine();
    await engine.up({ ...WEB, tags: ["blue"] });
    t.is(engine.state?.id, only(on).id);
    t.deepEqual(tags(on), [marker("web"), "blue"]);
    t.is(on.count("CreateTags"), 0);
  });
}

const ALIKE = { ImageId: "centos64_7", InstanceType: "gcl.2", BillingTerm: "1" };

test("a lost reply is found by what was sent with it, not by what existed before", async (t) => {
  const on = await harness(t);
  await call(on, "RunInstances", ALIKE);
  const [theirs] = on.objects("instance");
  on.changeOutOfBand(only(on), { tags: ["theirs"] });
  on.emulators.clearRequests();
  on.fault({ operation: "RunInstances", when: "after", fault: { cut: "connection" } });
  const engine = on.engine();
  await engine.up({ ...WEB, tags: ["blue"] });
  t.is(on.count("RunInstances"), 1);
  t.not(engine.state?.id, theirs?.id);
  t.regex(on.warnings.join("\n"), /found by the token sent with the request: \d+\.$/m);
  await on.assertSettled(engine, { ...WEB, tags: ["blue"] });
  await engine.destroy();
  t.deepEqual(
    on.objects("instance").map(({ id }) => id),
    [theirs?.id],
  );
});

test("if RunInstances reads no tags, the only new instance after a lost reply is named and not adopted", async (t) => {
  const on = await harness(t, { launchTags: "none" });
  on.fault({ operation: "RunInstances", when: "after", fault: { cut: "connection" } });
  const engine = on.engine();
  const message = await on.errorOf(engine.up(WEB));
  const { id } = only(on);
  t.regex(message, new RegExp(`may belong to this resource or to another: ${id}\\. .*adopt: "${id}"`));
  t.is(engine.state, undefined);
  await engine.up({ ...WEB, adopt: id });
  t.is(engine.state?.id, id);
  t.is(on.count("RunInstances"), 1);
});

test("a hostname that somebody sets at that moment does not come from a create: the instance is not adopted", async (t) => {
  const on = await harness(t);
  await call(on, "RunInstances", ALIKE);
  const { id } = only(on);
  const held = on.fault({ operation: "RunInstances", fault: { hold: "before", cut: "connection" } });
  const failed = on.errorOf(on.engine().up({ ...WEB, plan: "gcl.4" }));
  await on.emulators.waitFor((rows) => rows.some(({ stage: at }) => at === "held"));
  on.changeOutOfBand(only(on), { hostname: "web" });
  on.emulators.releaseFault(held);
  t.regex(await failed, new RegExp(`another create made the one with its name: ${id}`));
});

for (const launchTags of ["both", "none"] as const) {
  test(`a reply that is lost before its effect is not retried if RunInstances reads ${launchTags} of the tags`, async (t) => {
    const on = await harness(t, { launchTags });
    on.fault({ operation: "RunInstances", when: "before", fault: { cut: "connection" } });
    const engine = on.engine();
    t.regex(await on.errorOf(engine.up(WEB)), /not known.*Run pulumi up again/);
    t.is(on.count("RunInstances"), 1);
    await engine.up(WEB);
    t.is(on.servers().length, 1);
  });

  for (const [when, harnessOf] of [
    ["before the reply", "reached"],
    ["while it waits for the instance", "replied"],
  ] as const) {
    test(`killed ${when}, the next run refuses with the line to paste, if RunInstances reads ${launchTags} of the tags`, async (t) => {
      const on = await harness(t, { launchTags });
      if (harnessOf === "reached") {
        on.fault({ operation: "RunInstances", fault: { hold: "after" } });
      }
      const program = { ...WEB, assignPrivateIp: true, tags: ["blue"] };
      const { pool, kill } = on.killableProcess();
      void on
        .engine("web", { pool })
        .up(program)
        .catch(() => undefined);
      await on.emulators.waitFor({ cloud: "gigenet", operation: "RunInstances", stage: harnessOf });
      kill();
      const { id } = only(on);
      const engine = on.engine();
      const message = await on.errorOf(engine.up(program));
      t.true(message.endsWith(`adopt: "${id}"`), message);
      t.regex(message, /Nothing was created/);
      await engine.up({ ...program, adopt: id });
      t.is(on.count("RunInstances"), 1);
      t.like(only(on), { id, hostname: "web" });
      t.deepEqual(tags(on), [marker("web"), "blue"]);
      await on.assertSettled(engine, program);
    });
  }

  test(`two lost replies in one run cost two instances if RunInstances reads ${launchTags} of the tags`, async (t) => {
    const on = await harness(t, { launchTags });
    on.fault({ operation: "RunInstances", when: "after", times: 2, fault: { cut: "connection" } });
    const pool = on.process();
    const programs = [WEB, { ...WEB, name: "db" }];
    const engines = programs.map(({ name }) => on.engine(name, { pool }));
    const runs = engines.map((engine, index) => engine.up(programs[index] ?? {}));
    if (launchTags === "none") {
      for (const message of await Promise.all(runs.map((run) => on.errorOf(run)))) {
        t.regex(message, /not repeated.*: 2760, 2761\..*adopt: "<id>"/);
      }
      const next = on.process();
      const ids = on.objects("instance").map(({ id }) => id);
      await Promise.all(
        programs.map((program, index) => on.engine(program.name, { pool: next }).up({ ...program, adopt: ids[index] })),
      );
    } else {
      await Promise.all(runs);
    }
    t.is(on.count("RunInstances"), 2);
    t.deepEqual(
      on
        .objects("instance")
        .map(({ hostname }) => hostname)
        .sort(),
      ["db", "web"],
    );
  });
}

test("an instance without a tag or hostname of its own stops a creation only if it has the same properties", async (t) => {
  const on = await harness(t, { openZones: ["ord1", "lax1"] });
  await call(on, "RunInstances", ALIKE);
  const theirs = only(on);
  t.regex(
    await on.errorOf(on.engine().up(WEB)),
    new RegExp(
      `GigeNET instance without a name and with the same plan and image .*: ${theirs.id}.*Nothing was created.*give it a hostname or a tag in GigeNET's dashboard.*adopt: "${theirs.id}"$`,
    ),
  );
  t.is(on.count("RunInstances"), 1);
  for (const program of [{ plan: "gcl.4" }, { image: "debian64_9" }, { zone: "lax1" }]) {
    const engine = on.engine();
    await engine.up({ ...WEB, ...program });
    await engine.destroy();
  }
  for (const claimed of [{ tags: ["theirs"] }, { tags: [], hostname: "theirs" }]) {
    on.changeOutOfBand(theirs, claimed);
    const engine = on.engine();
    await engine.up(WEB);
    await engine.destroy();
  }
  t.is(on.count("RunInstances"), 6);
});

test("a fleet of one kind is created even if RunInstances reads no tags, also in waves", async (t) => {
  const on = await harness(t, { launchTags: "none" });
  const pool = on.process();
  const wave = (names: readonly string[]) =>
    Promise.all(names.map((name) => on.engine(name, { pool }).up({ ...WEB, name })));
  const first = wave(["a", "b", "c"]);
  await on.clock.sleep(31_000);
  await Promise.all([first, wave(["d", "e", "f"])]);
  t.is(on.count("RunInstances"), 6);
  t.is(on.servers().length, 6);
});

test("if RunInstances reads no tags, they are added afterwards", async (t) => {
  const on = await harness(t, { launchTags: "none" });
  const engine = on.engine();
  await engine.up({ ...WEB, tags: ["blue"] });
  t.deepEqual(tags(on), [marker("web"), "blue"]);
  t.is(on.count("CreateTags"), 1);
});

test("the marker follows the name, so an interrupted run of another resource is not mistaken for it", async (t) => {
  const on = await harness(t);
  const engine = on.engine();
  await engine.up({ ...WEB, tags: ["blue"] });
  await engine.up({ ...WEB, name: "fred", tags: ["blue"] });
  t.like(only(on), { hostname: "fred", tags: ["blue", marker("fred")] });
  const other = on.engine("other");
  await other.up(WEB);
  t.is(on.servers().length, 2);
});

test("a hostname that another instance has, in any zone, is refused before anything is bought", async (t) => {
  const on = await harness(t, { openZones: ["ord1", "lax1"] });
  await call(on, "RunInstances", { ImageId: "centos64_7", InstanceType: "gcl.1", BillingTerm: "1" });
  on.changeOutOfBand(only(on), { hostname: "web" });
  on.emulators.clearRequests();
  for (const zone of ["ord1", "lax1"]) {
    t.regex(
      await on.errorOf(on.engine().up({ ...WEB, zone })),
      new RegExp(`named "web" already exists: ${only(on).id}.*Nothing was created.*adopt: "${only(on).id}"`),
    );
  }
  t.deepEqual(on.writes(), []);
});

test("a hostname that is taken meanwhile is an error and the ID is kept; another name continues with the same instance", async (t) => {
  const on = await harness(t);
  const engine = on.engine();
  await engine.up(WEB);
  const other = on.engine("other");
  await other.up({ ...WEB, name: "fred" });
  t.regex(
    await on.errorOf(other.up({ ...WEB, name: "web" })),
    /InvalidHostname\.Duplicate.*Choose another name, or adopt the instance that has it/,
  );
  await other.up({ ...WEB, name: "joe" });
  t.deepEqual(
    on.objects("instance").map(({ hostname }) => hostname),
    ["web", "joe"],
  );
  t.is(on.count("RunInstances"), 2);
});

for (const dnsNames of ["hostname", "domain"] as const) {
  test(`hostnames shown as ${dnsNames} are recognized as the user's, and their drift is detected`, async (t) => {
    const on = await harness(t, { dnsNames });
    const engine = on.engine();
    await engine.up(WEB);
    await on.assertSettled(engine, WEB);
    on.changeOutOfBand(only(on), { hostname: "joe" });
    t.is(await engine.refresh(), "update");
    t.is(engine.inputs.name, "joe");
    await engine.up(WEB);
    t.is(only(on).hostname, "web");
  });
}

test("tags are added and deleted in place, in any order; the marker is not one of them and is never lost", async (t) => {
  const on = await harness(t);
  const engine = on.engine();
  await engine.up({ ...WEB, tags: ["a", "b"] });
  t.is((await engine.preview({ ...WEB, tags: ["b", "a"] })).op, "same");
  await engine.up({ ...WEB, tags: ["b", "c d/é~*"] });
  t.deepEqual(tags(on), [marker("web"), "b", "c d/é~*"]);
  on.changeOutOfBand(only(on), { tags: [marker("web"), "theirs"] });
  t.is(await engine.refresh(), "update");
  t.deepEqual(engine.inputs.tags, ["theirs"]);
  await engine.up({ ...WEB, tags: ["b"] });
  t.deepEqual(tags(on), [marker("web"), "b"]);
  await engine.up({ ...WEB, tags: [] });
  t.deepEqual(tags(on), [marker("web")]);
  for (const parameters of sent(on, "DeleteTags")) {
    t.truthy(parameters["Tag.1.Key"]);
  }
});

test("tags that the program does not set are left alone", async (t) => {
  const on = await harness(t);
  const engine = on.engine();
  await engine.up(WEB);
  on.changeOutOfBand(only(on), { tags: [...tags(on), "theirs"] });
  t.is(await engine.refresh(), "same");
  await engine.up({ ...WEB, name: "fred" });
  t.deepEqual(tags(on), ["theirs", marker("fred")]);
});

test("a duplicate tag, or one in the form of a marker, is a preview error", async (t) => {
  const on = await harness(t);
  t.regex(await on.errorOf(on.engine().preview({ ...WEB, tags: ["a", "a"] })), /tags: a key appears twice/);
  t.regex(
    await on.errorOf(on.engine().preview({ ...WEB, tags: [marker("x")] })),
    /tags: "pulumi-.*" looks like one of the provider's own tags/,
  );
});

for (const reportedTypes of ["custom", "name"] as const) {
  test(`types reported by ${reportedTypes} are compared by size, resized in place, and their drift is repaired`, async (t) => {
    const on = await harness(t, { reportedTypes });
    const engine = on.engine();
    await engine.up({ ...WEB, plan: "bal.small" });
    await on.assertSettled(engine, { ...WEB, plan: "bal.small" });
    await engine.up(WEB);
    t.is(only(on).type, "gcl.2");
    on.changeOutOfBand(only(on), { type: "gcl.1" });
    t.is(await engine.refresh(), "update");
    await engine.up(WEB);
    t.is(only(on).type, "gcl.2");
    t.is(on.count("RunInstances"), 1);
    t.regex(
      await on.errorOf(engine.up({ ...WEB, plan: "gcl.1" })),
      /cannot shrink a disk: the instance has 60 GB, plan "gcl\.1" has 30 GB\. Choose a plan with at least 60 GB/,
    );
    t.is(on.emulators.requests({ operation: "ModifyInstanceAttribute" }).filter(({ error }) => error).length, 0);
  });
}

test("between two types of the same size nothing is called, and a size that no type has is shown unchanged", async (t) => {
  const on = await harness(t);
  const engine = on.engine();
  await engine.up({ ...WEB, plan: "gcl.1" });
  on.emulators.clearRequests();
  await engine.up({ ...WEB, plan: "promo.bal.small" });
  t.deepEqual(on.writes(), []);
  await on.assertSettled(engine, { ...WEB, plan: "promo.bal.small" });
  on.changeOutOfBand(only(on), { type: "custom_bal_1vcpu_384m_10gb" });
  t.is(await engine.refresh(), "update");
  t.is(engine.inputs.plan, "1vcpu_384m_10gb");
});

test("if a resize needs a stopped instance, it is switched off and on again, with a warning", async (t) => {
  const on = await harness(t, { resizeNeedsStop: true });
  const engine = on.engine();
  await engine.up(WEB);
  on.emulators.clearRequests();
  await engine.up({ ...WEB, plan: "gcl.4" });
  t.like(only(on), { type: "gcl.4", phase: "on" });
  const calls = ["ModifyInstanceAttribute", "StopInstances", "ModifyInstanceAttribute", "StartInstances"];
  t.deepEqual(on.writes(), calls);
  t.regex(
    on.warnings.join("\n"),
    /does not let it be resized while it is running, so it is brought to "stopped" and back/,
  );
  await on.assertSettled(engine, { ...WEB, plan: "gcl.4" });

  await engine.up({ ...WEB, plan: "gcl.4", powerState: "stopped" });
  await engine.up({ ...WEB, plan: "gcl.4" });
  on.emulators.clearRequests();
  await engine.up({ ...WEB, plan: "gcl.core.8" });
  t.like(only(on), { type: "gcl.core.8", phase: "off" });
  t.deepEqual(on.writes(), ["ModifyInstanceAttribute"]);
});

test("a resize that fails while the instance is stopped for it leaves it running", async (t) => {
  const on = await harness(t, { resizeNeedsStop: true });
  const engine = on.engine();
  await engine.up(WEB);
  on.fault({ operation: "ModifyInstanceAttribute", after: 1, fault: { error: "InsufficientFunds" } });
  t.regex(await on.errorOf(engine.up({ ...WEB, plan: "gcl.4" })), /InsufficientFunds.*Add funds to the account/);
  t.like(only(on), { type: "gcl.2", phase: "on" });
  t.is((await engine.preview(WEB)).op, "update");
  await engine.up(WEB);
  await on.assertSettled(engine, WEB);
});

test("a resize that GigeNET accepts and does not perform is an error, and the state keeps the actual type", async (t) => {
  const on = await harness(t);
  const engine = on.engine();
  await engine.up(WEB);
  on.set({ modifyIgnored: true });
  t.regex(
    await on.errorOf(engine.up({ ...WEB, plan: "gcl.4" })),
    /accepted the call for the instance to be resized but did not carry it out within 300 s.*dashboard.*Set plan back/,
  );
  t.is(engine.outputs.plan, "gcl.2");
});

test("another image replaces the instance, which is deleted first because the name is kept", async (t) => {
  const on = await harness(t);
  const engine = on.engine();
  await engine.up(WEB);
  const { id } = only(on);
  t.is(await engine.up({ ...WEB, image: "centos64_6.4" }), "delete-replace");
  t.not(only(on).id, id);
  t.is(on.count("ModifyInstanceAttribute"), 2);
});

test("with the opt-in, another image of the family is installed in place, with a new password", async (t) => {
  const on = await harness(t);
  const engine = on.engine();
  await engine.up(WEB);
  const { id, password } = only(on);
  t.is(engine.outputs.password, password);
  const program = { ...WEB, image: "centos64_6.4", reinstallOnImageChange: true };
  t.is(await engine.up(program), "update");
  t.like(only(on), { id, imageId: "centos64_6.4", phase: "on", hostname: "web" });
  t.not(only(on).password, password);
  t.is(engine.outputs.password, only(on).password);
  await on.assertSettled(engine, program);
  t.is(sent(on, "ModifyInstanceAttribute").filter((each) => "OperatingSystem.Value" in each).length, 1);
});

test("an image of another family is refused with the next step; following it replaces the instance", async (t) => {
  const on = await harness(t);
  const engine = on.engine();
  await engine.up(WEB);
  const { id } = only(on);
  const program = { ...WEB, image: "debian64_9" };
  t.regex(
    await on.errorOf(engine.up({ ...program, reinstallOnImageChange: true })),
    /of another family than centos64_7.*unset reinstallOnImageChange/s,
  );
  t.like(only(on), { id, imageId: "centos64_7" });
  t.is(await engine.up(program), "delete-replace");
  t.like(only(on), { imageId: "debian64_9" });
});

test("an image that was changed elsewhere is reported and never causes a reinstallation", async (t) => {
  const on = await harness(t);
  const engine = on.engine();
  const program = { ...WEB, reinstallOnImageChange: true };
  await engine.up(program);
  on.changeOutOfBand(only(on), { imageId: "centos64_6.4" });
  t.is(await engine.refresh(), "same");
  t.regex(on.warnings.join("\n"), /image is "centos64_6\.4" in the cloud/);
  await engine.up({ ...program, name: "fred", plan: "gcl.4" });
  t.like(only(on), { hostname: "fred", type: "gcl.4", imageId: "centos64_6.4" });
  t.is(sent(on, "ModifyInstanceAttribute").filter((each) => "OperatingSystem.Value" in each).length, 0);
});

test("adopting an instance never reinstalls it, with or without the opt-in", async (t) => {
  const on = await harness(t);
  const first = on.engine();
  await first.up(WEB);
  on.emulators.clearRequests();
  const other = { ...WEB, image: "centos64_6.4", adopt: only(on).id };
  t.regex(await on.errorOf(on.engine("b").up(other)), /cannot be adopted.*image is "centos64_7"/);
  const second = on.engine("c");
  await second.up({ ...other, reinstallOnImageChange: true });
  await second.up({ ...other, reinstallOnImageChange: true, tags: ["a"] });
  t.is(only(on).imageId, "centos64_7");
  t.is(on.count("ModifyInstanceAttribute"), 0);
  t.regex(on.warnings.join("\n"), /image is "centos64_7" in the cloud and "centos64_6\.4" in the program/);
});

for (const unsampledReplies of ["full", "bare"] as const) {
  test(`with ${unsampledReplies} replies, additional addresses are bought and released in place; their drift is detected`, async (t) => {
    const on = await harness(t, { unsampledReplies });
    const engine = on.engine();
    const having = (additionalIps: number) => ({ ...WEB, additionalIps });
    await engine.up(having(1));
    const [first] = addresses(on);
    await engine.up(having(3));
    t.is(addresses(on).length, 3);
    t.deepEqual(engine.outputs.ownIps, addresses(on));
    t.deepEqual(engine.outputs.furtherIps, addresses(on));
    await engine.up(having(1));
    t.deepEqual(addresses(on), [first]);
    t.deepEqual(engine.outputs.ownIps, [first]);
    await on.assertSettled(engine, having(1));
    on.emulators.change({ cloud: "gigenet", kind: "address", id: String(first), delete: true });
    t.is(await engine.refresh(), "update");
    t.is(engine.inputs.additionalIps, 0);
    await engine.up(having(1));
    t.is(addresses(on).length, 1);
    await engine.up(having(0));
    t.deepEqual(addresses(on), []);
    t.deepEqual(engine.outputs.ownIps, []);
    await on.assertSettled(engine, having(0));
  });
}

test("an additional address created by somebody else is detected, and never removed to match a number", async (t) => {
  const on = await harness(t);
  const engine = on.engine();
  await engine.up({ ...WEB, additionalIps: 1 });
  on.act("add-address", only(on).id);
  t.is(await engine.refresh(), "update");
  t.is(engine.inputs.additionalIps, 2);
  on.emulators.clearRequests();
  t.regex(
    await on.errorOf(engine.up({ ...WEB, additionalIps: 1 })),
    /has 2 additional addresses and additionalIps is 1, but this resource created only 1 of them.*set additionalIps to 2/,
  );
  t.deepEqual(on.writes(), []);
  await engine.up({ ...WEB, additionalIps: 2 });
  await on.assertSettled(engine, { ...WEB, additionalIps: 2 });
});

test("additional addresses that are in no list are counted nevertheless, and not bought twice", async (t) => {
  const on = await harness(t, { listAdditional: false, unsampledReplies: "bare" });
  const engine = on.engine();
  await engine.up({ ...WEB, additionalIps: 1 });
  await engine.up({ ...WEB, additionalIps: 2 });
  t.is(addresses(on).length, 2);
  t.deepEqual(engine.outputs.ownIps, []);
  await on.assertSettled(engine, { ...WEB, additionalIps: 2 });
  t.regex(await on.errorOf(engine.up({ ...WEB, additionalIps: 1 })), /created only 0 of them/);
  t.is(addresses(on).length, 2);
});

for (const billAdditional of [true, false]) {
  test(`an address whose answer was lost is not bought twice if the bill ${billAdditional ? "counts it" : "is silent about it"}`, async (t) => {
    const on = await harness(t, { billAdditional, listAdditional: false, unsampledReplies: "bare" });
    const engine = on.engine();
    const having = (additionalIps: number) => ({ ...WEB, additionalIps });
    await engine.up(having(0));
    on.fault({ operation: "AssignPublicIpAddress", when: "after", fault: { cut: "connection" } });
    if (billAdditional) {
      // The bill counts one more: the requested one.
      await engine.up(having(1));
      await on.assertSettled(engine, having(1));
    } else {
      await t.throwsAsync(engine.up(having(1)));
      await engine.refresh();
      t.regex(
        await on.errorOf(engine.up(having(1))),
        /asked GigeNET for 1 additional address.*the request was not repeated.*set additionalIps to 0/,
      );
      // Somebody has checked, and there was none.
      await engine.up(having(0));
      await on.assertSettled(engine, having(0));
      on.set({ billAdditional: true });
    }
    t.is(addresses(on).length, 1);
  });
}

test("an address whose answer was lost belongs to the resource if the bill and the list show one more, and is released", async (t) => {
  const on = await harness(t);
  const engine = on.engine();
  await engine.up({ ...WEB, additionalIps: 1 });
  const [first] = addresses(on);
  on.fault({ operation: "AssignPublicIpAddress", when: "after", fault: { cut: "connection" } });
  await engine.up({ ...WEB, additionalIps: 2 });
  t.is(addresses(on).length, 2);
  t.deepEqual(engine.outputs.ownIps, addresses(on));
  await engine.up({ ...WEB, additionalIps: 1 });
  t.deepEqual(addresses(on), [first]);
});

test("an address whose answer was lost does not belong to the resource if only the list shows one more", async (t) => {
  const on = await harness(t, { billAdditional: false });
  const engine = on.engine();
  await engine.up({ ...WEB, additionalIps: 0 });
  on.fault({ operation: "AssignPublicIpAddress", when: "after", fault: { cut: "connection" } });
  await t.throwsAsync(engine.up({ ...WEB, additionalIps: 1 }));
  t.deepEqual(engine.outputs.ownIps ?? [], []);
});

test("an address that was rejected is requested again", async (t) => {
  const on = await harness(t);
  const engine = on.engine();
  await engine.up({ ...WEB, additionalIps: 0 });
  on.set({ addressQuota: 0 });
  t.regex(await on.errorOf(engine.up({ ...WEB, additionalIps: 1 })), /AddressLimitExceeded/);
  on.set({ addressQuota: null });
  await engine.up({ ...WEB, additionalIps: 1 });
  await on.assertSettled(engine, { ...WEB, additionalIps: 1 });
});

for (const terminateReleasesElastic of [false, true]) {
  test(`an elastic address outlives the instance, ${terminateReleasesElastic ? "also" : "and"} where Terminate ${terminateReleasesElastic ? "would release" : "keeps"} it`, async (t) => {
    const on = await harness(t, { terminateReleasesElastic });
    const engine = on.engine();
    await engine.up({ ...WEB, additionalIps: 1 });
    const own = addresses(on);
    await call(on, "AllocateAddress", { Domain: "ord1" });
    const elastic = addresses(on).find((ip) => !own.includes(ip)) ?? "";
    await call(on, "AssociateAddress", { InstanceId: only(on).id, PublicIp: elastic });
    t.is(await engine.refresh(), "same");
    t.deepEqual(engine.outputs.ownIps, own);
    await engine.destroy();
    t.deepEqual(addresses(on), [elastic]);
    t.is(on.count("DisassociateAddress"), 1);
  });
}

for (const repeatedPower of ["refuse", "ok"] as const) {
  test(`a lost reply to a power call is not an error if repeating it is ${repeatedPower}`, async (t) => {
    const on = await harness(t, { repeatedPower });
    const engine = on.engine();
    await engine.up({ ...WEB, powerState: "running" });
    on.fault({ operation: "StopInstances", when: "after", fault: { cut: "connection" } });
    await engine.up({ ...WEB, powerState: "stopped" });
    t.is(only(on).phase, "off");
    on.fault({ operation: "StartInstances", when: "after", fault: { status: 500, body: "" } });
    await engine.up({ ...WEB, powerState: "running" });
    t.is(only(on).phase, "on");
  });
}

test("a paused instance counts as stopped, and is started again", async (t) => {
  const on = await harness(t);
  const engine = on.engine();
  await engine.up({ ...WEB, powerState: "running" });
  on.act("pause", only(on).id);
  t.is(await engine.refresh(), "update");
  t.is(engine.inputs.powerState, "stopped");
  await engine.up({ ...WEB, powerState: "running" });
  t.is(only(on).phase, "on");
});

test("whatever GigeNET calls an instance that is off, its code 3 identifies it", async (t) => {
  const on = await harness(t, { words: { off: "resting" } });
  await lives(on, { ...WEB, powerState: "stopped" });
});

test("a restart is triggered once by a change of the trigger, and only if the instance runs", async (t) => {
  const on = await harness(t);
  const engine = on.engine();
  await engine.up({ ...WEB, restartTrigger: "1" });
  t.is(on.count("RebootInstances"), 0);
  await engine.up({ ...WEB, restartTrigger: "2" });
  t.is(on.count("RebootInstances"), 1);
  t.is(only(on).phase, "on");
  on.act("power-off", only(on).id);
  await engine.up({ ...WEB, restartTrigger: "3" });
  t.is(on.count("RebootInstances"), 1);
});

test("a new password on request is the one in the outputs", async (t) => {
  const on = await harness(t);
  const engine = on.engine();
  await engine.up({ ...WEB, passwordTrigger: "1" });
  const { password } = only(on);
  await engine.up({ ...WEB, passwordTrigger: "2" });
  t.not(only(on).password, password);
  t.is(engine.outputs.password, only(on).password);
});

test("the password is a secret; if it cannot be read, there is a warning, and the next update reads it", async (t) => {
  const on = await harness(t);
  on.fault({ operation: "GetPasswordData", fault: { error: "InvalidInput" } });
  const engine = on.engine();
  await engine.up(WEB);
  t.regex(on.warnings.join("\n"), /web: its password could not be read: GigeNET GetPasswordData/);
  t.is(engine.outputs.password, undefined);
  await engine.up({ ...WEB, name: "fred" });
  t.is(engine.outputs.password, only(on).password);
  t.false(JSON.stringify(on.warnings).includes(String(only(on).password)));
});

test("the configured zone is for instances that set none; a closed zone is reported with the next step", async (t) => {
  const on = await harness(t, { openZones: ["ord1", "lax1"] });
  const engine = on.engine("web", { config: { ...on.config(), zone: "lax1" } });
  await engine.up(WEB);
  t.is(only(on).zone, "lax1");
  t.is((await engine.preview({ ...WEB, zone: "lax1" })).op, "update");
  // The state, not the configuration, says where it is.
  const elsewhere = on.engine();
  elsewhere.state = engine.state;
  t.is(await elsewhere.refresh(), "same");
  t.is((await elsewhere.preview(WEB)).op, "same");
  on.set({ openZones: ["ord1"] });
  const closed =
    /zone: "lax1" is closed to new instances: GigeNET reports its state as "unavailable"\. .*such as "ord1"/;
  t.regex(await on.errorOf(on.engine("b").preview({ ...WEB, name: "b", zone: "lax1" })), closed);
  t.regex(await on.errorOf(on.engine("c", { config: { ...on.config(), zone: "lax1" } }).preview({ ...WEB })), closed);
  t.is((await engine.preview({ ...WEB, plan: "gcl.4" })).op, "update");
  t.regex(
    await on.errorOf(on.engine("b").preview({ ...WEB, zone: "ord2" })),
    /zone: "ord2" is not a GigeNET zone.*"ord1"/,
  );
});

test("an instance is imported by its ID with everything that can be read, and is then managed without a change", async (t) => {
  const on = await harness(t, { openZones: ["ord1", "lax1"] });
  const first = on.engine();
  await first.up({ ...WEB, zone: "lax1", assignPrivateIp: true, additionalIps: 1, tags: ["a"] });
  const engine = on.engine("other");
  engine.state = { id: only(on).id, inputs: {}, outputs: { __provider: providerText(gigenet.token) }, initErrors: [] };
  await engine.refresh();
  const { __defaulted, ...seen } = engine.inputs;
  const program = {
    name: "web",
    zone: "lax1",
    plan: "gcl.2",
    image: "centos64_7",
    assignPrivateIp: true,
    additionalIps: 1,
    tags: ["a"],
    powerState: "running",
  };
  t.like(seen, program);
  on.emulators.clearRequests();
  await engine.up(program);
  t.deepEqual(on.writes(), []);
  await on.assertSettled(engine, program);
});

for (const [what, switches] of [
  ["EC2's names are missing", { awsAliases: false }],
  ["elements are there that nobody knows", { extraElements: true }],
  ["every root has a namespace", { xmlns: "always" }],
  ["no root has a namespace", { xmlns: "never" }],
  ["RunInstances answers as in early 2018", { runReply: "reservation" }],
  ["calls without a sample answer bare", { unsampledReplies: "bare" }],
  ["each zone is listed once", { duplicateZones: false }],
  ["a new instance is not visible for 20 s", { durations: { appear: 20 } }],
  ["a terminated instance lingers", { terminatedLingers: true }],
  ["filters are ignored", { filters: false }],
] satisfies [string, GigeNetSwitchPatch][]) {
  test(`if ${what}, an instance's life is the same`, async (t) => {
    const on = await harness(t, switches);
    const program = { ...WEB, zone: "ord1", additionalIps: 1, tags: ["a"], powerState: "running" };
    await lives(on, program);
    // The name is free immediately.
    await lives(on, program);
    t.is(on.count("RunInstances"), 2);
  });
}

test("insufficient funds, addresses and tags are reported with a next step", async (t) => {
  const on = await harness(t);
  for (const [patch, usual, message] of [
    [{ funds: 0 }, { funds: 100 }, /InsufficientFunds.*Add funds to the account/],
    [{ addressQuota: 0 }, { addressQuota: null }, /AddressLimitExceeded.*Delete what you do not need, or ask GigeNET/],
    [{ tagQuota: 0 }, { tagQuota: null }, /TagLimitExceeded.*Delete what you do not need, or ask GigeNET/],
  ] satisfies [GigeNetSwitchPatch, GigeNetSwitchPatch, RegExp][]) {
    on.set(patch);
    t.regex(await on.errorOf(on.engine().up({ ...WEB, additionalIps: 1 })), message);
    on.set(usual);
  }
  t.deepEqual(on.servers(), []);
});

test("an image that is closed to new instances, or too large for the type, is refused with the next step", async (t) => {
  const on = await harness(t);
  t.regex(
    await on.errorOf(on.engine().up({ ...WEB, image: "centos64_5.11" })),
    /image: "centos64_5\.11" is closed to new instances: GigeNET reports its state as "inactive"/,
  );
  t.regex(
    await on.errorOf(on.engine().up({ ...WEB, plan: "gcl.1", image: "win64_2016" })),
    /gcl\.1 is too small for win64_2016/,
  );
  t.deepEqual(on.servers(), []);
});

test("throttled calls are waited for, including the one that buys", async (t) => {
  const on = await harness(t, { callsPerSecond: 2 });
  await lives(on);
  t.is(on.emulators.requests({ operation: "RunInstances" }).filter(({ error }) => error === undefined).length, 1);
});

test("a wrong clock is corrected by GigeNET's own", async (t) => {
  const on = await harness(t);
  on.emulators.setClockSkew("gigenet", -7200);
  await lives(on);
});

test("a key that may not be used from here is reported with what to check", async (t) => {
  const on = await harness(t, { allowedSourceIp: "192.0.2.1" });
  t.regex(await on.errorOf(on.engine().up(WEB)), /GigeNET .*AuthFailure.*enabled for them and allows this IP address/);
});

test("an error document is an error even with status 200, and nothing is taken for gone", async (t) => {
  const on = await harness(t);
  const engine = on.engine();
  await engine.up(WEB);
  const body =
    "<Response><Errors><Error><Code>ServerError</Code><Message>try later</Message></Error></Errors><RequestID>0</RequestID></Response>";
  on.fault({ operation: "DescribeInstances", times: 0, fault: { status: 200, body } });
  t.regex(await on.errorOf(engine.refresh()), /GigeNET DescribeInstances: try later \(code ServerError/);
  on.emulators.clearFaults();
  for (const empty of ["<DescribeInstancesResponse/>", "<SomethingElse><RequestID>1</RequestID></SomethingElse>"]) {
    on.fault({ operation: "DescribeInstances", times: 0, fault: { status: 200, body: empty } });
    t.regex(await on.errorOf(engine.refresh()), /unexpected response/);
    on.emulators.clearFaults();
  }
  t.is(await engine.refresh(), "same");
});
