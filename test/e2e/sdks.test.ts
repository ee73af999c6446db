import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import test, { type ExecutionContext } from "ava";
import { z } from "zod";
import { resourceKit } from "../../provider/src/engine/definition/definition.ts";
import { packageSchema } from "../../provider/src/schema/schema.ts";
import { fakeCloud, lid } from "../../provider/src/schema/testing/fake-cloud.ts";
import { goCommand } from "../../tools/go-tool.ts";
import { SDK_LANGUAGES } from "../../tools/sdks/make.ts";
import { testsThatNeed } from "../support/needs.ts";
import { examplePrograms } from "./support/example-programs.ts";
import { makeSdks, pythonForSdk } from "./support/sdks.ts";
import { openTestStack, PLUGIN, type Stack } from "./support/stack.ts";

/* The SDKs of `make sdks`, generated without a warning, because makeSdk throws otherwise. */

const root = fileURLToPath(new URL("../..", import.meta.url));
const execute = promisify(execFile);

/** How inputs are renamed whose names are keywords of a language. */
const WORDS: Readonly<Record<string, Readonly<Record<(typeof SDK_LANGUAGES)[number], string>>>> = {
  import: { nodejs: "import?:", python: "import_:", go: "Import ", dotnet: "Import ", java: "import_(" },
  class: { nodejs: "class?:", python: "class_:", go: "Class ", dotnet: "Class ", java: "class_(" },
  from: { nodejs: "from?:", python: "from_:", go: "From ", dotnet: "From ", java: "from(" },
  default: { nodejs: "default?:", python: "default:", go: "Default ", dotnet: "Default ", java: "default_(" },
  type: { nodejs: "type?:", python: "type:", go: "Type ", dotnet: "Type ", java: "type(" },
  // Its Python constructor has an argument of that name.
  opts: { nodejs: "opts?:", python: "opts_:", go: "Opts ", dotnet: "Opts ", java: "opts(" },
};
const { optional } = resourceKit<unknown, object>();
const inputs = Object.fromEntries(
  Object.keys(WORDS).map((word) => [word, optional(z.string(), { description: "A word.", change: "update" })]),
);
const words = await testsThatNeed("generators of SDKs", async () => {
  const folder = await mkdtemp(join(tmpdir(), "indiecloud-words-"));
  const schema = join(folder, "schema.json");
  await writeFile(
    schema,
    JSON.stringify(packageSchema([fakeCloud([{ ...lid, token: "fake:Word", inputs }])], "1.0.0")),
  );
  const sdks = await makeSdks(SDK_LANGUAGES, schema);
  const read = (file: string) => readFile(join(sdks, file), "utf8");
  const texts = {
    nodejs: await read("nodejs/fake/word.ts"),
    python: await read("python/pulumi_indiecloud/fake/word.py"),
    go: await read("go/indiecloud/fake/word.go"),
    dotnet: await read("dotnet/Fake/Word.cs"),
    java: await read("java/src/main/java/io/github/indiecloud/indiecloud/fake/WordArgs.java"),
  };
  await Promise.all([folder, sdks].map((each) => rm(each, { recursive: true, force: true })));
  return texts;
});

/** All SDKs of schema.json, generated once for this file. */
let created: Promise<string> | undefined;
const allSdks = (): Promise<string> => {
  created ??= makeSdks(SDK_LANGUAGES);
  return created;
};

const sdkTest = await testsThatNeed("generators of SDKs", allSdks);
const pythonTest = await testsThatNeed("generators of SDKs or Python", async () => ({
  sdks: await allSdks(),
  environment: await pythonForSdk(),
}));
const goTest = await testsThatNeed("generators of SDKs or Go", async () => {
  await goCommand(["version"], root);
  return allSdks();
});

// ava requires every declaration before the last await.
test.after.always(async () => {
  const folder = await created?.catch(() => undefined);
  if (folder !== undefined) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
});

async function temporary(t: ExecutionContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "indiecloud-sdk-"));
  t.teardown(() => rm(folder, { recursive: true, force: true, maxRetries: 3 }));
  return folder;
}

/**
 * Compiles the Node.js SDK as its package.json's `build` does, and installs it where a program finds the published one.
 */
async function installNodeSdk(sdks: string, modules: string): Promise<void> {
  const installed = join(modules, "@indiecloud/pulumi");
  await mkdir(installed, { recursive: true });
  await execute(process.execPath, [
    join(root, "node_modules/typescript/bin/tsc"),
    ...["-p", join(sdks, "nodejs"), "--outDir", installed],
  ]);
  await cp(join(sdks, "nodejs/package.json"), join(installed, "package.json"));
}

