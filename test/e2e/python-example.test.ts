import { rm } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { testsThatNeed } from "../support/needs.ts";
import { initialize } from "./support/empty-stack.ts";
import { copyOf } from "./support/examples.ts";
import { installPlugin } from "./support/plugin.ts";
import { run } from "./support/run-command.ts";
import { makeSdks, pythonForSdk } from "./support/sdks.ts";
import { openTestStack } from "./support/stack.ts";

const test = await testsThatNeed("generator of SDKs or Python", async () => ({
  sdks: await makeSdks(["python"]),
  environment: await pythonForSdk(),
}));

test("examples/python-server: up, nothing to do, destroy", async (t, { sdks, environment }) => {
  t.teardown(() => rm(sdks, { recursive: true, force: true, maxRetries: 3 }));
  const { stack, emulators } = await openTestStack(t, { clouds: ["lunanode"] });
  const cwd = await copyOf(t, "python-server");
  // What `pulumi install` would install from the network.
  const packages = join(stack.folder, "packages");
  await environment.install(join(sdks, "python"), packages);
  const variables = environment.variables(packages);
  const env = { ...stack.env, ...variables, PATH: [variables.PATH, stack.env.PATH].join(delimiter) };
  const pulumi = (...args: string[]) => run("pulumi", [...args, "--non-interactive"], { cwd, env });
  t.is((await installPlugin(stack)).code, 0);
  await initialize({ cwd, project: "python-server", stack: "example" }, stack.env);
  const up = await pulumi("up", "--yes", "--skip-preview");
  t.is(up.code, 0, up.screen);
  t.regex(up.screen, /ip *: "\d+\.\d+\.\d+\.\d+"/);
  const again = await pulumi("up", "--yes", "--skip-preview", "--expect-no-changes");
  t.is(again.code, 0, again.screen);
  const gone = await pulumi("destroy", "--yes", "--skip-preview");
  t.is(gone.code, 0, gone.screen);
  t.deepEqual(
    emulators.objects("lunanode").filter(({ kind }) => kind === "vm" || kind === "sshkey"),
    [],
  );
});
