// Loads the compiled form of a test file under the name of its source, which reports and snapshots use.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

export async function load(url, context, next) {
  if (url.startsWith("file:") && url.endsWith(".test.ts")) {
    const name = relative(root, fileURLToPath(url)).replaceAll(sep, "/");
    const compiled = new URL(`../../build/tests/${name.replace(/\.ts$/, ".js")}`, import.meta.url);
    if (existsSync(compiled)) {
      const times = new URL("times.mjs", import.meta.url).href;
      const source = `import { noteTime } from "${times}"; noteTime(${JSON.stringify(name)}); import "${compiled.href}";`;
      return { format: "module", shortCircuit: true, source };
    }
  }
  if (url.startsWith("file:") && url.endsWith(".ts")) {
    // Few tests need it, and it takes as long to load as everything else.
    const { transform } = await import("esbuild");
    const path = fileURLToPath(url);
    // ava finds snapshots by the source's name.
    const options = { loader: "ts", sourcemap: "inline", sourcefile: path };
    const { code } = await transform(await readFile(path, "utf8"), options);
    return { format: "module", shortCircuit: true, source: code };
  }
  return next(url, context);
}
