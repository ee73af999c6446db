import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import test from "ava";
import { root } from "./support/blocks.ts";

test("the unit test that a page shows passes", async (t) => {
  const cwd = join(root, "examples/component");
  const args = ["--import=tsx", "--test", "--test-reporter=tap", "web-server.test.ts"];
  // A Node.js test runner that is started by another one reports differently.
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    cwd,
    env: { ...process.env, NODE_TEST_CONTEXT: undefined },
  });
  t.regex(stdout, /^# pass 1$/m);
  t.regex(stdout, /^# fail 0$/m);
});
