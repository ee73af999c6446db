import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../..", import.meta.url));

/** The environment without npm's variables, which would make the package managers below work in this repository. */
const environment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([key]) => !/^(npm_(package|lifecycle|config_local_prefix|command)|INIT_CWD)/i.test(key),
    ),
  );

/** Runs a command; if it fails, the error contains its output. */
export async function execute(command: string, args: readonly string[], cwd: string): Promise<string> {
  try {
    const { stdout } = await run(command, args, {
      cwd,
      env: environment(),
      maxBuffer: 1 << 26,
      shell: process.platform === "win32",
    });
    return stdout;
  } catch (error) {
    const { stdout, stderr } =
      error instanceof Error ? { stdout: "", stderr: "", ...error } : { stdout: "", stderr: "" };
    throw new Error(`${command} ${args.join(" ")}\n${stdout}\n${stderr}`, { cause: error });
  }
}

/** Packs what the programs of a test need. Returns the names of the tarballs. */
export async function packAll(): Promise<{ sdk: string; provider: string }> {
  const [sdk, provider] = await Promise.all([packBuilt("sdk"), packBuilt("provider")]);
  return { sdk, provider };
}

/**
 * Packs one package, as built by `make build`, for publishing: once, for all tests, until something in it changes. Returns the
 * tarball's name.
 */
export async function packBuilt(name: string): Promise<string> {
  const from = join(root, name);
  const packed = join(root, "build/packs", `${name}-${await hashOf(from)}`);
  if (!existsSync(packed)) {
    await mkdir(dirname(packed), { recursive: true });
    const folder = await mkdtemp(`${packed}-`);
    await execute("npm", ["pack", "--silent", "--pack-destination", folder], from);
    // Another test file may have been first.
    await rename(folder, packed).catch(() => rm(folder, { recursive: true }));
  }
  const [tarball = ""] = await readdir(packed);
  return join(packed, tarball);
}

/** A hash of everything in a package but its sources. */
async function hashOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((file) => !/^(src|node_modules)[\\/]/.test(file))
    .sort();
  const hash = createHash("sha256");
  for (const file of files) {
    hash.update(`${file}\0`).update(await readFile(join(folder, file)));
  }
  return hash.digest("hex").slice(0, 16);
}

export interface Manager {
  name: string;
  /** Fields of package.json that make this manager use the provider's tarball wherever the provider is required. */
  pins(provider: string): object;
  /** Additional files of a project. */
  files?: Readonly<Record<string, string>>;
  install: readonly [command: string, ...args: string[]];
}

const through = (...args: string[]): readonly [string, ...string[]] => ["npm", "exec", "--yes", ...args];

/** Beside npm, which test/docs runs. */
export const MANAGERS: readonly Manager[] = [
  {
    name: "pnpm",
    pins: (provider) => ({ pnpm: { overrides: { "@indiecloud/provider": provider } } }),
    install: through("--package=pnpm@9", "--", "pnpm", "install", "--no-frozen-lockfile", "--prefer-offline"),
  },
  {
    name: "Yarn",
    pins: (provider) => ({ resolutions: { "@indiecloud/provider": provider } }),
    files: {
      "yarn.lock": "",
      ".yarnrc.yml": "nodeLinker: node-modules\nenableTelemetry: false\nenableImmutableInstalls: false\n",
    },
    install: through("--package=@yarnpkg/cli-dist@4", "--", "yarn", "install"),
  },
];

/** Fills a folder of modules as npm does: with the packages as published, and links to all packages of another folder. */
export async function placeFlat(modules: string, others: string): Promise<void> {
  const isOther = (name: string) => !/^(\.|@indiecloud$)/.test(name);
  await link(modules, others, (await readdir(others)).filter(isOther));
  const { sdk, provider } = await packAll();
  await unpack(sdk, join(modules, "@indiecloud/pulumi"));
  await unpack(provider, join(modules, "@indiecloud/provider"));
}

/**
 * Fills a folder of modules as pnpm does: each package as published has a folder of modules with what it declares and nothing
 * else, and the program has links to what it declares itself.
 */
export async function placeStrict(modules: string, others: string, declared: readonly string[]): Promise<void> {
  const { sdk, provider } = await packAll();
  const store = (name: string) => join(modules, ".pnpm", name, "node_modules");
  const place = async (name: string, tarball: string): Promise<void> => {
    const folder = join(store(name), "@indiecloud", name);
    await unpack(tarball, folder);
    const parsed: Readonly<Record<"dependencies" | "peerDependencies", object | undefined>> = JSON.parse(
      await readFile(join(folder, "package.json"), "utf8"),
    );
    const needed = Object.keys({ ...parsed.dependencies, ...parsed.peerDependencies });
    await link(
      store(name),
      others,
      needed.filter((each) => each !== "@indiecloud/provider"),
    );
  };
  await place("provider", provider);
  await place("pulumi", sdk);
  await link(store("pulumi"), store("provider"), ["@indiecloud/provider"]);
  await link(modules, store("pulumi"), ["@indiecloud/pulumi"]);
  await link(modules, others, declared);
}

async function unpack(tarball: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await execute("tar", ["-xzf", tarball, "-C", folder, "--strip-components=1"], folder);
}

async function link(modules: string, others: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await mkdir(dirname(join(modules, name)), { recursive: true });
    await symlink(join(others, name), join(modules, name), "dir");
  }
}

/**
 * A project with the tarballs and the dependencies of a Pulumi program in TypeScript, installed by one package manager.
 */
export async function installProject(
  folder: string,
  manager: Manager,
  tarballs: { sdk: string; provider: string },
): Promise<void> {
  const version = async (name: string): Promise<string> => {
    const parsed: { version: string } = JSON.parse(
      await readFile(join(root, "node_modules", name, "package.json"), "utf8"),
    );
    return parsed.version;
  };
  const provider = `file:${tarballs.provider}`;
  const manifest = {
    name: "program",
    version: "1.0.0",
    private: true,
    dependencies: { "@indiecloud/pulumi": `file:${tarballs.sdk}`, "@pulumi/pulumi": await version("@pulumi/pulumi") },
    devDependencies: { "@types/node": await version("@types/node"), typescript: await version("typescript") },
    ...manager.pins(provider),
  };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest, null, 2));
  for (const [name, text] of Object.entries(manager.files ?? {})) {
    await writeFile(join(folder, name), text);
  }
  const [command, ...args] = manager.install;
  await execute(command, args, folder);
}
