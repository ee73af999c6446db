import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { extract } from "tar";
import { keyedFolder } from "../cache.ts";
import { sha256 } from "./archive.ts";
import { findingsOf } from "./package-findings.ts";
import { walkThroughPackages, walkWithoutNode } from "./readme.ts";

const run = promisify(execFile);

/** The supported lines of Node.js, each in its newest release, from the npm packages that contain it. */
const NODES = ["20.20.2", "22.23.5", "24.22.3"];

/** Checks the files of a release as their users would meet them. Throws what is wrong. */
export async function checkRelease(folder: string, step: (text: string) => void): Promise<void> {
  await checkSums(folder);
  const tarballs = (await readdir(folder)).filter((name) => name.endsWith(".tgz")).map((name) => join(folder, name));
  for (const tarball of tarballs) {
    step(`publint and attw: ${tarball}`);
    const findings = await findingsOf(tarball);
    if (findings.length > 0) {
      throw new Error(`${tarball}: ${findings.join("\n")}`);
    }
  }
  for (const node of await availableNodes(step)) {
    step(`installing with ${node.title}`);
    await withInstalled(tarballs, node.file, async (emulators) => {
      if (process.platform === "win32") {
        step("SKIPPED: the README's first server, which a POSIX shell creates");
        return;
      }
      step(`the README's first server with ${node.title}`);
      await walkThroughPackages({ dist: folder, emulators, node: node.file });
      if (node.isFirst) {
        step("the README's first server without Node.js");
        await walkWithoutNode({ dist: folder, emulators, node: node.file });
      }
    });
  }
}

/** Every line of SHA256SUMS, and a line for every file. */
async function checkSums(folder: string): Promise<void> {
  const sums = await readFile(join(folder, "SHA256SUMS"), "utf8");
  const files = (await readdir(folder)).filter((name) => name !== "SHA256SUMS").sort();
  const lines = await Promise.all(files.map(async (name) => `${await sha256(join(folder, name))}  ${name}\n`));
  if (sums !== lines.join("")) {
    throw new Error("SHA256SUMS does not fit the files");
  }
}

interface Node {
  title: string;
  /** Its executable. */
  file: string;
  isFirst: boolean;
}

/** Those that can be downloaded, or the one that runs this. */
async function availableNodes(step: (text: string) => void): Promise<Node[]> {
  const found: Omit<Node, "isFirst">[] = [];
  for (const version of NODES) {
    const title = `Node.js ${version}`;
    const file = await nodeFor(version).catch((error: unknown) => {
      step(`SKIPPED: ${title}, which could not be downloaded: ${error}`);
      return undefined;
    });
    if (file !== undefined) found.push({ title, file });
  }
  const own = { title: `Node.js ${process.versions.node}`, file: process.execPath };
  return (found.length === 0 ? [own] : found).map((node, index) => ({ ...node, isFirst: index === 0 }));
}

/** Node.js's executable of a version for this system. */
async function nodeFor(version: string): Promise<string> {
  const platform = process.platform === "win32" ? "win" : process.platform;
  const name = `node-${platform}-${process.arch}@${version}`;
  const folder = await keyedFolder("node", name, async (made) => {
    await run("npm", ["pack", name, "--silent", "--pack-destination", made], {
      cwd: made,
      shell: process.platform === "win32",
    });
    const [tarball = ""] = await readdir(made);
    await extract({ file: join(made, tarball), cwd: made, strip: 1 });
    await rm(join(made, tarball));
  });
  return join(folder, "bin", process.platform === "win32" ? "node.exe" : "node");
}

/**
 * A project of a user: npm installs the packages from their files, and each entry and command starts. `use` is called with the script of
 * the installed emulators.
 */
async function withInstalled(
  tarballs: readonly string[],
  node: string,
  use: (emulators: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "indiecloud-install-"));
  try {
    const dependencies = Object.fromEntries(
      await Promise.all(tarballs.map(async (file) => [await nameOf(file), `file:${file}`] as const)),
    );
    const manifest = { private: true, dependencies: { ...dependencies, "@pulumi/pulumi": "^3.216.0" } };
    await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
    const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ""}` };
    const options = { cwd: folder, env, shell: process.platform === "win32" };
    await run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline"], options);
    const entries = ["", "/plugin", "/automation", "/ovh-credentials"].map((entry) => `@indiecloud/pulumi${entry}`);
    const program = [...entries, "@indiecloud/emulators"].map((entry) => `import ${JSON.stringify(entry)};`).join("");
    await writeFile(join(folder, "all.mjs"), `${program}\n`);
    await run(node, ["all.mjs"], options);
    for (const command of ["@indiecloud/pulumi/dist/command/main.js", "indiecloud/indiecloud.js"]) {
      await run(node, [join("node_modules", command), "--version"], options);
    }
    await use(join(folder, "node_modules/@indiecloud/emulators/dist/cli.js"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function nameOf(tarball: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "indiecloud-package-"));
  try {
    await extract({ file: tarball, cwd: folder, strip: 1 }, ["package/package.json"]);
    return JSON.parse(await readFile(join(folder, "package.json"), "utf8")).name;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
