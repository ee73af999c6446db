import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import test from "ava";
import { importFile } from "./run.js";

const SECRET = "hunter2";
const resource = {
  token: "naver:InitScript",
  noun: "init script",
  exampleId: "KR/1",
  listNeeds: [],
  adoptInput: "adopt",
  isCharged: true,
  inputs: ["content"],
};
const item = {
  resource,
  name: "setup",
  object: {
    id: "KR/7",
    inputs: { content: SECRET },
    outputs: { content: SECRET },
    secrets: ["content"],
    references: {},
    lacks: [],
  },
};

test("an entry contains everything for the state, secrets marked", (t) => {
  const content = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", plaintext: `"${SECRET}"` };
  const properties = {
    content,
    __provider: 'exports.handler = () => require("@indiecloud/pulumi/dynamic").provider("naver:InitScript");',
  };
  const common = { name: "setup", id: "KR/7" };
  t.deepEqual(importFile("dynamic", [item]), {
    resources: [
      {
        type: "pulumi-nodejs:dynamic/indiecloud/naver:InitScript",
        ...common,
        inputs: properties,
        outputs: properties,
      },
    ],
  });
  const plain = { content };
  t.deepEqual(importFile("plugin", [item]), {
    resources: [{ type: "indiecloud:naver:InitScript", ...common, inputs: plain, outputs: plain }],
  });
});

test("an explicit provider is in the table of names, under a name that Pulumi can take for a variable's", (t) => {
  const urn = "urn:pulumi:dev::shop::pulumi:providers:indiecloud::x";
  t.like(importFile("plugin", [item], { name: "my-eu", urn }), {
    nameTable: { "my-eu": urn },
    resources: [{ provider: "my-eu" }],
  });
  t.like(importFile("plugin", [item], { name: "set.up", urn }), {
    nameTable: { setUp: urn },
    resources: [{ provider: "setUp" }],
  });
});

/** Stands in for the CLI: prints where the import file is, and waits to be interrupted. */
const PULUMI = `#!${process.execPath}
if (process.argv[2] === "version") console.log("v3.255.0");
else {
  console.log(process.argv[process.argv.indexOf("--file") + 1]);
  process.on("SIGINT", () => process.exit(1));
  setInterval(() => undefined, 1000);
}
`;

(process.platform === "win32" ? test.skip : test)(
  "the file is for its owner's eyes, and is removed also when Ctrl-C ends the import",
  async (t) => {
    const folder = await mkdtemp(join(tmpdir(), "indiecloud-run-"));
    t.teardown(() => rm(folder, { recursive: true }));
    const [bin, temporary] = [join(folder, "bin"), join(folder, "temporary")];
    await Promise.all([mkdir(bin), mkdir(temporary)]);
    await writeFile(join(bin, "pulumi"), PULUMI, { mode: 0o755 });
    const script = `
      import run from ${JSON.stringify(pathToFileURL(join(__dirname, "run.ts")).href)};
      await run.runImport([${JSON.stringify(item)}], {
        stack: "dev", cwd: ".", adapter: "dynamic", isGenerating: false, onText: (text) => process.stdout.write(text),
      });`;
    const child = spawn(process.execPath, ["--import=tsx", "--input-type=module", "-e", script], {
      env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}`, TMPDIR: temporary },
      stdio: ["ignore", "pipe", "pipe"],
      // Its own process group, as in a terminal.
      detached: true,
    });
    let screen = "";
    child.stderr.on("data", (chunk) => {
      screen += String(chunk);
    });
    const ended = new Promise((resolve) => child.once("close", resolve));
    const file = await new Promise<string>((resolve, reject) => {
      child.stdout.on("data", (chunk) => {
        const [, path] = /^(.*import\.json)\s*$/m.exec(String(chunk)) ?? [];
        if (path !== undefined) resolve(path);
      });
      void ended.then(() => reject(new Error(screen)));
    });
    t.true((await readFile(file, "utf8")).includes(SECRET));
    t.is((await stat(file)).mode & 0o077, 0);
    process.kill(-(child.pid ?? 0), "SIGINT");
    t.not(await ended, 0);
    t.regex(screen, /pulumi import/);
    t.deepEqual(
      (await readdir(temporary)).filter((name) => name.startsWith("indiecloud")),
      [],
    );
  },
);
