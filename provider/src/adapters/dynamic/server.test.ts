import messages from "@pulumi/pulumi/proto/provider_pb.js";
import test from "ava";
import empties from "google-protobuf/google/protobuf/empty_pb.js";
import { bareRecord, InitFailed, isSecret, struct } from "../testing-calls.ts";
import { call } from "../testing-client.ts";
import { FakeCloud } from "../testing-cloud.ts";
import { Engine } from "../testing-engine.ts";
import { program, TOKEN, UNKNOWN } from "./testing-adapter.ts";
import { installed, type Server, startServer, uninstall } from "./testing-server.ts";
import { providerText } from "./text.ts";

/* Against the process that the SDK really starts for dynamic resources, over gRPC as Pulumi's engine uses it. */

let folder = "";
test.before(async () => {
  folder = await installed();
});
test.after.always(() => uninstall(folder));

interface Setup {
  cloud: FakeCloud;
  server: Server;
  engine: Engine;
  /** Starts another process, as the next command would. */
  restart(): Promise<Server>;
}

/** One provider process in front of a cloud. `config` replaces the cloud's configuration. */
const withServer = (
  body: (setup: Setup) => Promise<void>,
  options: { config?: string; env?: Record<string, string> } = {},
) => {
  return async () => {
    const cloud = new FakeCloud();
    const { url, close } = await cloud.listen();
    const config = options.config ?? JSON.stringify({ apiId: "me", apiKey: "right", endpoint: url });
    const started: Server[] = [];
    const restart = async () => {
      const server = await startServer(folder, { "indiecloud:fake": config, "shop:other": "1" }, options.env);
      started.push(server);
      return server;
    };
    try {
      const server = await restart();
      await body({ cloud, server, engine: new Engine(() => (started.at(-1) ?? server).calls), restart });
    } finally {
      await Promise.all(started.map((each) => each.close()));
      close();
    }
  };
};

test.serial("fact 1: the constant text is all that the server needs for every method", async (t) => {
  await withServer(async ({ engine, cloud, server }) => {
    t.is(await engine.up(program()), "create");
    t.is(engine.outputs.__provider, providerText(TOKEN));
    t.is(engine.inputs.__provider, providerText(TOKEN));
    t.is(await engine.up(program({ plan: "large" })), "update");
    t.is(await engine.refresh(), "same");
    t.is(await engine.up(program({ plan: "large" })), "same");
    await engine.destroy();
    t.is(cloud.vms.size, 0);
    t.deepEqual(server.err, []);
  })();
});

test.serial("fact 3: two simultaneous first calls are both configured", async (t) => {
  await withServer(async ({ server, cloud }) => {
    const { inputs } = await server.calls.check({}, program());
    t.truthy(inputs.name);
    const second = await startServer(folder, {
      "indiecloud:fake": JSON.stringify({ apiId: "me", apiKey: "wrong", endpoint: "http://127.0.0.1:1" }),
    });
    const results = await Promise.allSettled([1, 2, 3].map(() => second.calls.check({}, program())));
    await second.close();
    t.deepEqual(
      results.map((each) => (each.status === "rejected" ? String(each.reason.message) : "")),
      new Array(3).fill("Fake plan/list: the key does not fit. Try again later."),
    );
    t.is(cloud.count("plan/list"), 1);
  })();
});

test.serial("fact 3: a wrong configuration fails every call, not only the first", async (t) => {
  await withServer(
    async ({ server }) => {
      for (let round = 0; round < 3; round += 1) {
        const error = await t.throwsAsync(server.calls.create(program()));
        t.regex(error.message, /indiecloud:fake must be an object, set with pulumi config set --path/);
      }
    },
    { config: "not json" },
  )();
});

test.serial("fact 4: undefined, BigInt and Date in results never lose an object", async (t) => {
  await withServer(async ({ engine }) => {
    await engine.up(program());
    t.like(engine.outputs, { serial: "1152921504606846976", madeAt: "2030-01-01T00:00:00.000Z", ghost: {} });
  })();
});

test.serial("fact 5: a partial create keeps the ID and __provider, reports why, and can be deleted", async (t) => {
  await withServer(async ({ engine, cloud }) => {
    cloud.status = "error";
    const error = await t.throwsAsync(engine.up(program({ userData: "#!/bin/sh" })), { instanceOf: InitFailed });
    t.is(error.id, "north/1");
    t.regex(error.reasons.join(), /^Fake VM north\/1 could not be built: no host had room\./);
    t.is(error.properties.__provider, providerText(TOKEN));
    t.true(isSecret(error.properties.userData));
    t.true(isSecret(error.properties.password));
    await engine.destroy();
    t.is(cloud.vms.size, 0);
  })();
});

test.serial("a partial update keeps the ID and __provider, and unfinished changes differ next time", async (t) => {
  await withServer(async ({ engine, cloud }) => {
    await engine.up(program());
    cloud.faults.set("vm/set", { kind: "capacity", words: "no room" });
    const error = await t.throwsAsync(engine.up(program({ plan: "large" })), { instanceOf: InitFailed });
    t.is(error.id, "north/1");
    t.is(error.properties.__provider, providerText(TOKEN));
    t.is(engine.outputs.plan, "small");
    cloud.faults.clear();
    t.is(await engine.up(program({ plan: "large" })), "update");
    t.is(cloud.vms.get("1")?.plan, "2");
  })();
});

