// The example's lockfile names this repository's packages, which npm does not have before they are published. So they
// are left out where the lockfile is made and where the tests install it, and added for the reader.
//     node tools/temporal/own-packages.mjs    makes examples/fleet-temporal/package-lock.json anew
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
export const example = join(root, "examples/fleet-temporal");
const OWN = { "@indiecloud/pulumi": "sdk", "@indiecloud/provider": "provider" };

const read = (...path) => JSON.parse(readFileSync(join(...path), "utf8"));
const manifests = Object.entries(OWN).map(([name, folder]) => [name, read(root, folder, "package.json")]);
const sorted = (object) => Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
const foreign = (dependencies = {}) =>
  Object.fromEntries(Object.entries(dependencies).filter(([name]) => OWN[name] === undefined));

/** A manifest that requires what our packages require, instead of them. */
export function withoutOwn(manifest) {
  const theirs = manifests.map(([, { dependencies }]) => foreign(dependencies));
  return { ...manifest, dependencies: sorted(Object.assign({}, foreign(manifest.dependencies), ...theirs)) };
}

/** The lockfile for that manifest. */
export function lockWithoutOwn(lock, manifest) {
  const { "": top, ...packages } = lock.packages;
  const kept = Object.entries(packages).filter(([path]) => OWN[path.replace("node_modules/", "")] === undefined);
  const { dependencies } = withoutOwn(manifest);
  return { ...lock, packages: { "": { ...top, dependencies }, ...Object.fromEntries(kept) } };
}

function make() {
  const manifest = read(example, "package.json");
  const folder = mkdtempSync(join(tmpdir(), "indiecloud-lock-"));
  try {
    writeFileSync(join(folder, "package.json"), JSON.stringify(withoutOwn(manifest)));
    execFileSync("npm", ["install", "--package-lock-only", "--no-audit", "--no-fund"], {
      cwd: folder,
      stdio: "inherit",
    });
    const lock = read(folder, "package-lock.json");
    const { "": top, ...packages } = lock.packages;
    const own = manifests.map(([name, { version, license, dependencies, peerDependencies, engines, bin }]) => [
      `node_modules/${name}`,
      { version, license, dependencies, peerDependencies, engines, bin },
    ]);
    lock.packages = {
      "": { ...top, dependencies: manifest.dependencies },
      ...sorted({ ...packages, ...Object.fromEntries(own) }),
    };
    writeFileSync(join(example, "package-lock.json"), `${JSON.stringify(lock, null, 2)}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) make();
