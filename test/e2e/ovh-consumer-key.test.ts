import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import test, { type ExecutionContext } from "ava";
import { startEmulators } from "../../emulators/src/index.ts";

const folder = fileURLToPath(new URL("../../examples/ovh-consumer-key", import.meta.url));

/** Runs the example in the emulator's environment; `person` is the reader of the link, who presses Enter. */
async function example(t: ExecutionContext, person: (validationUrl: string) => Promise<unknown>, more = {}) {
  const emulators = await startEmulators({ clouds: ["ovh"] });
  t.teardown(() => emulators.stop());
  const env = { PATH: process.env.PATH, ...emulators.clouds.ovh.environment, OVH_CONSUMER_KEY: undefined, ...more };
  const child = spawn(process.execPath, ["--import", "tsx", "index.ts"], { cwd: folder, env });
  t.teardown(() => child.kill());
  let screen = "";
  let link: string | undefined;
  const code = await new Promise<number | null>((resolve, reject) => {
    const read = (chunk: unknown) => {
      screen += String(chunk);
      const [, found] = /^Open (\S+)\n/m.exec(screen) ?? [];
      if (link === undefined && found !== undefined) {
        link = found;
        person(found).then(() => child.stdin.write("\n"), reject);
      }
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("error", reject);
    child.on("close", resolve);
  });
  return { code, screen, emulators };
}

const decide = (decision: string) => async (url: string) => {
  const answer = await fetch(url, { method: "POST", body: new URLSearchParams({ decision }) });
  if (!answer.ok) {
    throw new Error(`${url}: ${answer.status}`);
  }
};

test("examples/ovh-consumer-key: the key is requested, validated on its page, listed with its rights, and works", async (t) => {
  const { code, screen, emulators } = await example(t, decide("validate"));
  t.is(code, 0, screen);
  const [, key] = /^export OVH_CONSUMER_KEY=(\S+)$/m.exec(screen) ?? [];
  t.truthy(key);
  t.regex(screen, /^\d+ .* \(active\): made 20\S+, until 20\S+, last used \S+\n {2}GET \/cloud\/project\n/m);
  for (const right of ["POST /cloud/project/*", "DELETE /cloud/project/*", "GET /me/api/credential/*"]) {
    t.true(screen.includes(`  ${right}\n`), right);
  }
  const signed = emulators.requests("ovh").filter(({ operation }) => operation.startsWith("GET /me/api/credential"));
  t.true(signed.length >= 3);
  t.true(signed.every(({ status }) => status === 200));
});

test("examples/ovh-consumer-key: a key that was not validated is an error with the next step", async (t) => {
  const { code, screen } = await example(t, decide("refuse"));
  t.is(code, 1);
  t.regex(screen, /GET \/me\/api\/credential: .*consumer key/);
});

test("examples/ovh-consumer-key: without an application nothing is requested", async (t) => {
  const { code, screen, emulators } = await example(t, async () => undefined, { OVH_APPLICATION_SECRET: undefined });
  t.is(code, 1);
  t.regex(screen, /Set OVH_APPLICATION_KEY and OVH_APPLICATION_SECRET/);
  t.is(emulators.requests("ovh").length, 0);
});