/** Runs every example against mocks, in one process, and prints what fails. */
const PYTHON_EXAMPLES = `import json, traceback
import pulumi

class Mocks(pulumi.runtime.Mocks):
    def new_resource(self, args):
        return [args.name + "-id", args.inputs]
    def call(self, args):
        return {}

pulumi.runtime.set_mocks(Mocks(), project="e2e", preview=True)
pulumi.runtime.set_all_config({"e2e:certificate": "a", "e2e:privateKey": "b"})

@pulumi.runtime.test
def every_example():
    for example in json.load(open("examples.json")):
        try:
            exec(compile(example["text"], example["token"], "exec"), {})
        except Exception:
            print(example["token"], traceback.format_exc())

every_example()
`;

const PROJECT = { name: "e2e", plugins: { providers: [{ name: "indiecloud", path: PLUGIN }] } };

/** Up with an output of the server, and destroy. */
async function lives(t: ExecutionContext, harness: Awaited<ReturnType<typeof openTestStack>>, env = {}): Promise<void> {
  const { stack, ids, emulators } = harness;
  const pulumi = (...args: string[]) => stack.run(args, env);
  const up = await pulumi("up", "--yes", "--skip-preview");
  t.is(up.code, 0, up.screen);
  t.regex(up.screen, /ip *: "\d+\.\d+\.\d+\.\d+"/);
  t.is(ids("vm").length, 1);
  const { id } = await stack.resource("web");
  t.is(id, `toronto/${ids("vm")[0]}`);
  t.false((await stack.stateText()).includes(emulators.clouds.lunanode.credentials.apiKey));
  const gone = await pulumi("destroy", "--yes", "--skip-preview");
  t.is(gone.code, 0, gone.screen);
  t.deepEqual(ids("vm"), []);
}

const write = (stack: Stack, name: string, text: string) => writeFile(join(stack.folder, name), text);

sdkTest("Node.js: the SDK compiles, and a program that uses it runs", async (t, sdks) => {
  const harness = await openTestStack(t, { clouds: ["lunanode"] });
  const { stack } = harness;
  const modules = join(stack.folder, "node_modules");
  await rm(modules);
  await installNodeSdk(sdks, modules);
  await symlink(join(root, "node_modules/@pulumi"), join(modules, "@pulumi"), "dir");
  await write(stack, "Pulumi.yaml", JSON.stringify({ ...PROJECT, runtime: "nodejs", main: "index.js" }));
  await write(
    stack,
    "index.js",
    `"use strict";
const { lunanode, Provider } = require("@indiecloud/pulumi");
const account = new Provider("account", {
  lunanode: { apiId: process.env.LUNANODE_API_ID, apiKey: process.env.LUNANODE_API_KEY, endpoint: process.env.LUNANODE_ENDPOINT },
});
const key = new lunanode.SshKey("key", { publicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKx me" }, { provider: account });
const web = new lunanode.Vm("web", {
  plan: "m.2",
  image: "Ubuntu 24.04 64-bit",
  sshKeys: [key.keyId],
  timeouts: { create: "10m", delete: "10m" },
}, { provider: account });
exports.ip = web.ip;
`,
  );
  await lives(t, harness);
});

pythonTest("Python: the SDK installs, compiles and imports, and a program that uses it runs", async (t, given) => {
  const { sdks, environment } = given;
  const harness = await openTestStack(t, { clouds: ["lunanode"] });
  const { stack } = harness;
  const packages = join(stack.folder, "packages");
  await environment.install(join(sdks, "python"), packages);
  const variables = environment.variables(packages);
  const python = (...args: string[]) =>
    execute(environment.python, args, { cwd: stack.folder, env: { ...process.env, ...variables } });
  await python("-W", "error", "-m", "compileall", "-q", join(packages, "pulumi_indiecloud"));
  const clouds = ["gigenet", "hostdime", "lunanode", "naver", "ovh"];
  const { stdout } = await python(
    "-c",
    `import pulumi_indiecloud as i; print(*(getattr(i, c).__name__ for c in ${JSON.stringify(clouds)}))`,
  );
  t.is(stdout.trim(), clouds.map((cloud) => `pulumi_indiecloud.${cloud}`).join(" "));
  await write(stack, "Pulumi.yaml", JSON.stringify({ ...PROJECT, runtime: "python" }));
  await write(
    stack,
    "__main__.py",
    `import os
import pulumi
from pulumi_indiecloud import LunanodeAccountArgs, Provider, TimeoutsArgs, lunanode

account = Provider("account", lunanode=LunanodeAccountArgs(
    api_id=os.environ["LUNANODE_API_ID"],
    api_key=os.environ["LUNANODE_API_KEY"],
    endpoint=os.environ["LUNANODE_ENDPOINT"],
))
opts = pulumi.ResourceOptions(provider=account)
key = lunanode.SshKey("key", public_key="ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKx me", opts=opts)
web = lunanode.Vm(
    "web",
    plan="m.2",
    image="Ubuntu 24.04 64-bit",
    ssh_keys=[key.key_id],
    timeouts=TimeoutsArgs(create="10m", delete="10m"),
    opts=opts,
)
pulumi.export("ip", web.ip)
`,
  );
  const cli = { ...variables, PATH: [variables.PATH, stack.env.PATH].join(delimiter) };
  await lives(t, harness, cli);
  await write(stack, "examples.py", PYTHON_EXAMPLES);
  await write(stack, "examples.json", JSON.stringify(await examplePrograms("python")));
  const { stdout: ran } = await python("examples.py");
  t.is(ran, "");
});

