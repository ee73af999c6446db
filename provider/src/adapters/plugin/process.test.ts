import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm, stat, symlink, utimes, watch, writeFile } from "node:fs/promises";
import * as modules from "node:module";
import net from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type plugins from "@pulumi/pulumi/proto/plugin_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import test, { type ExecutionContext } from "ava";
import empties from "google-protobuf/google/protobuf/empty_pb.js";
import { struct } from "../testing-calls.ts";
import { call } from "../testing-client.ts";
import { bundled, LAUNCHER, type Started, startPlugin } from "./testing-process.ts";

/* The published bundle, with the real clouds, as Pulumi starts it. */

let folder = "";
let launcher = "";
test.before(async () => {
  folder = await bundled();
  launcher = join(folder, LAUNCHER);
});
test.after.always(() => rm(folder, { recursive: true }));

async function start(
  t: ExecutionContext,
  command = launcher,
  args: readonly string[] = [],
  cache?: string,
): Promise<Started> {
  const started = await startPlugin(command, args, { cache });
  t.teardown(started.close);
  return started;
}

const info = (client: Started["client"]) =>
  call<InstanceType<typeof plugins.PluginInfo>>((done) => client.getPluginInfo(new empties.Empty(), done));

test("the first line has the port and nothing else; the version is the package's", async (t) => {
  const { client, out } = await start(t, launcher, ["--logtostderr", "-v=9", "--tracing", "tcp://127.0.0.1:1"]);
  t.is((await info(client)).getVersion(), "0.1.0");
  t.deepEqual(out, [out[0] ?? ""]);
  t.regex(out[0] ?? "", /^\d+$/);
});

test("the launcher also finds the bundle through npm's link to it", async (t) => {
  const link = join(folder, "link");
  await symlink(launcher, link);
  t.truthy((await info((await start(t, link)).client)).getVersion());
});

("enableCompileCache" in modules ? test.skip : test)(
  "where Node.js keeps no compiled form, the launcher does; one that is broken is made anew, an old one removed",
  async (t) => {
    const cache = await mkdtemp(join(tmpdir(), "indiecloud-"));
    t.teardown(() => rm(cache, { recursive: true }));
    const compiled = join(cache, "indiecloud/compiled");
    await mkdir(compiled, { recursive: true });
    // It is renamed into place when it is complete.
    const kept = async () => {
      for await (const { filename } of watch(compiled)) {
        if (filename !== null && !/\.\d+$/.test(filename) && (await readdir(compiled)).includes(filename)) {
          return join(compiled, filename);
        }
      }
      throw new Error("nothing was kept");
    };
    const old = join(compiled, "old");
    await writeFile(old, "");
    await utimes(old, 0, 0);
    const first = kept();
    t.truthy((await info((await start(t, launcher, [], cache)).client)).getVersion());
    const file = await first;
    t.deepEqual(await readdir(compiled), [basename(file)]);
    t.truthy((await info((await start(t, launcher, [], cache)).client)).getVersion());
    const { size } = await stat(file);
    await writeFile(file, "broken");
    const second = kept();
    t.truthy((await info((await start(t, launcher, [], cache)).client)).getVersion());
    t.is(await second, file);
    t.true((await stat(file)).size > size / 2);
  },
);

test("the schema is the one in the repository, and every type in it is a resource of the plugin", async (t) => {
  const { client } = await start(t);
  const schema = await call<InstanceType<typeof messages.GetSchemaResponse>>((done) =>
    client.getSchema(new messages.GetSchemaRequest(), done),
  );
  const types = Object.keys(JSON.parse(schema.getSchema()).resources);
  t.true(types.includes("indiecloud:lunanode:Vm"));
  for (const type of types) {
    const request = new messages.CheckRequest()
      .setUrn(`urn:pulumi:dev::shop::${type}::web`)
      .setNews(struct({ moon: "1" }));
    const answer = await call<InstanceType<typeof messages.CheckResponse>>((done) => client.check(request, done));
    t.regex(JSON.stringify(answer.toObject()), /has no property moon/, type);
  }
});

test("ends at once when asked to", async (t) => {
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    const { child, client, ended } = await start(t);
    await info(client);
    child.kill(signal);
    t.deepEqual(await ended, [0, null]);
  }
});

test("does not wait for idle connections at the end: Pulumi keeps some open until the process has exited", async (t) => {
  const { child, client, out, ended } = await start(t);
  await info(client);
  const idle = net.connect(Number(out[0]), "127.0.0.1");
  t.teardown(() => idle.destroy());
  await once(idle, "connect");
  child.kill("SIGINT");
  t.deepEqual(await ended, [0, null]);
});

test("ends by itself when Pulumi's engine is gone", async (t) => {
  const { client, engine, ended } = await start(t);
  await info(client);
  await engine.die();
  t.deepEqual(await ended, [1, null]);
});

test("the bundle stays small, because every start parses it", async (t) => {
  const { size } = await stat(join(folder, "plugin.cjs"));
  t.true(size < 2_750_000, `${size} bytes`);
});
