// Required first by every Node.js process of a stack in tests. Half of the start of a program, and of the process that serves its
// dynamic resources, is loading an npm client, a compiler and a debugger for serializing functions, and tracing, which nothing
// here uses: they load when they are used. And this CLI's language host takes every program for TypeScript, whatever the
// project says.
// Without it, as users have it: examples/lunanode-server, the quick start of test/docs, and the packages as npm installs them.
const { existsSync, readFileSync } = require("node:fs");
const Module = require("node:module");
const { join, posix } = require("node:path");

// A program whose types are checked elsewhere is compiled in a tenth of the time that TypeScript would take.
const has = (name) => existsSync(join(process.cwd(), name));
const isTypeScript = has("Pulumi.yaml") && has("tsconfig.json");
const isChecked = isTypeScript && process.env.PULUMI_NODEJS_TRANSPILE_ONLY !== "true";
if (!isChecked && process.env.PULUMI_NODEJS_TYPESCRIPT !== undefined) {
  process.env.PULUMI_NODEJS_TYPESCRIPT = "false";
}
if (isTypeScript && !isChecked) {
  require.extensions[".ts"] = (module, path) => {
    const { code } = require("esbuild").transformSync(readFileSync(path, "utf8"), { loader: "ts", format: "cjs" });
    module._compile(code, path);
  };
}

const unused = new Set([
  "@npmcli/arborist",
  "@opentelemetry/exporter-zipkin",
  "@opentelemetry/instrumentation",
  "@opentelemetry/instrumentation-grpc",
  "@opentelemetry/resources",
  "@opentelemetry/sdk-trace-base",
  "@opentelemetry/sdk-trace-node",
  "execa",
  "fdir",
  "js-yaml",
  "normalize-package-data",
  "source-map-support/register",
  "tmp",
  ...(isChecked ? [] : ["typescript"]),
]);

/** Modules of Pulumi's own, and what of them is called although nothing comes of it. */
const OWN = new Map([
  ["automation", {}],
  ["provider", {}],
  ["runtime/closure/v8Hooks", { isInitializedAsync: async () => undefined }],
]);

const load = Module._load;
Module._load = (id, parent, isMain) => {
  const [, inPulumi] = /@pulumi[\\/]pulumi[\\/](.*)/.exec(parent?.filename ?? "") ?? [];
  const own =
    inPulumi === undefined ? undefined : OWN.get(posix.join(posix.dirname(inPulumi.replaceAll("\\", "/")), id));
  if (inPulumi === undefined || !(unused.has(id) || own)) {
    return load(id, parent, isMain);
  }
  let loaded;
  return new Proxy(
    {},
    {
      get(_, key) {
        // Said to be an ES module, it is not copied where it is imported.
        if (key === "__esModule") return true;
        if (own && Object.hasOwn(own, key)) return own[key];
        loaded ??= load(id, parent, isMain);
        return key === "default" && !loaded.__esModule ? loaded : loaded[key];
      },
    },
  );
};

require("./compiled.cjs").keepCompiled(join(__dirname, "../../build/compiled"));
