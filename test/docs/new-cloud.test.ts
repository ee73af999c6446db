import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import test from "ava";
import { CloudProvider } from "../../provider/src/engine/cloud-provider.ts";
import type { CloudDefinition } from "../../provider/src/engine/definition/cloud.ts";
import { ManualClock } from "../../provider/src/http/testing.ts";
import { refresh, up } from "../support/fixture.ts";
import { blocks, root } from "./support/blocks.ts";

/** CONTRIBUTING.md builds a cloud from three files: they run unchanged, against an API as the page describes it. */

interface Row {
  id: string;
  name: string;
  size: string;
  state: string;
  address: string;
}

/** Pebble's API. A server is off when it is created, and on at the next read. */
async function servePebble() {
  const rows = new Map<string, Row>();
  const requested: string[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const content: Partial<Row> = body === "" ? {} : JSON.parse(body);
    const [, kind, id = ""] = (request.url ?? "").split("/");
    requested.push(`${request.method} ${kind}`);
    const row = rows.get(id);
    const answer = (status: number, value: unknown) => response.writeHead(status).end(JSON.stringify(value));
    if (request.headers.authorization !== "Bearer t0ken") {
      return answer(401, { error: "this token is not known" });
    }
    if (kind === "sizes") {
      return answer(200, { sizes: [{ name: "small" }, { name: "large" }] });
    }
    if (request.method === "POST") {
      const created = { id: String(rows.size + 1), name: "", size: "", state: "off", address: "192.0.2.1", ...content };
      rows.set(created.id, created);
      return answer(200, { id: created.id });
    }
    if (request.method === "GET") {
      const servers = [...rows.values()];
      rows.forEach((each, key) => {
        rows.set(key, { ...each, state: "on" });
      });
      return answer(200, { servers });
    }
    if (row === undefined) {
      return answer(404, { error: "no such server" });
    }
    if (request.method === "PUT") {
      rows.set(id, { ...row, ...content });
      return answer(200, rows.get(id));
    }
    rows.delete(id);
    return response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    rows,
    requested,
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

test("the cloud that CONTRIBUTING.md adds creates, reads, resizes and deletes a server", async (t) => {
  await mkdir(join(root, "build"), { recursive: true });
  const folder = await mkdtemp(join(root, "build/new-cloud-"));
  const api = await servePebble();
  t.teardown(async () => {
    api.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const source = pathToFileURL(join(root, "provider/src")).href;
  for (const { notes, text } of await blocks()) {
    if (notes.at !== undefined) {
      await writeFile(join(folder, basename(notes.at)), text.replaceAll('from "../../', `from "${source}/`));
    }
  }
  const { pebble }: { pebble: CloudDefinition } = await import(pathToFileURL(join(folder, "cloud.ts")).href);
  const cloudProviderOf = (token: string) =>
    new CloudProvider({
      load: async () => pebble,
      given: { pebble: { account: "7", token, endpoint: api.url } },
      env: {},
      clock: new ManualClock({ auto: true }),
      reporter: { info: () => undefined, warn: () => undefined },
    });
  const cloudProvider = cloudProviderOf("t0ken");

  const created = await up(cloudProvider, "pebble:Server", "web", { size: "small" });
  t.like(created.outputs, { ip: "192.0.2.1" });
  t.regex(api.rows.get(created.id)?.name ?? "", /^web-[0-9a-f]{7}$/);

  const [row] = api.rows.values();
  api.rows.set(created.id, { id: "", name: "", address: "", ...row, size: "large", state: "on" });
  const seen = await refresh(cloudProviderOf("t0ken"), "pebble:Server", created);
  t.is(seen.inputs.size, "large");
  await up(cloudProvider, "pebble:Server", "web", { size: "small" }, seen);
  t.is(api.rows.get(created.id)?.size, "small");

  await t.throwsAsync(up(cloudProvider, "pebble:Server", "db", { size: "smal" }), {
    message: /is not a Pebble size.*"small"/,
  });
  await t.throwsAsync(up(cloudProviderOf("wrong"), "pebble:Server", "db", { size: "small" }), {
    message: /Pebble GET \/sizes: this token is not known .*Create another token in Pebble's panel\./,
  });
  await cloudProvider.delete("pebble:Server", created.id, created.outputs);
  t.is(api.rows.size, 0);
  t.is(api.requested.filter((call) => call === "POST servers").length, 1);
});
