import { spawn } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import test, { type ExecutionContext } from "ava";
import { pulumiBin } from "../../tools/pulumi/get.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The demo as `make demo` runs it, with a cache folder of its own to see what it leaves. */
async function demo(t: ExecutionContext, interruptAt?: string) {
  const cache = await mkdtemp(join(tmpdir(), "indiecloud-demo-"));
  t.teardown(() => rm(cache, { recursive: true, force: true, maxRetries: 3 }));
  const child = spawn(process.execPath, ["--import", "tsx", "tools/demo.ts"], {
    cwd: root,
    env: { ...process.env, XDG_CACHE_HOME: cache, PATH: `${await pulumiBin()}${delimiter}${process.env.PATH ?? ""}` },
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
        // As a terminal does it: to the whole foreground group.
        process.kill(-(child.pid ?? 0), "SIGINT");
      }
    });
  }
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, screen, left: (await readdir(join(cache, "indiecloud"))).filter((name) => name.startsWith("demo")) };
}

test.serial("the demo creates, shows drift, repairs, removes, and leaves nothing", async (t) => {
  const { code, screen, left } = await demo(t);
  t.is(code, 0, screen);
  t.regex(screen, /~ name +: "web-[0-9a-f]{7}" => "renamed-in-the-panel"/);
  t.regex(screen, /~ powerState: "running" => "stopped"/);
  const [, repaired = ""] = screen.split("Repair");
  t.regex(repaired, /in the cloud: web-[0-9a-f]{7} \([-0-9a-f]{36}\), online/);
  t.regex(screen, /in the cloud: 0 VMs/);
  t.regex(screen, /\d+ requests to LunaNode/);
  t.deepEqual(left, []);
});

test.serial("the demo stopped by Ctrl-C in the middle of a create says so and leaves nothing", async (t) => {
  const { code, screen, left } = await demo(t, "creating (0s)");
  t.is(code, 130, screen);
  t.regex(screen, /Stopped; taking everything away again\./);
  t.deepEqual(left, []);
});
