import { readFileSync } from "node:fs";
import { createRequire, register } from "node:module";

register("./hooks.mjs", import.meta.url);

// The command's files are CommonJS, as is their package; a test in ESM loads them with `require`.
const require = createRequire(import.meta.url);
require.extensions[".ts"] = (module, path) => {
  const { code } = require("esbuild").transformSync(readFileSync(path, "utf8"), {
    loader: "ts",
    format: "cjs",
    sourcemap: "inline",
    sourcefile: path,
  });
  // They import each other by the names they have after compilation.
  module._compile(code.replaceAll(/require\("(\.[^"]+)\.js"\)/g, 'require("$1.ts")'), path);
};
