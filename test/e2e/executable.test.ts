import { createReadStream } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { basename, delimiter, join } from "node:path";
import type { ExecutionContext } from "ava";
import { pulumiBin } from "../../tools/pulumi/get.mjs";
import { testWithExecutable } from "../support/executable.ts";
import { openYamlStack } from "./support/plugin.ts";

/* The plugin as one executable, on a machine without Node.js. */

/** A release page with one archive. Returns its address, and the paths that were asked for. */
async function releasePage(t: ExecutionContext, archive: string): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const { size } = await stat(archive);
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    if (request.url === `/${basename(archive)}`) {
      response.writeHead(200, { "content-length": size });
      createReadStream(archive).pipe(response);
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.teardown(() => void server.close());
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`, asked };
}

testWithExecutable(
  "pulumi plugin install takes it from a release page, and a YAML program creates a server without Node.js",
  async (t, { archive }) => {
    const { stack, write, ids, emulators } = await openYamlStack(t, { clouds: ["lunanode", "ovh"], path: undefined });
    const empty = join(stack.folder, "state");
    const env = { PATH: [await pulumiBin(), empty].join(delimiter), NODE_OPTIONS: "" };
    const { url, asked } = await releasePage(t, archive);
    const installed = await stack.run(["plugin", "install", "resource", "indiecloud", "0.1.0", "--server", url], env);
    t.is(installed.code, 0, installed.screen);
    t.deepEqual(asked, [`/${basename(archive)}`]);
    const folder = join(stack.folder, "home/plugins/resource-indiecloud-v0.1.0");
    t.deepEqual((await readdir(folder)).filter((name) => !name.startsWith(".")).sort(), [
      "LICENSE",
      "THIRD_PARTY_LICENSES",
      "pulumi-resource-indiecloud",
    ]);
    t.regex(await readFile(join(folder, "THIRD_PARTY_LICENSES"), "utf8"), /^got \d.*GNU LIBRARY GENERAL PUBLIC/ms);
    await write({
      resources: {
        web: { type: "indiecloud:lunanode:Vm", properties: { plan: "m.2", image: "Ubuntu 24.04 64-bit" } },
        key: {
          type: "indiecloud:ovh:SshKey",
          properties: { publicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKx me" },
        },
      },
      // biome-ignore lint/suspicious/noTemplateCurlyInString: how YAML programs refer to outputs
      outputs: { ip: "${web.ip}" },
    });
    const up = await stack.run(["up", "--yes", "--skip-preview"], env);
    t.is(up.code, 0, up.screen);
    t.regex(up.screen, /ip *: "\d+\.\d+\.\d+\.\d+"/);
    t.is(ids("vm").length, 1);
    emulators.change({ cloud: "lunanode", kind: "vm", id: ids("vm")[0] ?? "", set: { hostname: "somebody-else" } });
    const gone = await stack.run(["destroy", "--yes", "--skip-preview", "--refresh"], env);
    t.is(gone.code, 0, gone.screen);
    t.deepEqual(ids("vm"), []);
  },
);
