import { spawn } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import test, { type ExecutionContext } from "ava";
import { pulumiBin } from "../../tools/pulumi/get.mjs";
import { LEAN } from "./support/stack.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The demo as `make demo` runs it, with its own cache folder to see what it leaves behind. */
async function demo(t: ExecutionContext, interruptAt?: string) {
  const cache = await mkdtemp(join(tmpdir(), "indiecloud-demo-"));
  t.teardown(() => rm(cache, { recursive: true, force: true, maxRetries: 3 }));
  const child = spawn(process.execPath, ["--import", "tsx", "tools/demo.ts"], {
    cwd: root,
    env: {
      ...process.env,
      ...LEAN,
      XDG_CACHE_HOME: cache,
      PATH: `${await pulumiBin()}${delimiter}${process.env.PATH ?? ""}`,
    },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let screen = "";
  let interrupted = false;
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      screen += String(chunk);
      if (interruptAt !== undefined && !interrupted && screen.includes(interruptAt)) {
        interrupted = true;
        // To the whole foreground group, as a terminal does.
        process.kill(-(child.pid ?? 0), "SIGINT");
      }
    });
  }
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, screen, left: (await readdir(join(cache, "indiecloud"))).filter((name) => name.startsWith("demo")) };
}

test.serial(
  "the demo creates on five clouds, shows drift on two, repairs, destroys, and leaves nothing behind",
  async (t) => {
    const { code, screen, left } = await demo(t);
    t.is(code, 0, screen);
    const part = (from: string, to: string) => screen.split(from)[1]?.split(to)[0] ?? "";
    const inCloud = (text: string) => text.match(/in the cloud: .*/g)?.map((line) => line.replace(/ +/g, " ")) ?? [];
    const created = inCloud(part("2. Create", "3. "));
    t.is(created.length, 5, screen);
    for (const [index, expected] of [
      /LunaNode lunanode-[0-9a-f]{7} \([-0-9a-f]{36}\), online/,
      /HostDime vps1\.example\.com \(V101\), active/,
      /GigeNET gigenet-[0-9a-f]{7} \(\d+\), on/,
      /NAVER Cloud naver-[0-9a-f]{7} \(\d+\), RUN/,
      /OVHcloud ovh-[0-9a-f]{7} \([-0-9a-f]{36}\), active/,
    ].entries()) {
      t.regex(created[index] ?? "", expected);
    }
    const drift = part("5. Detect drift", "6. ");
    t.regex(drift, /~ name +: "lunanode-[0-9a-f]{7}" => "renamed-in-the-panel"/);
    t.is(drift.match(/~ powerState: "running" => "stopped"/g)?.length, 2);
    t.regex(drift, /~ 2 to update\s+8 unchanged/);
    t.deepEqual(inCloud(part("6. Repair", "7. ")), created);
    // The adopted server stays.
    t.deepEqual(inCloud(part("7. Destroy", "8. ")), [created[1]]);
    const bill = part("8. Requests to", "\u0000");
    for (const [cloud, create] of [
      ["LunaNode", "vm/create"],
      ["GigeNET", "RunInstances"],
      ["NAVER Cloud", "createServerInstances"],
      ["OVHcloud", "POST /instance"],
    ]) {
      t.regex(bill, new RegExp(`^ +${cloud} +\\d+ +\\d+ .*\\b${create}(,|$)`, "m"));
    }
    t.regex(bill, /^ +HostDime +\d+ +0 *$/m);
    t.deepEqual(left, []);
  },
);

test.serial("the demo, interrupted by Ctrl-C during a create, reports it and leaves nothing behind", async (t) => {
  const { code, screen, left } = await demo(t, "creating (0s)");
  t.is(code, 130, screen);
  t.regex(screen, /Stopped; removing everything again\./);
  t.deepEqual(left, []);
});
