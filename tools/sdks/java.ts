import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { readExamples } from "../../provider/src/schema/examples.ts";

/* Compiles the SDK for Java together with all examples: a minute of processor time, too much for every `make test-rest`. */

const run = promisify(execFile);

/** The SDK's dependencies, as its build.gradle names them. */
const DEPENDENCY = /^ *implementation\("([^:"]+):([^:"]+):([^:"]+)"\)$/gm;

/** What of Java is missing here; undefined if nothing is. */
export async function missingJava(): Promise<string | undefined> {
  for (const command of ["javac", "mvn"]) {
    const found = await run(command, ["-version"], { shell: process.platform === "win32" }).catch(() => undefined);
    if (found === undefined) return command;
  }
  return undefined;
}

/** @throws javac's errors, each with the example that it is in. */
export async function compileJava(sdk: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "indiecloud-java-"));
  try {
    const sources = [...(await javaFiles(join(sdk, "src/main/java"))), ...(await writeExamples(folder))];
    const classPath = await downloadDependencies(folder, await readFile(join(sdk, "build.gradle"), "utf8"));
    // In a file, because they are longer than a command line may be. Quotes and slashes as javac wants them there.
    const args = [
      ...["-encoding", "UTF-8", "-proc:none", "-nowarn", "-Xmaxerrs", "1000"],
      ...["-d", join(folder, "classes"), "-cp", classPath, ...sources],
    ];
    await writeFile(join(folder, "arguments"), args.map((each) => JSON.stringify(each)).join("\n"));
    await run("javac", [`@${join(folder, "arguments")}`], { maxBuffer: 1 << 26 }).catch(({ stderr }) => {
      throw new Error(`Java does not compile:\n${stderr}`);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** All have a class App, so each is in a package of its own, which errors show. */
async function writeExamples(folder: string): Promise<string[]> {
  const files: string[] = [];
  for (const [token, { programs }] of await readExamples()) {
    const name = token.replaceAll(":", "_");
    await mkdir(join(folder, name));
    const file = join(folder, name, "App.java");
    await writeFile(file, programs.java.replace("package generated_program;", `package ${name};`));
    files.push(file);
  }
  return files;
}

const javaFiles = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true }))
    .filter((name) => name.endsWith(".java"))
    .map((name) => join(folder, name));

/** The class path of the dependencies and all that they need, from Maven's cache or Maven Central. */
async function downloadDependencies(folder: string, gradle: string): Promise<string> {
  const dependencies = [...gradle.matchAll(DEPENDENCY)].map(
    ([, group, artifact, version]) =>
      `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`,
  );
  await writeFile(
    join(folder, "pom.xml"),
    `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>check</groupId><artifactId>check</artifactId><version>1</version>
<dependencies>${dependencies.join("\n")}</dependencies></project>\n`,
  );
  const args = ["--batch-mode", "--quiet", "dependency:build-classpath", "-Dmdep.outputFile=class-path"];
  await run("mvn", args, { cwd: folder, shell: process.platform === "win32" });
  return readFile(join(folder, "class-path"), "utf8");
}
