// As in package.json, but for the compiled tests: nothing compiles at run time.
import { readFileSync } from "node:fs";

const { ava } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));

// biome-ignore lint/style/noDefaultExport: ava reads the default export.
export default {
  ...ava,
  nodeArguments: ["--import", new URL("register.mjs", import.meta.url).href, "--enable-source-maps"],
};
