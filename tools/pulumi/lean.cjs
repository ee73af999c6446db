// Required first by every Node.js process of a stack in tests. Half of the start of a program, and of the process that serves its
// dynamic resources, is loading an npm client and a compiler for serializing functions, which nothing here does: they load
// when they are used. And this CLI's language host takes every program for TypeScript, whatever the project says.
// Without it, as users have it: examples/lunanode-server, the quick start of test/docs, and the packages as npm installs them.
const { existsSync } = require("node:fs");
const Module = require("node:module");
const { join } = require("node:path");

const isTypeScript = existsSync(join(process.cwd(), "tsconfig.json"));
const unused = isTypeScript ? ["@npmcli/arborist"] : ["@npmcli/arborist", "typescript"];
if (!isTypeScript && process.env.PULUMI_NODEJS_TYPESCRIPT !== undefined) {
  process.env.PULUMI_NODEJS_TYPESCRIPT = "false";
}

const load = Module._load;
Module._load = (id, parent, isMain) => {
  if (!unused.includes(id) || !/@pulumi[\\/]pulumi[\\/]/.test(parent?.filename ?? "")) {
    return load(id, parent, isMain);
  }
  let loaded;
  return new Proxy(
    {},
    {
      get(_, key) {
        // Said to be an ES module, it is not copied where it is imported.
        if (key === "__esModule") return true;
        loaded ??= load(id, parent, isMain);
        return loaded[key];
      },
    },
  );
};