goTest("Go: the SDK, a program that uses it and all examples build", async (t, sdks) => {
  const folder = await temporary(t);
  await cp(join(sdks, "go"), folder, { recursive: true });
  await mkdir(join(folder, "program"));
  await writeFile(
    join(folder, "program/main.go"),
    `package main

import (
	"github.com/indiecloud/pulumi-indiecloud/sdk/go/indiecloud"
	"github.com/indiecloud/pulumi-indiecloud/sdk/go/indiecloud/lunanode"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		web, err := lunanode.NewVm(ctx, "web", &lunanode.VmArgs{
			Plan:       pulumi.String("m.2"),
			Image:      pulumi.String("Ubuntu 24.04 64-bit"),
			PowerState: lunanode.VmPowerStateRunning,
			Timeouts:   &indiecloud.TimeoutsArgs{Create: pulumi.String("10m")},
		})
		if err != nil {
			return err
		}
		ctx.Export("ip", web.Ip)
		return nil
	})
}
`,
  );
  // -trimpath: compiled packages are found again, although the folder differs.
  await t.notThrowsAsync(goCommand(["vet", "-mod=readonly", "-trimpath", "./..."], folder));
  // All in one package, which is compiled and not linked.
  await mkdir(join(folder, "examples"));
  for (const [index, { token, text }] of (await examplePrograms("go")).entries()) {
    const renamed = text
      .replace("package main", "package examples")
      .replace("func main() {", `// ${token}\nfunc example${index}() {`);
    await writeFile(join(folder, "examples", `example${index}.go`), renamed);
  }
  await t.notThrowsAsync(goCommand(["build", "-gcflags=-e", "-mod=readonly", "-trimpath", "./examples"], folder));
});

/** A declaration in each language, by file. */
const DECLARED: Readonly<Record<string, readonly [file: string, ...text: RegExp[]]>> = {
  "the package of Node.js": ["nodejs/package.json", /"name": "@indiecloud\/pulumi"/, /"version": "0\.1\.0"/],
  "the plugin that Node.js asks for": [
    "nodejs/package.json",
    /"pulumi": \{\s+"resource": true,\s+"name": "indiecloud"/,
  ],
  "the package of Python": ["python/pyproject.toml", /name = "pulumi_indiecloud"/, /version = "0\.1\.0"/],
  "the plugin that Python asks for": ["python/pulumi_indiecloud/pulumi-plugin.json", /"version": "0\.1\.0"/],
  "the module of Go": ["go/go.mod", /^module github\.com\/indiecloud\/pulumi-indiecloud\/sdk\/go$/m],
  "the plugin that Go asks for": ["go/indiecloud/pulumi-plugin.json", /"version": "0\.1\.0"/],
  "the package of .NET": ["dotnet/IndieCloud.Sdk.csproj", /<Version>0\.1\.0<\/Version>/],
  "a server in .NET": [
    "dotnet/LunaNode/Vm.cs",
    /namespace IndieCloud\.Sdk\.LunaNode/,
    /public partial class Vm : global::Pulumi\.CustomResource/,
    /public InputList<string> SshKeys/,
  ],
  // C# does not allow a member with the name of its class.
  "a property that is called as its class, in .NET": [
    "dotnet/NAVERCloud/Subnet.cs",
    /\[Output\("subnet"\)\]\s+public Output<string> SubnetValue /,
    /\[Input\("subnet", required: true\)\]\s+public Input<string> SubnetValue /,
  ],
  "the package of Java": [
    "java/build.gradle",
    /group = "io\.github\.indiecloud"/,
    /implementation\("com\.pulumi:pulumi:/,
  ],
  "a server in Java": [
    "java/src/main/java/io/github/indiecloud/indiecloud/lunanode/Vm.java",
    /package io\.github\.indiecloud\.indiecloud\.lunanode;/,
    /public class Vm extends com\.pulumi\.resources\.CustomResource/,
    /public Output<String> plan\(\)/,
  ],
};
for (const [what, [file, ...texts]] of Object.entries(DECLARED)) {
  sdkTest(`${what}: ${file}`, async (t, sdks) => {
    const text = await readFile(join(sdks, file), "utf8");
    for (const expected of texts) t.regex(text, expected);
  });
}

for (const [word, expected] of Object.entries(WORDS)) {
  words(`an input that is called ${word} has a name in every language`, (t, texts) => {
    for (const language of SDK_LANGUAGES) {
      t.true(texts[language].includes(expected[language]), `${expected[language]} in ${language}`);
    }
  });
}
