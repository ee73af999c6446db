import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "ava";
import { CommandError } from "./command-error.js";
import { pulumi, runPulumi } from "./pulumi.js";

test.serial("if there is no Pulumi, the error says so, and Ctrl-C still ends the command", async (t) => {
  const { PATH } = process.env;
  t.teardown(() => {
    process.env.PATH = PATH;
  });
  process.env.PATH = "";
  const listeners = () => ["SIGINT", "SIGTERM"].map((signal) => process.listenerCount(signal));
  const before = listeners();
  await t.throwsAsync(runPulumi(["version"], { cwd: "." }), {
    instanceOf: CommandError,
    message: /pulumi is not on the PATH/,
  });
  t.deepEqual(listeners(), before);
});

(process.platform === "win32" ? test.skip : test.serial)(
  "where Pulumi cannot read a file that it was writing when it was killed, the error says what to do",
  async (t) => {
    const folder = await mkdtemp(join(tmpdir(), "indiecloud-"));
    const { PATH } = process.env;
    t.teardown(async () => {
      process.env.PATH = PATH;
      await rm(folder, { recursive: true });
    });
    const says = "#!/bin/sh\necho 'error: failed to load checkpoint: EOF' >&2\nexit 255\n";
    await writeFile(join(folder, "pulumi"), says, { mode: 0o755 });
    process.env.PATH = folder;
    await t.throwsAsync(pulumi(["stack", "export"], { cwd: "." }), {
      instanceOf: CommandError,
      message: /^pulumi stack export: failed to load checkpoint: EOF\. .*run indiecloud recover/,
    });
  },
);
