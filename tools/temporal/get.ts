import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { keyedFolder } from "../cache.ts";
import { goCommand } from "../go-tool.ts";
import { onPath } from "../on-path.ts";

const here = fileURLToPath(new URL(".", import.meta.url));
const exe = (name: string): string => (process.platform === "win32" ? `${name}.exe` : name);

export interface TemporalBinaries {
  server: string;
  /** Creates the tables in a database and brings them up to date. */
  sqlTool: string;
}

/** Temporal's server: installed on this machine, otherwise built once from Go modules and kept in the user's cache. */
export async function temporalBinaries(): Promise<TemporalBinaries> {
  const [server, sqlTool] = await Promise.all(
    ["temporal-server", "temporal-sql-tool"].map((name) => onPath(exe(name))),
  );
  if (server !== undefined && sqlTool !== undefined) return { server, sqlTool };
  const pin = await Promise.all(["go.mod", "go.sum"].map((name) => readFile(join(here, name), "utf8")));
  const [, version = ""] = /go\.temporal\.io\/server v(\S+)/.exec(pin[0] ?? "") ?? [];
  const hash = createHash("sha256")
    .update(`${process.platform} ${process.arch}\n${pin.join("\n")}`)
    .digest("hex");
  const folder = await keyedFolder("temporal", `${version}-${hash.slice(0, 12)}`, (made) => build(made, version));
  // Go names a tool's file after its folder.
  return { server: join(folder, exe("server")), sqlTool: join(folder, exe("sql")) };
}

async function build(folder: string, version: string): Promise<void> {
  console.error(`Building the Temporal server ${version} from Go modules: about 5 minutes, once`);
  const flags = ["-mod=readonly", "-trimpath", "-tags", "disable_grpc_modules", "-ldflags", "-s -w"];
  await goCommand(["build", ...flags, "-o", folder + sep, "tool"], here);
}
