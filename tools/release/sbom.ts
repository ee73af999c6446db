import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { lockedBun } from "./bun.ts";
import { targets } from "./targets.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));
const PACKAGES = ["@indiecloud/emulators", "@indiecloud/provider", "@indiecloud/pulumi"];

interface Bom {
  serialNumber?: string;
  metadata: { timestamp?: string };
  components: object[];
  [member: string]: unknown;
}

/**
 * Writes what the packages contain and depend on, as `npm sbom` says it, in CycloneDX. What is bundled is marked as development,
 * because nobody installs it. Bun, which is in the executables, is added.
 */
export async function writeSbom(file: string): Promise<void> {
  const selected = PACKAGES.flatMap((name) => ["--workspace", name]);
  const args = ["sbom", "--package-lock-only", "--sbom-format", "cyclonedx", ...selected];
  const { stdout } = await run("npm", args, { cwd: root, maxBuffer: 1 << 26, shell: process.platform === "win32" });
  const { serialNumber: _, metadata, components, ...rest }: Bom = JSON.parse(stdout);
  const { timestamp: __, ...lasting } = metadata;
  const bun = await Promise.all(
    targets.map(async (target) => {
      const { version, integrity } = await lockedBun(target);
      const purl = `pkg:npm/${target.bun.package.replace("@", "%40")}@${version}`;
      const content = Buffer.from(integrity.replace("sha512-", ""), "base64").toString("hex");
      return {
        "bom-ref": `${target.bun.package}@${version}`,
        type: "application",
        name: target.bun.package,
        version,
        purl,
        hashes: [{ alg: "SHA-512", content }],
        licenses: [{ license: { id: "MIT" } }],
      };
    }),
  );
  // Without what differs between two runs.
  const bom = { ...rest, metadata: lasting, components: [...components, ...bun] };
  await writeFile(file, `${JSON.stringify(bom, null, 2)}\n`);
}