test.serial("fact 8: without a handshake and a preview of create, create is only called in an update", async (t) => {
  await withServer(async ({ server }) => {
    const shaken = call((done) => server.client.handshake(new messages.ProviderHandshakeRequest(), done));
    t.regex((await t.throwsAsync(shaken)).message, /not implemented/);
    const request = new messages.ConfigureRequest().setArgs(struct({}));
    const configured = await call<InstanceType<typeof messages.ConfigureResponse>>((done) =>
      server.client.configure(request, done),
    );
    t.false(configured.getSupportspreview());
    t.false(configured.getAcceptsecrets());
  })();
});

test.serial("fact 10: refresh finds drift by diff, and the next up repairs it", async (t) => {
  await withServer(async ({ engine, cloud, restart }) => {
    await engine.up(program());
    cloud.vms.set("1", { ...(cloud.vms.get("1") ?? t.fail()), plan: "2" });
    await restart();
    t.is(await engine.refresh(), "update");
    t.is(engine.inputs.plan, "large");
    await restart();
    t.is(await engine.up(program()), "update");
    t.is(cloud.vms.get("1")?.plan, "1");
  })();
});

test.serial("check returns the failures, and inputs without __autoName and with __provider", async (t) => {
  await withServer(async ({ server }) => {
    const { inputs, failures } = await server.calls.check({}, program({ plan: "smal", userData: "x" }));
    t.false("__autoName" in inputs);
    t.is(inputs.__provider, providerText(TOKEN));
    t.deepEqual(Object.keys(inputs.__defaulted ?? {}).sort(), ["disk", "name"]);
    // Pulumi prints the value of the named property, so a secret one is named only in the reason.
    t.is(failures[0]?.property, "");
    t.regex(failures[0]?.reason ?? "", /^userData: /);
    const misspelt = await server.calls.check({}, program({ userDate: "#!/bin/sh" }));
    t.is(misspelt.failures[0]?.property, "");
    const second = await server.calls.check({}, program({ plan: "smal" }));
    t.is(second.failures[0]?.property, "plan");
    t.regex(second.failures[0]?.reason ?? "", /Did you mean "small"/);
  })();
});

test.serial("unknowns arrive as text for every type, and pass the server unchanged", async (t) => {
  await withServer(async ({ server }) => {
    const { inputs, failures } = await server.calls.check({}, program({ disk: UNKNOWN, labels: { a: UNKNOWN } }));
    t.deepEqual(failures, []);
    t.like(inputs, { disk: UNKNOWN, labels: { a: UNKNOWN } });
  })();
});

test.serial("get of a missing object is an error, not an object", async (t) => {
  await withServer(async ({ server }) => {
    const error = await t.throwsAsync(server.calls.read("north/9", { __provider: providerText(TOKEN) }));
    t.regex(error.message, /^There is no VM north\/9 in this account/);
  })();
});

test.serial("an error is its message: no stack, no secret, and one line that points to it", async (t) => {
  await withServer(async ({ server, cloud, engine }) => {
    await engine.up(program({ userData: "#!/bin/sh hush" }));
    const pointer = server.line(/fake:Vm delete/);
    cloud.faults.set("vm/info", { kind: "unavailable", words: "down" });
    cloud.faults.set("vm/list", { kind: "unavailable", words: "down" });
    const error = await t.throwsAsync(server.calls.delete("north/1", engine.outputs));
    t.regex(error.message, /^Fake vm\/(info|list): down\. Try again later\.$/);
    t.is(await pointer, "fake:Vm delete north/1: failed; see the resource's error");
    t.false([...server.out, ...server.err].some((line) => /hush|right|^\s+at /.test(line)));
  })();
});

test.serial("warnings are separate lines, and debug lines come on request", async (t) => {
  await withServer(
    async ({ server, engine }) => {
      await engine.up(program({ sshKeys: ["a"] }));
      const warning = server.line(/warning/);
      await engine.up(program({ sshKeys: ["b"] }));
      t.regex(await warning, /^indiecloud: warning: .*sshKeys is used only when a VM is created/);
      const debug = server.line(/debug/);
      await t.throwsAsync(server.calls.read("north/9", { __provider: providerText(TOKEN) }));
      t.regex(await debug, /^indiecloud: debug: fake:Vm read north\/9: Error: There is no VM/);
    },
    { env: { INDIECLOUD_DEBUG: "1" } },
  )();
});

test.serial("first Ctrl-C: a waiting create ends at once and keeps its ID", async (t) => {
  await withServer(async ({ server, engine, cloud, restart }) => {
    cloud.status = "building";
    const requested = cloud.next("vm/create");
    const creating = t.throwsAsync(engine.up(program()), { instanceOf: InitFailed });
    await requested;
    await call((done) => server.client.cancel(new empties.Empty(), done));
    const error = await creating;
    t.is(error?.id, "north/1");
    t.regex(
      error?.message ?? "",
      /was .* when Pulumi asked to stop: the run was canceled\. The next pulumi up continues/,
    );
    cloud.vms.set("1", { ...(cloud.vms.get("1") ?? t.fail()), status: "active" });
    await restart();
    t.is(await engine.up(program()), "update");
    t.is(cloud.count("vm/create"), 1);
  })();
});

test.serial("the Cancel of a normal shutdown does no harm, even if the process keeps running", async (t) => {
  await withServer(async ({ server, engine }) => {
    await engine.up(program());
    await call((done) => server.client.cancel(new empties.Empty(), done));
    t.is(await engine.up(program({ plan: "large" })), "update");
    t.is(bareRecord(engine.state?.outputs ?? {}).plan, "large");
  })();
});
