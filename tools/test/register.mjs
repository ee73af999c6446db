import { readFileSync } from "node:fs";
import { createRequire, register } from "node:module";

register("./hooks.mjs", import.meta.url);

// The command's files are CommonJS, as their package is: a test that is not uses `require` for them.
const require = createRequire(import.meta.url);
require.extensions[".ts"] = (module, path) => {
  const { code } = require("esbuild").transformSync(readFileSync(path, "utf8"), {
    loader: "ts",
    format: "cjs",
    sourcemap: "inline",
    sourcefile: path,
  });
  module._compile(code, path);
};
