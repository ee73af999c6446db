import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import test from "ava";
import { packageSchema } from "../../provider/src/schema/schema.ts";
import { fakeCloud } from "../../provider/src/schema/testing/fake-cloud.ts";
import { pulumiBin } from "../../tools/pulumi/get.mjs";

const committed = fileURLToPath(new URL("../../schema.json", import.meta.url));

/** Runs `pulumi schema check` on a file: its exit code and output. */
async function checked(schema: string): Promise<{ code: number; screen: string }> {
  const home = await mkdtemp(join(tmpdir(), "indiecloud-schema-"));
  const path = join(home, "schema.json");
  await writeFile(path, schema);
  const env = { ...process.env, PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const pulumi = join(await pulumiBin(), "pulumi");
  const args = ["schema", "check", path, "--color", "never"];
  const result = await new Promise<{ code: number; screen: string }>((done) => {
    execFile(pulumi, args, { env }, (error, stdout, stderr) =>
      done({ code: error === null ? 0 : 1, screen: stdout + stderr }),
    );
  });
  await rm(home, { recursive: true, force: true });
  return result;
}

test("Pulumi accepts schema.json without a warning", async (t) => {
  t.deepEqual(await checked(await readFile(committed, "utf8")), { code: 0, screen: "" });
});

test("Pulumi accepts a schema with every kind of field without a warning", async (t) => {
  t.deepEqual(await checked(JSON.stringify(packageSchema([fakeCloud()], "1.0.0"))), { code: 0, screen: "" });
});

test("Pulumi rejects a schema with a dangling reference", async (t) => {
  const text = await readFile(committed, "utf8");
  const { code, screen } = await checked(
    text.replaceAll("#/types/indiecloud:index:Timeouts", "#/types/indiecloud:index:None"),
  );
  t.is(code, 1);
  t.regex(screen, /indiecloud:index:None not found/);
});
