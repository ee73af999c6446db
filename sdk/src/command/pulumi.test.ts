import test from "ava";
import { Failure } from "./failure.js";
import { runPulumi } from "./pulumi.js";

test.serial("where there is no Pulumi it says so, and Ctrl-C ends the command as before", async (t) => {
  const { PATH } = process.env;
  t.teardown(() => {
    process.env.PATH = PATH;
  });
  process.env.PATH = "";
  const listeners = () => ["SIGINT", "SIGTERM"].map((signal) => process.listenerCount(signal));
  const before = listeners();
  await t.throwsAsync(runPulumi(["version"], { cwd: "." }), { instanceOf: Failure, message: /no pulumi on the PATH/ });
  t.deepEqual(listeners(), before);
});
