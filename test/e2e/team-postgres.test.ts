import { spawn } from "node:child_process";
import { join } from "node:path";
import { testsThatNeed } from "../support/needs.ts";
import { postgresBinaries, startPostgres } from "../support/postgres.ts";
import { folderStack, forEachStack, inlineStack } from "./support/automation.ts";
import { copyOf } from "./support/examples.ts";
import { run } from "./support/run-command.ts";
import { openTestStack } from "./support/stack.ts";

const withPostgres = await testsThatNeed("PostgreSQL", postgresBinaries);

const PASSPHRASE = "tomato-elephant";

/** A runner that works. `refused` resolves when it reports that the stack is locked. */
function start(cwd: string, env: NodeJS.ProcessEnv, stack: string) {
  const child = spawn(process.execPath, ["--import", "tsx", "runner.mts", stack], { cwd, env, stdio: "pipe" });
  let screen = "";
  const ended = new Promise<{ code: number | null; screen: string }>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, screen }));
  });
  const refused = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk) => {
        screen += String(chunk);
        if (screen.includes("is locked")) resolve();
      });
    }
    void ended.then(() => reject(new Error(`it was not refused: ${screen}`)), reject);
  });
  refused.catch(() => undefined);
  return { ended, refused };
}

withPostgres(
  "examples/team-postgres: two runners at once, a lock that is waited for, drift, and no secret in the table",
  async (t, binaries) => {
    const postgres = await startPostgres(binaries);
    t.teardown(postgres.stop);
    const { stack, emulators, ids } = await openTestStack(t, { clouds: ["lunanode"] });
    /** Two machines that share nothing but the database. */
    const machine = async () => {
      const cwd = await copyOf(t, "team-postgres");
      const env = {
        ...stack.env,
        PULUMI_BACKEND_URL: postgres.url,
        PULUMI_HOME: join(cwd, "home"),
        PULUMI_CONFIG_PASSPHRASE: PASSPHRASE,
      };
      return { cwd, env, runner: (name: string) => start(cwd, env, name) };
    };
    const [anna, bert, carl] = await Promise.all([machine(), machine(), machine()]);

    const fault = emulators.addFault({ cloud: "lunanode", operation: "vm/create", fault: { hold: "before" } });
    const first = anna.runner("one");
    await emulators.waitFor({ cloud: "lunanode", operation: "vm/create", stage: "reached" });
    // While the first one waits for its cloud: the same stack from another machine, and another stack.
    const second = bert.runner("one");
    const other = carl.runner("two");
    await second.refused;
    emulators.releaseFault(fault);
    const ended = await Promise.all([first.ended, second.ended, other.ended]);
    for (const { code, screen } of ended) {
      t.is(code, 0, screen);
      t.regex(screen, /(one|two): \{.*\}, ip \d+\.\d+\.\d+\.\d+\n$/);
    }
    t.regex(ended[1]?.screen ?? "", /^one is locked \(created by \S+@.*\); trying again in 5 s\n/);
    t.is(ids("vm").length, 2);

    emulators.change({ cloud: "lunanode", kind: "vm", id: ids("vm")[0] ?? "", set: { hostname: "joe" } });
    const { cwd: folder, env } = anna;
    const stacks = [
      await folderStack({ folder, env }, "one"),
      await folderStack({ folder, env }, "two"),
      await inlineStack({ env }, "three", async () => undefined),
    ];
    const drift = await forEachStack(stacks, { operation: "drift" });
    t.deepEqual(
      drift.outcomes.map(({ result }) => result?.counts.resources),
      [1, 1, 0],
    );
    const found = drift.outcomes.flatMap(({ result }) => result?.resources ?? []);
    t.deepEqual(
      found.map(({ status, properties }) => [status, ...properties.map(({ path }) => path)]),
      [["changed", "name"]],
    );

    const show = ["stack", "output", "password", "--show-secrets", "--stack", "one"];
    const password = (await run("pulumi", show, anna)).screen.trim();
    t.regex(password, /^\w{8,}$/);
    const table = await postgres.dump(
      "SELECT key, convert_from(decode(data->>'data', 'base64'), 'UTF8') FROM pulumi_state",
    );
    t.true(table.includes("ciphertext"));
    const { apiKey } = emulators.clouds.lunanode.credentials;
    for (const secret of [apiKey, PASSPHRASE, password]) {
      t.false(table.includes(secret), "a secret stands in the table");
    }
  },
);
