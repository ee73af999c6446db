import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { npmOfUser, scriptOf, type } from "../../test/docs/support/quick-start.ts";
import { onPath } from "../on-path.ts";
import { pulumiBin } from "../pulumi/get.mjs";
import { thisTarget } from "./targets.ts";

/* The README's commands, typed in an empty folder by somebody who has only the files of a release. */

const README = fileURLToPath(new URL("../../README.md", import.meta.url));
const readme = async () => ({ path: "README.md", text: await readFile(README, "utf8") });

export interface Release {
  /** The folder with the release's files. */
  dist: string;
  /** The script of its emulators, installed. */
  emulators: string;
  node: string;
}

type LunaNode = Parameters<typeof type>[1]["lunanode"];

/** The first server, from the npm packages. */
export async function walkThroughPackages(release: Release): Promise<void> {
  await walk(release, "Five minutes", async () => ({
    ...npmOfUser(),
    PATH: [dirname(release.node), await pulumiBin(), process.env.PATH].join(delimiter),
  }));
}

/** The first server in YAML, from the executable, where no Node.js is on PATH. */
export async function walkWithoutNode(release: Release): Promise<void> {
  await walk(release, "Without Node.js", async (folder) => {
    const bin = join(folder, "bin");
    await mkdir(bin);
    // Only what the README types, and what it runs in: folders of the system may have a Node.js.
    for (const name of ["bash", "cat", "mkdir", "pulumi", "pulumi-language-yaml"]) {
      const found = await onPath(name, [await pulumiBin()]);
      if (found === undefined) throw new Error(`${name} is not on PATH`);
      await symlink(found, join(bin, name));
    }
    return { PATH: bin };
  });
}

/** Types a section into an empty folder, against the release's emulators. Throws if there was no server, or if one is left. */
async function walk(
  { dist, emulators, node }: Release,
  heading: string,
  environment: (folder: string) => Promise<NodeJS.ProcessEnv>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "indiecloud-readme-"));
  const cloud = spawn(node, [emulators, ...["--port", "0", "--json", "--cloud", "lunanode", "--time-scale", "300"]], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const lunanode = await readEndpoint(cloud);
    const typed = scriptOf(await readme(), heading, { dist: true }).replaceAll("linux-amd64", thisTarget().name);
    const { code, screen } = await type(typed, { folder, lunanode, dist, env: await environment(folder) });
    if (code !== 0 || !/ip *: "\d+\.\d+\.\d+\.\d+"/.test(screen) || !/^ *- 2 deleted/m.test(screen)) {
      throw new Error(`README.md, "${heading}", ended with ${code}:\n${screen}`);
    }
  } finally {
    cloud.kill();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** What the emulators print once they listen. */
async function readEndpoint({ stdout }: ChildProcess & { stdout: NodeJS.ReadableStream }): Promise<LunaNode> {
  const [line] = await once(createInterface(stdout), "line");
  return JSON.parse(String(line)).clouds.lunanode;
}
