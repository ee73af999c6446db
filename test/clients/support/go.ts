import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { keyedFolder } from "../../../tools/cache.ts";
import { programTests } from "./programs.ts";

const execute = promisify(execFile);
const cwd = fileURLToPath(new URL("../go", import.meta.url));

/** Declares tests that need Go and the modules of `../go/go.mod`. The programs are built once, into the user's cache. */
export const goTests = () =>
  programTests("Go clients", async () => {
    const { stdout: version } = await execute("go", ["version"]);
    const hash = createHash("sha256").update(version);
    for (const file of (await readdir(cwd, { recursive: true })).filter((name) => /\.(go|mod|sum)$/.test(name)).sort())
      hash.update(file).update(await readFile(join(cwd, file)));
    const folder = await keyedFolder("go-clients", hash.digest("hex").slice(0, 12), (created) =>
      execute("go", ["build", "-trimpath", "-mod=readonly", "-o", `${created}/`, "./naver", "./ovh"], { cwd }),
    );
    return (program) => [join(folder, process.platform === "win32" ? `${program}.exe` : program)];
  });
