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
  // They name each other as they will be called once they are compiled.
  module._compile(code.replaceAll(/require\("(\.[^"]+)\.js"\)/g, 'require("$1.ts")'), path);
};
